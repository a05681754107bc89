"""What an actor is seen as at every moment of a take: planned beats, walks and turns become a stance and a place."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace

from digiteller.picturebook.acting.beat_planning import CHANGE, HOLD, ActingBeat, pass_time, plan_beats
from digiteller.picturebook.acting.directing import free, upright
from digiteller.picturebook.acting.facing import Facing
from digiteller.picturebook.acting.idling import IdleLife
from digiteller.picturebook.acting.motions import gesture_of
from digiteller.picturebook.acting.performance import Performance
from digiteller.picturebook.acting.speaking import SpokenScene
from digiteller.picturebook.acting.walk_planning import Walk, plan_walks
from digiteller.picturebook.acting.walking import AFLOAT, gait_of, step_manner, step_pose
from digiteller.picturebook.figures.appearance import Look
from digiteller.picturebook.figures.faces import Face, Mouth
from digiteller.picturebook.figures.limbs import pose_of
from digiteller.picturebook.figures.poses import Pose, SpriteManner, doing, feeling, manner_of
from digiteller.picturebook.figures.stances import Stance, mix_manners, mix_poses, rounded

BODY_RATE = 15
"""Drawings of a body a second: on twos, as animators say."""
_PASSED = 0.45
"""Seconds after its word that a thing changes hands: when the arm is there."""
_HEAVE = 0.012
"""How much higher a breath makes who lies, as a share for each unit of it."""
_FLOAT = (0.0, 2.0, 5.0, 7.0, 7.0, 5.0, 2.0, 0.0)
"""How far up signs have floated, in units: in few steps, there and back."""
_FLOATS = 5
"""Steps that floating signs make a second."""


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
        self._part = part = performance.parts[number]
        self._page, self._look, self._scene, self._speech = performance, look, scene, speech
        figure = part.actor.figure
        assert figure is not None
        self._mood, self._always = performance.moment.mood, figure.holds
        self._life = IdleLife(f"{performance.seed}/{number}/{figure.id or figure.kind}")
        self._late = self._life.delay if figure.count > 1 else 0.0
        cues, goes = () if performance.subtle else part.cues, free(part.actor)
        self._walks = plan_walks(performance, part, cues, self._heard) if goes else ()
        beats = plan_beats(part, cues, self._walks, goes, self._heard, seconds)
        self._beats = tuple(pass_time(beats, self._life, self._busy, seconds))
        self._facing = Facing(performance, part, self._heard, self._spoken) if upright(part.actor) else None

    def at(self, seconds: float) -> Played:
        """Return the actor at a time of the take, in seconds."""
        twos = math.floor(seconds * BODY_RATE + 1e-6) / BODY_RATE
        if not self._walks:
            return Played(self._stance(twos, seconds, None))
        now = next((walk for walk in self._walks if twos < walk.end), None)
        last = now or self._walks[-1]
        walking = now if now is not None and now.start <= twos else None
        return Played(self._stance(twos, seconds, walking), last.offset(twos), now is not None or not last.leaves)

    def _heard(self, word: int) -> float:
        """Return when the actor heeds a word: one of several, each a little later or sooner than the others."""
        return self._speech + self._scene.start(word) + self._late

    def _spoken(self, word: int) -> float:
        return self._speech + self._scene.end(word)

    def _busy(self, seconds: float) -> bool:
        """Return whether somebody walks or speaks then, or soon."""
        walks = any(walk.start - 1.5 < seconds < walk.end + HOLD for walk in self._walks)
        return walks or self._speaks(seconds) or self._speaks(seconds + 1.0)

    def _stance(self, twos: float, seconds: float, walk: Walk | None) -> Stance:
        at = max(0, bisect_right([beat.start for beat in self._beats], twos) - 1)
        beat = self._beats[at]
        share, action, before = _ease((twos - beat.start) / CHANGE), beat.action, ""
        if walk is not None:
            action, share = walk.action, 1.0
            pose, manner, face = self._stepping(walk, twos)
        else:
            pose, manner, face = self._posed(beat, twos)
            if share != 1.0 and at > 0:
                before = self._beats[at - 1].action
                was_pose, was_manner, was_face = self._posed(self._beats[at - 1], twos)
                pose, manner = mix_poses(was_pose, pose, share), mix_manners(was_manner, manner, share)
                face = face if share >= 0.5 else was_face
        asleep = doing(action) in {"sleep", "lie"}
        signs = bool(pose.marks or manner.marks or doing(action) == "sleep")
        whole = not self._look.species.head
        return rounded(
            Stance(
                action,
                Pose() if whole else pose,
                SpriteManner() if not whole else manner,
                self._living(face, seconds, twos),
                before,
                share if before else 1.0,
                _HEAVE * self._life.breath(twos, asleep=True) if asleep else 0.0,
                self._held(twos) if self._part.hands else None,
                _FLOAT[int(twos * _FLOATS) % len(_FLOAT)] if signs else 0.0,
                self._turned(twos, walk),
            )
        )

    def _living(self, face: Face, seconds: float, twos: float) -> Face:
        """Return a face that blinks, speaks and looks at who speaks."""
        mouth, gaze = self._mouth(seconds) or face.mouth, face.gaze or self._gaze(twos)
        return replace(face, blinks=self._life.blinks(seconds), mouth=mouth, gaze=gaze)

    def _stepping(self, walk: Walk, seconds: float) -> tuple[Pose, SpriteManner, Face]:
        """Return the pose, the manner and the face of somebody on the way."""
        if walk.action in AFLOAT:
            return self._posed(ActingBeat(walk.start, walk.action, gesture_of(walk.action)), seconds)
        gait, way = gait_of(walk.action), abs(walk.offset(seconds) - walk.begin) / (self._part.actor.height / 190)
        pose = step_pose(pose_of(self._look, walk.action, bool(self._held(seconds))), gait, way)
        return pose, step_manner(manner_of(walk.action), gait, way), Face(feeling(walk.action, self._mood))

    def _posed(self, beat: ActingBeat, seconds: float) -> tuple[Pose, SpriteManner, Face]:
        """Return the pose, the manner and the face of a beat at a time."""
        after = seconds - beat.start - 0.6 * CHANGE
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
        now = [one for one in self._part.hands if one.word == 0 or self._heard(one.word) + _PASSED <= seconds]
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
        actor, word = self._part.actor, self._scene.word_at(seconds - self._speech)
        for other in self._page.parts:
            speaks = word is not None and any(line.first <= word <= line.last for line in other.lines)
            if speaks and other is not self._part:
                side = math.copysign(1.0, other.actor.x - actor.x) * (1 if actor.right else -1)
                return side * (self._facing.side(seconds) if self._facing else 1)
        return 0.0

    def _turned(self, seconds: float, walk: Walk | None) -> float:
        """Return how far the actor is turned round, as in ``Stance``."""
        if walk is not None:
            return 1.0 if (walk.goal > walk.begin) == self._part.actor.right else -1.0
        return self._facing.turned(seconds) if self._facing else 1.0


def _ease(share: float) -> float:
    """Return how much of the way to a pose is gone: it draws back at first, and comes a little too far."""
    if share <= 0 or share >= 1:
        return min(1.0, max(0.0, share))
    smooth = share * share * (3 - 2 * share)
    return smooth - 0.07 * math.sin(math.tau * share) * (1.4 - share)
