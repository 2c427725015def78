"""No cue tells a party's kind by itself."""

from vigie.world.dice import Dice
from vigie.world.habits import HARSH, Habits
from vigie.world.kinds import CUES, kinds, mixture


def test_each_cue_is_found_among_all_and_missing_among_all() -> None:
    for kind in kinds(Habits()).values():
        assert set(kind.cues) == set(CUES)
        assert all(0 < chance < 0.8 for chance in kind.cues.values())


def test_a_party_that_shows_a_cue_is_more_likely_not_controlled() -> None:
    habits = Habits()
    mixed, behaviours, dice = mixture(habits), kinds(habits), Dice(1)
    drawn = [mixed.draw(dice) for _ in range(20_000)]
    for cue in CUES:
        shown = sum(behaviours[name].cues[cue] for name in drawn)
        controlled = sum(
            behaviours[name].cues[cue] for name in drawn if name in ("controlled", "minor")
        )
        assert controlled / shown < 0.25, cue


def test_noise_brings_controlled_operations_closer_to_the_rest() -> None:
    usual, harsh = kinds(Habits()), kinds(HARSH)
    for cue in CUES:
        before = abs(usual["controlled"].cues[cue] - usual["independent"].cues[cue])
        after = abs(harsh["controlled"].cues[cue] - harsh["independent"].cues[cue])
        assert after < before
