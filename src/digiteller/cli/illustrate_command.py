"""``digiteller illustrate``."""

from digiteller.cli.stage_commands import stage_command

command = stage_command(
    "illustrate",
    "pictures",
    "Draw the pages. --model may also be a folder in the form of diffusers, or hf:OWNER/NAME@COMMIT.",
)
