"""``python -m digiteller``."""

from digiteller.cli.main import main

main()
