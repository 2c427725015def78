"""Text to Mentions: the identifiers that an ad holds, however they are hidden.

    text -> unmask -> Sheet (tokens, flags, numbers) -> kinds/* -> Mentions

`unmask` takes the masks off every character and keeps the way back; `Sheet` cuts the text into
tokens once and says what each may be; every file under `kinds/` reads one kind of identifier from
it; every file under `tricks/` undoes one way of hiding. `extract` is the whole of it.
"""

from vigie.analysis.identifiers.extraction import VERSION, extract
from vigie.analysis.identifiers.hints import Hints

__all__ = ["VERSION", "Hints", "extract"]
