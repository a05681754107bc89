"""What an actor does at every moment: cues at words become beats in seconds, and beats a stance and a place."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digiteller.picturebook.acting.directing import KEPT, free, upright
from digiteller.picturebook.acting.idling import IdleLife
from digiteller.picturebook.acting.motions import Gesture, gesture_of
from digiteller.picturebook.acting.performance import ActingCue, Part, Performance
from digiteller.picturebook.acting.speaking import SpokenScene
from digiteller.picturebook.acting.walking import GAITS, gait_of, step_manner, step_pose
from digiteller.picturebook.figures.appearance import Look
from digiteller.picturebook.figures.faces import Face, Mouth
from digiteller.picturebook.figures.limbs import pose_of
from digiteller.picturebook.figures.poses import POSES, Pose, SpriteManner, doing, feeling, manner_of
from digiteller.picturebook.figures.stances import Stance, mix_manners, mix_poses

BODY_RATE = 15
"""Drawings of a body a second: on twos, as animators say."""
_LEAD = 0.22
"""Seconds before its word that a movement begins, so that it is seen with the word."""
_PASSED = 0.45
"""Seconds after its word that a thing changes hands: when the arm is there."""
_CHANGE = 0.42
"""Seconds from one pose to the next."""
_HOLD = 0.9
"""Seconds that a pose is seen at least."""
_TURN = 0.3
"""Seconds of turning round."""
_LONG_LINE = 1.0
"""Seconds of speech from which one turns round to the speaker."""
_LITTLE, _HALF_WIDE = 0.8, 0.35
"""How far somebody walks who does not come from outside, and half a figure's width, in its heights."""
_LONGEST_WAY = 3.0
"""Seconds of the longest walk."""
_HEAVE = 0.012
"""How much higher a breath makes who lies, as a share for each unit of it."""
_FLOATS = 5
"""Steps that floating signs make a second."""
_AT_REST = {"seated": "ride", "sitting": "sit", "kneeling": "kneel", "lying": "lie"}


@dataclass(frozen=True)
class ActingBeat:
    """A stretch in which an actor does one thing."""

    start: float
    """Seconds of the take."""
    action: str
    """The pose, or the one that a gesture is made from."""
    gesture: Gesture


@dataclass(frozen=True)
class Walk:
    """A way that an actor goes."""

    start: float
    end: float
    begin: float
    """How far right of its place it is at the start, in pixels."""
    goal: float
    """And at the end."""
    action: str

    def offset(self, seconds: float) -> float:
        """Return how far right of its place the actor is; it sets off and stops softly."""
        share = min(1.0, max(0.0, (seconds - self.start) / max(1e-6, self.end - self.start)))
        return self.begin + (self.goal - self.begin) * (share - 0.5 * math.sin(math.tau * share) / math.tau)


@dataclass(frozen=True)
class Played:
    """An actor at a moment."""

    stance: Stance
    offset: float = 0.0
    """How far right of its place, in pixels."""
    there: bool = True
    """Whether it is on the page at all."""


