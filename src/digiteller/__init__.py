"""digiteller turns a story spec into a narrated, scored, illustrated video story."""

import os

__version__ = "0.1.0"

# Libraries that would tell their makers, unasked, what they are used for: before any of them is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime also keeps an identifier of the machine in the home folder
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
