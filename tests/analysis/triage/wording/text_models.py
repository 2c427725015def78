"""Tiny text models in ONNX, made in the test: a row of numbers for each piece, out of a table."""

import json

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from vigie.analysis.triage.wording.encoding import Supplied

WORDS = ("[UNK]", "[CLS]", "[SEP]", "warm", "tea", "read", "letter", "hello", "##s", "é", "e", "!")
TOKENIZER = json.dumps({
    "normalizer": {"type": "BertNormalizer", "lowercase": True, "strip_accents": None},
    "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
              "vocab": {word: number for number, word in enumerate(WORDS)}},
})  # fmt: skip
TABLE = np.zeros((len(WORDS), 3), np.float32)
TABLE[WORDS.index("warm")], TABLE[WORDS.index("tea")] = (1, 0, 0), (1, 0, 0)
TABLE[WORDS.index("read")], TABLE[WORDS.index("letter")] = (0, 1, 0), (0, 1, 0)
TABLE[WORDS.index("hello")] = (0, 0, 1)


def model(pooled: bool = False, given: str = "input_ids") -> ModelProto:
    """The table's rows of a text's pieces; `pooled`, how much warmer than lettered they are."""
    ids = helper.make_tensor_value_info(given, TensorProto.INT64, [1, "pieces"])
    mask = helper.make_tensor_value_info("attention_mask", TensorProto.INT64, [1, "pieces"])
    nodes = [helper.make_node("Gather", ["table", given], ["rows"])]
    kept = [numpy_helper.from_array(TABLE, "table")]
    shape: list[int | str] = [1, "pieces", 3]
    if pooled:
        nodes += [
            helper.make_node("ReduceMean", ["rows"], ["mean"], axes=[1], keepdims=0),
            helper.make_node("MatMul", ["mean", "way"], ["logit"]),
        ]
        kept.append(numpy_helper.from_array(np.array([[10], [-10], [0]], np.float32), "way"))
        shape = [1, 1]
    out = helper.make_tensor_value_info("logit" if pooled else "rows", TensorProto.FLOAT, shape)
    graph = helper.make_graph(nodes, "words", [ids, mask], [out], kept)
    made = helper.make_model(
        graph, producer_name="tests", opset_imports=[helper.make_opsetid("", 17)]
    )
    made.ir_version = 8
    return made


def supplied(**options: bool | str) -> Supplied:
    """Such a model with its tokenizer."""
    made = model(**options)  # type: ignore[arg-type]  # its own options
    return Supplied(bytes(made.SerializeToString()), TOKENIZER)
