"""The poster: the film's picture to be shown before it plays."""

from __future__ import annotations

from pathlib import Path

from PIL import ExifTags, Image

from digiteller.options import RenderOptions
from digiteller.render.film_parts import Film
from digiteller.render.picture.shots import Set
from digiteller.timeline import Timeline


def write_poster(film: Film, timeline: Timeline, options: RenderOptions, path: Path) -> None:
    """Write the film's poster, a JPEG, with its title and credits as metadata."""
    exif = Image.Exif()
    # As UTF-8, which readers of Exif expect in its texts.
    exif[ExifTags.Base.ImageDescription] = film.script.title.encode()
    if film.credits:
        exif[ExifTags.Base.Copyright] = "; ".join(film.credits).encode()
    Image.fromarray(Set(film, timeline, options).poster()).save(path, quality=90, subsampling=0, exif=exif)
