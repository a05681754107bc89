"""What an actor does one after the other: cues at words, and what passes the time between them, as beats in seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from digiteller.picturebook.acting.directing import KEPT, floats
from digiteller.picturebook.acting.idling import IdleLife
from digiteller.picturebook.acting.motions import Gesture, gesture_of
from digiteller.picturebook.acting.performance import ActingCue, Part
from digiteller.picturebook.acting.walk_planning import LEAD, Walk
from digiteller.picturebook.acting.walking import GAITS
from digiteller.picturebook.figures.poses import POSES, doing

CHANGE = 0.42
"""Seconds from one pose to the next."""
HOLD = 0.9
"""Seconds that a pose is seen at least."""
_AT_REST = {"seated": "ride", "sitting": "sit", "kneeling": "kneel", "lying": "lie"}
_POSTURES = {"sit", "kneel", "lie"}
"""In what one goes on gesturing who has settled so."""
_STILL = Gesture(0.0)


@dataclass(frozen=True)
class ActingBeat:
    """A stretch in which an actor does one thing."""

    start: float
    """Seconds of the take."""
    action: str
    """The pose, or the one that a gesture is made from."""
    gesture: Gesture


def plan_beats(
    part: Part, cues: Sequence[ActingCue], walks: Sequence[Walk], free: bool, heard: Callable[[int], float], end: float
) -> list[ActingBeat]:
    """Return what somebody does up to the ``end`` of the take besides walking; ``heard`` tells when a word begins."""
    assert part.actor.figure is not None
    staged = part.actor.figure.action
    rests = _AT_REST.get(staged.partition(" ")[0], "stand") if cues and part.rests else staged
    lasting = gesture_of("float") if floats(part.actor) else _STILL
    rest = ActingBeat(
        0.0, rests, gesture_of(doing(rests)) if rests == staged and doing(rests) not in GAITS else lasting
    )
    stands = part.stands if cues else None
    standing = ActingBeat(-CHANGE, "stand", _STILL)
    beats = [replace(rest, start=-CHANGE) if stands is None else standing]
    settled: ActingBeat | None = None
    walked = {walk.word for walk in walks}
    for at, cue in enumerate(cues):
        name = doing(cue.doing)
        if cue.word in walked or (name in GAITS and free):
            continue
        start = max(heard(cue.word) - LEAD, beats[-1].start + HOLD)
        gesture = gesture_of(name)
        base = standing if stands is not None and cue.word < stands else rest
        if settled and cue.doing not in POSES and name != "rise":
            base = settled
        action = cue.doing if cue.doing in POSES else base.action
        beats.append(ActingBeat(start, action, gesture))
        settled = beats[-1] if action in _POSTURES else None
        following = heard(cues[at + 1].word) - LEAD if at + 1 < len(cues) else end + HOLD
        kept = cue.doing in POSES and action in KEPT
        if gesture.seconds and start + gesture.seconds + CHANGE < following and not kept:
            beats.append(replace(base, start=start + gesture.seconds))
    return beats


def pass_time(
    beats: Sequence[ActingBeat], life: IdleLife, busy: Callable[[float], bool], end: float
) -> Iterator[ActingBeat]:
    """Yield beats with small gestures in between where somebody who is not ``busy`` only stands about for long."""
    number = 0
    for beat, until in zip(beats, [*(one.start for one in beats[1:]), end], strict=True):
        yield beat
        idle = beat.gesture.period == 0 and beat.gesture.pose is None and doing(beat.action) not in {"sleep", "lie"}
        name, wait = life.pastime(number)
        at = max(beat.start, 0.0) + wait
        while idle and at + (gesture := gesture_of(name)).seconds + HOLD < until:
            if not busy(at):
                yield ActingBeat(at, beat.action, gesture)
                yield replace(beat, start=at + gesture.seconds)
            number += 1
            name, wait = life.pastime(number)
            at += gesture.seconds + wait