class Track:
    """What one actor does all through a take."""

    def __init__(
        self, performance: Performance, number: int, look: Look, scene: SpokenScene, speech: float, seconds: float
    ) -> None:
        """Plan part ``number`` for a take of so many ``seconds``, in which the narrator begins at ``speech``."""
        self._part: Part = performance.parts[number]
        self._page, self._look, self._scene, self._speech = performance, look, scene, speech
        figure = self._part.actor.figure
        assert figure is not None
        self._mood = performance.moment.mood
        self._staged = figure.action
        self._always = figure.holds
        self._free = free(self._part.actor)
        self._upright = upright(self._part.actor)
        self._life = IdleLife(f"{performance.seed}/{number}/{figure.id or figure.kind}")
        cues = () if performance.subtle else self._part.cues
        self._rest = self._resting(cues)
        self._walks = self._planned_walks(cues)
        self._beats = self._planned_beats(cues, seconds)
        self._turns = self._planned_turns(performance)

    def at(self, seconds: float) -> Played:
        """Return the actor at a time of the take, in seconds."""
        twos = math.floor(seconds * BODY_RATE + 1e-6) / BODY_RATE
        stance = self._stance(twos, seconds)
        offset = self._offset(twos)
        gone = bool(self._walks) and self._walks[-1].goal != 0 and twos >= self._walks[-1].end
        return Played(stance, offset, not gone)

    def _resting(self, cues: Sequence[ActingCue]) -> str:
        """Return what the actor does while it is told nothing."""
        if not (cues and self._part.rests):
            return self._staged
        return _AT_REST.get(self._staged.partition(" ")[0], "stand")

    def _time(self, word: int) -> float:
        return self._speech + self._scene.start(word)

    def _planned_walks(self, cues: Sequence[ActingCue]) -> tuple[Walk, ...]:
        """Return how the actor comes to its place, and leaves it."""
        if not self._free or not cues:
            return ()
        actor, walks = self._part.actor, []
        ahead = 1.0 if actor.right else -1.0
        first = next((cue for cue in cues if cue.way == "in" or doing(cue.doing) in GAITS), None)
        if first is not None and first.way != "out" and first is cues[0]:
            far = self._outside(-ahead) if first.way == "in" else self._aside(-ahead)
            walks.append(self._walk(first, far, 0.0))
        last, spoken = cues[-1], max((line.last for line in self._part.lines), default=-1)
        if last.way == "out" and last.word > spoken:
            side = self._way_out() if last.toward is None else math.copysign(1.0, last.toward - actor.x)
            start = max(self._time(last.word), walks[-1].end if walks else 0.0)
            walks.append(self._walk(last, 0.0, self._outside(side), start))
        return tuple(walks)

    def _walk(self, cue: ActingCue, begin: float, goal: float, start: float | None = None) -> Walk:
        name = doing(cue.doing)
        name = name if name in GAITS else "walk"
        needed = min(_LONGEST_WAY, abs(goal - begin) / (gait_of(name).speed * self._part.actor.height))
        if start is None:
            # Who comes is on the way when the word is said.
            start = self._time(cue.word) - (0.55 * needed if cue.way == "in" else _LEAD)
        return Walk(start, start + needed, begin, goal, name)

    def _way_out(self) -> float:
        """Return to which side somebody leaves: where fewer others are in the way, or the edge is nearer."""
        actor, width = self._part.actor, self._page.size[0]
        others = [part.actor.x for part in self._page.parts if part is not self._part]
        right = sum(x > actor.x for x in others)
        if 2 * right != len(others):
            return 1.0 if 2 * right < len(others) else -1.0
        return 1.0 if actor.x > width / 2 else -1.0

    def _aside(self, side: float) -> float:
        """Return how far right of its place somebody waits who only walks a little: inside the frame, or outside."""
        actor, width = self._part.actor, self._page.size[0]
        room = (width - actor.x if side > 0 else actor.x) - _HALF_WIDE * actor.height
        way = min(_LITTLE * actor.height, room)
        return side * way if way > 0.4 * _LITTLE * actor.height else self._outside(side)

    def _outside(self, side: float) -> float:
        """Return how far right of its place the actor is out of the frame, on a side."""
        actor, width = self._part.actor, self._page.size[0]
        return (width - actor.x if side > 0 else -actor.x) + side * 0.75 * actor.height

    def _planned_beats(self, cues: Sequence[ActingCue], seconds: float) -> tuple[ActingBeat, ...]:
        still = Gesture(0.0)
        rest = ActingBeat(0.0, self._rest, gesture_of(doing(self._rest)) if self._rest == self._staged else still)
        stands = self._part.stands if cues else None
        standing = ActingBeat(-_CHANGE, "stand", still)
        beats = [replace(rest, start=-_CHANGE) if stands is None else standing]
        for at, cue in enumerate(cues):
            walk = next((one for one in self._walks if self._walks and cue is self._cue_of(one, cues)), None)
            name = doing(cue.doing)
            if walk is not None or (name in GAITS and self._free):
                continue
            start = max(self._time(cue.word) - _LEAD, beats[-1].start + _HOLD)
            gesture = gesture_of(name)
            stood = stands is not None and cue.word < stands
            action = cue.doing if cue.doing in POSES else "stand" if stood else self._rest
            beats.append(ActingBeat(start, action, gesture))
            following = self._time(cues[at + 1].word) - _LEAD if at + 1 < len(cues) else seconds + _HOLD
            if gesture.seconds and start + gesture.seconds + _CHANGE < following and action not in KEPT:
                beats.append(replace(standing if stood else rest, start=start + gesture.seconds))
        return tuple(self._passing_time(beats, seconds))

    def _passing_time(self, beats: Sequence[ActingBeat], seconds: float) -> Iterator[ActingBeat]:
        """Yield the beats with small gestures in between where somebody only stands about for long."""
        number = 0
        for beat, end in zip(beats, [*(one.start for one in beats[1:]), seconds], strict=True):
            yield beat
            idle = beat.gesture.period == 0 and beat.gesture.pose is None and doing(beat.action) not in {"sleep", "lie"}
            gesture, wait = self._life.pastime(number)
            at = max(beat.start, 0.0) + wait
            while idle and at + gesture_of(gesture).seconds + _HOLD < end:
                if not self._busy(at):
                    yield ActingBeat(at, beat.action, gesture_of(gesture))
                    yield replace(beat, start=at + gesture_of(gesture).seconds)
                number += 1
                at += gesture_of(gesture).seconds + wait
                gesture, wait = self._life.pastime(number)

    def _busy(self, seconds: float) -> bool:
        """Return whether somebody walks or speaks then, or soon."""
        walks = any(walk.start - 1.5 < seconds < walk.end + _HOLD for walk in self._walks)
        return walks or self._speaks(seconds) or self._speaks(seconds + 1.0)

    def _cue_of(self, walk: Walk, cues: Sequence[ActingCue]) -> ActingCue:
        return cues[0] if walk is self._walks[0] and walk.goal == 0 else cues[-1]

    def _planned_turns(self, performance: Performance) -> tuple[tuple[float, int], ...]:
        """Return when the actor turns round, and to which side: 1 for as it is placed."""
        if not self._upright:
            return ((-_TURN, 1),)
        actor = self._part.actor
        wishes = [(self._time(cue.word) - _LEAD, cue.toward) for cue in self._part.cues if cue.toward is not None]
        for other in performance.parts:
            for line in other.lines:
                start, end = self._time(line.first), self._speech + self._scene.end(line.last)
                if other is not self._part and end - start >= _LONG_LINE:
                    wishes.append((start, other.actor.x))
        turns = [(-_TURN, 1)]
        for start, toward in sorted(wishes):
            side = 1 if (toward >= actor.x) == actor.right else -1
            if abs(toward - actor.x) > 0.3 * actor.height and side != turns[-1][1] and start > turns[-1][0] + _HOLD:
                turns.append((start, side))
        return tuple(turns)

    def _offset(self, seconds: float) -> float:
        if not self._walks:
            return 0.0
        now = next((walk for walk in self._walks if seconds < walk.end), self._walks[-1])
        return now.offset(seconds)

    def _stance(self, twos: float, seconds: float) -> Stance:
        at = bisect_right([beat.start for beat in self._beats], twos) - 1
        beat = self._beats[max(0, at)]
        share = _ease((twos - beat.start) / _CHANGE)
        pose, manner, face = self._posed(beat, twos)
        before = ""
        if share != 1.0 and at > 0:
            was = self._beats[at - 1]
            was_pose, was_manner, was_face = self._posed(was, twos)
            pose, manner = mix_poses(was_pose, pose, share), mix_manners(was_manner, manner, share)
            face, before = (face if share >= 0.5 else was_face), was.action
        walk = next((one for one in self._walks if one.start <= twos < one.end), None)
        action = beat.action
        if walk is not None:
            action = walk.action
            way = abs(walk.offset(twos) - walk.begin) / (self._part.actor.height / 190)
            gait = gait_of(walk.action)
            pose = step_pose(pose_of(self._look, action, bool(self._held(twos))), gait, way)
            manner = step_manner(manner_of(action), gait, way)
            face, before = Face(feeling(action, self._mood)), ""
        face = replace(face, blinks=self._life.blinks(seconds), mouth=self._mouth(seconds) or face.mouth)
        face = replace(face, gaze=face.gaze or self._gaze(twos))
        lies = doing(action) in {"sleep", "lie"}
        swell = _HEAVE * self._life.breath(twos, asleep=True) if lies else 0.0
        signs = bool(pose.marks or manner.marks or doing(action) == "sleep")
        drift = _float(twos) if signs else 0.0
        turned = self._turned(twos, walk)
        holds = self._held(twos) if self._part.hands else None
        stance = Stance(action, pose, manner, face, before, share if before else 1.0, swell, holds, drift, turned)
        whole = not self._look.species.head
        return _rounded(replace(stance, pose=Pose()) if whole else replace(stance, manner=SpriteManner()))

    def _posed(self, beat: ActingBeat, seconds: float) -> tuple[Pose, SpriteManner, Face]:
        """Return the pose, the manner and the face of a beat at a time."""
        after = seconds - beat.start - 0.6 * _CHANGE
        gesture, action = beat.gesture, beat.action
        pose, manner = pose_of(self._look, action, bool(self._held(seconds))), manner_of(action)
        if gesture.pose is not None:
            pose, manner = gesture.held(pose), gesture.held_manner(manner)
        if gesture.pose is None and gesture.period == 0 and self._speaks(seconds):
            # Half as many drawings do for what only goes along with the words.
            gesture, after = gesture_of("talk"), math.floor(seconds * BODY_RATE / 2) * 2 / BODY_RATE
        swing, beaten = gesture.phases(after)
        pose, manner = gesture.moved(pose, after), gesture.swayed(manner, after)
        if not (swing or beaten):
            # Nobody breathes visibly in the middle of a movement.
            lean, nod = self._life.shift(seconds)
            breath = self._life.breath(seconds)
            still = 0.4 if pose.seated or pose.turn else 1.0
            pose = replace(pose, rise=pose.rise + breath, nod=pose.nod + nod, lean=pose.lean + still * lean)
            manner = replace(manner, squash=manner.squash + breath / 160, turn=manner.turn + 0.35 * nod)
        face = gesture.looks(Face(feeling(action, self._mood)), after)
        return pose, manner, face

    def _held(self, seconds: float) -> tuple[str, ...]:
        """Return what is in the actor's hands."""
        now = [one for one in self._part.hands if one.word == 0 or self._time(one.word) + _PASSED <= seconds]
        return now[-1].holds if now else self._always

    def _speaks(self, seconds: float) -> bool:
        word = self._scene.word_at(seconds - self._speech)
        ends = self._speech + self._scene.end(word) if word is not None else 0.0
        return (
            word is not None
            and seconds < ends + 0.15
            and any(line.first <= word <= line.last for line in self._part.lines)
        )

    def _mouth(self, seconds: float) -> Mouth:
        return self._scene.mouth(seconds - self._speech) if self._speaks(seconds) else ""

    def _gaze(self, seconds: float) -> float:
        """Return where the eyes look: to who speaks."""
        actor = self._part.actor
        word = self._scene.word_at(seconds - self._speech)
        for other in self._page.parts:
            if word is None or other is self._part:
                continue
            if any(line.first <= word <= line.last for line in other.lines):
                side = math.copysign(1.0, other.actor.x - actor.x) * (1 if actor.right else -1)
                return side * self._facing(seconds)
        return 0.0

    def _facing(self, seconds: float) -> int:
        return next(side for start, side in reversed(self._turns) if start <= seconds or start < 0)

    def _turned(self, seconds: float, walk: Walk | None) -> float:
        """Return how far the actor is turned round, as in ``Stance``."""
        if walk is not None:
            forward = (walk.goal > walk.begin) == self._part.actor.right
            return 1.0 if forward else -1.0
        at = max(at for at, (start, _) in enumerate(self._turns) if start <= seconds or at == 0)
        start, side = self._turns[at]
        if at == 0 or seconds >= start + _TURN:
            return float(side)
        share = (seconds - start) / _TURN
        wide = math.cos(math.pi * share)
        # Never quite edge on: a figure has no thickness.
        return -side * math.copysign(max(0.25, abs(wide)), wide)


