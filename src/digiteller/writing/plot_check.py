"""Try a plot: tell what is wrong with it, and tell it.

python -m digiteller.writing.plot_check src/digiteller/writing/plots/fear_errand.yaml --seeds 3
"""

from __future__ import annotations

import argparse
import random
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from digiteller.errors import DigitellerError
from digiteller.writing import plot_faults
from digiteller.writing.knowledge import Knowledge, knowledge
from digiteller.writing.plot_files import read_checked
from digiteller.writing.plot_format import Audience, Plot
from digiteller.writing.plot_telling import ToldStory, tell_plot
from digiteller.writing.role_binding import bind_roles
from digiteller.writing.telling import Untellable

_WIDTH = 100


def main(arguments: list[str]) -> int:
    """Print what is wrong with plots, and some tellings; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="plot_check", description=__doc__.partition("\n")[0])
    parser.add_argument("plots", nargs="+", type=Path)
    parser.add_argument("--seeds", default="3", help="which tellings to print: 3 (the first three), or 5-9")
    parser.add_argument("--pages", type=int, default=7)
    parser.add_argument("--audience", default="children", choices=["small", "children", "adults"])
    parser.add_argument("--show", action="store_true", help="print what each page's picture shows, too")
    parser.add_argument("--quiet", action="store_true", help="no advice")
    asked = parser.parse_args(arguments)
    known = knowledge()
    wrong = False
    for path in asked.plots:
        try:
            plot = read_checked(path)
            faults = list(_faults(plot, known))
        except DigitellerError as error:
            print(f"{error}\n")
            wrong = True
            continue
        for fault in faults:
            print(f"WRONG   {plot.schema_}: {fault}")
        for word in () if asked.quiet else plot_faults.advice(plot):
            print(f"advice  {plot.schema_}: {word}")
        wrong = wrong or bool(faults)
        for seed in _seeds(asked.seeds):
            print(_told(plot, known, seed, asked.pages, asked.audience, show=asked.show))
    return int(wrong)


def _faults(plot: Plot, known: Knowledge) -> Iterator[str]:
    form = list(plot_faults.form_faults(plot))
    yield from form
    if not form:
        yield from plot_faults.simulation_faults(plot, known)
        yield from plot_faults.check_told(plot, known, 60)


def _seeds(words: str) -> range:
    first, dash, last = words.partition("-")
    return range(int(first), int(last) + 1) if dash else range(1, int(first) + 1)


def _told(plot: Plot, known: Knowledge, seed: int, pages: int, audience: Audience, *, show: bool) -> str:
    bindings = bind_roles(plot, known, random.Random(f"{seed} {plot.schema_}"), audience=audience)
    if bindings is None:
        return f"\nseed {seed}: nobody can take the roles"
    try:
        story = tell_plot(plot, bindings, pages, seed)
    except Untellable as error:
        return f"\nseed {seed}: {error}"
    return _printed(story, seed, show=show) if story else f"\nseed {seed}: a beat has no variant that fits"


def _printed(story: ToldStory, seed: int, *, show: bool) -> str:
    lines = ["", f"== {story.title}  ({story.plot}, seed {seed})"]
    for number, page in enumerate(story.pages, 1):
        lines += ["", *textwrap.wrap(page.text, _WIDTH, initial_indent=f"{number}. ", subsequent_indent="   ")]
        if show:
            main = page.main
            said = main.show.model_dump(exclude_unset=True, exclude_none=True)
            lines.append(f"   [{main.beat}: {', '.join(main.passage.people)}; {said}; {page.marks}]")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
