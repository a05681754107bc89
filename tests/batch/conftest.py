"""Stories that are made in a second or two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from digiteller.batch.story_run import StoryJob

TINY = """\
title: {title}
seed: {seed}
scenes:
  - {{text: "{title} looks at the moon.", picture: an owl at night, mood: calm}}
render: {{width: 160, height: 90, fps: 12, title_seconds: 0, credits_seconds: 0, captions: none}}
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Callable[[str], StoryJob]:
    """Return a function that writes a spec of one small scene, of the name's own, and returns its story."""
    seeds = iter(range(1, 100))

    def story(name: str) -> StoryJob:
        spec = tmp_path / "specs" / f"{name}.yaml"
        spec.parent.mkdir(exist_ok=True)
        spec.write_text(TINY.format(title=name.title(), seed=next(seeds)), encoding="utf-8")
        return StoryJob(spec, tmp_path / "films" / name)

    return story


@pytest.fixture
def bad(tmp_path: Path) -> StoryJob:
    """Return a story that cannot be made."""
    spec = tmp_path / "bad.yaml"
    spec.write_text("scenes: 0\n")
    return StoryJob(spec, tmp_path / "films" / "bad")
