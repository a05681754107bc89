"""One run of ffmpeg that takes frames on its standard input and writes the film."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imageio_ffmpeg

from digiteller.errors import MissingPackageError, StageError
from digiteller.options import RenderOptions

if TYPE_CHECKING:
    from numpy.typing import NDArray

_THREADS = "1"
"""Of x264. With three, one encoding in 250 gave other bytes on a busy machine; frames are drawn on other threads."""
_PIPE = 1 << 20
"""Bytes on the way to ffmpeg; with fewer, a frame takes many turns."""
_TAIL = 1500
"""Characters of ffmpeg's complaints that are shown."""


_ISO_639_2 = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng",
    "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "gl": "glg",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn",
    "ko": "kor", "la": "lat", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor",
    "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp",
    "sv": "swe", "sw": "swa", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""MP4 has room for three letters; tags of BCP 47 mostly begin with two."""


def language_code(tag: str) -> str:
    """Return the ISO 639-2 code for a BCP 47 tag, ``und`` if there is none known."""
    primary = tag.lower().split("-")[0]
    return primary if len(primary) == 3 else _ISO_639_2.get(primary, "und")


def executable() -> str:
    """Return the path of ffmpeg: ``$IMAGEIO_FFMPEG_EXE``, or the packaged one, or the one on PATH.

    Raises:
        MissingPackageError: there is none.
    """
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise MissingPackageError("ffmpeg is not installed", hint="pip install imageio-ffmpeg") from error


def film_arguments(
    options: RenderOptions, sound: Path, metadata: Path, captions: Path | None, language_tag: str, out: Path
) -> list[str]:
    """Return ffmpeg's arguments for a film from planar YUV frames, a sound (f32le stereo), ffmetadata and WebVTT.

    Files are named by the file protocol, so that no name is taken for an option or another protocol. With the bitexact
    flags and a fixed number of threads the same input gives the same bytes.
    """
    colour = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    language = language_code(language_tag)
    size = f"{options.width}x{options.height}"
    frames = [*colour, "-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", size]
    inputs = [*frames, "-framerate", str(options.fps), "-i", "pipe:0"]
    inputs += ["-f", "f32le", "-ar", "48000", "-ac", "2", "-i", _url(sound)]
    inputs += ["-f", "ffmetadata", "-i", _url(metadata)]
    streams = ["-map", "0:v", "-map", "1:a", "-map_metadata", "2", "-map_chapters", "2"]
    streams += ["-metadata:s:a:0", f"language={language}"]
    if captions is not None:
        inputs += ["-f", "webvtt", "-i", _url(captions)]
        streams += ["-map", "3:s", "-c:s", "mov_text", "-metadata:s:s:0", f"language={language}"]
        streams += ["-metadata:s:s:0", "handler_name=Captions"]
    video = ["-c:v", "libx264", "-preset", options.preset, "-crf", str(options.quality), "-pix_fmt", "yuv420p"]
    video += ["-threads", _THREADS]
    if options.preset in ("ultrafast", "superfast"):
        # They leave out the one thing that our slow camera needs: a file a quarter as large, in less time.
        video += ["-x264-params", "mbtree=1:rc-lookahead=10"]
    audio = ["-c:a", "aac", "-b:a", "192k"]
    exact = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]
    return [*inputs, *streams, *video, *colour, *audio, *exact, "-movflags", "+faststart", "-f", "mp4", _url(out)]


def _url(path: Path) -> str:
    return f"file:{path.absolute()}"


class Encoder:
    """A running ffmpeg that is fed with frames."""

    def __init__(self, process: subprocess.Popen[bytes], complaints: Any) -> None:
        self._process, self._complaints = process, complaints

    def write(self, frame: NDArray[Any]) -> None:
        """Hand over one frame.

        Raises:
            StageError: ffmpeg has given up.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame.data)
        except (BrokenPipeError, OSError) as error:
            self._process.wait()
            raise self._failure() from error

    def finish(self) -> None:
        """Wait until the film is written.

        Raises:
            StageError: ffmpeg could not write it.
            MissingPackageError: this ffmpeg has no H.264 encoder.
        """
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        if self._process.wait() != 0:
            raise self._failure()

    def _failure(self) -> StageError | MissingPackageError:
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip()[-_TAIL:]
        if "libx264" in said and "nknown encoder" in said:
            return MissingPackageError(
                f"{self._process.args[0]!s} has no H.264 encoder (libx264)",  # type: ignore[index]
                hint="pip install imageio-ffmpeg, and unset IMAGEIO_FFMPEG_EXE",
            )
        return StageError(f"ffmpeg failed with exit code {self._process.returncode}: {said or 'it said nothing'}")


@contextlib.contextmanager
def encoder(arguments: Sequence[str]) -> Iterator[Encoder]:
    """Run ffmpeg; it is killed if the block is left before it has finished.

    Raises:
        MissingPackageError: there is no ffmpeg.
    """
    program = executable()
    command = [program, "-hide_banner", "-nostats", "-loglevel", "error", "-y", *arguments]
    with tempfile.TemporaryFile() as complaints:
        try:
            # In a group of its own it does not get the terminal's Ctrl-C, which is ours to handle.
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                pipesize=_PIPE,
                process_group=0,
            )
        except OSError as error:
            raise MissingPackageError(
                f"ffmpeg cannot be run: {program}: {error.strerror}",
                hint="pip install imageio-ffmpeg, and unset IMAGEIO_FFMPEG_EXE",
            ) from error
        try:
            yield Encoder(process, complaints)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            with contextlib.suppress(OSError):
                if process.stdin is not None:
                    process.stdin.close()
