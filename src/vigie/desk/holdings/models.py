"""The tables that `publish` loads and `search` reads. Names follow the lake's."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q


class Run(models.Model):
    """A run that was published; one of them is the current one."""

    run_id = models.CharField(max_length=40, primary_key=True)
    number = models.IntegerField()
    manifest = models.JSONField()
    published_at = models.DateTimeField()
    current = models.BooleanField(default=False)

    class Meta:
        """At most one run is current."""

        constraints = (
            models.UniqueConstraint(
                fields=["current"], condition=Q(current=True), name="holdings_one_current_run"
            ),
        )

    def __str__(self) -> str:
        return self.run_id


class Batch(models.Model):
    """A batch of the lake whose rows are here."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)

    class Meta:
        """A batch is loaded once."""

        constraints = (
            models.UniqueConstraint(fields=["kind", "key"], name="holdings_batch_loaded_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class Ad(models.Model):
    """One ad at one version; `document` is its title and text, unaccented, for full-text search."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, db_constraint=False)
    ad_id = models.TextField()
    version = models.CharField(max_length=32)
    source = models.TextField()
    native_id = models.TextField()
    url = models.TextField()
    posted_at = models.DateTimeField(null=True)
    collected_at = models.DateTimeField(null=True)
    title = models.TextField()
    text = models.TextField()
    location = models.TextField()
    images = ArrayField(models.TextField())
    extra = models.JSONField()
    file = models.TextField()
    line = models.BigIntegerField()
    document = models.GeneratedField(
        expression=Func(F("title"), F("text"), function="holdings_document"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        """Found by id and version, and by words."""

        constraints = (
            models.UniqueConstraint(fields=["ad_id", "version"], name="holdings_ad_version"),
        )
        indexes = (GinIndex(fields=["document"], name="holdings_ad_words"),)

    def __str__(self) -> str:
        return self.ad_id


class Mention(models.Model):
    """One mention in one version of an ad.

    `folded` is the value in lower case, for whole and prefix search; `tail` the digits of a phone
    number from its end, so that a number typed without its country finds it by prefix.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, db_constraint=False)
    ad_id = models.TextField()
    version = models.CharField(max_length=32)
    kind = models.CharField(max_length=20)
    value = models.TextField()
    surface = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()
    confidence = models.FloatField()
    trick = models.TextField()
    detail = models.JSONField()
    folded = models.GeneratedField(
        expression=Func(F("value"), function="holdings_folded"),
        output_field=models.TextField(),
        db_persist=True,
    )
    tail = models.GeneratedField(
        expression=Func(F("kind"), F("value"), function="holdings_tail"),
        output_field=models.TextField(null=True),
        db_persist=True,
    )

    class Meta:
        """Found by ad, by value and its prefixes, and by the end of a number."""

        indexes = (
            models.Index(fields=["ad_id", "version"], name="holdings_mention_ad"),
            models.Index(
                OpClass(F("folded"), name="text_pattern_ops"),
                F("kind"),
                name="holdings_mention_folded",
                condition=~Q(kind__in=["age", "rate", "height", "weight", "date", "language"]),
            ),
            models.Index(
                OpClass(F("tail"), name="text_pattern_ops"),
                name="holdings_mention_tail",
                condition=Q(tail__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Word(models.Model):
    """A word that stands in some ad, unaccented: what a misspelt search is compared with."""

    word = models.TextField(primary_key=True)

    class Meta:
        """Found by likeness of spelling (trigrams)."""

        indexes = (
            GinIndex(OpClass(F("word"), name="gin_trgm_ops"), name="holdings_word_trigrams"),
        )

    def __str__(self) -> str:
        return self.word


class Profile(models.Model):
    """One party, as the run put it together."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_constraint=False)
    profile_id = models.CharField(max_length=40)
    first_seen = models.DateTimeField(null=True)
    last_seen = models.DateTimeField(null=True)
    weakest_bits = models.FloatField(null=True)
    cut = models.BooleanField()
    disputed = models.BooleanField()
    size = models.IntegerField()

    class Meta:
        """Found by id within a run."""

        constraints = (
            models.UniqueConstraint(fields=["run", "profile_id"], name="holdings_one_profile"),
        )

    def __str__(self) -> str:
        return self.profile_id


class Member(models.Model):
    """An ad belongs to a profile."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_constraint=False)
    ad_id = models.TextField()
    profile_id = models.CharField(max_length=40)

    class Meta:
        """In one run an ad is in one profile."""

        constraints = (
            models.UniqueConstraint(fields=["run", "ad_id"], name="holdings_one_member"),
        )
        indexes = (models.Index(fields=["run", "profile_id"], name="holdings_member_profile"),)

    def __str__(self) -> str:
        return f"{self.ad_id} in {self.profile_id}"


class Link(models.Model):
    """Two ads and the weight of evidence between them."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_constraint=False)
    left = models.TextField()
    right = models.TextField()
    bits = models.FloatField()
    probability = models.FloatField()
    evidence = models.JSONField()

    class Meta:
        """Found from either end."""

        indexes = (
            models.Index(fields=["run", "left"], name="holdings_link_left"),
            models.Index(fields=["run", "right"], name="holdings_link_right"),
        )

    def __str__(self) -> str:
        return f"{self.left} {self.bits:+.1f} {self.right}"


class Finding(models.Model):
    """Where a profile stands, for two questions that are never mixed, with the reasons."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, db_constraint=False)
    profile_id = models.CharField(max_length=40)
    rank = models.IntegerField()
    trafficking = models.JSONField()
    minor = models.JSONField()
    abstained = models.TextField()
    reasons = models.JSONField()

    class Meta:
        """Found by profile and by rank."""

        constraints = (
            models.UniqueConstraint(fields=["run", "profile_id"], name="holdings_one_finding"),
        )
        indexes = (models.Index(fields=["run", "rank"], name="holdings_finding_rank"),)

    def __str__(self) -> str:
        return f"{self.rank}. {self.profile_id}"
