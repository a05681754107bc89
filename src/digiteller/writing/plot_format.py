"""The format of a plot: what ``plots/*.yaml`` may say."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from digiteller.language.page_content import Time
from digiteller.story import Mood

Audience = Literal["small", "children", "adults"]
"""For whom a story is told: children up to four, older ones, grown-ups."""
Words = Annotated[list[str], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]
"""A list, of which one alone may stand without brackets."""

Audiences = Annotated[list[Audience], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Role(_Block):
    """Somebody or something of the plot that differs from story to story: a ``person`` or an entry of a ``type``."""

    person: str | None = None
    """A person, whose species or sort is an entry of this type: ``being``."""
    like: str | None = None
    """A person of the same species as the person in another role."""
    kin: str | None = None
    """What the person is to somebody in another role: an entry of the type ``kin`` (a sister, a grandmother)."""
    type: str | None = None
    """A thing, place, fear ...: an entry of this type."""
    when: Words = []
    """What must hold; conditions speak of this role by its name, and of roles that stand before it."""
    named: bool = True
    """Whether a person has a name, where the premise gives none: else it is "the owl"."""
    met_late: bool = False
    """Whether it may come up for the first time in the last two beats."""


class Show(_Block):
    """What the page's picture shows."""

    at: str | None = None
    """Where: the role of a place (``way``), or words for one: ``kitchen``, ``forest``."""
    who: Words | None = None
    """The roles of those who are seen; if left out, those whom the words name outside of speech."""
    holds: dict[str, str] = {}
    """By role of a person what it holds: the role or path of a thing (``fear.shield``), or plain words."""
    things: Words = []
    """Things that stand about: paths, or plain words."""
    time: Time | str | None = None
    """When; a path, too (``fear.time``)."""
    weather: str | None = None
    """rain, snow, fog, storm, wind or clear; a path, too."""
    mood: Mood | None = None
    lit: bool | None = None
    """Whether lamps and lanterns are on; as the words tell if left out."""


class Variant(_Block):
    """One way to tell a beat."""

    text: Annotated[str, Field(min_length=1)]
    when: Words = []
    """What must hold for this variant to be chosen."""
    for_: Audiences = Field([], alias="for")
    """The audiences that it is written for; all if left out."""
    makes: Words = []
    """Facts that hold from then on, besides those of the beat."""
    show: Show | None = None
    """What differs from the beat's picture."""


def _variant(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Beat(_Block):
    """A step of the plot."""

    id: str
    what: str = ""
    """What happens, in a sentence: for whoever writes variants, and for models that tell by this plot."""
    when: Words = []
    """If given, the beat is told only where this holds."""
    needs: Words = []
    """Facts that must hold before it; the check tells where they do not."""
    makes: Words = []
    """Facts that hold after it."""
    kills: Words = []
    """Facts that no longer hold after it."""
    spare: bool = False
    """Whether a short story may leave it out."""
    show: Show = Show()
    say: Annotated[list[Annotated[Variant, BeforeValidator(_variant)]], Field(min_length=1)]


class Title(_Block):
    """A title."""

    text: str
    when: Words = []


class PlotHead(_Block):
    """What chooses a plot."""

    schema_: str = Field(alias="schema")
    about: str
    """What it is about, in a sentence or two."""
    fits: dict[str, float]
    """Evidence in the premise and its weight: ``fears(fear): 3`` fits a premise that tells of a fear, which takes the
    role ``fear``; ``alone: 1`` takes none."""
    roles: dict[str, Role]
    when: Words = []
    """What must hold of the roles, else another plot is told."""


class Plot(PlotHead):
    """A plot as its file tells it."""

    titles: Annotated[
        list[Annotated[Title, BeforeValidator(_variant)]],
        Field(min_length=1),
    ]
    beats: Annotated[list[Beat], Field(min_length=3)]
