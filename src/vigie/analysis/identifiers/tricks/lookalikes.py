"""Letters of other alphabets that look Latin: Cyrillic, Greek, Armenian, small capitals."""

from typing import Final

from vigie.analysis.identifiers.examples import Example

NAME: Final = "lookalikes"
EXAMPLES: Final = (
    Example("call 64б 555 01З2", "+16465550132", kind="phone", region="US"),
    Example("fоur оnе fіvе 555 0132", "+14155550132", kind="phone", region="US"),
    Example("415-555-О132", "+14155550132", kind="phone", region="US"),
)
