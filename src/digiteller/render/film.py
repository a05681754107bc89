"""The film as the render stage asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from digiteller.backends.base import Report
from digiteller.errors import SpecError
from digiteller.options import RenderOptions
from digiteller.story import SceneTiming, Script

if TYPE_CHECKING:
    from digiteller.timeline import Timeline


@dataclass(frozen=True)
class Page:
    """The picture of a scene."""

    flat: Path
    """The finished page, a bitmap of any size."""
    layers: Path | None
    """A folder that ``layers.save_layers`` wrote for frames of the film's size, if the illustrator has depth."""


@dataclass(frozen=True)
class Film:
    """Everything that a film is made of."""

    script: Script
    timings: tuple[SceneTiming, ...]
    narration: Mapping[int, Path]
    """A WAV for each scene: mono, 16 bits, as long as its timing says."""
    music: Path | None
    """A WAV, 16 bits."""
    pages: Mapping[int, Page]
    """One for each scene."""
    credits: tuple[str, ...]
    """Lines of the closing card; ``what: who`` is set in two columns."""
    seed: int


def make_film(film: Film, options: RenderOptions, out: Path, report: Report) -> None:
    """Write ``story.mp4``, ``story.srt``, ``story.vtt`` and ``poster.jpg`` into the folder ``out``; all or nothing.

    The film is H.264 and AAC with chapters, bt709, one frame for each 1 / fps of the timeline; the sound is stereo at
    48 kHz, -16 LUFS, and as long as the picture. The same film and options give the same bytes.

    Raises:
        SpecError: a picture or a recording is missing, damaged, or not the one that its table says.
        MissingPackageError: there is no ffmpeg with libx264.
        StageError: ffmpeg failed.
    """
    # Imported here, so that naming a film does not load OpenCV.
    import tempfile

    from digiteller import timeline
    from digiteller.render import captions, loudness, mix, shooting

    _check(film)
    plan = timeline.build(film.timings, options)
    cues = captions.build(film.timings, plan)
    frames = round(plan.duration * options.fps)
    with tempfile.TemporaryDirectory(dir=out, prefix=".render-") as name:
        folder = Path(name)
        report(0.0, "mixing the sound")
        sound = mix.mix(
            film.timings,
            film.narration,
            film.music,
            plan,
            options.music_volume,
            round(frames / options.fps * loudness.RATE),
        )
        (folder / "sound.f32").write_bytes(sound.astype("<f4").tobytes())
        del sound
        (folder / "story.srt").write_text(captions.to_srt(cues), encoding="utf-8")
        (folder / "story.vtt").write_text(captions.to_vtt(cues), encoding="utf-8")
        (folder / "metadata").write_text(_metadata(film, plan), encoding="utf-8")
        shooting.shoot(film, plan, cues, frames, options, folder, report)
        for file in ("story.mp4", "story.srt", "story.vtt", "poster.jpg"):
            (folder / file).replace(out / file)


def _check(film: Film) -> None:
    """Make sure that every scene has all that it needs."""
    timed = {timing.number for timing in film.timings}
    for scene in film.script.scenes:
        for what, numbers, stage in (
            ("timing", timed, "narrate"),
            ("recording", film.narration, "narrate"),
            ("picture", film.pages, "illustrate"),
        ):
            if scene.number not in numbers:
                raise SpecError(f"scene {scene.number} has no {what}", hint=f"run: digiteller {stage}")


def _metadata(film: Film, plan: Timeline) -> str:
    """Return the title, the credits and a chapter for each shot as ffmetadata."""
    lines = [";FFMETADATA1", f"title={_escaped(film.script.title)}"]
    if film.credits:
        lines.append(f"comment={_escaped('; '.join(film.credits))}")
    texts = {scene.number: scene.text for scene in film.script.scenes}
    names = {"title": film.script.title, "credits": "Credits"}
    for shot in plan.shots:
        name = f"{shot.number}. {_beginning(texts[shot.number])}" if shot.kind == "scene" else names[shot.kind]
        times = [f"START={round(shot.start * 1000)}", f"END={round(shot.end * 1000)}"]
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", *times, f"title={_escaped(name)}"]
    return "\n".join(lines) + "\n"


def _beginning(text: str) -> str:
    """Return the first words of ``text``, about forty characters."""
    words = text.split()
    kept: list[str] = []
    while words and len(" ".join([*kept, words[0]])) <= 40:
        kept.append(words.pop(0))
    return " ".join(kept).rstrip(",;:—–- ") + "…" if words else " ".join(kept)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "=;#\\\n" else letter for letter in text)
