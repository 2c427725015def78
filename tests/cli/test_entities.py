"""`vigie export entities`: what FollowTheMoney's own model makes of a run."""

import builtins
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from typer.testing import CliRunner, Result

from vigie.cli import app

ADS = [
    ("a1", "Anna here. Call 212-555-0101 or write anna@x.example, insta: anna.walks", "Boston, MA"),
    ("a2", "Anna again, same number 212-555-0101, insta: anna.walks", "Boston, MA"),
    (
        "b1",
        "Guided walks by the river with Bea, 31. Office 212-555-0199, or 212-555-0102",
        "Reno, NV",
    ),
    ("c1", "Cleo teaches chess, 45, evenings only! 212-555-0103; desk: 212-555-0199", "Tampa, FL"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("entities")
    posted = [
        {
            "source": "site",
            "id": name,
            "title": f"Company {name}",
            "text": text,
            "location": place,
            "url": f"https://site.example/{name}",
            "posted_at": f"2026-01-0{day}T10:00:00Z",
        }
        for day, (name, text, place) in enumerate(ADS, 1)
    ]
    (tmp_path / "ads.jsonl").write_text("\n".join(map(json.dumps, posted)))
    apart = ("judge", "different", "site/b1", "site/c1", "--by", "ann", "--because", "met both")
    for words in (("ingest", str(tmp_path / "ads.jsonl")), apart, ("run",)):
        assert vigie(tmp_path / "lake", *words).exit_code == 0
    return tmp_path / "lake"


def vigie(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--home", str(home)])


def exported(home: Path) -> list[dict[str, Any]]:
    result = vigie(home, "export", "entities")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_entity_passes_the_model_and_every_reference_is_there(home: Path) -> None:
    found = exported(home)
    for one in found:
        model.get_proxy(one).schema.validate(one)
    named = {one["id"] for one in found}
    assert len(named) == len(found)
    ends = {"document", "entity", "owner", "holder", "candidate", "match"}
    for one in found:
        for name in ends & set(one["properties"]):
            assert set(one["properties"][name]) <= named


def test_each_ad_is_tied_to_one_profile(home: Path) -> None:
    kinds = Counter(one["schema"] for one in exported(home))
    assert kinds["Article"] == kinds["Documentation"] == len(ADS)
    assert kinds["LegalEntity"] == 3
    assert kinds["Similar"] >= 1


def test_a_number_that_several_profiles_carry_belongs_to_none(home: Path) -> None:
    found = exported(home)
    owned = [n for one in found for n in one["properties"].get("phone", ())]
    assert sorted(owned) == ["+12125550101", "+12125550102", "+12125550103"]
    seen = [n for one in found for n in one["properties"].get("phoneMentioned", ())]
    assert seen.count("+12125550199") == 2


def test_a_handle_is_an_account_of_its_profile(home: Path) -> None:
    found = exported(home)
    (account,) = (one for one in found if one["schema"] == "UserAccount")
    assert account["properties"]["username"] == ["anna.walks"]
    assert account["properties"]["service"] == ["instagram"]


def test_no_opinion_and_no_text_is_passed_on(home: Path) -> None:
    for one in exported(home):
        assert not {"topics", "bodyText", "riskSource", "risks"} & set(one["properties"])


def test_a_link_says_when_each_side_used_what_is_shared(home: Path) -> None:
    found = [one["properties"] for one in exported(home) if one["schema"] == "Similar"]
    said = [criterion for one in found for criterion in one["criteria"]]
    assert any(
        criterion.startswith("same_phone ")
        and criterion.endswith("; used 2026-01-01 and 2026-01-02")
        for criterion in said
    )


def test_entities_are_json_lines_only(home: Path) -> None:
    result = vigie(home, "export", "entities", "--format", "csv")
    assert "JSON lines" in str(result.exception)


def test_without_the_package_one_line_says_what_to_install(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:
        if name == "followthemoney":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    result = vigie(home, "export", "entities")
    assert "pip install 'vigie[followthemoney]'" in str(getattr(result.exception, "remedy", ""))
