"""``digiteller compose``."""

from digiteller.cli.stage import stage_command

command = stage_command("compose", "music.wav", "Compose the music.")
