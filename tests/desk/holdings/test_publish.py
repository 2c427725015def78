"""Publishing: whole or not at all, once, and nobody waits."""

import threading
from pathlib import Path

import pytest
from django.db import connection

from tests.desk.holdings.lakes import ad, lake_with, phone
from vigie.desk.holdings import queries
from vigie.desk.holdings.actions import publish, search
from vigie.desk.holdings.models import Ad, Batch, Finding, Link, Member, Mention, Profile, Run
from vigie.lake import Lake
from vigie.lake.errors import NothingThere
from vigie.ledger.queries import entries_about
from vigie.people.actions import NewPerson, add_person
from vigie.people.errors import NotAllowed
from vigie.people.models import Role
from vigie.records.progress import Silence

pytestmark = pytest.mark.django_db
WHO = "operator:tests"
ADS = [ad(1, "Visiting Lyon, été comme hiver"), ad(2, "Call the desk", title="Massage, Berlin")]
MENTIONS = {"board/1": [phone("+33639980011")], "board/2": [phone("+12025550143")]}


def test_a_run_is_loaded_whole_and_written_down(tmp_path: Path) -> None:
    lake, run = lake_with(tmp_path, ADS, MENTIONS)
    done = publish(lake, by=WHO, watcher=Silence())
    assert done.rows == {
        "ads": 2, "mentions": 2, "profiles": 2, "members": 2, "links": 1, "findings": 2,
    }  # fmt: skip
    first = Ad.objects.get(ad_id="board/1")
    assert first.images == ['a"b\\c', "md5:0"]
    assert first.extra == {"mood": 'quoted "text", with commas\nand lines'}
    assert first.posted_at == ADS[0].posted_at
    assert Link.objects.get().evidence[0]["proposition"] == "same_phone"
    assert Finding.objects.get(rank=1).trafficking == {"probability": 0.3, "low": 0.2, "high": 0.4}
    assert [entry.verb for entry in entries_about(f"run:{run.run_id}")] == ["run.published"]


def test_the_same_run_again_changes_nothing(tmp_path: Path) -> None:
    lake, run = lake_with(tmp_path, ADS, MENTIONS)
    publish(lake, by=WHO, watcher=Silence())
    before = list(Ad.objects.order_by("id").values())
    assert not publish(lake, by=WHO, watcher=Silence()).changed
    assert list(Ad.objects.order_by("id").values()) == before
    assert entries_about(f"run:{run.run_id}").count() == 1


def test_the_next_run_loads_only_what_is_new(tmp_path: Path) -> None:
    lake, old = lake_with(tmp_path, ADS, MENTIONS)
    publish(lake, by=WHO, watcher=Silence())
    lake, new = lake_with(tmp_path, [ADS[1], ad(3, "New in town")], MENTIONS, shift=10)
    rows = publish(lake, by=WHO, watcher=Silence()).rows
    assert (rows["ads"], rows["profiles"]) == (1, 3)
    assert Ad.objects.count() == 3
    assert set(Member.objects.values_list("run_id", flat=True)) == {new.run_id}
    assert not Run.objects.filter(run_id=old.run_id).exists()


def test_what_a_database_cannot_hold_does_not_stop_a_run(tmp_path: Path) -> None:
    dirty = [
        ad(1, "NUL \x00 inside", extra={"key": "nul \x00", "path": "C:\\u0000"}),
        ad(2, "word " * 60_000),
    ]
    lake, _ = lake_with(tmp_path, dirty, {})
    publish(lake, by=WHO, watcher=Silence())
    assert "\ufffd" in Ad.objects.get(ad_id="board/1").text


def test_an_empty_lake_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="vigie run"):
        publish(Lake(tmp_path), by=WHO, watcher=Silence())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_publishing_is_for_supervisors(tmp_path: Path, role: Role) -> None:
    lake, _ = lake_with(tmp_path, ADS, MENTIONS)
    person = add_person(NewPerson("kim", "Kim", role, "correct horse battery"), by=WHO)
    with pytest.raises(NotAllowed):
        publish(lake, by=person, watcher=Silence())
    assert not Run.objects.exists()


@pytest.mark.parametrize("role", [Role.ADVOCATE, Role.TRAINEE])
def test_searching_is_not_for_the_helpline(role: Role) -> None:
    person = add_person(NewPerson("kim", "Kim", role, "correct horse battery"), by=WHO)
    with pytest.raises(NotAllowed):
        search("anything", by=person)


def test_a_failure_in_the_middle_leaves_the_run_before(tmp_path: Path) -> None:
    lake, old = lake_with(tmp_path, ADS, MENTIONS)
    publish(lake, by=WHO, watcher=Silence())
    lake, new = lake_with(tmp_path, [ad(3, "more")], {}, shift=10)
    new.path("findings").write_bytes(b"not parquet")
    with pytest.raises(Exception, match=r"[Pp]arquet"):
        publish(lake, by=WHO, watcher=Silence())
    assert queries.current_run() == Run.objects.get(run_id=old.run_id)
    assert (Ad.objects.count(), Batch.objects.count(), Profile.objects.count()) == (2, 2, 2)
    assert Mention.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_searches_see_the_run_before_until_the_new_one_is_whole(tmp_path: Path) -> None:
    lake, _ = lake_with(tmp_path, ADS, MENTIONS)
    publish(lake, by=WHO, watcher=Silence())
    lake, _ = lake_with(tmp_path, [ad(3, "Lyon again")], {}, shift=10)
    seen: list[list[tuple[str, str | None]]] = []

    class Pause(Silence):
        def finish(self, stage: str, note: str = "") -> None:
            """Search from another connection while the new run is half loaded."""
            thread = threading.Thread(target=look)
            thread.start()
            thread.join(20)
            assert not thread.is_alive()

    def look() -> None:
        try:
            seen.append([(hit.ad_id, hit.profile_id) for hit in queries.find("Lyon")])
        finally:
            connection.close()

    publish(lake, by=WHO, watcher=Pause())
    assert seen
    assert all(hits == [("board/1", "P000000000000")] for hits in seen)
    assert {hit.ad_id for hit in queries.find("Lyon")} == {"board/1", "board/3"}
