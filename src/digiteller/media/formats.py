"""What films can be encoded as: a table of formats and encoders, and the arguments that ffmpeg is given for them.

A film is encoded shot by shot. Each shot becomes a segment that needs no other, so that the segments are joined without
being encoded again; the sound is encoded in one go when they are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digiteller.language.language_tags import base_language
from digiteller.media.wav import SAMPLE_RATE
from digiteller.options import RenderOptions

_SPEEDS = ("ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow")
_COLOUR = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
_EXACT = ("-fflags", "+bitexact", "-flags:v", "+bitexact")
"""Nothing of the clock or of ffmpeg's version in the file."""
_VAAPI_DEVICE = "/dev/dri/renderD128"

_ISO_639_2 = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "gl": "glg",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn",
    "ko": "kor", "la": "lat", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor",
    "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp",
    "sv": "swe", "sw": "swa", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""Containers have room for three letters; tags of BCP 47 mostly begin with two."""


@dataclass(frozen=True)
class Encoder:
    """One of ffmpeg's encoders."""

    name: str
    settings: Callable[[int, int], Sequence[str]]
    """Its options for a quality on x264's scale, 0..51, and a speed, 0 (fastest)..6."""
    pixels: str = "yuv420p"
    upload: bool = False
    """Whether frames must be brought into the graphics card's memory first."""


@dataclass(frozen=True)
class Format:
    """A codec with the container that its players expect."""

    suffix: str
    muxer: str
    encoders: Mapping[str, Encoder]
    """By what the user calls them; none depends on a segment's neighbours."""
    audio: tuple[str, ...]
    captions: str
    tag: tuple[str, ...] = ()
    """The name of the codec in the container, where ffmpeg's own choice is not what players want."""
    finish: tuple[str, ...] = ("-movflags", "+faststart")
    """Options of the container: its index comes first, so that a film plays before it has arrived."""
    reorder: int = 0
    """By how many frames decoding goes ahead of showing, at least."""
    segment: str = "mp4"
    """The container of segments; unlike WebM's, its times are exact."""


def _x264(quality: int, speed: int) -> Sequence[str]:
    preset = ["-preset", _SPEEDS[speed], "-crf", str(quality)]
    # The fastest leave out the one thing that our slow camera needs: a file a quarter as large, in less time.
    return [*preset, "-x264-params", "mbtree=1:rc-lookahead=4"] if speed < 2 else preset


def _x265(quality: int, speed: int) -> Sequence[str]:
    exact = "pools=none:frame-threads=1:open-gop=0:info=0:log-level=error"
    return ["-preset", _SPEEDS[speed], "-crf", str(min(quality + 2, 51)), "-x265-params", exact]


def _svtav1(quality: int, speed: int) -> Sequence[str]:
    return ["-preset", str(12 - speed), "-crf", str(max(1, _of_63(quality))), "-svtav1-params", "lp=1"]


def _vp9(quality: int, speed: int) -> Sequence[str]:
    deadline = "realtime" if speed < 3 else "good"
    return ["-deadline", deadline, "-cpu-used", str(8 - speed), "-crf", str(_of_63(quality)), "-b:v", "0"]


def _prores(quality: int, _: int) -> Sequence[str]:
    # 3 is 422 HQ, 2 is 422, 1 is LT, 0 is Proxy.
    return ["-profile:v", str(3 if quality <= 15 else 2 if quality <= 25 else 1 if quality <= 35 else 0)]


def _nvenc(quality: int, speed: int) -> Sequence[str]:
    return ["-preset", f"p{speed + 1}", "-rc", "vbr", "-cq", str(max(1, quality)), "-b:v", "0"]


def _qsv(quality: int, speed: int) -> Sequence[str]:
    return ["-preset", _SPEEDS[max(2, speed)], "-global_quality", str(max(1, quality))]


def _vaapi(quality: int, _: int) -> Sequence[str]:
    return ["-rc_mode", "CQP", "-global_quality", str(max(1, quality))]


def _vaapi_of_255(quality: int, _: int) -> Sequence[str]:
    return ["-rc_mode", "CQP", "-global_quality", str(max(1, 5 * quality))]


