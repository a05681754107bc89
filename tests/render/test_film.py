from __future__ import annotations

import dataclasses
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from digiteller import timeline
from digiteller.errors import DigitellerError, SpecError, StageError
from digiteller.media import ffmpeg, formats
from digiteller.media.bitmap import write_png
from digiteller.media.ffmpeg import find_ffmpeg
from digiteller.options import RenderOptions
from digiteller.render.film import make_film
from digiteller.render.film_parts import Film, FilmPage
from digiteller.render.picture import segment_encoding

FILES = {"story.mp4", "story.srt", "story.vtt", "poster.jpg"}


def _plan(story: Film, options: RenderOptions) -> timeline.Timeline:
    return timeline.align_to_frames(timeline.build_timeline(story.timings, options), options.fps)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_film(story: Film, options: RenderOptions, make: Callable[..., Path], probe) -> None:
    out = make(story)
    assert _names(out) == FILES
    film, plan = probe(out / "story.mp4"), _plan(story, options)
    assert len(film.frames) == round(plan.duration * options.fps)
    assert abs(len(film.sound) / 48000 - len(film.frames) / options.fps) <= 1 / options.fps
    assert re.search(r"Video: h264 .*yuv420p\(tv, bt709, progressive\)", film.text)
    assert re.search(r"\(eng\).*: Audio: aac .* 48000 Hz, stereo", film.text)
    assert re.search(r"\(eng\).*: Subtitle: mov_text", film.text)
    assert re.search(r"title\s+: The Boat = 1; #2\n", film.text)
    assert "Music: a friend; Made by hand" in film.text
    assert "creation_time" not in film.text
    assert film.chapters == [
        "The Boat = 1; #2",
        "1. One morning a small boat left the…",
        "2. The wind rose. The waves were high, and…",
        "3. Then the sun came out.",
        "Credits",
    ]
    with Image.open(out / "poster.jpg") as poster:
        assert poster.size == (160, 90)
        exif = poster.getexif()
    assert exif[ExifTags.Base.ImageDescription] == "The Boat = 1; #2"
    assert exif[ExifTags.Base.Copyright] == "Music: a friend; Made by hand"


