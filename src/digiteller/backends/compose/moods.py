"""What each mood asks of the music."""

from __future__ import annotations

from dataclasses import dataclass

from digiteller.nets.music_controls import METRES


@dataclass(frozen=True)
class Mood:
    """The controls of a mood; levels index the edges in ``digiteller.nets.music_controls``."""

    minor: bool
    tempo: int
    """Quarter notes in a minute, before it is fitted to the scene's length."""
    metre: tuple[int, int]
    """The metre if this mood rules the story."""
    rate: int
    texture: int
    loudness: int
    sings: tuple[str, ...]
    """The phrases that have a melody above the accompaniment: those that begin with the theme, with a digression."""
    velocity: float
    """Factor of the notes' velocities."""
    pad: int
    """Velocity of the strings that hold the harmony; 0 for none."""
    instrument: str
    """Who plays where the spec leaves it to the mood."""
    lead: str
    """Who plays the tunes then."""
    octave: int = 0
    """How many semitones higher the tunes are."""


_BOTH = ("theme", "digression")
MOODS = {
    "calm": Mood(False, 72, (4, 4), 2, 1, 1, ("theme",), 0.92, 34, "piano", "clarinet"),
    "happy": Mood(False, 100, (4, 4), 2, 2, 2, _BOTH, 0.97, 36, "guitar", "flute"),
    "playful": Mood(False, 112, (4, 4), 2, 1, 2, ("theme",), 0.95, 0, "guitar", "music box"),
    "adventurous": Mood(False, 108, (4, 4), 2, 2, 3, ("theme",), 1.0, 40, "piano", "horn"),
    "mysterious": Mood(True, 66, (4, 4), 2, 1, 1, ("digression",), 0.88, 34, "celesta", "celesta"),
    "tense": Mood(True, 112, (4, 4), 3, 3, 2, ("digression",), 0.95, 40, "piano", "cello", -12),
    "sad": Mood(True, 66, (3, 4), 2, 2, 1, _BOTH, 0.9, 34, "strings", "cello"),
    "triumphant": Mood(False, 96, (4, 4), 3, 3, 4, _BOTH, 1.06, 48, "piano", "horn"),
    "dreamy": Mood(False, 66, (6, 8), 3, 1, 1, ("theme",), 0.88, 36, "harp", "flute"),
}
assert all(mood.metre in METRES for mood in MOODS.values())
