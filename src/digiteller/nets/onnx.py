"""Networks in ONNX, computed by ONNX Runtime."""

from __future__ import annotations

from pathlib import Path

import onnxruntime


def open_session(model: Path | bytes) -> onnxruntime.InferenceSession:
    """Return a network on one thread of the CPU: the same input gives the same output, whatever the load.

    Raises:
        Exception: it is no network; ONNX Runtime's own exceptions derive from nothing narrower.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    source = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
