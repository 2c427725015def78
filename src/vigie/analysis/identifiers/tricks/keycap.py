"""Digits as keycap emoji."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "keycap"
EXAMPLES: Final = (Example("4️⃣1️⃣5️⃣ 5️⃣5️⃣5️⃣ 0️⃣1️⃣3️⃣2️⃣", "+14155550132", kind="phone", region="US"),)
