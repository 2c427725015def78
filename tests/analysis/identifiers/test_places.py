"""A city's name is taken where the words around it tell of a place, and not where they do not."""

import pytest

from vigie.analysis.identifiers import Hints, extract

CASES = (
    ("La grange bleue est ouverte", "US", ""),
    ("Le plateau repas livré", "FR", ""),
    ("El paso estrecho del jardín", "US", ""),
    ("Los gatos duermen", "US", ""),
    ("Phoenix rises from the ashes", "US-AZ", ""),
    ("Denton mends violins all winter", "GB", ""),
    ("Chester and Dudley paint sheds in Norwich", "GB", "Norwich, ENG, GB"),
    ("My name is Florence and my cat is called Boston", "US", ""),
    ("Mi vecina Córdoba cocina", "ES", ""),
    ("Lima beans, mesquite chips", "US", ""),
    ("Kano belts", "GB", ""),
    ("soy de Guadalajara", "MX", "Guadalajara, JAL, MX"),
    ("je suis originaire de Lille", "FR", "Lille, HDF, FR"),
    ("nous habitons Rennes", "FR", "Rennes, BRE, FR"),
    ("Newport, Shropshire", "GB", "Newport, ENG, GB"),
    ("de Burgos a Salamanca", "ES", "Burgos, CL, ES; Salamanca, CL, ES"),
    ("Salamanca", "MX", "Salamanca, GUA, MX"),
    ("roof repairs, Leeds", "GB", "Leeds, ENG, GB"),
    ("Phoenix: tile and grout", "US", "Phoenix, AZ, US"),
    ("Location: Preston", "GB", "Preston, ENG, GB"),
    (
        "cleaning in Dallas, Austin and Houston",
        "US",
        "Dallas, TX, US; Austin, TX, US; Houston, TX, US",
    ),
    ("📍 Denver", "US", "Denver, CO, US"),
    ("in Hull", "GB", "Kingston upon Hull, ENG, GB"),
    ("moving from Bristol to Preston", "GB", "Bristol, ENG, GB; Preston, ENG, GB"),
    ("New to Toronto", "CA", "Toronto, ON, CA"),
    ("Saint-Denis, Île-de-France", "FR", "Saint-Denis, IDF, FR"),
    ("femme de ménage à Angers", "FR", "Angers, PDL, FR"),
    ("région d'Angers", "FR", "Angers, PDL, FR"),
    ("Sydney, Denver and I play chess", "US", ""),
    ("Milan cuisine bien", "FR", ""),
    ("my sister Savannah bakes", "US", ""),
    ("Lincoln city centre", "GB", "Lincoln, ENG, GB"),
    ("Bristol based", "GB", "Bristol, ENG, GB"),
    ("vivo en León", "ES", "León, CL, ES"),
    ("Je cherche un plombier Toulouse", "FR", "Toulouse, OCC, FR"),
    ("los angeles", "US", "Los Angeles, CA, US"),
    ("visiting LOS ANGELES", "US", "Los Angeles, CA, US"),
    ("Los Angeles", "US", "Los Angeles, CA, US"),
    ("I am in New york city", "US", "New York City, NY, US"),
    ("Available in Las Cruces", "US", "Las Cruces, NM, US"),
    ("a Lincoln for sale", "US", ""),
    ("Houston", "US", "Houston, TX, US"),
    ("SAN DIEGO", "US", "San Diego, CA, US"),
    ("Lessons in Tours", "FR", "Tours, CVL, FR"),
    ("je donne des cours à Nice", "FR", "Nice, PAC, FR"),
    ("Granada - clases de guitarra", "ES", "Granada, AN, ES"),
    ("clases en Granada", "ES", "Granada, AN, ES"),
    ("Surrey, BC", "CA", "Surrey, BC, CA"),
    ("Guildford, Surrey", "GB", "Guildford, ENG, GB"),
    ("Madison, WI", "US", "Madison, WI, US"),
)


@pytest.mark.parametrize(("text", "region", "cities"), CASES)
def test_a_name_is_a_place_by_how_it_stands(text: str, region: str, cities: str) -> None:
    found = [m.value for m in extract(text, Hints("", region)) if m.kind == "place"]
    assert "; ".join(found) == cities


@pytest.mark.parametrize(
    "text", ["I am Dallas and Reading, in Granada, or", "à Paris et Lincoln Bath"]
)
def test_a_text_may_be_cut_anywhere(text: str) -> None:
    for place in ("", "US", "GB"):
        cut = [extract(text[:end], Hints("", place)) for end in range(len(text) + 1)]
        assert cut[0] == []
        assert any(m.kind == "place" for m in cut[-1])
