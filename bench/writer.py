"""Scores the offline writer on many premises: ``python bench/writer.py [PREMISES] [SEED] [--show]``.

Each story of six scenes is measured by rules that are not the writer's own ranking: form (share of scenes of 1 to 3
whole sentences and 12 to 32 words), fresh (share of three-word runs that are not repeats), hero (share of scenes that
name the hero), premise (share of the premise's words of meaning that the story uses). Below, the same for the
same model when it is simply asked for such a story.
"""

from __future__ import annotations

import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import xllamacpp

from digiteller.backends.base import Brief, Page
from digiteller.backends.write.llamacpp import LlamaCpp
from digiteller.errors import DigitellerError
from digiteller.options import WriteOptions
from digiteller.registry import load_registry
from digiteller.weights import open_model
from digiteller.writing.english import is_content, sentences, stem, words
from digiteller.writing.premise import parse

PREMISES = Path(__file__).parent.parent / "tests" / "writing" / "premises.txt"
SCENES = 6
HEADS = ("form", "fresh", "hero", "premise", "words", "wall s", "cpu s")
Row = tuple[float, ...]


def main() -> None:
    """Print a line for each premise, and the means of both ways to ask the model."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    count, seed = (*numbers, *(6, 1)[len(numbers) :])
    path = next(iter(open_model(load_registry().get("write", "smollm2-135m"), on_bytes=lambda *_: None).values()))
    premises = PREMISES.read_text(encoding="utf-8").splitlines()[:count]
    print("".join(f"{head:>9}" for head in HEADS))
    ours, plain = [], []
    for premise in premises:
        ours += measure(premise, seed, "digiteller", lambda text: told(path, text, seed))
        plain += measure(premise, seed, "the model alone", lambda text: asked(path, text, seed))
    for who, rows in (("digiteller", ours), ("the model alone", plain)):
        print(line(tuple(mean(column) for column in zip(*rows, strict=True)), f"{who}: mean of {len(rows)}"))


def told(path: Path, premise: str, seed: int) -> list[str]:
    """Return the scenes that digiteller writes."""
    writer = LlamaCpp({"model.gguf": path}, WriteOptions(), {})
    script = writer.write(Brief(premise, None, (Page(),) * SCENES, "en"), seed, lambda *_: None)
    if "--show" in sys.argv:
        for scene in script.scenes:
            print(f"  {scene.text}\n    [{scene.mood}] {scene.picture}")
    return [scene.text for scene in script.scenes]


def asked(path: Path, premise: str, seed: int) -> list[str]:
    """Return the scenes that the model writes when it is simply asked."""
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = 2048
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.verbosity = -1
    request = f"Write a picture-book story for small children in {SCENES} paragraphs of two short sentences. {premise}"
    answer = xllamacpp.Server(params).handle_chat_completions(
        {"messages": [{"role": "user", "content": request}], "max_tokens": 400, "temperature": 0.8, "seed": seed}
    )
    text = str(answer["choices"][0]["message"]["content"])
    return [part.strip() for part in re.split(r"\n+", text) if part.strip()]


def measure(premise: str, seed: int, who: str, write: Callable[[str], list[str]]) -> list[Row]:
    """Return the figures of one story, or nothing if none came out."""
    wall, processor = time.perf_counter(), cpu()
    try:
        scenes = write(premise)
    except DigitellerError as error:
        print(f"  failed: {error.message}")
        return []
    took = (time.perf_counter() - wall, cpu() - processor)
    row = (*scores(scenes, premise, seed), *took)
    print(line(row, f"{who}: {premise[:48]}"), flush=True)
    return [row]


def scores(scenes: list[str], premise: str, seed: int) -> Row:
    """Return form, fresh, hero, premise (each 0 to 1) and words a scene."""
    parsed = parse(premise, seed)
    said = words(" ".join(scenes))
    runs = [tuple(said[at : at + 3]) for at in range(len(said) - 2)]
    whole = [
        12 <= len(words(scene)) <= 32 and 1 <= len(sentences(scene)) <= 3 and scene[-1] in ".!?" for scene in scenes
    ]
    names = {parsed.hero.noun.split()[-1].lower(), (parsed.hero.name or parsed.hero.noun).split()[-1].lower()}
    used = {stem(word) for word in said if is_content(word)}
    return (
        min(1.0, sum(whole) / SCENES),
        len(set(runs)) / max(1, len(runs)),
        mean(bool(names & set(words(scene))) for scene in scenes),
        len(parsed.content & used) / max(1, len(parsed.content)),
        len(said) / len(scenes),
    )


def line(row: Row, name: str) -> str:
    """Return a row of the table."""
    return "".join(f"{value:9.2f}" for value in row) + f"  {name}"


def cpu() -> float:
    """Return the seconds of processor that this process has used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
