"""``digiteller new``."""

from __future__ import annotations

from pathlib import Path

import click

from digiteller.errors import UsageError

_TEMPLATE = """\
# A story for digiteller. Make the film with:  digiteller all {path}
# Every key is listed by:                      digiteller schema

premise: >-
  A small fox finds a lantern that has lost its light, and carries it through the night forest
  to find who can make it shine again.

scenes: 6                  # how many pages
# title: The Fox and the Lantern
# seed: 1                  # another seed, another telling

# Or your own words; what a page leaves out is written or chosen for you.
# scenes:
#   - text: Once upon a time, a small fox lived under an old oak tree.
#     picture: a small fox under an old oak tree at dusk
#     mood: calm           # {moods}
#     cast: [the fox]      # who is to be seen; place, time and weather may be told as well
#     time: dusk
#   - text: One evening she found a lantern.
#     picture_file: lantern.png   # a picture of your own, beside this file

# characters: {{Pip: {{kind: fox, looks: [freckles], wears: [a red scarf]}}}}   # or in words: a young fox
# voices: {{Grandfather Owl: piper-joe}}   # who says "..." in the text, and with which model or voice
# say: {{Siobhan: shi-VAWN}}               # how a word is spoken
# write: {{model: ollama, audience: teenagers, tone: dry and funny}}
# narrate: {{speed: 0.8}}
# compose: {{instrument: music box}}
# render: {{width: 1080, height: 1920, captions: burned}}
"""


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
def command(folder: Path) -> None:
    """Make DIR with a commented story.yaml to start from."""
    from digiteller.project.folder import SPEC
    from digiteller.story import MOODS
    from digiteller.system.atomic_files import explain_os_errors

    path = folder / SPEC
    with explain_os_errors():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(_TEMPLATE.format(path=path, moods=", ".join(MOODS)))
        except FileExistsError:
            raise UsageError(f"{path} is already there; digiteller does not overwrite it") from None
    click.echo(path)
