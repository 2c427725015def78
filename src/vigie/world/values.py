"""How ages, rates, sizes, dates and hours are written, beside what they mean."""

from datetime import date

from vigie.world.dice import Dice
from vigie.world.draft import Meant
from vigie.world.lexicon import Language


def age(value: int, words: Language, dice: Dice) -> Meant:
    """A stated age, in digits or (seldom) in words."""
    spoken = dice.chance(0.04)
    surface = words.numbers[value] if spoken else str(value)
    return Meant("age", str(value), surface, "number_words" if spoken else "", {})


def height(cm: int, words: Language, country: str, dice: Dice) -> Meant:
    """A height; the value is in centimetres."""
    if words.code == "en" and country in ("US", "GB", "CA") and dice.chance(0.7):
        inches = round(cm / 2.54)
        feet, rest = divmod(inches, 12)
        shape = dice.pick(("{0}'{1}\"", "{0}'{1}", "{0} ft {1}", "{0}ft{1}in", "{0}’{1}”"))
        return Meant("height", str(round(inches * 2.54)), shape.format(feet, rest), "", {})
    shape = dice.pick(("{0} cm", "{0}cm", "{1}m{2:02d}", "{1},{2:02d} m", "{1}.{2:02d}m"))
    return Meant("height", str(cm), shape.format(cm, cm // 100, cm % 100), "", {})


def weight(kg: int, words: Language, country: str, dice: Dice) -> Meant:
    """A weight; the value is in kilograms."""
    if words.code == "en" and country in ("US", "CA") and dice.chance(0.75):
        pounds = round(kg / 0.45359237 / 5) * 5
        shape = dice.pick(("{} lbs", "{}lbs", "{} pounds", "{} lb"))
        return Meant("weight", str(round(pounds * 0.45359237)), shape.format(pounds), "", {})
    return Meant("weight", str(kg), dice.pick((f"{kg} kg", f"{kg}kg", f"{kg} kilos")), "", {})


_HOUR = {
    "en": ("{0}/hr", "{0} per hour", "{0} an hour", "1 hour {0}", "{0}/h", "1h {0}", "60 min {0}"),
    "fr": ("{0}/h", "{0} l'heure", "1h {0}", "{0} pour une heure", "60 min {0}"),
    "es": ("{0}/h", "{0} la hora", "1h {0}", "{0} por hora", "60 min {0}"),
}
_HALF = {
    "en": ("{0}/half hour", "30 min {0}", "half hour {0}", "{0} for 30 minutes", "{0}/hh"),
    "fr": ("30 min {0}", "{0} la demi-heure", "{0} les 30 min", "demi-heure {0}"),
    "es": ("30 min {0}", "{0} media hora", "{0} los 30 min", "media hora {0}"),
}
_TWO = {
    "en": ("2 hours {0}", "{0}/2hr", "{0} for two hours", "120 min {0}"),
    "fr": ("2h {0}", "{0} les 2 heures", "120 min {0}"),
    "es": ("2h {0}", "{0} dos horas", "120 min {0}"),
}


def _money(amount: int, currency: str, dice: Dice) -> str:
    """An amount as people of the currency write it."""
    shapes = {
        "USD": ("${0}", "${0}", "{0}$", "{0}", "{0} dollars", "$ {0}", "{0} usd"),
        "CAD": ("${0}", "{0}$", "{0} $", "{0}", "{0} cad"),
        "GBP": ("£{0}", "£{0}", "{0} pounds", "{0}", "{0}£", "{0} gbp"),
        "EUR": ("{0}€", "{0} €", "{0} euros", "{0} eur", "{0}", "€{0}"),
        "MXN": ("${0}", "{0} pesos", "${0} MXN", "{0}", "{0} mxn"),
    }
    return dice.pick(shapes[currency]).format(amount)


def rate(hourly: int, minutes: int, currency: str, words: Language, dice: Dice) -> Meant:
    """A price for a time; the value is amount, currency and minutes."""
    factor = {30: 0.6, 60: 1.0, 120: 1.8}[minutes]
    step = 50 if currency == "MXN" else 10
    amount = max(step, int(hourly * factor / step) * step)
    shapes = {30: _HALF, 60: _HOUR, 120: _TWO}[minutes][words.code]
    surface = dice.pick(shapes).format(_money(amount, currency, dice))
    detail: dict[str, str | int | float] = {
        "amount": amount,
        "currency": currency,
        "minutes": minutes,
    }
    return Meant("rate", f"{amount} {currency}/{minutes}", surface, "", detail)


def day(value: date, words: Language, country: str, dice: Dice) -> Meant:
    """A day of the calendar; the value is the ISO date."""
    month = words.words["months"][value.month - 1]
    if dice.chance(0.35):
        first, second = (value.month, value.day) if country == "US" else (value.day, value.month)
        shape = dice.pick(("{0}/{1}", "{0:02d}/{1:02d}", "{0}/{1}/{2}"))
        surface = shape.format(first, second, value.year)
    elif words.code == "en":
        shape = dice.pick(("{1} {0}", "{0} {1}", "{2} {0}"))
        surface = shape.format(value.day, month, month[:3])
    elif words.code == "fr":
        surface = f"{'1er' if value.day == 1 else value.day} {month}"
    else:
        surface = f"{value.day} de {month}"
    return Meant("date", value.isoformat(), surface, "", {})


_EARLY = {
    "en": ("{}am", "{} am", "{}:00am"),
    "fr": ("{}h", "{}h00", "{}:00", "{}h30"),
    "es": ("{}h", "{}:00", "{}:30"),
}
_LATE = {**_EARLY, "en": ("{}pm", "{} pm", "{}:30pm")}


def hour(words: Language, late: bool, dice: Dice) -> str:
    """An hour of the day: nothing is meant by it but the hour."""
    shape = dice.pick((_LATE if late else _EARLY)[words.code])
    if not late:
        return shape.format(dice.between(8, 11))
    return shape.format(dice.between(6, 11) if words.code == "en" else dice.between(18, 23))


_DURATIONS = {
    "en": ("45 minutes", "an hour", "90 minutes", "the whole evening", "two hours"),
    "fr": ("45 minutes", "une heure", "1h30", "toute la soirée", "deux heures"),
    "es": ("45 minutos", "una hora", "hora y media", "toda la tarde", "dos horas"),
}


def duration(words: Language, dice: Dice) -> str:
    """How long something takes."""
    return dice.pick(_DURATIONS[words.code])