def _amf(quality: int, speed: int) -> Sequence[str]:
    usage = "speed" if speed < 2 else "balanced" if speed < 5 else "quality"
    return ["-quality", usage, "-rc", "cqp", "-qp_i", str(quality), "-qp_p", str(quality)]


def _amf_of_255(quality: int, speed: int) -> Sequence[str]:
    return _amf(5 * quality, speed)


def _videotoolbox(quality: int, _: int) -> Sequence[str]:
    return ["-q:v", str(max(1, 100 - 2 * quality))]


def _of_63(quality: int) -> int:
    """Return what looks alike on the scale of VP9 and AV1, 0..63."""
    return min(63, round(quality * 1.5))


def _hardware(codec: str, **settings: Callable[[int, int], Sequence[str]]) -> dict[str, Encoder]:
    return {
        kind: Encoder(f"{codec}_{kind}", setting, "nv12" if kind in ("qsv", "vaapi") else "yuv420p", kind == "vaapi")
        for kind, setting in settings.items()
    }


_AAC, _OPUS = ("-c:a", "aac", "-b:a", "192k"), ("-c:a", "libopus", "-b:a", "160k")
_INDEX_FIRST = ("-cues_to_front", "1", "-default_mode", "infer_no_subs")

FORMATS: Mapping[str, Format] = {
    "h264": Format(
        ".mp4",
        "mp4",
        {"software": Encoder("libx264", _x264)}
        | _hardware("h264", nvenc=_nvenc, qsv=_qsv, vaapi=_vaapi, videotoolbox=_videotoolbox, amf=_amf),
        _AAC,
        "mov_text",
        reorder=2,
    ),
    "hevc": Format(
        ".mp4",
        "mp4",
        {"software": Encoder("libx265", _x265)}
        | _hardware("hevc", nvenc=_nvenc, qsv=_qsv, vaapi=_vaapi, videotoolbox=_videotoolbox, amf=_amf),
        _AAC,
        "mov_text",
        tag=("-tag:v", "hvc1"),  # QuickTime and Safari know no other
        reorder=2,
    ),
    "av1": Format(
        ".webm",
        "webm",
        {"software": Encoder("libsvtav1", _svtav1)}
        | _hardware("av1", nvenc=_nvenc, qsv=_qsv, vaapi=_vaapi_of_255, amf=_amf_of_255),
        _OPUS,
        "webvtt",
        finish=_INDEX_FIRST,
    ),
    "vp9": Format(
        ".webm",
        "webm",
        {"software": Encoder("libvpx-vp9", _vp9)} | _hardware("vp9", qsv=_qsv, vaapi=_vaapi_of_255),
        _OPUS,
        "webvtt",
        finish=_INDEX_FIRST,
    ),
    "prores": Format(
        ".mov",
        "mov",
        {"software": Encoder("prores_aw", _prores, "yuv422p10le")}
        | {"videotoolbox": Encoder("prores_videotoolbox", lambda *_: (), "uyvy422")},
        ("-c:a", "pcm_s16le"),
        "mov_text",
        finish=("-movflags", "+faststart+use_metadata_tags"),  # QuickTime's older metadata have no description
        segment="mov",
    ),
}


def encoder(options: RenderOptions) -> Encoder:
    """Return the encoder that makes the format; the spec makes sure that there is one of its kind."""
    return FORMATS[options.format].encoders[options.encoder]


def film_name(options: RenderOptions) -> str:
    """Return the film's file name."""
    return f"story{FORMATS[options.format].suffix}"


def segment_suffix(options: RenderOptions) -> str:
    """Return the suffix of the segments' file names."""
    return f".{FORMATS[options.format].segment}"


def language_code(tag: str) -> str:
    """Return the ISO 639-2 code for a BCP 47 tag, ``und`` if there is none known."""
    primary = base_language(tag)
    return primary if len(primary) == 3 else _ISO_639_2.get(primary, "und")


def encoding(options: RenderOptions) -> list[str]:
    """Return the arguments that decide what given frames are encoded to: a part of a segment's key."""
    chosen = encoder(options)
    video = ["-c:v", chosen.name, *chosen.settings(options.quality, _SPEEDS.index(options.preset))]
    if chosen.upload:
        video += ["-vf", f"format={chosen.pixels},hwupload"]
    else:
        video += ["-pix_fmt", chosen.pixels, "-sws_flags", "bicubic+accurate_rnd+bitexact"]
    # Of x264: with three threads, one encoding in 250 gave other bytes on a busy machine.
    return [*video, "-threads", "1", *FORMATS[options.format].tag, *_COLOUR, *_EXACT]


