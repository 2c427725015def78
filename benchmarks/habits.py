"""A second synthetic world for triage, whose people have other habits than those of `vigie.world`.

It shares no code with that one. Six kinds of party; how likely a kind is to write, move, price and
change numbers in some way is drawn anew for each seed, so that no habit can be known beforehand.
Half of what the texts say is in words that no list of the registry holds. Everybody is an adult,
every number is from a fictional range, and no picture is shown: pictures are names alone.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa

from vigie.analysis.triage import TriageTables

START = datetime(2024, 1, 1, tzinfo=UTC)
KINDS = ("controlled", "alone", "touring", "agency", "friends", "fraud")
SHARES = (0.06, 0.50, 0.16, 0.08, 0.08, 0.12)
NAMES = (
    "ada", "bea", "cora", "dalia", "edith", "flora", "gwen", "hazel", "ines", "juno", "kara",
    "lena", "maud", "nora", "olga", "petra", "rita", "sara", "tess", "uma", "vera", "willa",
    "xenia", "yara", "zoe", "alma", "brisa", "clea", "doria", "elsa", "fern", "gala",
)  # fmt: skip
CITIES = {
    "en": ("Leeds, GB", "York, GB", "Hull, GB", "Denver, US", "Boise, US", "Reno, US", "Salem, US"),
    "fr": ("Lyon, FR", "Nantes, FR", "Metz, FR", "Brest, FR", "Quebec, CA", "Laval, CA"),
    "es": ("Bilbao, ES", "Gijon, ES", "Murcia, ES", "Leon, MX", "Puebla, MX", "Toluca, MX"),
}
# What an ad may say, by habit and language: words that a list of the registry holds, then words
# that none holds.
SAID: Mapping[str, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "she": {
        "en": (("She is here for you.", "Her name is known."), ("This lady waits.",)),
        "fr": (("Elle est là.", "Elle vous attend."), ("Cette dame attend.",)),
        "es": (("Ella es amable.", "Se llama así."), ("Esta dama espera.",)),
    },
    "we": {
        "en": (("We have room.", "Call us."), ("Our place is open.",)),
        "fr": (("Nous avons de la place.",), ("Notre salon est ouvert.",)),
        "es": (("Somos varias.", "Tenemos sitio."), ("Nuestro salón abre.",)),
    },
    "i": {
        "en": (("I am glad you look.", "My name is my own."), ("Write to me first.",)),
        "fr": (("Je suis contente.", "Je vous réponds."), ("Écrivez-moi.",)),
        "es": (("Soy tranquila.", "Me gusta leer."), ("Escríbeme antes.",)),
    },
    "youth": {
        "en": (("Young and kind.", "A fresh face."), ("In her early twenties.",)),
        "fr": (("Jeune et douce.", "Étudiante."), ("La vingtaine à peine.",)),
        "es": (("Joven y dulce.", "Universitaria."), ("Veinte y pocos.",)),
    },
    "trust": {
        "en": (("You can trust me.", "100% real."), ("What you see is true.",)),
        "fr": (("De confiance.", "Fiable."), ("Photos vraies.",)),
        "es": (("De confianza.", "Seria y discreta."), ("Fotos verdaderas.",)),
    },
    "held": {
        "en": (("Incall only.", "Hotel only."), ("One address, always.",)),
        "fr": (("Reçoit uniquement.",), ("Une seule adresse.",)),
        "es": (("Solo en hotel.", "Sin salidas."), ("Una sola dirección.",)),
    },
    "always": {
        "en": (("Open 24/7.",), ("At any moment.",)),
        "fr": (("Jour et nuit.",), ("À tout moment.",)),
        "es": (("Las 24 horas.",), ("En cualquier momento.",)),
    },
    "arriving": {
        "en": (("New in town.", "Leaving soon."), ("Here until Friday.",)),
        "fr": (("De passage.",), ("Ici jusqu'à vendredi.",)),
        "es": (("De paso.",), ("Aquí hasta el viernes.",)),
    },
    "terms": {
        "en": (("By appointment only.", "My boundaries matter."), ("Read the rules first.",)),
        "fr": (("Mes conditions comptent.",), ("Lisez les règles.",)),
        "es": (("Solo con cita.",), ("Lee las reglas.",)),
    },
    "screening": {
        "en": (("References required.",), ("Tell me who you are.",)),
        "fr": (("Références demandées.",), ("Dites qui vous êtes.",)),
        "es": (("Se piden referencias.",), ("Dime quién eres.",)),
    },
    "reviews": {
        "en": (("Read my reviews.",), ("Others have written about me.",)),
        "fr": (("Lisez mes avis.",), ("D'autres ont écrit.",)),
        "es": (("Lee mis reseñas.",), ("Otros han escrito.",)),
    },
    "prepay": {
        "en": (("Pay first by gift card.",), ("Send the code before.",)),
        "fr": (("Acompte obligatoire.",), ("Envoyez le code.",)),
        "es": (("Pago por adelantado.",), ("Envía el código.",)),
    },
    "nothing": {
        "en": ((), ("The tea is warm.", "Parking in the street.", "A quiet house.", "Soft light.")),
        "fr": ((), ("Le thé est chaud.", "Rue calme.", "Maison claire.", "Parking proche.")),
        "es": ((), ("El té está listo.", "Calle tranquila.", "Casa clara.", "Hay sitio.")),
    },
}
GREETING = {"en": "Hello, this is the place for you.", "fr": "Bonjour, vous êtes le bienvenu ici.",
            "es": "Hola, que tal, el lugar es para ti."}  # fmt: skip
# The share of a kind's parties that have a habit, before each seed moves it.
HABITS: Mapping[str, tuple[float, ...]] = {
    #            controlled alone touring agency friends fraud
    "she":       (0.55, 0.06, 0.06, 0.50, 0.10, 0.25),
    "we":        (0.35, 0.02, 0.02, 0.60, 0.55, 0.10),
    "i":         (0.30, 0.75, 0.70, 0.10, 0.40, 0.40),
    "youth":     (0.60, 0.20, 0.22, 0.40, 0.25, 0.45),
    "trust":     (0.60, 0.22, 0.25, 0.40, 0.25, 0.50),
    "held":      (0.40, 0.15, 0.10, 0.20, 0.25, 0.10),
    "always":    (0.50, 0.10, 0.12, 0.45, 0.15, 0.40),
    "arriving":  (0.25, 0.10, 0.75, 0.20, 0.20, 0.25),
    "terms":     (0.10, 0.50, 0.45, 0.25, 0.40, 0.05),
    "screening": (0.07, 0.35, 0.35, 0.25, 0.30, 0.02),
    "reviews":   (0.10, 0.30, 0.30, 0.30, 0.20, 0.05),
    "prepay":    (0.04, 0.06, 0.08, 0.03, 0.05, 0.85),
    "hiding":    (0.55, 0.22, 0.22, 0.12, 0.20, 0.25),
    "website":   (0.03, 0.28, 0.25, 0.60, 0.15, 0.04),
    "circuit":   (0.55, 0.02, 0.85, 0.10, 0.10, 0.15),
    "at_once":   (0.40, 0.02, 0.06, 0.35, 0.08, 0.40),
    "churn":     (0.50, 0.08, 0.10, 0.05, 0.08, 0.45),
    "ages":      (0.55, 0.08, 0.08, 0.60, 0.45, 0.40),
    "one_text":  (0.60, 0.15, 0.15, 0.55, 0.20, 0.80),
    "one_price": (0.65, 0.50, 0.50, 0.55, 0.55, 0.50),
    "cheap":     (0.35, 0.12, 0.10, 0.08, 0.10, 0.30),
    "bursts":    (0.50, 0.08, 0.10, 0.45, 0.12, 0.60),
    "stolen":    (0.20, 0.04, 0.04, 0.10, 0.05, 0.75),
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """The tables of a world, and of which parties the answer is yes."""

    tables: TriageTables
    truth: Mapping[str, bool]


def build(seed: int, parties: int = 4000) -> World:
    """The world of a seed: about six ads a party, six in a hundred parties under control."""
    random = np.random.default_rng([77, seed])
    habits = _habits(random)
    books = _Books()
    kinds = random.choice(len(KINDS), parties, p=SHARES)
    for number, kind in enumerate(kinds):
        _party(random, books, f"P{number:06}", {name: row[kind] for name, row in habits.items()},
               KINDS[kind])  # fmt: skip
    return World(books.tables(), books.truth)


def _habits(random: np.random.Generator) -> dict[str, np.ndarray]:
    """Each habit's share in each kind, moved by half a unit of log-odds either way."""
    moved = {}
    for name, shares in HABITS.items():
        odds = np.log(np.array(shares) / (1 - np.array(shares)))
        moved[name] = 1 / (1 + np.exp(-(odds + random.normal(0, 0.5, len(shares)))))
    return moved


