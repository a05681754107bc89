"""How much of premises their stories tell: `python bench/premises.py premises.txt` (one a line)."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from digiteller.backends.read.spacy_parser import SpacyParser
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import ReadOptions
from digiteller.writing.knowledge import knowledge
from digiteller.writing.plot_choice import tell_premise
from digiteller.writing.premise_coverage import cover
from digiteller.writing.premise_reading import read_premise


def main() -> None:
    """Print the share of each premise that its story tells, with and without the opening; with --show the stories."""
    asked = argparse.ArgumentParser()
    asked.add_argument("premises", type=Path, nargs="?", default=Path(__file__).parent / "premises.txt")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--pages", type=int, default=6)
    asked.add_argument("--show", action="store_true")
    args = asked.parse_args()
    model = load_registry().get("read")
    parser = SpacyParser(open_model(model, lambda *_: None), ReadOptions(), model.entry.options)
    lines = [line for line in args.premises.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    shares, plots = [], Counter[str]()
    for line in lines:
        reading = read_premise(line, parser, knowledge())
        story = tell_premise(reading, knowledge(), args.pages, args.seed)
        shares.append((cover(reading.request.about, story.text), cover(reading.request.about, story.body)))
        plots[story.plot] += 1
        print(f"{shares[-1][0]:4.0%} {shares[-1][1]:4.0%}  {story.plot:20} {line}")
        if args.show:
            print("\n".join(["", story.title, *(page.text for page in story.pages), ""]))
    told, without = (sum(share) / len(shares) for share in zip(*shares, strict=True))
    print(f"told {told:.0%}, without the opening {without:.0%}; plots {plots.most_common(5)}")


if __name__ == "__main__":
    main()
