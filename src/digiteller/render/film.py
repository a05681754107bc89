"""The film as the render stage asks for it: planned, heard, seen, joined, one after the other.

What works on sound and pictures is imported when there is something to make, so that a run with nothing to do is quick.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from digiteller.contracts import Report
from digiteller.errors import SpecError
from digiteller.media import formats
from digiteller.options import RenderOptions
from digiteller.render.film_parts import Film
from digiteller.timeline import Timeline, align_to_frames, build_timeline

if TYPE_CHECKING:
    from digiteller.render.picture.segment_encoding import Segment
    from digiteller.render.text.captions import Cue


def make_film(film: Film, options: RenderOptions, out: Path, report: Report, cache: Path) -> tuple[str, ...]:
    """Write the film, ``story.srt``, ``story.vtt``, ``poster.jpg`` and what else is asked for into ``out``, or nothing.

    The film has chapters, bt709, and one frame for each 1 / fps of the timeline; the sound is stereo at 48 kHz, -16
    LUFS, and as long as the picture. The same film and options give the same bytes. ``cache`` is a folder that keeps
    the film's segments for the next time. What the user should know is returned.

    Raises:
        SpecError: a picture or a recording is missing, damaged, or not the one that its table says.
        MissingPackageError: there is no ffmpeg that has the encoder, or no font that has the letters.
        StageError: ffmpeg failed, or the disk is full.
    """
    from digiteller.render import muxing, poster, teaser
    from digiteller.render.picture import segment_encoding
    from digiteller.render.text import captions

    with _workplace(film, options, out) as folder:
        made = _make_parts(film, options, folder, report, cache)
        path = folder / formats.film_name(options)
        muxing.join_film(film, made.timeline, made.cues, made.sound, made.segments, options, path)
        (folder / "story.srt").write_text(captions.to_srt(made.cues), encoding="utf-8")
        (folder / "story.vtt").write_text(captions.to_vtt(made.cues), encoding="utf-8")
        poster.write_poster(film, made.timeline, options, folder / "poster.jpg")
        if options.teaser != "none":
            report(1.0, "cutting the teaser")
            teaser.make_teaser(path, made.timeline, options, folder / f"teaser.{options.teaser}")
    segment_encoding.clear_segments(cache, made.segments)
    return made.notes


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
        stems=False,
    )


def make_draft(film: Film, options: RenderOptions, out: Path, report: Report, cache: Path) -> tuple[str, ...]:
    """Write ``draft.mp4`` into ``out``: the film of ``options`` as ``draft_options`` say. Raises like ``make_film``."""
    from digiteller.render import muxing
    from digiteller.render.picture import segment_encoding

    film = dataclasses.replace(film, drawn_for=(options.width, options.height))
    options = draft_options(options)
    with _workplace(film, options, out) as folder:
        made = _make_parts(film, options, folder, report, cache)
        path = folder / "draft.mp4"
        muxing.join_film(film, made.timeline, made.cues, made.sound, made.segments, options, path)
    segment_encoding.clear_segments(cache, made.segments)
    return made.notes


def preview_name(options: RenderOptions, scene: int) -> str:
    """Return the file name of a scene's preview."""
    return f"preview-{scene:02}{formats.FORMATS[options.format].suffix}"


def make_preview(
    film: Film, options: RenderOptions, scene: int, out: Path, report: Report, cache: Path
) -> tuple[str, ...]:
    """Write one scene of the film, as it is there, with its changes and its sound. Raises like ``make_film``.

    Its segments stay in ``cache``, the film's own, and need not be made again for the film.
    """
    from digiteller.render import muxing

    with _workplace(film, options, out) as folder:
        made = _make_parts(film, options, folder, report, cache, scene)
        path = folder / preview_name(options, scene)
        muxing.join_excerpt(film, made.cues, made.sound, made.segments, options, path)
    return made.notes


@contextmanager
def _workplace(film: Film, options: RenderOptions, out: Path) -> Iterator[Path]:
    """Check what can be checked and give a folder, whose files are moved to ``out`` if all goes well."""
    from digiteller.media import ffmpeg
    from digiteller.render import disk_space

    _require_all_parts(film)
    ffmpeg.check_ffmpeg(options)
    with disk_space.explain_full_disk(film, options, out), TemporaryDirectory(dir=out, prefix=".render-") as name:
        disk_space.require_room(film, options, out)
        folder = Path(name)
        yield folder
        for file in sorted(folder.iterdir()):
            if not file.name.startswith("."):
                file.replace(out / file.name)


@dataclass(frozen=True)
class _Parts:
    """What is joined into a film, or into a part of one."""

    timeline: Timeline
    cues: tuple[Cue, ...]
    sound: Path
    segments: list[Segment]
    notes: tuple[str, ...]
    """What the user should know."""


def _make_parts(
    film: Film, options: RenderOptions, folder: Path, report: Report, cache: Path, scene: int | None = None
) -> _Parts:
    """Plan the film, mix its sound, and encode its picture, or that of one scene."""
    from digiteller.render.picture import segment_encoding
    from digiteller.render.sound import soundtrack
    from digiteller.render.text import captions

    timeline, cues = _schedule(film, options)
    sound = folder / ".sound"
    report(0.0, "mixing the sound")
    apart_in = folder if options.stems and scene is None else None
    levels = soundtrack.write_soundtrack(film, timeline, options, sound, apart_in)
    segments = segment_encoding.encode_segments(film, timeline, cues, options, cache, report, scene)
    return _Parts(timeline, cues, sound, segments, (f"sound: {levels}", *captions.too_fast(cues)))


def _schedule(film: Film, options: RenderOptions) -> tuple[Timeline, tuple[Cue, ...]]:
    """Return when everything is seen, in whole frames, and the captions; the font has what is written in the picture.

    Raises:
        MissingPackageError: the font lacks letters.
    """
    from digiteller.render.text import captions, fonts

    timeline = align_to_frames(build_timeline(film.timings, options), options.fps)
    cues = captions.build_captions(film.timings, timeline)
    written = [film.script.title]
    if options.credits_seconds > 0:
        written += film.credits
    if options.captions == "burned":
        written += [line for cue in cues for line in cue.lines]
    fonts.require_letters(fonts.find_typeface(options.font), written)
    return timeline, cues


def _require_all_parts(film: Film) -> None:
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
