"""A session of onnxruntime over a model that the agency supplies: one thread, no network."""

from typing import Any

from vigie.records import Problem


def session_of(model: bytes) -> Any:
    """A session of onnxruntime. Errors: Problem where it is missing or cannot open the model."""
    try:
        import onnxruntime  # noqa: PLC0415 (an extra: nobody needs it who names no model)
    except ModuleNotFoundError as error:
        raise Problem("onnxruntime is not installed", remedy="pip install 'vigie[onnx]'") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise Problem(f"no ONNX model that can be run: {first_line(error)}") from error


def first_line(error: Exception) -> str:
    """What an error says, in one line."""
    return next(iter(str(error).splitlines()), type(error).__name__)
