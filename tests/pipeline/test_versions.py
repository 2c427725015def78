from vigie.pipeline.versions import LIBRARIES, ROOMS, code_of, libraries


def test_a_version_is_the_same_each_time_and_differs_between_rooms() -> None:
    assert code_of("records") == code_of("records")
    assert len({code_of(room) for room in ROOMS}) == len(ROOMS)


def test_every_library_named_is_one_that_is_installed() -> None:
    assert sorted(libraries()) == sorted(LIBRARIES)
