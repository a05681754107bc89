"""What a film file says of itself: title, origin, chapters, as lines of ffmetadata.

https://ffmpeg.org/ffmpeg-formats.html#Metadata-2
"""

from __future__ import annotations

from digiteller.render.film_parts import Film
from digiteller.timeline import Timeline


def describe_film(film: Film) -> list[str]:
    """Return the title, what a person should know of the film's origin, and what a program should, as ffmetadata."""
    about = [film.notice, *film.credits, *(f"Model: {model}" for model in film.models)]
    values = {
        "title": film.script.title,
        "comment": "; ".join(line for line in about if line),
        "description": film.summary,
    }
    return [";FFMETADATA1", *(f"{key}={_escaped(value)}" for key, value in values.items() if value)]


def list_chapters(film: Film, timeline: Timeline) -> list[str]:
    """Return a chapter for each shot as lines of ffmetadata."""
    lines = []
    texts = {scene.number: scene.text for scene in film.script.scenes}
    names = {"title": film.script.title, "credits": "Credits"}
    for shot in timeline.shots:
        name = f"{shot.number}. {_beginning(texts[shot.number])}" if shot.kind == "scene" else names[shot.kind]
        times = [f"START={round(shot.start * 1000)}", f"END={round(shot.end * 1000)}"]
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", *times, f"title={_escaped(name)}"]
    return lines


def _beginning(text: str) -> str:
    """Return the first words of ``text``, about forty characters."""
    words = text.split()
    kept: list[str] = []
    while words and len(" ".join([*kept, words[0]])) <= 40:
        kept.append(words.pop(0))
    return " ".join(kept).rstrip(",;:—–- ") + "…" if words else " ".join(kept)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "=;#\\\n" else letter for letter in text)
