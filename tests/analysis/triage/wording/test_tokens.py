"""Texts cut into pieces as the models' own tokenizers cut them (expected: `tokenizers` 0.23)."""

import json

import pytest

from tests.analysis.triage.wording.text_models import TOKENIZER, WORDS
from vigie.analysis.triage.wording.tokens import MOST, tokenizer_of
from vigie.records import Problem

UNIGRAM = json.dumps({"model": {"type": "Unigram", "unk_id": 2, "vocab": [
    ["<s>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["▁tea", -2.0], ["▁te", -1.5], ["a", -1.5],
    ["▁", -3.0], ["s", -2.0],
]}})  # fmt: skip


def named(text: str, tokenizer: str = TOKENIZER) -> list[str]:
    return [WORDS[number] for number in tokenizer_of("tokenizer.json", tokenizer).ids(text)]


def test_the_longest_known_piece_comes_first() -> None:
    assert named("Letters, TEAS!") == [
        "[CLS]", "letter", "##s", "[UNK]", "tea", "##s", "!", "[SEP]"
    ]  # fmt: skip
    assert named("É") == ["[CLS]", "e", "[SEP]"], "accents go where letters are made small"
    assert named("teapot") == ["[CLS]", "[UNK]", "[SEP]"], "a word is known whole or not at all"


def test_what_the_model_says_of_letters_is_kept() -> None:
    cased = json.loads(TOKENIZER)
    cased["normalizer"] = {"type": "BertNormalizer", "lowercase": False, "strip_accents": None}
    assert named("é Tea tea", json.dumps(cased)) == ["[CLS]", "é", "[UNK]", "tea", "[SEP]"]


def test_a_plain_vocabulary_is_word_piece() -> None:
    assert tokenizer_of("vocab.txt", "\n".join(WORDS)).ids("Warm teas") == [1, 3, 4, 8, 2]


def test_unigram_takes_the_likeliest_way_to_cut() -> None:
    ids = tokenizer_of("tokenizer.json", UNIGRAM).ids
    assert ids("tea") == [0, 3, 1]
    assert ids("teas") == [0, 3, 7, 1]
    assert ids("日本 a") == [0, 6, 2, 6, 5, 1], "unknown characters in a row count as one"


def test_a_long_text_is_cut_off() -> None:
    for tokenizer in (TOKENIZER, UNIGRAM):
        ids = tokenizer_of("tokenizer.json", tokenizer).ids("tea " * 10_000)
        assert len(ids) == MOST


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nonsense", "does not say how a text is cut"),
        ("[]", "does not say how a text is cut"),
        ('{"model": {"vocab": {"a": 0}}}', "does not say how a text is cut"),
        ('{"model": {"type": "BPE", "vocab": {}}}', "cuts texts by BPE"),
        ('{"model": {"type": "Unigram", "vocab": [], "unk_id": 0}}', "does not say how"),
    ],
)
def test_what_is_no_tokenizer_is_told_in_one_line(text: str, told: str) -> None:
    with pytest.raises(Problem, match=told) as caught:
        tokenizer_of("tokenizer.json", text)
    assert "\n" not in str(caught.value)
