import json
from collections.abc import Mapping
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from vigie.analysis.reading import Columns, Draft, Limits, Rules, Where, read_row, seal
from vigie.analysis.reading.seal import version_of
from vigie.records import Ad, Reject

HERE = Where("ads.jsonl", 7)
PLAIN = Rules()
FULL: dict[str, object] = {
    "source": "alpha.example",
    "native_id": 12,
    "url": "https://alpha.example/12",
    "posted_at": "2026-03-04T10:05:00Z",
    "collected_at": 1772618700,
    "title": " New in town ",
    "text": "Call 312-555-0123",
    "location": {"city": "Springfield", "region": "IL"},
    "images": ["sha256:" + "a" * 64, {"pdq": "b" * 64}, "c" * 32],
    "category": "services",
}
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=12,
)
rows = st.dictionaries(
    st.one_of(
        st.sampled_from(["source", "id", "url", "date", "title", "text", "images"]), st.text()
    ),
    json_values,
)


def draft(row: Mapping[str, object], rules: Rules = PLAIN) -> Draft:
    read = read_row(row, HERE, rules)
    assert isinstance(read, Draft), read
    return read


def sealed(row: Mapping[str, object]) -> Ad:
    read = draft(row)
    images = tuple(picture.image_id for picture in read.pictures)
    return seal(read.posted, images, read.unreadable, read.seen)


def reasons(read: Draft) -> list[str]:
    return [reject.reason for reject in read.rejects]


def test_a_full_row_becomes_an_ad() -> None:
    ad = sealed(FULL)
    moment = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)
    assert (ad.ad_id, ad.source, ad.native_id) == ("alpha.example/12", "alpha.example", "12")
    assert (ad.posted_at, ad.collected_at) == (moment, moment)
    assert (ad.full_text, ad.location) == ("New in town\nCall 312-555-0123", "Springfield, IL")
    assert ad.images == ("a" * 64, "pdq:" + "b" * 64, "md5:" + "c" * 32)
    assert (ad.extra, ad.file, ad.line) == ({"category": "services"}, "ads.jsonl", 7)


def test_the_version_is_of_what_was_posted_alone() -> None:
    again = {**FULL, "collected_at": "2026-05-01"}
    assert sealed(again).version == sealed(FULL).version
    for change in ({"text": "Call 312-555-0124"}, {"category": "rooms"}, {"images": ["c" * 32]}):
        assert sealed({**FULL, **change}).version != sealed(FULL).version


def test_the_version_can_be_had_again_from_the_stored_ad() -> None:
    read = draft({**FULL, "images": ["c" * 32, "/etc/passwd"]})
    ad = seal(read.posted, ("md5:" + "c" * 32,), ("f" * 64, *read.unreadable), read.seen)
    extra = dict(ad.extra)
    unreadable = extra.pop("unreadable_images")
    assert isinstance(unreadable, list)
    assert version_of(read.posted, (*ad.images, *unreadable)) == ad.version


def test_an_ad_without_an_id_is_named_by_its_content() -> None:
    row = {name: value for name, value in FULL.items() if name != "native_id"}
    ad = sealed(row)
    assert ad.ad_id == f"alpha.example/#{ad.version[:16]}"
    assert ad.native_id == ""


def test_no_two_ads_share_an_id_by_their_spelling() -> None:
    ids = {
        sealed({"source": source, "native_id": native}).ad_id
        for source, native in [
            ("a/b", "c"),
            ("a", "b/c"),
            ("a%2Fb", "c"),
            ("a", "#1"),
            ("a", "%231"),
        ]
    }
    assert len(ids) == 5


def test_the_source_is_the_rows_own_then_the_users_then_the_host() -> None:
    row = {"url": "https://www.Beta.example:8080/ad/1", "text": "hello"}
    rules = Rules(source="gamma")
    assert draft({**row, "site": "alpha"}, rules).posted.source == "alpha"
    assert draft(row, rules).posted.source == "gamma"
    assert draft(row).posted.source == "beta.example"


def test_a_missing_source_is_a_reject_that_says_what_to_do() -> None:
    read = read_row({"id": "1", "text": "hello"}, HERE, Rules())
    assert read == Reject(
        "ads.jsonl", 7, "missing_source", "names no source and no url; say --source NAME"
    )


def test_an_unreadable_date_does_not_lose_the_ad() -> None:
    read = draft({**FULL, "posted_at": "9999-12-31"})
    assert read.posted.posted_at is None
    assert reasons(read) == ["date_out_of_range"]
    assert read.posted.extra["posted_at"] == "9999-12-31"


def test_wrong_types_cost_their_field_alone() -> None:
    read = draft({**FULL, "title": {"a": 1}, "text": [True], "native_id": [], "images": 5})
    assert reasons(read) == ["wrong_type", "wrong_type", "picture_unreadable"]
    assert (read.posted.title, read.posted.text, read.posted.native_id) == ("", "", "")
    assert read.posted.extra["title"] == {"a": 1}


def test_two_million_characters_are_cut_and_told_of() -> None:
    read = draft({**FULL, "text": "x" * 2_000_000})
    assert len(read.posted.text) == Limits().text
    assert reasons(read) == ["field_too_long"]


def test_two_million_characters_outside_the_fields_are_told_of() -> None:
    read = draft({**FULL, "notes": "x" * 2_000_000})
    assert read.posted.extra == {"category": "services"}
    assert reasons(read) == ["extra_too_long"]


def test_nuls_and_lone_surrogates_become_storable() -> None:
    read = draft({**FULL, "text": "a\0b\ud800c", "x\udfff": ["\0", float("nan")]})
    assert read.posted.text == "ab\ufffdc"
    assert read.posted.extra["x\ufffd"] == ["", "nan"]
    assert reasons(read) == ["characters_replaced"]


def test_a_pair_of_surrogates_is_the_character_that_it_means() -> None:
    assert draft({**FULL, "text": "\ud83d\ude00"}).posted.text == "😀"


def test_a_row_that_nests_too_deep_is_a_reject() -> None:
    deep: object = "x"
    for _ in range(100):
        deep = [deep]
    read = read_row({**FULL, "deep": deep}, HERE, Rules())
    assert isinstance(read, Reject)
    assert read.reason == "too_deep"


def test_columns_that_are_given_one_field_are_joined() -> None:
    rules = Rules(Columns((("body", "text"), ("contact.phone", "text"))), source="a")
    read = draft({"body": "Call me", "contact": {"phone": "312-555-0123"}}, rules)
    assert read.posted.text == "Call me\n312-555-0123"


@given(rows)
def test_reading_a_row_never_raises_and_gives_what_can_be_stored(row: dict[str, object]) -> None:
    read = read_row(row, HERE, Rules(source="a"))
    if isinstance(read, Draft):
        images = tuple(picture.image_id for picture in read.pictures if picture.image_id)
        ad = seal(read.posted, images, read.unreadable, read.seen)
        extra = json.dumps(ad.extra, ensure_ascii=False)
        for text in (ad.ad_id, ad.title, ad.text, ad.location, extra):
            assert "\0" not in text.encode().decode()
        assert r"\u0000" not in extra.replace(r"\\", "")
        assert json.loads(json.dumps(ad.extra, allow_nan=False)) == ad.extra
