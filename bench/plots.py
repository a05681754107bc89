"""How much the library's stories have in common, and what they cost: `python bench/plots.py premises.txt`."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

from digiteller.backends.read.spacy_parser import SpacyParser
from digiteller.language.sentences import sentences
from digiteller.language.tokens import low_words
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import ReadOptions
from digiteller.writing.knowledge import knowledge
from digiteller.writing.plot_choice import tell_premise
from digiteller.writing.plot_telling import ToldStory
from digiteller.writing.premise_reading import read_premise

RUN = 4
"""Words in a row that two stories should not share."""


def main() -> None:
    """Print the figures, and with --show the stories."""
    asked = argparse.ArgumentParser()
    asked.add_argument("premises", type=Path, nargs="?", default=Path(__file__).parent / "premises.txt")
    asked.add_argument("--seeds", type=int, default=3)
    asked.add_argument("--pages", type=int, default=6)
    asked.add_argument("--show", action="store_true")
    args = asked.parse_args()
    model = load_registry().get("read")
    parser = SpacyParser(open_model(model, lambda *_: None), ReadOptions(), model.entry.options)
    lines = [line for line in args.premises.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    began = time.process_time()
    stories = []
    for line in lines:
        reading = read_premise(line, parser, knowledge())
        for seed in range(1, args.seeds + 1):
            stories.append(tell_premise(reading, knowledge(), args.pages, seed))
            if args.show:
                show(line, seed, stories[-1])
    print(f"{len(stories)} stories of {len(lines)} premises, {(time.process_time() - began) / len(stories):.3f} s each")
    report([stories[first :: args.seeds] for first in range(args.seeds)])


def show(premise: str, seed: int, story: ToldStory) -> None:
    """Print a story."""
    print(f"\n## {premise}  [{story.plot}, seed {seed}]\n{story.title}")
    for number, page in enumerate(story.pages, 1):
        print(f"{number}. {page.text}")


def report(sets: list[list[ToldStory]]) -> None:
    """Print what stories have in common: those of one seed, each of another premise."""
    for seed, stories in enumerate(sets, 1):
        texts = [" ".join(page.text for page in story.pages) for story in stories]
        runs = [{tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)} for said in map(low_words, texts)]
        whole = Counter(run for each in runs for run in each)
        share = sum(sum(whole[run] > 1 for run in each) / len(each) for each in runs) / len(runs)
        pairs = list(combinations(runs, 2))
        between = sum(len(a & b) / min(len(a), len(b)) for a, b in pairs) / len(pairs)
        said = Counter(sentence for text in texts for sentence in dict.fromkeys(sentences(text)) if len(sentence) > 40)
        names = Counter(person.name for story in stories for person in story.bindings.people() if person.name)
        plots = Counter(story.plot for story in stories)
        print(f"seed {seed}: four-word runs in another story, too: {share:.1%}; shared by a pair: {between:.2%}")
        print(f"  plots {len(plots)}, the most frequent {plots.most_common(3)}; names {names.most_common(3)}")
        print(f"  sentences {said.most_common(3)}")


if __name__ == "__main__":
    main()
