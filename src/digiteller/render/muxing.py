"""Sound, picture, captions and metadata joined into one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from digiteller.media import ffmpeg, formats
from digiteller.options import RenderOptions
from digiteller.render.film_parts import Film
from digiteller.render.metadata import describe_film, list_chapters
from digiteller.render.mp4 import switch_off_captions
from digiteller.render.picture.segment_encoding import Segment
from digiteller.render.sound.soundtrack import keep_excerpt
from digiteller.render.text.captions import Cue, excerpt, to_vtt
from digiteller.timeline import Timeline


def join_film(
    film: Film,
    timeline: Timeline,
    cues: Sequence[Cue],
    sound: Path,
    segments: Sequence[Segment],
    options: RenderOptions,
    path: Path,
) -> None:
    """Write the whole film to ``path``, with chapters; files that are needed meanwhile lie beside it.

    Raises:
        StageError: ffmpeg failed.
    """
    _join(film, [*describe_film(film), *list_chapters(film, timeline)], cues, sound, segments, options, path)


def join_excerpt(
    film: Film, cues: Sequence[Cue], sound: Path, segments: Sequence[Segment], options: RenderOptions, path: Path
) -> None:
    """Write the part of the film that some segments show, with its sound and captions. Raises like ``join_film``."""
    first = segments[0].first
    last = first + sum(segment.frames for segment in segments)
    keep_excerpt(sound, first, last, options)
    cues = excerpt(cues, first / options.fps, last / options.fps)
    _join(film, describe_film(film), cues, sound, segments, options, path)


def _join(
    film: Film,
    about: Sequence[str],
    cues: Sequence[Cue],
    sound: Path,
    segments: Sequence[Segment],
    options: RenderOptions,
    path: Path,
) -> None:
    parts, metadata, spoken = (path.with_name(name) for name in (".parts", ".metadata", ".captions"))
    formats.write_parts(parts, [segment.path for segment in segments])
    metadata.write_text("\n".join([*about, ""]), encoding="utf-8")
    spoken.write_text(to_vtt(cues), encoding="utf-8")
    track = spoken if options.captions != "none" and cues else None
    arguments = formats.join_arguments(options, parts, sound, metadata, track, film.script.language, path)
    ffmpeg.run_ffmpeg(arguments, folder=path.parent)
    if path.suffix != ".webm":
        switch_off_captions(path)
