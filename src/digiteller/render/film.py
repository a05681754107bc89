"""The film as the render stage asks for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from digiteller.contracts import Report
from digiteller.errors import SpecError
from digiteller.media import formats
from digiteller.media.audio import SAMPLE_RATE
from digiteller.options import RenderOptions
from digiteller.render.plan import Film

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.render.picture.segments import Segment
    from digiteller.render.text.captions import Cue
    from digiteller.timeline import Timeline


def make_film(film: Film, options: RenderOptions, out: Path, report: Report, cache: Path) -> tuple[str, ...]:
    """Write the film, ``story.srt``, ``story.vtt``, ``poster.jpg`` and perhaps a teaser into ``out``; all or nothing.

    The film has chapters, bt709, and one frame for each 1 / fps of the timeline; the sound is stereo at 48 kHz, -16
    LUFS, and as long as the picture. The same film and options give the same bytes. ``cache`` is a folder that keeps
    the film's segments for the next time. What the user should know is returned.

    Raises:
        SpecError: a picture or a recording is missing, damaged, or not the one that its table says.
        MissingPackageError: there is no ffmpeg that has the encoder, or no font that has the letters.
        StageError: ffmpeg failed, or the disk is full.
    """
    from digiteller.render import teaser
    from digiteller.render.picture import segments
    from digiteller.render.text import captions

    with _made_in(film, options, out) as folder:
        work = _Work(film, options, folder, report, cache)
        notes = work.assemble(folder / formats.film_name(options))
        (folder / "story.srt").write_text(captions.to_srt(work.cues), encoding="utf-8")
        (folder / "story.vtt").write_text(captions.to_vtt(work.cues), encoding="utf-8")
        segments.write_poster(film, work.plan, options, folder / "poster.jpg")
        if options.teaser != "none":
            report(1.0, "cutting the teaser")
            made = folder / formats.film_name(options)
            teaser.make_teaser(made, work.plan, options, folder / f"teaser.{options.teaser}")
    segments.clear_segments(cache, work.segments)
    return notes


def draft_options(options: RenderOptions) -> RenderOptions:
    """Return the options of a draft: half as wide and high, encoded as fast as can be."""
    return dataclasses.replace(
        options,
        width=options.width // 4 * 2,
        height=options.height // 4 * 2,
        format="h264",
        encoder="software",
        preset="ultrafast",
        teaser="none",
    )


def make_draft(film: Film, options: RenderOptions, out: Path, report: Report, cache: Path) -> tuple[str, ...]:
    """Write ``draft.mp4`` into ``out``: the film of ``options`` as ``draft_options`` say. Raises like ``make_film``."""
    from digiteller.render.picture import segments

    film = dataclasses.replace(film, drawn_for=(options.width, options.height))
    options = draft_options(options)
    with _made_in(film, options, out) as folder:
        work = _Work(film, options, folder, report, cache)
        notes = work.assemble(folder / "draft.mp4")
    segments.clear_segments(cache, work.segments)
    return notes


def preview_name(options: RenderOptions, scene: int) -> str:
    """Return the file name of a scene's preview."""
    return f"preview-{scene:02}{formats.FORMATS[options.format].suffix}"


def make_preview(
    film: Film, options: RenderOptions, scene: int, out: Path, report: Report, cache: Path
) -> tuple[str, ...]:
    """Write one scene of the film, as it is there, with its changes and its sound. Raises like ``make_film``.

    Its segments stay in ``cache``, the film's own, and need not be made again for the film.
    """
    with _made_in(film, options, out) as folder:
        work = _Work(film, options, folder, report, cache)
        return work.assemble(folder / preview_name(options, scene), scene)


@contextmanager
def _made_in(film: Film, options: RenderOptions, out: Path) -> Iterator[Path]:
    """Check what can be checked and give a folder, whose files are moved to ``out`` if all goes well."""
    from digiteller.media import ffmpeg
    from digiteller.render import disk_space

    _check(film)
    ffmpeg.check_ffmpeg(options)
    with disk_space.explain_full_disk(film, options, out), TemporaryDirectory(dir=out, prefix=".render-") as name:
        disk_space.require_room(film, options, out)
        folder = Path(name)
        yield folder
        for file in sorted(folder.iterdir()):
            if not file.name.startswith("."):
                file.replace(out / file.name)


