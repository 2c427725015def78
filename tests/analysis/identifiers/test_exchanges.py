"""What six digits say of a North American number is what the library says of the whole number."""

import random

import phonenumbers

from vigie.analysis.identifiers.phone_reading import _judged, _nanp


def test_six_digits_decide() -> None:
    drawn = random.Random(7)
    for _ in range(3000):
        digits = f"{drawn.randint(200, 989)}{drawn.randint(2, 9)}{drawn.randint(0, 999_999):06d}"
        number = phonenumbers.PhoneNumber(country_code=1, national_number=int(digits))
        assert _nanp(digits) == _judged(number), digits
