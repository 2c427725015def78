"""What holds a profile together."""

from vigie.analysis.profiles.bridges import path, split_at

TREE = [("a", "b", 9.0), ("b", "c", 6.0), ("c", "d", 12.0), ("b", "e", 7.0)]


def test_taking_a_bridge_away_leaves_two_sides() -> None:
    one, other = split_at(TREE[1], TREE)
    assert one.ads == ("a", "b", "e")
    assert other.ads == ("c", "d")


def test_the_path_between_two_ads_goes_over_the_tree() -> None:
    assert path("a", "d", TREE) == TREE[:3]
    assert path("d", "a", TREE) == TREE[2::-1]
    assert path("a", "z", TREE) == []
