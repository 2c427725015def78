import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.analysis.reading import Picture
from vigie.analysis.reading.pictures import name_pictures

MD5, SHA1, SHA256 = "a" * 32, "b" * 40, "C" * 64


def ids(value: object) -> list[str]:
    return [picture.image_id or picture.path or picture.reason for picture in name_pictures(value)]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("images/1.jpg", ["images/1.jpg"]),
        ("images\\1.jpg", ["images/1.jpg"]),
        ("1.jpg; 2.jpg|3.jpg\n4.jpg,5.jpg", ["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"]),
        ('["1.jpg", "a;b.jpg"]', ["1.jpg", "a;b.jpg"]),
        ([MD5, SHA1, SHA256], ["md5:" + MD5, "sha1:" + SHA1, SHA256.lower()]),
        ([f"MD5:{MD5}", f"sha-256: {SHA256}", f"pdq:{SHA256}"],
         ["md5:" + MD5, SHA256.lower(), "pdq:" + SHA256.lower()]),
        ({"path": "1.jpg", "sha256": SHA256}, [SHA256.lower()]),
        ({"pdq": SHA256, "md5": MD5}, ["pdq:" + SHA256.lower()]),
        ({"hash": f"sha1:{SHA1}"}, ["sha1:" + SHA1]),
        ({"url": "https://alpha.example/1.jpg", "md5": MD5}, ["md5:" + MD5]),
        ("md5:abc", ["picture_hash_unreadable"]),
        ({"sha256": "not hexadecimal"}, ["picture_hash_unreadable"]),
        ("/etc/passwd", ["picture_path_absolute"]),
        ("C:\\secret.jpg", ["picture_path_absolute"]),
        ("file:///etc/passwd", ["picture_path_absolute"]),
        ("~/secret.jpg", ["picture_path_absolute"]),
        ("../1.jpg", ["picture_path_climbs"]),
        ("a/..\\..\\1.jpg", ["picture_path_climbs"]),
        (7, ["picture_unreadable"]),
        ("[1, ", ["picture_unreadable"]),
        (None, []),
        ([], []),
        (" ", []),
    ],
)  # fmt: skip
def test_how_rows_name_pictures(value: object, names: list[str]) -> None:
    assert ids(value) == names


def test_addresses_are_kept_and_never_fetched() -> None:
    named = list(name_pictures("https://alpha.example/1.jpg?a=1,2;3 //beta.example/2.jpg"))
    assert [picture.url for picture in named] == [
        "https://alpha.example/1.jpg?a=1,2;3",
        "//beta.example/2.jpg",
    ]


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(
        st.lists(inner),
        st.dictionaries(st.sampled_from(["path", "sha256", "pdq", "url", "hash", "x"]), inner),
    ),
)


@given(json_values)
def test_naming_pictures_never_raises_and_no_path_climbs(value: object) -> None:
    for picture in name_pictures(value):
        assert isinstance(picture, Picture)
        assert not picture.path.startswith("/")
        assert ".." not in picture.path.split("/")
