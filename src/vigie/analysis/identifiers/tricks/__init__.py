"""The ways in which identifiers are hidden, one file each; `ORDER` is their explicit list."""

from typing import Final

# The main trick of a mention is the first of its tricks in this list.
ORDER: Final = (
    "number_words glued_words leet_words homophone letters_for_digits keycap circled "
    "full_width mathematical superscript other_digits lookalikes invisible filler_words "
    "emoji_between bracketed punctuation_between spaced broken_line at_and_dot "
    "respelled_provider missing_ending stretched_platform split_platform leet_platform "
    "platform_emoji next_line"
).split()
