"""digiteller turns a story spec into a narrated, scored, illustrated video story.

What a package with a backend of its own may build on (``docs/backends.md`` tells how):

- ``digiteller.contracts``: what a backend of each stage does
- ``digiteller.story``: the plain data that it takes and gives
- ``digiteller.options``: what a user asked of the stage
- ``digiteller.errors``: how it fails on purpose
- ``digiteller.backends.table``: ``Backend``, the record that makes it known
- ``digiteller.backends.model_settings``: reads the options of models.yaml
- ``digiteller.backends.narrate.voices``, ``digiteller.backends.narrate.ipa``: voices by name, words given in IPA
- ``digiteller.nets.checkpoint``, ``digiteller.nets.onnx``: open weights in a way that runs no code of theirs
- ``digiteller.system.processes``: runs programs that end with us

All else may change with any version. Importing ``digiteller`` imports none of it.
"""

import os

__all__ = ["__version__"]
__version__ = "0.1.0"

# Libraries that would tell their makers, unasked, what they are used for: before any of them is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime also keeps an identifier of the machine in the home folder
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
