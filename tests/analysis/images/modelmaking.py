"""Tiny models in ONNX, made in the test: a picture's mean colours in a grid, as its vector."""

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

SIDE = 32
SETTINGS = f"side = {SIDE}\nmean = [0.5, 0.5, 0.5]\nstd = [0.5, 0.5, 0.5]\nleast = 0.9\n"


def model(name: str = "colours", node: str = "pooling", is_last: bool = False) -> ModelProto:
    """Mean of each eighth of the side, in red, green and blue: 192 numbers a picture."""
    shape = [1, SIDE, SIDE, 3] if is_last else [1, 3, SIDE, SIDE]
    turn = [helper.make_node("Transpose", ["picture"], ["planes"], perm=[0, 3, 1, 2])]
    given = "planes" if is_last else "picture"
    size = SIDE // 8
    nodes = [
        *(turn if is_last else []),
        helper.make_node(
            "AveragePool", [given], ["grid"], name=node, kernel_shape=[size] * 2, strides=[size] * 2
        ),
        helper.make_node("Reshape", ["grid", "flat"], ["vector"]),
    ]
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, 192])],
        [numpy_helper.from_array(np.array([1, -1], np.int64), "flat")],
    )
    made = helper.make_model(
        graph, producer_name="tests", opset_imports=[helper.make_opsetid("", 17)]
    )
    made.ir_version = 8
    return made


def onnx(**options: str | bool) -> bytes:
    """The bytes of `model`."""
    return bytes(model(**options).SerializeToString())  # type: ignore[arg-type]  # its own options
