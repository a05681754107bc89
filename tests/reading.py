"""Reads stories as the storyboard's stage does; the default reader is loaded once, and only if it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from digiteller.backends.read.spacy_parser import SpacyParser
from digiteller.language.parsing import Token
from digiteller.language.story_reader import read_story
from digiteller.language.storyboard import Storyboard, StoryHints
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import ReadOptions
from digiteller.story import Scene


@cache
def parser() -> SpacyParser:
    model = load_registry().get("read")
    return SpacyParser(open_model(model, lambda *_: None, offline=True), ReadOptions(), model.entry.options)


class _WhenAsked:
    def parse(self, texts: Sequence[str]) -> list[list[Token]]:
        return parser().parse(texts)


@cache
def _read(scenes: tuple[Scene, ...]) -> Storyboard:
    return read_story(scenes, _WhenAsked(), StoryHints())


def storyboard_of(scenes: Sequence[Scene]) -> Storyboard:
    """Return what each scene shows."""
    return _read(tuple(scenes))
