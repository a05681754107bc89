"""``digiteller narrate``."""

from digiteller.cli.stage_commands import stage_command

command = stage_command("narrate", "narration", "Read the story aloud.")
