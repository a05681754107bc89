"""What flows between the stages: plain data, no I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from annotated_types import Ge, Gt, Le

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

Mood = Literal["calm", "happy", "playful", "adventurous", "mysterious", "tense", "sad", "triumphant", "dreamy"]
"""The moods a scene can have; they steer the music's controls and the picture's palette and light."""

MOODS: tuple[str, ...] = get_args(Mood)

Seconds = Annotated[float, Ge(0), Le(1_000_000)]


@dataclass(frozen=True)
class StagedPerson:
    """Somebody of a story as its writer means them."""

    name: str
    """As the story's words call them: ``Hob``, ``owl``."""
    kind: str = ""
    """A word for the species: ``hedgehog``, ``human``; empty where the words shall tell, and so are the others."""
    sex: str = ""
    """``female`` or ``male``."""
    age: str = ""
    """``child``, ``adult`` or ``old``."""
    job: str = ""
    """What it is dressed as: ``captain``."""


@dataclass(frozen=True)
class StagedAct:
    """Words of a scene with which somebody does something."""

    name: str
    """Who, as in ``StagedPerson``."""
    doing: str
    """What, as in the storyboard: ``look``."""
    first: int
    """The number of the first word, from 0 (words are separated by white space)."""
    last: int


@dataclass(frozen=True)
class Staging:
    """Who and what a scene shows, where its writer knows it and nobody has to guess."""

    cast: tuple[str, ...] | None = None
    """The names of those who are to be seen; None where the words shall tell."""
    place: str = ""
    """A place in words: ``orchard``."""
    time: str = ""
    """dawn, day, dusk, night; empty for untold."""
    weather: str = ""
    """clear, rain, snow, fog, storm, wind; empty for untold."""
    acts: tuple[StagedAct, ...] = ()
    holds: tuple[tuple[str, str], ...] = ()
    """Who holds what, in words: ("Hob", "lantern")."""
    things: tuple[str, ...] = ()
    """What stands about, in words, instead of what the scene's words tell; empty where they shall."""
    lit: bool | None = None
    """Whether lamps are on; None where the words shall tell."""
    sounds: tuple[str, ...] = ()
    """What can be heard, as nouns and verbs: ``thunder``."""


@dataclass(frozen=True)
class Scene:
    """One page of the story."""

    number: int
    """1 for the first."""
    text: str
    """What the narrator says, and what the captions show."""
    picture: str
    """What the illustrator is asked for."""
    mood: Mood
    picture_file: str | None = None
    """The user's own picture instead of a drawn one, relative to the project folder."""
    voice: str | None = None
    """A voice of the narrator's model; None is its default."""
    staging: Staging | None = None
    """What the writer knows of the picture; None if the words are all there is."""


@dataclass(frozen=True)
class Script:
    """The written story: ``script.json``."""

    title: str
    language: str
    """A BCP 47 tag such as ``en``."""
    scenes: tuple[Scene, ...]
    persons: tuple[StagedPerson, ...] = ()
    """Who is in it, where its writer knows."""


@dataclass(frozen=True)
class Word:
    """A spoken word, with its punctuation as written."""

    text: str
    start: Seconds
    """Seconds from the start of the scene's audio."""
    end: Seconds


@dataclass(frozen=True)
class Sentence:
    """A spoken sentence; its words joined by spaces give its text."""

    text: str
    start: Seconds
    end: Seconds
    words: tuple[Word, ...]


Span = tuple[float, float]
"""Start and end in seconds."""


@dataclass(frozen=True)
class Prosody:
    """How a sentence is said."""

    pace: float = 1.0
    """How much faster than the narrator's options say."""
    pitch: float = 1.0
    """What the voice's own pitch is multiplied by."""


@dataclass(frozen=True)
class Utterance:
    """A sentence, or a part of one, as a voice says it."""

    samples: NDArray[np.float32]
    """Mono, shape [n], in -1..1 or louder; silence around it is cut away later."""
    sample_rate: int
    spans: Sequence[Span | None] | None
    """For each of the words asked for, when it sounds, in seconds from the first sample; None for those that do not
    sound in it. None for all where the voice does not know."""


