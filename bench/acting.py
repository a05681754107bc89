"""What acts in a finished project, from its performances: `python bench/acting.py PROJECT...`.

For each project it prints how many acts of the storyboard are seen (without it, its figure would do something else),
the longest time for which a figure changes nothing but breath and lids, the longest movement without a break, how the
openness of mouths goes with the level of the voice inside their own lines, and the share of frames outside of them in
which a mouth is open.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

import numpy as np

from digiteller.media.layers import PERFORMANCE
from digiteller.options import RenderOptions
from digiteller.picturebook.acting.performance import load_performance
from digiteller.picturebook.acting.tracks import BODY_RATE, Track
from digiteller.picturebook.figures.appearance import look_of
from digiteller.picturebook.figures.faces import Face
from digiteller.picturebook.figures.stances import Stance
from digiteller.project.folder import Project, layers, narration_wav
from digiteller.project.json_files import load_narration, load_script
from digiteller.project.storyboard_file import load_storyboard
from digiteller.render.picture.performed_sheets import read_voice

FPS = 30
OPEN = {"": 0.0, "shut": 0.0, "narrow": 0.4, "round": 0.7, "wide": 0.8, "open": 1.0}


@dataclass
class Seen:
    """What was found of a project."""

    acts: int = 0
    acted: int = 0
    still: float = 0.0
    moving: float = 0.0
    open: list[float] = None  # type: ignore[assignment]
    loud: list[float] = None  # type: ignore[assignment]
    elsewhere: list[bool] = None  # type: ignore[assignment]


def main() -> None:
    """Print a line for each project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("projects", type=Path, nargs="+")
    print(f"{'project':24}{'acts':>6}{'seen':>6}{'still s':>9}{'moving s':>10}{'mouths':>8}{'open else':>11}")
    for path in parser.parse_args().projects:
        seen = measure(Project(path))
        together = np.corrcoef(seen.open, seen.loud)[0, 1] if len(seen.open) > 2 else float("nan")
        share = np.mean(seen.elsewhere) if seen.elsewhere else 0.0
        print(
            f"{path.name:24}{seen.acts:6}{seen.acted:6}{seen.still:9.1f}{seen.moving:10.1f}{together:8.2f}{share:11.1%}"
        )


def measure(project: Project) -> Seen:
    """Return what acts in a project."""
    script, seen = load_script(project), Seen(open=[], loud=[], elsewhere=[])
    board = load_storyboard(project, script)
    pause = RenderOptions().scene_pause / 2
    for timing, page in zip(load_narration(project, script), board.pages, strict=True):
        file = project.path(layers(timing.number)) / PERFORMANCE
        if not file.exists():
            sys.exit(f"{file}: nobody acts")
        performance = load_performance(file)
        scene = read_voice(project.path(narration_wav(timing.number)), timing)
        there = {part.actor.figure.id for part in performance.parts if part.actor.figure}
        seen.acts += sum(act.person in there for act in page.acts)
        for number, part in enumerate(performance.parts):
            assert part.actor.figure is not None
            look = look_of(part.actor.figure, performance.story, performance.cast)
            seconds = timing.duration + 2 * pause
            track = Track(performance, number, look, scene, pause, seconds)
            _watch(track, seconds, seen)
            for cue in part.cues:
                cues = tuple(other for other in part.cues if other is not cue)
                parts = tuple(replace(one, cues=cues) if one is part else one for one in performance.parts)
                without = Track(replace(performance, parts=parts), number, look, scene, pause, seconds)
                told = sum((act.person, act.word) == (part.actor.figure.id, cue.word) for act in page.acts)
                seen.acted += told * (_states(track, seconds) != _states(without, seconds))
            for frame in range(round(timing.duration * FPS)):
                at = frame / FPS
                mouth, word = track.at(at + pause).stance.face.mouth, scene.word_at(at)
                own = word is not None and any(line.first <= word <= line.last for line in part.lines)
                if own and at <= scene.end(word or 0):
                    seen.open.append(OPEN[mouth])
                    seen.loud.append(scene.level(at))
                elif not own:
                    seen.elsewhere.append(mouth not in {"", "shut"})
    return seen


def _watch(track: Track, seconds: float, seen: Seen) -> None:
    """Note how long a figure keeps still, and moves without a break."""
    states = _states(track, seconds)
    changes = [one != other for one, other in pairwise(states)]
    for moves, run in groupby(_bridged(changes)):
        length = len(list(run)) / BODY_RATE
        if moves:
            seen.moving = max(seen.moving, length)
        else:
            seen.still = max(seen.still, length)


def _states(track: Track, seconds: float) -> list[tuple[Stance, int]]:
    """Return what is visible of a figure from drawing to drawing, but for its breath and its lids."""
    states = []
    for tick in range(round(seconds * BODY_RATE)):
        played = track.at(tick / BODY_RATE)
        stance = replace(played.stance, face=Face(), swell=0.0, drift=0.0, pose=replace(played.stance.pose, rise=0.0))
        states.append((replace(stance, manner=replace(stance.manner, squash=1.0)), round(played.offset)))
    return states


def _bridged(changes: Sequence[bool]) -> list[bool]:
    """Return changes with gaps of a quarter of a second filled: a swing stands still where it turns."""
    gap = round(BODY_RATE / 4)
    return [any(changes[max(0, at - gap) : at + 1]) and any(changes[at : at + gap + 1]) for at in range(len(changes))]


if __name__ == "__main__":
    main()