def segment_arguments(options: RenderOptions, out: Path) -> list[str]:
    """Return ffmpeg's arguments for one segment, video alone, from planar YUV 4:2:0 frames on its standard input.

    ``out`` ends with ``segment_suffix``. The same frames give the same bytes, but for hardware encoders.
    """
    return [*_frames(options), *encoding(options), "-f", FORMATS[options.format].segment, url(out)]


def probe_arguments(options: RenderOptions) -> list[str]:
    """Return ffmpeg's arguments that encode frames like ``segment_arguments``, and keep nothing."""
    return [*_frames(options), *encoding(options), "-f", "null", "-"]


def _frames(options: RenderOptions) -> list[str]:
    device = ["-vaapi_device", _VAAPI_DEVICE] if encoder(options).upload else []
    frames = [*_COLOUR, "-f", "rawvideo", "-pixel_format", "yuv420p"]
    frames += ["-video_size", f"{options.width}x{options.height}", "-framerate", str(options.fps)]
    return [*device, *frames, "-i", "pipe:0"]


def write_parts(path: Path, segments: Sequence[Path]) -> None:
    """Write the list of segments, in order, that ``join_arguments`` reads; ffmpeg has to run in its folder."""
    # Relative names: those of the segments are ours, while the project's folder may be called anything. Without the
    # protocol ffmpeg would put the list's folder before them, and take a ? or # in it for the end of the path.
    folder = path.parent.resolve()
    names = (os.path.relpath(segment.resolve(), folder) for segment in segments)
    lines = ["ffconcat version 1.0\n", *(f"file 'file:{name}'\n" for name in names)]
    path.write_text("".join(lines), encoding="utf-8")


def join_arguments(
    options: RenderOptions,
    parts: Path,
    sound: Path,
    metadata: Path,
    captions: Path | None,
    language_tag: str,
    out: Path,
) -> list[str]:
    """Return ffmpeg's arguments for the film from a list of segments, a sound, ffmetadata and captions.

    The sound is f32le, stereo, 48 kHz; the captions are WebVTT. The pictures are copied as they are.
    """
    kind, language = FORMATS[options.format], language_code(language_tag)
    inputs = ["-f", "concat", "-safe", "0", "-i", url(parts)]
    inputs += ["-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "2", "-i", url(sound)]
    inputs += ["-f", "ffmetadata", "-i", url(metadata)]
    streams = ["-map", "0:v", "-map", "1:a", "-map_metadata", "2", "-map_chapters", "2"]
    streams += ["-metadata:s:a:0", f"language={language}"]
    if captions is not None:
        inputs += ["-f", "webvtt", "-i", url(captions)]
        streams += ["-map", "3:s", "-c:s", kind.captions, "-metadata:s:s:0", f"language={language}"]
        streams += ["-metadata:s:s:0", "handler_name=Captions"]
    video = ["-c:v", "copy", "-bsf:v", _on_the_grid(options.fps, kind.reorder), *kind.tag]
    return [
        *inputs,
        *streams,
        *video,
        *kind.audio,
        *_EXACT,
        "-flags:a",
        "+bitexact",
        *kind.finish,
        "-f",
        kind.muxer,
        url(out),
    ]


def _on_the_grid(fps: int, reorder: int) -> str:
    """Return the bitstream filter that puts each frame of joined segments on its 1 / fps.

    The list of segments counts in microseconds, and a segment of a few frames is decoded with less delay than others.
    """
    frame = f"1/TB/{fps}"
    pts = f"round(PTS*TB*{fps})*{frame}"
    dts = f"if(eq(N\\,0)\\,min(round(DTS*TB*{fps})\\,-{reorder})*{frame}\\,PREV_OUTDTS+{frame})"
    return f"setts=pts={pts}:dts={dts}"


def url(path: Path) -> str:
    """Return a file's name as ffmpeg's argument: whatever it has in it, it is no option and no other protocol."""
    return f"file:{path.absolute()}"
