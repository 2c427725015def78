import numpy as np

from vigie.analysis.images.copies import MANY, keys_of


def keys(*pairs: tuple[int, int]) -> dict[int, set[tuple[int, int]]]:
    found: dict[int, set[tuple[int, int]]] = {}
    for one, key in keys_of(np.array(pairs, dtype=np.int64).reshape(-1, 2)):
        found.setdefault(one, set()).add(key)
    return found


def test_copies_of_one_photograph_share_one_key() -> None:
    assert keys((1, 2), (2, 5), (1, 5)) == {1: {(1, 5)}, 2: {(1, 5)}, 5: {(1, 5)}}


def test_the_pictures_of_a_collage_have_nothing_in_common_with_one_another() -> None:
    found = keys((0, 1), (0, 2), (0, 3), (0, 4))
    assert not found[1] & found[2]
    assert all(found[one] & found[0] for one in (1, 2, 3, 4))


def test_what_is_in_very_many_is_one_key_of_all_that_show_it() -> None:
    found = keys(*((0, one) for one in range(1, MANY + 3)), (1, 50))
    assert all((0, 0) in found[one] for one in range(MANY + 3))
    assert found[50] == {(1, 50)}


def test_nothing_gives_nothing() -> None:
    assert keys() == {}