def test_the_file_begins_with_its_index(story: Film, make: Callable[..., Path]) -> None:
    data = (make(story) / "story.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.slow
def test_the_same_film_has_the_same_bytes(story: Film, make: Callable[..., Path]) -> None:
    first, second = make(story, name="first"), make(story, name="-second")
    for name in FILES:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    other = make(dataclasses.replace(story, seed=8), name="third")
    assert (other / "story.mp4").read_bytes() != (first / "story.mp4").read_bytes()


def test_it_fades_from_and_to_black_and_shows_every_page(
    story: Film, options: RenderOptions, make: Callable[..., Path], probe
) -> None:
    film, plan = probe(make(story) / "story.mp4"), _plan(story, options)
    light = film.frames.mean((1, 2))
    assert light[0] < 20 and light[-1] < 22
    for shot in plan.shots:
        if shot.kind == "scene":
            with Image.open(story.pages[shot.number].flat) as page:
                sky = np.asarray(page, float)[:40] @ (0.2126, 0.7152, 0.0722)
            seen = film.frames[round((shot.start + shot.end) / 2 * options.fps)]
            assert abs(seen[:40].mean() - sky.mean()) < 5  # its colour tells the pages apart


def test_cuts_are_crossfades_inside_the_pause(
    story: Film, options: RenderOptions, make: Callable[..., Path], probe
) -> None:
    options = dataclasses.replace(options, fps=30, scene_pause=0.5, transition="crossfade")
    film, plan = probe(make(story, options) / "story.mp4"), _plan(story, options)
    boundary = plan.shots[2].start
    light = film.frames[:, :20].mean((1, 2))
    before, after = light[round((boundary - 0.3) * 30)], light[round((boundary + 0.3) * 30)]
    middle = light[round(boundary * 30)]
    assert min(before, after) + 0.25 * abs(after - before) < middle < max(before, after) - 0.25 * abs(after - before)
    for at in (plan.shots[1].end - 0.25 - 0.07, plan.shots[2].speech + 0.07):  # somebody speaks: one page alone
        assert abs(light[round(at * 30)] - (before if at < boundary else after)) < 4


def test_the_voice_is_where_the_timeline_has_it(
    story: Film, options: RenderOptions, make: Callable[..., Path], probe
) -> None:
    film = probe(make(dataclasses.replace(story, music=None)) / "story.mp4")
    loud = np.abs(film.sound).max(1) > 0.02
    for shot, timing in zip(_plan(story, options).shots[1:-1], story.timings, strict=True):
        window = slice(round(shot.start * 48000), round(shot.end * 48000))
        sounding = np.flatnonzero(loud[window]) / 48000 + shot.start
        assert sounding[0] == pytest.approx(shot.speech, abs=0.01)
        assert sounding[-1] == pytest.approx(shot.speech + timing.duration, abs=0.25)


@pytest.mark.few(1)
@pytest.mark.parametrize("captions", ["track", "burned", "none"])
def test_captions(story: Film, options: RenderOptions, make: Callable[..., Path], probe, captions: str) -> None:
    options = dataclasses.replace(options, captions=captions)
    out = make(story, options)
    assert _names(out) == FILES
    assert "One morning" in (out / "story.srt").read_text()
    film = probe(out / "story.mp4")
    assert ("mov_text" in film.text) == (captions != "none")
    assert not re.search(r"mov_text.*\(default\)", film.text)  # the viewer switches it on
    assert len(re.findall(r"(?:Video|Audio).*\(default\)", film.text)) == 2
    shot = _plan(story, options).shots[1]
    plate = film.frames[round((shot.speech + 0.5) * options.fps)][68:86, 40:120].astype(int)
    assert (plate.max() - plate.min() > 90) == (captions == "burned")


def test_the_caption_track_says_what_the_files_say(story: Film, make: Callable[..., Path]) -> None:
    out = make(story)
    command = [find_ffmpeg(), "-v", "error", "-i", str(out / "story.mp4"), "-map", "0:s", "-f", "srt", "-"]
    track = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    written = (out / "story.srt").read_text()
    words = re.compile(r"^(?!\d|\n).+$", re.M)
    assert "<very>" in written
    assert [line.replace("<very>", "very") for line in words.findall(written)] == [
        re.sub(r"[<>]|\\h", "", line) for line in words.findall(track)
    ]


@pytest.mark.few(1)
@pytest.mark.parametrize("change", [{"title_seconds": 0.0}, {"credits_seconds": 0.0}, {"scene_pause": 0.3}])
def test_films_without_cards_or_with_short_pauses(
    story: Film, options: RenderOptions, make: Callable[..., Path], probe, change: dict[str, float]
) -> None:
    options = dataclasses.replace(options, **change)
    film = probe(make(story, options) / "story.mp4")
    assert len(film.frames) == round(_plan(story, options).duration * options.fps)


def test_one_scene_without_music_credits_or_cards(story: Film, options: RenderOptions, make, probe) -> None:
    script = dataclasses.replace(story.script, scenes=story.script.scenes[:1])
    film = dataclasses.replace(story, script=script, timings=story.timings[:1], music=None, credits=())
    made = probe(make(film, dataclasses.replace(options, title_seconds=0.0, credits_seconds=0.0)) / "story.mp4")
    assert made.chapters == ["1. One morning a small boat left the…"]


def test_a_portrait_film_takes_the_middle_of_flat_pages(story: Film, options: RenderOptions, make, tmp_path) -> None:
    pages = {number: FilmPage(page.flat, None) for number, page in story.pages.items()}
    options = dataclasses.replace(options, width=90, height=160, captions="burned")
    out = make(dataclasses.replace(story, pages=pages), options)
    text = subprocess.run([find_ffmpeg(), "-i", str(out / "story.mp4")], capture_output=True).stderr.decode()
    assert "90x160" in text


def _break(story: Film, what: str) -> Film:
    page, other = story.pages[1], story.pages[2]
    if what == "flat picture":
        page.flat.write_bytes(b"not a picture")
    elif what == "missing picture":
        page.flat.unlink()
    elif what == "sheet":
        next(other.layers.glob("02*")).write_bytes(b"\x89PNG")
    elif what == "size":
        table = other.layers / "layers.json"
        table.write_text(table.read_text().replace("160", "162", 1))
    elif what == "recording":
        story.narration[3].write_bytes(story.narration[3].read_bytes()[:999])
    elif what == "music":
        story.music.write_bytes(b"RIFF")
    elif what == "no page":
        return dataclasses.replace(story, pages={1: page, 2: other})
    elif what == "no recording":
        return dataclasses.replace(story, narration={1: story.narration[1]})
    elif what == "no timing":
        return dataclasses.replace(story, timings=story.timings[:2])
    return story


@pytest.mark.few(4)
@pytest.mark.parametrize(
    ("what", "named"),
    [
        ("flat picture", r"1\.png"),
        ("missing picture", r"1\.png"),
        ("sheet", r"02-ball\.png"),
        ("size", r"layers\.json.*162x90 pixels, not 160x90"),
        ("recording", r"3\.wav"),
        ("music", r"music\.wav"),
        ("no page", "scene 3 has no picture"),
        ("no recording", "scene 2 has no recording"),
        ("no timing", "scene 3 has no timing"),
    ],
)
def test_what_is_broken_is_named_and_nothing_stays(
    story: Film, options: RenderOptions, tmp_path: Path, what: str, named: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(SpecError, match=named):
        make_film(_break(story, what), options, out, lambda share, what: None, tmp_path / "segments")
    assert _names(out) == set()


def test_an_ffmpeg_that_fails_leaves_the_old_film(
    story: Film, options: RenderOptions, make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = make(story)
    monkeypatch.setattr(ffmpeg, "check_ffmpeg", lambda options: None)
    monkeypatch.setattr(formats, "encoding", lambda options: ["-c:v", "no such codec"])
    before = {name: (out / name).read_bytes() for name in FILES}
    with pytest.raises(StageError, match="ffmpeg failed"):
        make_film(
            story,
            dataclasses.replace(options, preset="no such preset"),
            out,
            lambda share, what: None,
            tmp_path / "segments",
        )
    assert {name: (out / name).read_bytes() for name in _names(out)} == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, DigitellerError])
def test_an_interrupt_stops_everything(story: Film, options: RenderOptions, tmp_path: Path, monkeypatch, error) -> None:
    out, started = tmp_path / "out", []
    out.mkdir()
    real = subprocess.Popen

    def popen(*arguments, **keywords):
        started.append(real(*arguments, **keywords))
        return started[-1]

    def report(share: float, what: str) -> None:
        if share > 0.3:
            raise error("stop")

    monkeypatch.setattr(subprocess, "Popen", popen)
    with pytest.raises(error):
        make_film(story, options, out, report, tmp_path / "segments")
    assert _names(out) == set()
    assert started and all(process.poll() is not None for process in started)


def test_progress_goes_from_nothing_to_nearly_all(story: Film, options: RenderOptions, tmp_path: Path) -> None:
    said: list[tuple[float, str]] = []
    make_film(story, options, tmp_path, lambda share, what: said.append((share, what)), tmp_path / "segments")
    shares = [share for share, _ in said]
    assert shares == sorted(shares) and shares[0] == 0 and 0.8 < shares[-1] <= 1


@pytest.mark.slow
def test_the_number_of_workers_changes_nothing(story: Film, make, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make(story, name="first")
    monkeypatch.setattr(segment_encoding, "_WORKERS", 1)
    assert (make(story, name="second") / "story.mp4").read_bytes() == (first / "story.mp4").read_bytes()


def test_a_small_flat_picture_is_enlarged(
    story: Film, options: RenderOptions, make: Callable[..., Path], probe, tmp_path: Path
) -> None:
    write_png(tmp_path / "small.png", np.full((20, 30, 3), 200, np.uint8))
    made = make(dataclasses.replace(story, pages={**story.pages, 1: FilmPage(tmp_path / "small.png", None)}))
    (shot,) = (shot for shot in _plan(story, options).shots if shot.number == 1)
    seen = probe(made / "story.mp4").frames[round((shot.start + shot.end) / 2 * options.fps)]
    assert np.abs(seen[:60].astype(float) - 200).max() <= 6
