import re
from collections import Counter

import pytest

from vigie.analysis.triage.folding import fold, signs_in
from vigie.analysis.triage.registry import LEVELS, Indicator, registry
from vigie.analysis.triage.signals import FUNCTIONS, SIGNALS

REGISTRY = registry()
SLOTS = {"ads", "of", "value", "words"}
# Words that the machine does not use of anybody.
NEVER = re.compile(r"suspect|victim", re.IGNORECASE)


def test_there_are_at_least_forty_cues_on_three_levels() -> None:
    levels = Counter(str(cue.level) for cue in REGISTRY.used)
    assert sum(levels.values()) >= 40
    assert all(levels[level] >= 5 for level in LEVELS)


@pytest.mark.parametrize("cue", REGISTRY.used, ids=lambda cue: cue.id)
def test_a_cue_says_all_of_itself(cue: Indicator) -> None:
    assert cue.compute in SIGNALS
    assert cue.sources
    assert cue.does_not_prove.endswith(".")
    assert set(re.findall(r"{(\w*)}", cue.sentence)) <= SLOTS
    assert not NEVER.search(cue.sentence + cue.does_not_prove)
    assert -13 < cue.bits < 13


def test_every_function_is_used_and_every_cue_has_one() -> None:
    assert {cue.compute for cue in REGISTRY.used} == {function.__name__ for function in FUNCTIONS}


@pytest.mark.parametrize(
    "cue", [cue for cue in REGISTRY.used if cue.phrases], ids=lambda cue: cue.id
)
def test_a_word_list_covers_the_languages_it_names(cue: Indicator) -> None:
    signs = signs_in(cue.words)
    if not signs:
        assert set(cue.phrases) == set(cue.languages) == {"en", "fr", "es"}
    assert all(len(fold(phrase, signs)) > 2 for phrase in cue.words)
    assert len(cue.words) < 255


def test_folk_weighs_little_and_a_contrary_finding_never_speaks_for() -> None:
    assert all(abs(cue.bits) <= 0.25 for cue in REGISTRY.used if cue.standing == "folk")
    assert all(cue.bits <= 0 for cue in REGISTRY.used if cue.standing == "contrary")


def test_signs_of_independent_work_weigh_as_much_as_the_contested_signs_of_control() -> None:
    """Cue for cue, what speaks against is worth no less than what speaks for."""
    contested = [cue for cue in REGISTRY.used if cue.standing == "contested"]
    toward = [cue.bits for cue in contested if cue.bits > 0]
    away = [-cue.bits for cue in contested if cue.bits < 0]
    assert sum(away) / len(away) >= sum(toward) / len(toward)


def test_ethnicity_nationality_and_looks_are_refused_with_a_reason() -> None:
    refused = {cue.id: cue for cue in REGISTRY.every if cue.refused}
    assert {"stated_ethnicity", "stated_nationality", "young_looking_photographs"} <= set(refused)
    assert all(not cue.compute and not cue.bits and not cue.phrases for cue in refused.values())
    assert all(len(cue.does_not_prove) > 100 for cue in refused.values())


def test_every_source_is_used_and_says_what_was_read_of_it() -> None:
    used = {key for cue in REGISTRY.every for key in cue.sources}
    assert used == set(REGISTRY.sources)
    said = {source.verified for source in REGISTRY.sources.values()}
    assert said <= {"abstract", "secondary", "not verified here"}