@dataclass(frozen=True)
class Speech:
    """What a narrator makes of one scene."""

    samples: NDArray[np.float32]
    """Mono, shape [n], in -1..1."""
    sample_rate: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class SceneTiming:
    """The narration of one scene as measured: an entry of ``narration.json``."""

    number: int
    samples: Annotated[int, Ge(0)]
    """The length of ``narration/NN.wav`` in samples; never rounded."""
    sample_rate: Annotated[int, Gt(0)]
    sentences: tuple[Sentence, ...]

    @property
    def duration(self) -> float:
        """Seconds of speech."""
        return self.samples / self.sample_rate


@dataclass(frozen=True)
class Section:
    """A stretch of the story with one mood, for the composer."""

    start: float
    """Seconds from the start of the video."""
    end: float
    mood: str


@dataclass(frozen=True)
class Music:
    """What a composer makes of the story."""

    blocks: Iterable[NDArray[np.float32]]
    """The sound, one piece after another, mono [n, 1] or stereo [n, 2]; made while it is read, once. It may be of
    any loudness, and longer than the story."""
    sample_rate: int
    midi: bytes | None
    """A Standard MIDI File, from composers that write notes."""


_Way = Annotated[float, Ge(-20_000), Le(20_000)]
_Reach = Annotated[float, Ge(0), Le(20_000)]


@dataclass(frozen=True)
class Motion:
    """How a layer of particles (snow, stars, fireflies, waves) moves by itself, in frame pixels and seconds."""

    drift: tuple[_Way, _Way] = (0.0, 0.0)
    """Pixels a second to the right and down. It repeats itself endlessly, so nothing may lie across its edges."""
    sway: tuple[_Reach, _Reach] = (0.0, 0.0)
    """How far it swings to both sides, across and down."""
    twinkle: Annotated[float, Ge(0), Le(1)] = 0.0
    """The share of its light that comes and goes, 0 to 1."""
    period: Annotated[float, Ge(0.1)] = 4.0
    """Seconds of a swing or a twinkle."""
    phase: Annotated[float, Ge(0), Le(1)] = 0.0
    """Where in its period it begins, 0 to 1."""


@dataclass(frozen=True)
class Layer:
    """One sheet of a layered picture."""

    name: str
    image: NDArray[np.uint8]
    """RGBA, straight alpha, shape [h, w, 4]; cropped to what is drawn."""
    x: int
    """Left edge in frame pixels; negative where the layer reaches beyond the frame."""
    y: int
    """Top edge in frame pixels."""
    depth: float
    """Distance in units of the subject's: 1 is the subject, the sky is far above 1, foreground framing below 1. When
    the camera moves sideways by s pixels at the subject, a layer moves by s / depth."""
    motion: Motion | None = None
    """None for what stands still."""


@dataclass(frozen=True)
class Clip:
    """A scene as living pictures."""

    frames: tuple[NDArray[np.uint8], ...]
    """RGB, all of the same shape [h, w, 3], in order."""
    fps: float
    loop: Literal["ping-pong", "hold"]
    """What follows the last frame where the scene is longer: back and forth again, or the last frame stays."""


@dataclass(frozen=True)
class Picture:
    """What an illustrator makes of one scene."""

    image: NDArray[np.uint8]
    """The finished page: RGB, shape [h, w, 3]."""
    layers: tuple[Layer, ...] = ()
    """Back to front. Drawn together over black they give ``image``; they reach beyond the frame by the illustrator's
    overscan, so that a camera can move. Empty for a flat picture."""
    notes: tuple[str, ...] = field(default=())
    """What the user should know, such as a thing in the text that could not be drawn."""
    clip: Clip | None = None
    """What is seen in the film in place of ``image``."""
    performance: str = ""
    """What its figures play in the film, as the text of ``performance.json``; empty if nobody moves."""
    latent: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)
    """The point in the model's latent space that ``image`` shows, by name, for the next page to go on from."""
