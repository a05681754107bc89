"""Scores the offline writer on many premises: ``python bench/writer.py [COUNT] [SEED] [--show] [--alone]``.

Each story of six scenes is measured by rules that are not the writer's own ranking: form (share of scenes of 1 to 3
whole sentences and 12 to 36 words), fresh (share of three-word runs that are not repeats), hero (share of scenes that
name the hero or begin a sentence with its pronoun), premise (share of the premise's words of meaning that the story
uses), ending (1 if the last scene has the hero, no unhappy word and what the hero was after, or a happy word), speech
(quoted lines). With ``--alone``, the same for the same model when it is simply asked for such a story. ``--out`` adds
the stories as lines of JSON, which ``bench/writer_perplexity.py`` reads; ``--score FILE`` measures such a file again.
The last ten of the premises are held out: figures, but no stories, are printed.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import xllamacpp

from digiteller.backends.write.llamacpp import LlamaCpp
from digiteller.contracts import Brief, PageBrief
from digiteller.errors import DigitellerError
from digiteller.language.sentences import sentences
from digiteller.language.tokens import low_words
from digiteller.models.registry import Model, load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import WriteOptions
from digiteller.writing.allowed_words import is_content, stem
from digiteller.writing.premise import parse

PREMISES = Path(__file__).parent / "premises.txt"
SCENES, TUNED_ON = 6, 20
HEADS = ("form", "fresh", "hero", "premise", "ending", "speech", "words", "wall s", "cpu s")
JOY = frozenset({"happy", "smiled", "laughed", "danced", "sang", "hugged", "glad", "proud", "joy", "friends", "home"})
SORROW = frozenset({"sad", "lost", "lonely", "afraid", "cried", "alone", "died", "scared"})
Row = tuple[float, ...]


def main() -> None:
    """Print a line for each premise, and the means."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int, nargs="?", default=6)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--score", type=Path)
    args = parser.parse_args()
    print("".join(f"{head:>9}" for head in HEADS))
    if args.score:
        table([json.loads(text) for text in args.score.read_text("utf-8").splitlines()])
        return
    model = load_registry().get("write", "smollm2-135m")
    ways: list[Callable[[Model, str, int], list[str]]] = [told, *([asked] if args.alone else [])]
    for way in ways:
        stories = []
        for number, premise in enumerate(premises()[: args.count]):
            stories.append(measured(premise, args.seed, lambda text, way=way: way(model, text, args.seed)))  # type: ignore[misc]
            if args.show and number < TUNED_ON:
                print("\n".join(f"  {scene}" for scene in stories[-1]["scenes"]), flush=True)
            if args.out and way is told:
                with args.out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(stories[-1], ensure_ascii=False) + "\n")
        print(f"{way.__name__}:")
        table(stories)


def premises() -> list[str]:
    """Return the premises, those to tune on first."""
    return [line for line in PREMISES.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def table(stories: list[dict[str, Any]]) -> None:
    """Print the figures of each story, and the means of those tuned on, those held out, and all."""
    known = premises()
    rows = [
        (
            known.index(story["premise"]),
            (*scores(story["scenes"], story["premise"], story["seed"]), story["wall"], story["cpu"]),
        )
        for story in stories
        if story["scenes"]
    ]
    for at, row in rows:
        print(line(row, known[at][:48]))
    for name, share in (("tuned on", range(TUNED_ON)), ("held out", range(TUNED_ON, 99)), ("all", range(99))):
        chosen = [row for at, row in rows if at in share]
        asked_for = sum(known.index(story["premise"]) in share for story in stories)
        if chosen:
            means = tuple(mean(column) for column in zip(*chosen, strict=True))
            print(line(means, f"{name}: mean of {len(chosen)}; {asked_for - len(chosen)} of {asked_for} failed"))


def told(model: Model, premise: str, seed: int) -> list[str]:
    """Return the scenes that digiteller writes."""
    writer = LlamaCpp(files_of(model), WriteOptions(), model.entry.options)
    script = writer.write(Brief(premise, None, (PageBrief(),) * SCENES, "en"), seed, lambda *_: None)
    return [scene.text for scene in script.scenes]


def files_of(model: Model) -> dict[str, Path]:
    """Return the files of a model by their names."""
    return open_model(model, on_bytes=lambda *_: None)


def asked(model: Model, premise: str, seed: int) -> list[str]:
    """Return the scenes that the model writes when it is simply asked."""
    params = xllamacpp.CommonParams()
    params.model.path = str(next(iter(files_of(model).values())))
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


def measured(premise: str, seed: int, write: Callable[[str], list[str]]) -> dict[str, Any]:
    """Return a story with what it took, without scenes if none came out."""
    wall, processor = time.perf_counter(), cpu()
    scenes: list[str] = []
    try:
        scenes = write(premise)
    except DigitellerError as error:
        print(f"  failed: {error.message}", flush=True)
    took = {"wall": time.perf_counter() - wall, "cpu": cpu() - processor}
    return {"premise": premise, "seed": seed, "scenes": scenes, **took}


def scores(scenes: list[str], premise: str, seed: int) -> Row:
    """Return form, fresh, hero, premise, ending (each 0 to 1), quoted lines, and words a scene."""
    parsed = parse(premise, seed)
    said = low_words(" ".join(scenes))
    runs = [tuple(said[at : at + 3]) for at in range(len(said) - 2)]
    sizes = [(len(low_words(scene)), len(sentences(scene))) for scene in scenes]
    whole = [
        12 <= long <= 36 and many <= 3 and scene[-1] in ".!?”"
        for scene, (long, many) in zip(scenes, sizes, strict=True)
    ]
    hero = parsed.hero
    names = {hero.noun.split()[-1].lower(), (hero.name or hero.noun).split()[-1].lower()}
    used = {stem(word) for word in said if is_content(word)}
    return (
        min(1.0, sum(whole) / SCENES),
        len(set(runs)) / max(1, len(runs)),
        mean(bool(names & set(low_words(scene))) or hero.pronouns[0] in low_words(scene) for scene in scenes),
        len(parsed.content & used) / max(1, len(parsed.content)),
        float(ends_well(set(low_words(scenes[-1])), names | {hero.pronouns[0]}, parsed.aim)),
        sum(scene.count("“") or scene.count('"') // 2 for scene in scenes),
        len(said) / len(scenes),
    )


def ends_well(last: set[str], names: set[str], aim: str | None) -> bool:
    """Tell whether the last scene has the hero in it, and a happy word or what the hero was after, and no sorrow."""
    wanted = {stem(word) for word in low_words(aim or "") if is_content(word)}
    reached = wanted and len(wanted & {stem(word) for word in last}) >= len(wanted) / 2
    sorrow = {word for word in SORROW & last if stem(word) not in wanted}
    return bool(names & last) and not sorrow and bool(reached or JOY & last)


def line(row: Row, name: str) -> str:
    """Return a row of the table."""
    return "".join(f"{value:9.2f}" for value in row) + f"  {name}"


def cpu() -> float:
    """Return the seconds of processor that this process has used."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
