"""When each part of the film happens: derived from the narration as measured, so that nothing is rounded twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from digiteller.options import RenderOptions
from digiteller.story import SceneTiming, Script, Section

_FEWEST = 8
"""Frames of the shortest shot."""


@dataclass(frozen=True)
class Shot:
    """A stretch of the film that shows one picture. All times are seconds from the start of the film."""

    kind: Literal["title", "scene", "credits"]
    start: float
    end: float
    number: int = 0
    """The scene's number; 0 for the cards."""
    speech: float = 0.0
    """When the narrator begins; scenes only."""


@dataclass(frozen=True)
class Timeline:
    """The shots in order, without gaps, from 0."""

    shots: tuple[Shot, ...]

    @property
    def duration(self) -> float:
        """Seconds of film."""
        return self.shots[-1].end


def build_timeline(timings: Sequence[SceneTiming], options: RenderOptions) -> Timeline:
    """Return the timeline: a title card, the scenes with half a pause before and after their speech, the credits."""
    shots: list[Shot] = []
    at = 0.0
    if options.title_seconds > 0:
        shots.append(Shot("title", at, at := at + options.title_seconds))
    for timing in timings:
        speech = at + options.scene_pause / 2
        end = speech + timing.duration + options.scene_pause / 2
        shots.append(Shot("scene", at, end, timing.number, speech))
        at = end
    if options.credits_seconds > 0:
        shots.append(Shot("credits", at, at + options.credits_seconds))
    return Timeline(tuple(shots))


def align_to_frames(timeline: Timeline, fps: int) -> Timeline:
    """Return the timeline with each shot a whole number of frames long, so that what it shows does not depend on when.

    A scene's pauses take up the difference, at most half a frame; speech keeps its length.
    """
    shots: list[Shot] = []
    first = 0
    for shot in timeline.shots:
        last = first + max(_FEWEST, round((shot.end - shot.start) * fps))
        speech = first / fps + shot.speech - shot.start if shot.kind == "scene" else 0.0
        shots.append(replace(shot, start=first / fps, end=last / fps, speech=speech))
        first = last
    return Timeline(tuple(shots))


def music_sections(timeline: Timeline, script: Script) -> tuple[Section, ...]:
    """Return the composer's sections: one for each scene; the cards belong to the scene beside them."""
    moods = {scene.number: scene.mood for scene in script.scenes}
    scenes = [shot for shot in timeline.shots if shot.kind == "scene"]
    starts = [0.0, *(shot.start for shot in scenes[1:])]
    ends = [*(shot.end for shot in scenes[:-1]), timeline.duration]
    return tuple(Section(start, end, moods[shot.number]) for shot, start, end in zip(scenes, starts, ends, strict=True))