class _Work:
    """The making of one film."""

    def __init__(self, film: Film, options: RenderOptions, folder: Path, report: Report, cache: Path) -> None:
        from digiteller import timeline
        from digiteller.render.text import captions

        self._film, self._options, self._folder = film, options, folder
        self._report, self._cache = report, cache
        self.plan = timeline.align_to_frames(timeline.build_timeline(film.timings, options), options.fps)
        self.cues = captions.build_captions(film.timings, self.plan)
        self.segments: Sequence[Segment] = ()
        self._check_type()

    def assemble(self, path: Path, scene: int | None = None) -> tuple[str, ...]:
        """Write the film, or one scene of it, to ``path``; return what was measured of it."""
        from digiteller.media import ffmpeg
        from digiteller.render.picture import segments
        from digiteller.render.sound import mix
        from digiteller.render.text import captions

        film, options = self._film, self._options
        parts, sound, metadata, spoken = (
            self._folder / name for name in (".parts", ".sound", ".metadata", ".captions")
        )
        self._report(0.0, "mixing the sound")
        frames = round(self.plan.duration * options.fps)
        samples = round(frames / options.fps * SAMPLE_RATE)
        levels = mix.mix_sound(
            film.timings,
            film.narration,
            film.music,
            self.plan,
            options.music_volume,
            samples,
            sound,
            self._places(samples) if options.ambience == "auto" else None,
        )
        self.segments = segments.encode_segments(film, self.plan, self.cues, options, self._cache, self._report, scene)
        cues, chapters = self.cues, _chapters(film, self.plan)
        if scene is not None:
            first = self.segments[0].first
            last = first + sum(segment.frames for segment in self.segments)
            _cut(sound, *(round(number / options.fps * SAMPLE_RATE) for number in (first, last)))
            cues, chapters = _shifted(cues, first / options.fps, last / options.fps), []
        formats.write_parts(parts, [segment.path for segment in self.segments])
        metadata.write_text("\n".join([*_metadata(film), *chapters, ""]), encoding="utf-8")
        spoken.write_text(captions.to_vtt(cues), encoding="utf-8")
        track = spoken if options.captions != "none" and cues else None
        joining = formats.join_arguments(options, parts, sound, metadata, track, film.script.language, path)
        ffmpeg.run_ffmpeg(joining, folder=self._folder)
        if path.suffix != ".webm":
            from digiteller.render.mp4 import switch_off_captions

            switch_off_captions(path)
        return (f"sound: {levels}", *captions.too_fast(self.cues))

    def _check_type(self) -> None:
        """Make sure that the font has what is written into the picture."""
        from digiteller.render.text import fonts

        written = [self._film.script.title]
        if self._options.credits_seconds > 0:
            written += self._film.credits
        if self._options.captions == "burned":
            written += [line for cue in self.cues for line in cue.lines]
        fonts.require_letters(fonts.find_typeface(self._options.font), written)

    def _places(self, samples: int) -> Callable[[], Iterator[NDArray[np.float32]]]:
        """Return what begins the sound of the film's places anew."""
        from digiteller.render.sound import ambience

        kinds = ambience.sounds(self._film.script)
        return lambda: ambience.stream_ambience(kinds, self.plan, samples, self._film.seed)


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


def _cut(sound: Path, first: int, last: int) -> None:
    """Keep only some samples of a raw sound of two channels of 32 bits."""
    with sound.open("rb") as whole, sound.with_name(".cut").open("wb") as part:
        whole.seek(8 * first)
        for at in range(first, last, SAMPLE_RATE):
            part.write(whole.read(8 * min(SAMPLE_RATE, last - at)))
    sound.with_name(".cut").replace(sound)


def _shifted(cues: Sequence[Cue], first: float, last: float) -> tuple[Cue, ...]:
    """Return the captions between two moments, counted from the first."""
    return tuple(
        dataclasses.replace(cue, start=cue.start - first, end=cue.end - first)
        for cue in cues
        if first <= cue.start and cue.end <= last
    )


def _metadata(film: Film) -> list[str]:
    """Return the title, what a person should know of the film's origin, and what a program should, as ffmetadata."""
    about = [film.notice, *film.credits, *(f"Model: {model}" for model in film.models)]
    values = {
        "title": film.script.title,
        "comment": "; ".join(line for line in about if line),
        "description": film.summary,
    }
    return [";FFMETADATA1", *(f"{key}={_escaped(value)}" for key, value in values.items() if value)]


def _chapters(film: Film, plan: Timeline) -> list[str]:
    """Return a chapter for each shot as lines of ffmetadata."""
    lines = []
    texts = {scene.number: scene.text for scene in film.script.scenes}
    names = {"title": film.script.title, "credits": "Credits"}
    for shot in plan.shots:
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
