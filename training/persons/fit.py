"""Fits the weights by which the reader tells who is to be seen on a page.

    python training/persons/fit.py [STORY.yaml ...]

The stories are those of the reading benchmark that were looked at, with whom a person noted for each page; those noted
as "maybe" do not count. Who was on the page before is what the reader itself finds, so the stories are read
again with the weights of each round. Figures are of stories left out (ten folds by story); the weights are then fitted
on all, and written with how.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT), str(ROOT / "tests")]

from digiteller.language import presence, story_reader  # noqa: E402
from digiteller.language.presence_features import Around, Evidence, Features  # noqa: E402
from digiteller.language.somebody import Somebody  # noqa: E402
from digiteller.language.story_cast import StoryCast  # noqa: E402
from digiteller.language.storyboard import Presence, portrait  # noqa: E402
from digiteller.story import Scene  # noqa: E402
from language.storyboard_benchmark import find_wanted, stories  # noqa: E402
from language.test_sentences_shown import SENTENCES, is_called  # noqa: E402
from reading import parser  # noqa: E402

TABLE = ROOT / "src/digiteller/language/presence_weights.yaml"
FOLDS, ROUNDS, STEPS, PENALTY = 10, 2, 12, 1.0

Array = npt.NDArray[np.float64]


@dataclass
class Recorder:
    """Chooses who is shown by weights, and keeps what it chose among."""

    pages: list[dict[Somebody, Features]] = field(default_factory=list)

    def choose(self, page: Evidence, around: Around) -> list[Somebody]:
        """Do as ``choose_present``."""
        self.pages.append(presence.weigh_candidates(page, around))
        return presence.choose_present(page, around)


def read(path: Path) -> list[tuple[Features, bool]]:
    """Return everybody who may be on a story's pages, with whether a person noted them."""
    story = yaml.safe_load(path.read_text(encoding="utf-8"))
    scenes = [Scene(at, page["text"], "", "calm") for at, page in enumerate(story["pages"], 1)]
    recorder = Recorder()
    story_reader.choose_present = recorder.choose  # type: ignore[attr-defined]  # only here: the reader has no such hook
    story_reader.read_story(scenes, parser())
    return [
        row
        for gold, candidates in zip(story["pages"], recorder.pages, strict=True)
        for row in _labelled(gold["persons"], candidates)
    ]


def read_sentences() -> list[list[tuple[Features, bool]]]:
    """Return the same of single sentences of which a person noted everybody, in tens."""
    rows = []
    for one in SENTENCES:
        if "who" in one:
            recorder = Recorder()
            story_reader.choose_present = recorder.choose  # type: ignore[attr-defined]
            story_reader.read_story([Scene(1, one["say"], "", "calm")], parser())
            told = [" ".join(who.split()[who[0].isdigit() :]) for who in one["who"]]
            wanted = {words for who in told for words in (who, who.rpartition(" ")[0]) if words}
            rows.append(
                [
                    (features, any(is_called(portrait(StoryCast().person(who)), word) for word in wanted))
                    for who, features in recorder.pages[0].items()
                ]
            )
    tens = ([row for page in rows[at : at + 10] for row in page] for at in range(0, len(rows), 10))
    return [one for one in tens if one]


def _labelled(
    wanted: Sequence[Mapping[str, Any]], candidates: Mapping[Somebody, Features]
) -> list[tuple[Features, bool]]:
    cast = StoryCast()
    people = {cast.id_of(one): cast.person(one) for one in candidates}
    features = dict(zip(people, candidates.values(), strict=True))
    left = [Presence(name) for name in people]
    right: set[str] = set()
    unasked: set[str] = set()
    for one in wanted:
        found = find_wanted(one, left, people, wanted)
        if found is not None:
            left.remove(found)
            (unasked if one.get("maybe") else right).add(found.person)
    return [(told, name in right) for name, told in features.items() if name not in unasked]


def fit(rows: Array, right: Array) -> Array:
    """Return the weights of a logistic regression, held small but for the first (Newton's method)."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 1e-3
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - likely) - penalty * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(penalty)
        weights += np.linalg.solve(curve, slope)
    return weights


def as_numbers(read_stories: Sequence[Sequence[tuple[Features, bool]]]) -> tuple[list[str], list[tuple[Array, Array]]]:
    """Return the features' names, and each story as rows of numbers with what is right."""
    names = ["always", *sorted({name for story in read_stories for told, _ in story for name in told})]
    return names, [
        (
            np.array([[1.0, *(told.get(name, 0.0) for name in names[1:])] for told, _ in story]),
            np.array([float(right) for _, right in story]),
        )
        for story in read_stories
    ]


def left_out(numbers: Sequence[tuple[Array, Array]]) -> tuple[int, int, int]:
    """Return of stories left out how many are shown rightly, shown wrongly and missing."""
    shown_right = shown_wrong = missing = 0
    for fold in range(FOLDS):
        others = [one for at, one in enumerate(numbers) if at % FOLDS != fold]
        weights = fit(np.concatenate([one[0] for one in others]), np.concatenate([one[1] for one in others]))
        for rows, right in numbers[fold::FOLDS]:
            shown = rows @ weights > 0
            shown_right += int((shown & (right > 0)).sum())
            shown_wrong += int((shown & (right == 0)).sum())
            missing += int((~shown & (right > 0)).sum())
    return shown_right, shown_wrong, missing


def main() -> None:
    """Fit, tell the figures, and write the weights."""
    paths = [*stories(True), *map(Path, sys.argv[1:])]
    for _ in range(ROUNDS):
        names, numbers = as_numbers([*map(read, paths), *read_sentences()])
        told = left_out(numbers)
        print("left out: shown rightly {}, shown wrongly {}, missing {}".format(*told))
        weights = fit(np.concatenate([one[0] for one in numbers]), np.concatenate([one[1] for one in numbers]))
        header = (
            "# How much each feature of presence_features.py counts for somebody's being there, as log odds.\n"
            "# Fitted, not chosen, by training/persons/fit.py:\n"
            f"# {len(paths)} stories and single sentences. Of those left out (ten folds): {told[0]} persons shown\n"
            f"# rightly, {told[1]} shown wrongly, {told[2]} missing.\n"
        )
        table = {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}
        TABLE.write_text(header + yaml.safe_dump({"weights": table}), encoding="utf-8")
        presence.language_table.cache_clear()
        presence._weights.cache_clear()


if __name__ == "__main__":
    main()