class _Books:
    """The rows as they are written."""

    def __init__(self) -> None:
        self.truth: dict[str, bool] = {}
        self.members: list[dict[str, str]] = []
        self.ads: list[dict[str, object]] = []
        self.mentions: list[dict[str, str]] = []
        self.templates: list[dict[str, str]] = []

    def mention(self, ad: str, kind: str, value: str, trick: str = "", **detail: object) -> None:
        self.mentions.append(
            {"ad_id": ad, "version": "1", "kind": kind, "value": value, "trick": trick,
             "detail": json.dumps(detail, sort_keys=True)}
        )  # fmt: skip

    def tables(self) -> TriageTables:
        blank = TriageTables(pa.table({}), pa.table({}))
        return TriageTables(
            pa.Table.from_pylist(self.members),
            pa.Table.from_pylist(self.ads),
            pa.Table.from_pylist(self.mentions, blank.mentions.schema),
            pa.Table.from_pylist(self.templates, blank.templates.schema),
        )


def _party(
    random: np.random.Generator, books: _Books, party: str, shares: Mapping[str, float], kind: str
) -> None:
    has = {name: bool(random.random() < share) for name, share in shares.items()}
    books.truth[party] = kind == "controlled"
    language = str(random.choice(["en", "fr", "es"], p=[0.5, 0.25, 0.25]))
    people = _people(random, kind)
    numbers = [
        _number(random) for _ in range(1 + (int(random.integers(2, 6)) if has["churn"] else 0))
    ]
    cities = random.permutation(CITIES[language])[
        : int(random.integers(3, 6)) if has["circuit"] else 1
    ]
    span = float(random.choice([20, 60, 150, 400], p=_spans(kind)))
    ads = max(1, int(random.geometric(1 / (9 if len(people) > 1 else 5))))
    days = np.sort(random.random(ads)) * span
    if has["bursts"]:
        days = np.sort(np.concatenate([days[: ads // 2]] + [days[-1:]] * (ads - ads // 2)))
    price = (70 if has["cheap"] else 160) + 10 * int(random.integers(0, 6))
    base = _text(random, has, language)
    for number in range(ads):
        person = int(random.integers(len(people)))
        moment = START + timedelta(days=float(days[number]), minutes=float(random.integers(0, 50)))
        ad = f"site{int(random.integers(3))}/{party}-{number}"
        text = base if has["one_text"] else _text(random, has, language)
        city = cities[number % len(cities)] if not has["at_once"] else random.choice(cities)
        picture = f"stock{int(random.integers(40))}"
        books.members.append({"profile_id": party, "ad_id": ad})
        books.ads.append(
            {"ad_id": ad, "version": "1", "source": ad.partition("/")[0], "posted_at": moment,
             "title": GREETING[language], "text": text, "location": str(city),
             "images": [picture if has["stolen"] else f"{party}-{person}"]}
        )  # fmt: skip
        books.templates.append(
            {"ad_id": ad, "version": "1", "template": party if has["one_text"] else ad}
        )
        name, age = people[person]
        books.mention(ad, "name", name)
        older = int(days[number] // 365)
        books.mention(ad, "age", str(age + older if has["ages"] or random.random() < 0.8 else age))
        hidden = "spaced" if has["hiding"] and random.random() < 0.8 else ""
        phone = numbers[min(len(numbers) - 1, number * len(numbers) // ads)]
        if random.random() < 0.93:
            books.mention(ad, "phone", phone, hidden)
        if has["website"]:
            books.mention(ad, "url", f"{party.lower()}.example")
        amount = price if has["one_price"] else price + 10 * int(random.integers(-2, 3))
        books.mention(ad, "rate", str(amount), amount=amount, currency="EUR", minutes=60)


def _people(random: np.random.Generator, kind: str) -> list[tuple[str, int]]:
    """The names and ages (20 to 49) that a party advertises."""
    number = {
        "controlled": int(random.integers(2, 6)), "agency": int(random.integers(3, 9)),
        "friends": 2, "fraud": int(random.integers(1, 4)),
    }.get(kind, 1)  # fmt: skip
    young = kind in ("controlled", "fraud")
    return [
        (str(random.choice(NAMES)), int(random.integers(20, 30 if young else 50)))
        for _ in range(number)
    ]


def _spans(kind: str) -> Sequence[float]:
    return {"controlled": (0.2, 0.4, 0.3, 0.1), "fraud": (0.5, 0.3, 0.15, 0.05)}.get(
        kind, (0.15, 0.25, 0.25, 0.35)
    )


def _number(random: np.random.Generator) -> str:
    """A number from a fictional range (North America's 555-0100 to 0199, by area code)."""
    return f"+1{int(random.integers(201, 990))}55501{int(random.integers(100)):02}"


def _text(random: np.random.Generator, has: Mapping[str, bool], language: str) -> str:
    said = [GREETING[language]]
    for habit, by_language in SAID.items():
        if habit != "nothing" and not (has[habit] and random.random() < 0.7):
            continue
        listed, unlisted = by_language[language]
        pool = listed if listed and random.random() < 0.5 else unlisted
        said.append(str(random.choice(pool)))
    order = random.permutation(len(said) - 1) + 1
    return " ".join([said[0], *(said[place] for place in order)])
