"""The options of each stage: the only home of their defaults.

``spec/schema.py`` reads them from YAML under the stage's name and checks the ranges noted here; the command line
overrides ``model``. Nothing heavy is imported, so that ``--help`` stays instant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from annotated_types import Ge, Le, MaxLen, MinLen

ModelStage = Literal["write", "read", "narrate", "compose", "illustrate", "upscale"]
MODEL_STAGES: tuple[ModelStage, ...] = get_args(ModelStage)
"""What a model can work at, in order; ``read`` is done for the stages that need a storyboard, and is none itself."""
STAGES = ("write", "narrate", "compose", "illustrate", "upscale", "render")
"""All stages in their order."""
ATTEMPTS = 3
"""How often a server that fails is asked."""

_STRICT = {"extra": "forbid", "use_attribute_docstrings": True}
"""Read by pydantic: an unknown key is an error, and the strings under the fields describe them in the JSON Schema."""


@dataclass(frozen=True)
class WriteOptions:
    """How the story is written."""

    __pydantic_config__ = _STRICT

    model: Annotated[str, MinLen(1)] | None = None
    """A writer of models.yaml; the default one if absent."""
    candidates: Annotated[int, Ge(1), Le(64)] = 8
    """Sentences drafted each time, of which the best go on."""
    temperature: Annotated[float, Ge(0.0), Le(2.0)] = 0.8
    """How daring the writer is."""
    audience: Annotated[str, MinLen(1), MaxLen(200)] | None = None
    """For whom it is told, such as ``teenagers``; children of three to seven if absent. Writers that are told."""
    tone: Annotated[str, MinLen(1), MaxLen(200)] | None = None
    """How it is told, such as ``dry and funny``; warm and a little playful if absent. Writers that are told."""
    plan: Literal["library"] | None = None
    """The plots of the library as the plan of a model that is asked, which tells them; it invents its own if absent."""
    server: Annotated[str, MinLen(8), MaxLen(500)] | None = None
    """Where a server answers that speaks OpenAI's interface, such as ``http://localhost:11434/v1``."""
    server_model: Annotated[str, MinLen(1), MaxLen(200)] | None = None
    """What that server calls its model."""


@dataclass(frozen=True)
class ReadOptions:
    """How the story is understood: who is where on each page, and does what."""

    __pydantic_config__ = _STRICT

    model: Annotated[str, MinLen(1)] | None = None
    """A reader of models.yaml; the one for the story's language if absent."""
    server: Annotated[str, MinLen(8), MaxLen(500)] | None = None
    """For readers that ask a server: where it answers, such as ``http://localhost:11434/v1``."""
    server_model: Annotated[str, MinLen(1), MaxLen(200)] | None = None
    """What that server calls its model."""


@dataclass(frozen=True)
class NarrateOptions:
    """How the story is read aloud."""

    __pydantic_config__ = _STRICT

    model: Annotated[str, MinLen(1)] | None = None
    """A narrator of models.yaml; the default one if absent."""
    voice: str | None = None
    """A voice of that model, or MODEL/VOICE; the model's default if absent."""
    speed: Annotated[float, Ge(0.5), Le(2.0)] = 0.78
    """1 is the voice's own pace; small children are told more slowly, adults faster, chases faster than sleep."""
    sentence_pause: Annotated[float, Ge(0.0), Le(5.0)] = 0.6
    """Seconds of silence between two plain sentences; before turns, after questions and so on it is longer."""


@dataclass(frozen=True)
class ComposeOptions:
    """What music accompanies the story."""

    __pydantic_config__ = _STRICT

    model: Annotated[str, MinLen(1)] | None = None
    """A composer of models.yaml; the default one if absent."""
    instrument: Literal[
        "auto", "piano", "music box", "celesta", "harp", "strings", "guitar", "flute", "clarinet", "cello", "horn"
    ] = "auto"
    """Who plays; ``auto``: whom each scene's mood asks for. Composers that write notes."""
    soundfont: Annotated[str, MinLen(1)] | None = None
    """A SoundFont of your own, inside the spec's folder, instead of the model's. Composers that write notes."""
    synth: Literal["rustysynth", "fluidsynth"] = "rustysynth"
    """What plays the SoundFont; ``fluidsynth`` needs the system's library. Composers that write notes."""
    file: Annotated[str, MinLen(1)] | None = None
    """Music of your own, inside the spec's folder, instead: cut to the story's length, or played over and over."""
    style: Annotated[str, MinLen(1), MaxLen(500)] | None = None
    """How the music sounds, such as ``acoustic folk, solo guitar``. Composers that are told."""
    artist: Annotated[str, MinLen(1), MaxLen(200)] | None = None
    """In whose manner; of those that the model knows. Composers that sing."""
    genre: Annotated[str, MinLen(1), MaxLen(200)] | None = None
    """Of those that the model knows. Composers that sing."""
    lyrics: Annotated[str, MinLen(1), MaxLen(4000)] | None = None
    """What is sung; nothing if absent. Composers that sing."""


Acting = Literal["full", "subtle", "none"]


