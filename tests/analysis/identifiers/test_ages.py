"""An age is somebody's own: not a thing's, not a length of time, not a limit."""

import pytest

from vigie.analysis.identifiers import extract

CASES = (
    ("Hello, Denise here, 41, flat 12, top bell", "41"),
    ("Hi, Marta here, 36, upstairs", "36"),
    ("my age? 44. My dog? old", "44"),
    ("¿mi edad? 39", "39"),
    ("Just me, 61, and two cats", "61"),
    ("only me (47) and the garden", "47"),
    ("at 66 I still bake bread", "66"),
    ("at 59 she still swims", "59"),
    ("a 71 ans je jardine", "71"),
    ("enfermera de 48 años con 20 años de servicio", "48"),
    ("carpintero de 52 años, serio", "52"),
    ("two cousins, 26 & 29 years old", "26 29"),
    ("deux soeurs, 33 et 36 ans", "33 36"),
    ("I may be 63 but I climb ladders", "63"),
    ("I might be 58, still fast", "58"),
    ("the bakery turned 20", ""),
    ("our shop turned 25 this year", ""),
    ("my 22-year-old violin case", ""),
    ("28-year-old guitar", ""),
    ("un calvados de 30 ans d'âge", ""),
    ("rhum de 22 ans d'âge", ""),
    ("femme de 45 ans d'âge", "45"),
    ("I just turned 30", "30"),
    ("Nadia turned 33 in May", "33"),
    ("between 25 & 35 years old", ""),
    ("ages 30 & up", ""),
    ("men 30 & 40 years old welcome", ""),
    ("at 20 I charge", ""),
    ("meet at 19 I come early", ""),
    ("open at 20, I close at 22", ""),
    ("rent? 33. late", ""),
    ("Just me, 20 boxes", ""),
    ("bus 25 stops here, 10 minutes", ""),
    ("Office here, 45, second door", ""),
    ("un señor de 66 años con 30 años de oficio", "66"),
    ("taller de 30 años", ""),
    ("empresa de 25 años con 40 empleados", ""),
    ("two sheds, 24 & 27 years old", ""),
    ("I may be 10 minutes late", ""),
    ("it may be 30", ""),
    ("a 40-year-old bow saw", ""),
    ("whisky de 18 ans d'age", ""),
    ("the band turned 25", ""),
    ("she turned 40", "40"),
    ("25-year-old woman seeks room", "25"),
    ("J'ai 27 ans d'expérience", ""),
)


@pytest.mark.parametrize(("text", "ages"), CASES)
def test_the_ages_of_a_text(text: str, ages: str) -> None:
    assert " ".join(m.value for m in extract(text) if m.kind == "age") == ages
