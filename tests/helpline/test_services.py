"""The services directory: HSDS in, place and need out."""

from pathlib import Path

import pytest

from vigie.helpline.services.actions import import_directory
from vigie.helpline.services.hsds import read_directory
from vigie.helpline.services.queries import search
from vigie.people.errors import NotAllowed
from vigie.people.models import Person
from vigie.records import WrongUse

TABLES = {
    "organizations": "id,name,email\no1,Harbour House,desk@example.org\n",
    "services": "id,organization_id,name,description,status,url\n"
    's1,o1,Night shelter,"Beds, open all night",active,\n'
    "s2,o1,Closed service,gone,inactive,\ns3,o1,,no name,active,\n"
    "s4,missing,Asesoría legal,,active,\n",
    "phones": "id,service_id,organization_id,number\n"
    "p1,s1,,+1 202 555 0101\np2,,o1,+1 202 555 0102\n",
    "locations": "id,name\nl1,Main\n",
    "service_at_locations": "id,service_id,location_id\nx1,s1,l1\nx2,s4,l1\n",
    "addresses": "id,location_id,city,state_province,country\na1,l1,Montréal,QC,CA\n",
    "taxonomy_terms": "id,name\nt1,Emergency shelter\n",
    "attributes": "id,link_id,link_entity,taxonomy_term_id\nb1,s1,service,t1\n",
    "languages": "id,service_id,code\ng1,s1,fr\ng2,s1,en\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in TABLES.items():
        (tmp_path / f"{name}.csv").write_text("\ufeff" + content, "utf-8")
    return tmp_path


def test_a_directory_is_read_with_all_that_belongs_to_a_service(folder: Path) -> None:
    directory = read_directory(folder)
    assert [row["id"] for row in directory.services] == ["s1", "s4"]
    assert directory.passed_over == 1
    first = directory.services[0]
    assert first["phone"] == "+1 202 555 0101"
    assert (first["place"], first["needs"], first["languages"]) == (
        "Montréal, QC, CA", "Emergency shelter", "en, fr",
    )  # fmt: skip


def test_a_folder_that_is_none_says_so(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"services\.csv"):
        read_directory(tmp_path)


@pytest.mark.django_db
def test_services_are_found_by_place_and_need_however_spelt(folder: Path) -> None:
    import_directory(read_directory(folder), by="operator:tests")
    for place in ("Montréal", "montreal", "Montreol", "QC"):
        assert [one.id for one in search(place, "shelter")] == ["s1"]
    assert [one.id for one in search("", "sheltre")] == ["s1"]
    assert [one.id for one in search("montreal", "")] == ["s4", "s1"]
    assert search("Paris", "shelter") == []


@pytest.mark.django_db
def test_an_import_replaces_and_is_for_supervisors(folder: Path, cast: dict[str, Person]) -> None:
    directory = read_directory(folder)
    assert import_directory(directory, by=cast["supervisor"]) == 2
    assert import_directory(directory, by=cast["supervisor"]) == 2
    with pytest.raises(NotAllowed):
        import_directory(directory, by=cast["advocate"])
