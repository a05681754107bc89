"""From a plot and who is in it to a told story."""

from __future__ import annotations

import random
from dataclasses import dataclass

from digiteller.writing.bindings import Bindings, holds
from digiteller.writing.mood_and_title import title_case
from digiteller.writing.plot_format import Plot, Show
from digiteller.writing.plot_pages import PlotPage, ToldPassage, spread
from digiteller.writing.plot_simulation import Told, choose_variants
from digiteller.writing.telling import Teller

_FEW = 5
"""With fewer pages than this, beats that can be spared are left out."""
_PAGE = 50
"""Words that a page is best with: a picture is then looked at for a quarter of a minute."""
_TELLINGS = 4
"""Choices of variants of which the one is taken whose pages come nearest to that."""


@dataclass(frozen=True)
class ToldStory:
    """A story as a plot tells it."""

    title: str
    pages: tuple[PlotPage, ...]
    bindings: Bindings
    plot: str
    beats: tuple[Told, ...]
    used: tuple[str, ...]
    """The paths of all slots, in the order in which they were first told."""

    @property
    def text(self) -> str:
        """Return its words, with the title."""
        return " ".join([self.title, *(page.text for page in self.pages)])


def tell_plot(plot: Plot, bindings: Bindings, pages: int, seed: int) -> ToldStory | None:
    """Return the story; None if a beat has no variant that fits.

    Raises:
        Untellable: a slot leads nowhere.
    """
    told = [_told(plot, bindings, pages, f"{seed}/{telling}" if telling else str(seed)) for telling in range(_TELLINGS)]
    return min(filter(None, told), default=None, key=lambda story: abs(len(story.text.split()) - _PAGE * pages))


def _told(plot: Plot, bindings: Bindings, pages: int, seed: str) -> ToldStory | None:
    rng = random.Random(f"{seed} {plot.schema_}")
    spare = frozenset(beat.id for beat in plot.beats if beat.spare) if pages < _FEW else frozenset()
    beats = choose_variants(plot, bindings, rng, spare)
    if beats is None:
        return None
    teller = Teller(bindings, seed)
    passages = [
        ToldPassage(told.beat.id, _show(told), passage)
        for told in beats
        for passage in teller.tell(told.variant.text, rng)
    ]
    titles = [title.text for title in plot.titles if all(holds(condition, bindings) for condition in title.when)]
    title = title_case(teller.phrase(rng.choice(titles))) if titles else plot.schema_
    return ToldStory(title, tuple(spread(passages, pages)), bindings, plot.schema_, tuple(beats), tuple(teller.used))


def _show(told: Told) -> Show:
    """Return what a variant's picture shows: the beat's, and what the variant says otherwise."""
    if told.variant.show is None:
        return told.beat.show
    return told.beat.show.model_copy(update=told.variant.show.model_dump(exclude_unset=True))
