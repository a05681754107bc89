"""``digiteller illustrate``."""

from digiteller.cli.stage import stage_command

command = stage_command("illustrate", "pictures", "Draw the pages.")