@dataclass(frozen=True)
class IllustrateOptions:
    """How the pages are drawn."""

    __pydantic_config__ = _STRICT

    model: Annotated[str, MinLen(1)] | None = None
    """An illustrator of models.yaml; the default one if absent."""
    acting: Acting = "full"
    """What figures do in the film: ``full`` all that the words tell; ``subtle`` breathe, blink, look and speak; or
    ``none``. The picture book."""
    motion: Literal["none", "latent"] = "none"
    """``latent``: each scene is a walk through the model's latent space, from the scene before to this one. Models that
    have one."""
    start: Literal["noise", "colours", "previous"] = "noise"
    """Where a page begins: chance, fields of colour in the mood, or the page before. Models that search."""
    style: Annotated[str, MinLen(1), MaxLen(500)] | None = None
    """How every page looks, such as ``watercolour, soft light``. Models that are told."""
    negative: Annotated[str, MinLen(1), MaxLen(500)] | None = None
    """What no page shows, such as ``text, blurry``. Models that are told."""
    characters: Annotated[
        dict[Annotated[str, MinLen(1), MaxLen(100)], Annotated[str, MinLen(1), MaxLen(500)]], MaxLen(100)
    ] = field(default_factory=dict)
    """How a character looks, added to each page that names it: ``Mina: a small girl in a yellow coat``. Models that
    are told."""
    pixels: Annotated[int, Ge(64), Le(4096)] | None = None
    """The longer side that a model draws at, its own if absent; the upscaler does the rest."""
    steps: Annotated[int, Ge(1), Le(10_000)] | None = None
    """How long a model works on a page; its own if absent."""
    guidance: Annotated[float, Ge(0.0), Le(50.0)] | None = None
    """How closely a diffusion model keeps to the words; its own if absent."""
    tries: Annotated[int, Ge(1), Le(16)] = 1
    """Beginnings that a model that searches tries, of which the best goes on."""
    cutouts: Annotated[int, Ge(1), Le(256)] | None = None
    """Parts of the picture that are compared with the words at each step; the model's own number if absent."""
    cutouts_at_once: Annotated[int, Ge(1), Le(256)] = 16
    """Of these, how many at a time; fewer need less memory."""


@dataclass(frozen=True)
class UpscaleOptions:
    """How small bitmaps are enlarged."""

    __pydantic_config__ = _STRICT

    model: Annotated[str, MinLen(1)] | None = None
    """An upscaler of models.yaml; the default one if absent."""
    tile: Annotated[int, Ge(32), Le(1024)] = 200
    """Side of the tiles in pixels of the small picture; smaller needs less memory."""


@dataclass(frozen=True)
class RenderOptions:
    """How the film is put together."""

    __pydantic_config__ = _STRICT

    width: Annotated[int, Ge(160), Le(3840)] = 1920
    """Pixels; even."""
    height: Annotated[int, Ge(90), Le(3840)] = 1080
    """Pixels; even."""
    fps: Annotated[int, Ge(12), Le(60)] = 30
    """Frames a second."""
    format: Literal["h264", "hevc", "av1", "vp9", "prores"] = "h264"
    """The codec: ``h264`` and ``hevc`` give story.mp4, ``av1`` and ``vp9`` story.webm, ``prores`` story.mov."""
    encoder: Literal["software", "nvenc", "qsv", "vaapi", "videotoolbox", "amf"] = "software"
    """Who encodes; all but ``software`` need that hardware, and do not promise the same bytes again."""
    teaser: Literal["none", "gif", "webp"] = "none"
    """A few seconds of the film without sound that repeat themselves, as teaser.gif or teaser.webp."""
    captions: Literal["track", "burned", "none"] = "track"
    """``track``: a subtitle track that players can switch on; ``burned``: in the picture as well."""
    highlight: Literal["none", "gold", "coral", "mint", "sky"] = "none"
    """Colour of the word that is being spoken, in burned captions."""
    font: Annotated[str, MinLen(1)] | None = None
    """A font file, or the family of an installed fontpkg package, for captions and cards; EB Garamond if absent."""
    scene_pause: Annotated[float, Ge(0.3), Le(10.0)] = 1.2
    """Seconds between the last word of a scene and the first of the next; the picture changes in it."""
    transition: Literal["auto", "crossfade", "dip", "slide", "page turn", "cut"] = "auto"
    """How one picture gives way to the next, always while nobody speaks; ``auto`` goes by the mood."""
    title_seconds: Annotated[float, Ge(0.0), Le(20.0)] = 3.0
    """How long the title card stands; 0 for none."""
    credits_seconds: Annotated[float, Ge(0.0), Le(30.0)] = 4.0
    """How long the credits stand; 0 for none (they stay in the file's metadata)."""
    quality: Annotated[int, Ge(0), Le(51)] = 20
    """x264's constant rate factor; smaller is better and larger. Other encoders are given what looks alike."""
    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow"] = "superfast"
    """How much time it takes to make the file small; the presets of x264, and what comes near in others."""
    music_volume: Annotated[float, Ge(-60.0), Le(0.0)] = -12.0
    """Level of the music against the voice in LU where nobody speaks; while someone speaks it is ducked further."""
    ambience: Literal["auto", "none"] = "auto"
    """``auto``: rain, wind, waves, crickets and the like are softly heard where the words of a scene call for them."""
    stems: bool = False
    """Whether voice, music, ambience and effects are written by themselves, too: ``story.voice.wav`` ..."""
    effects: Literal["auto", "none"] = "auto"
    """``auto``: a door, steps, a splash, an owl and the like are softly heard at the words that tell of them."""
