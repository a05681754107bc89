"""Times the picture book on the stories of examples/picture-book.

    python bench/pages.py [--size 1920x1080]

Prints the processor time of drawing a page with all its layers, that of writing it to disk, and the peak memory.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import yaml

from digiteller.backends.illustrate.picture_book import PictureBook
from digiteller.backends.read.spacy_parser import SpacyParser
from digiteller.contracts import Easel
from digiteller.language.story_reader import read_story
from digiteller.language.storyboard import StoryHints
from digiteller.media.bitmap import write_png
from digiteller.media.layers import save_layers
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import IllustrateOptions, ReadOptions
from digiteller.story import Scene

STORIES = Path(__file__).parent.parent / "examples" / "picture-book"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="1920x1080", metavar="WIDTHxHEIGHT")
    width, height = (int(side) for side in parser.parse_args().size.split("x"))
    drawing, writing = [], []
    model = load_registry().get("read")
    parser = SpacyParser(open_model(model, lambda *_: None), ReadOptions(), model.entry.options)
    for path in sorted(STORIES.glob("*.yaml")):
        texts = [scene["text"] for scene in yaml.safe_load(path.read_text(encoding="utf-8"))["scenes"]]
        scenes = [Scene(number, text, text, "calm") for number, text in enumerate(texts, 1)]
        easel = Easel(lambda *_: None, lambda _: None, storyboard=read_story(scenes, parser, StoryHints()))
        book = PictureBook({}, IllustrateOptions(), {})
        for scene in scenes:
            begun = time.process_time()
            picture = book.illustrate(scenes, scene.number, (width, height), 1, easel)
            drawn = time.process_time()
            with tempfile.TemporaryDirectory() as folder:
                save_layers(Path(folder), picture)
                write_png(Path(folder) / "page.png", picture.image)
            drawing.append(drawn - begun)
            writing.append(time.process_time() - drawn)
    for name, seconds in (("drawing", drawing), ("writing", writing)):
        print(f"{name}: {sum(seconds) / len(seconds):.2f} s of processor a page, at most {max(seconds):.2f} s")
    print(
        f"{len(drawing)} pages of {width}x{height}, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