def _float(seconds: float) -> float:
    """Return how far up signs have floated, in units: in few steps, there and back."""
    steps = (0.0, 2.0, 5.0, 7.0, 7.0, 5.0, 2.0, 0.0)
    return steps[int(seconds * _FLOATS) % len(steps)]


def _ease(share: float) -> float:
    """Return how much of the way to a pose is gone: it draws back at first, and comes a little too far."""
    if share <= 0 or share >= 1:
        return min(1.0, max(0.0, share))
    smooth = share * share * (3 - 2 * share)
    return smooth - 0.07 * math.sin(math.tau * share) * (1.4 - share)


def _rounded(stance: Stance) -> Stance:
    """Return a stance in half units and half degrees, so that what looks alike is drawn once."""

    def half(number: float) -> float:
        return round(2 * number) / 2

    pose, manner = stance.pose, stance.manner
    pose = replace(
        pose,
        feet=tuple((half(x), half(y)) for x, y in pose.feet),  # type: ignore[arg-type]
        hands=tuple((half(x), half(y)) for x, y in pose.hands),  # type: ignore[arg-type]
        knees=tuple((half(x), half(y)) for x, y in pose.knees) if pose.knees else None,  # type: ignore[arg-type]
        hip=half(pose.hip),
        lean=half(pose.lean),
        nod=half(pose.nod),
        turn=half(pose.turn),
        lift=half(pose.lift),
        rise=float(round(pose.rise)),
    )
    manner = replace(
        manner, turn=half(manner.turn), lift=round(manner.lift, 3), squash=round(200 * manner.squash) / 200
    )
    gaze = half(stance.face.gaze)
    return replace(
        stance,
        pose=pose,
        manner=manner,
        face=replace(stance.face, gaze=gaze),
        share=round(stance.share, 2),
        swell=round(stance.swell, 3),
        turned=round(stance.turned, 2),
    )
