"""From a plot and who is in it to a told story."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from digiteller.writing.bindings import Bindings, holds
from digiteller.writing.mood_and_title import title_case
from digiteller.writing.plot_format import Plot, Show
from digiteller.writing.plot_pages import PlotPage, ToldPassage, spread
from digiteller.writing.plot_simulation import Told, choose_variants
from digiteller.writing.premise_coverage import cover
from digiteller.writing.premise_opening import PremiseOpening
from digiteller.writing.telling import Passage, Teller

_FEW = 5
"""With fewer pages than this, beats that can be spared are left out."""
_PAGE = 50
"""Words that a page is best with: a picture is then looked at for a quarter of a minute."""
_TOLD = 0.8
"""With this share of the premise's words the first beat tells it, and nothing need stand before it."""
_TELLINGS = 4
"""Choices of variants of which the first is taken whose pages come near to that."""
_NEAR = 0.2
"""How far from it is near."""


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
    body: str
    """Its words without its title, and without the premise as it stands before the first beat."""

    @property
    def text(self) -> str:
        """Return its words, with the title."""
        return " ".join([self.title, *(page.text for page in self.pages)])


def tell_plot(
    plot: Plot, bindings: Bindings, pages: int, seed: int, opening: PremiseOpening | None = None
) -> ToldStory | None:
    """Return the story, with what its premise tells before it if it would else come too late; None if no variant fits.

    Raises:
        Untellable: a slot leads nowhere.
    """
    seeds = [f"{seed}/{telling}" if telling else str(seed) for telling in range(_TELLINGS)]
    told = [_told(plot, bindings, pages, each, opening) for each in seeds]
    best = _PAGE * pages
    off = [(abs(len(story.text.split()) - best), story) for story in told if story is not None]
    near = [story for words, story in off if words <= best * _NEAR]
    return near[0] if near else min(off, default=(0, None), key=lambda one: one[0])[1]


def _told(plot: Plot, bindings: Bindings, pages: int, seed: str, opening: PremiseOpening | None) -> ToldStory | None:
    rng = random.Random(f"{seed} {plot.schema_}")
    spare = frozenset(beat.id for beat in plot.beats if beat.spare) if pages < _FEW else frozenset()
    beats = choose_variants(plot, bindings, rng, spare)
    if beats is None:
        return None
    teller = Teller(bindings, seed)
    before = _opened(opening, beats[0], teller)
    passages = [
        ToldPassage(told.beat.id, _show(told), passage)
        for told in beats
        for passage in teller.tell(told.variant.text, rng)
    ]
    body = " ".join(one.passage.text for one in passages)
    if before is not None:
        first = passages[0]
        who = first.show.who and list(dict.fromkeys([*first.show.who, *sorted(teller.opened)]))
        seen = first.show.model_copy(update={"who": who})
        passages[0] = replace(first, show=seen, passage=before.then(first.passage))
    titles = [title.text for title in plot.titles if all(holds(condition, bindings) for condition in title.when)]
    title = title_case(teller.phrase(rng.choice(titles))) if titles else plot.schema_
    paths = tuple(teller.used)
    return ToldStory(title, tuple(spread(passages, pages)), bindings, plot.schema_, tuple(beats), paths, body)


def _opened(opening: PremiseOpening | None, first: Told, teller: Teller) -> Passage | None:
    """Return the premise as the story begins with it; None where the first beat tells it."""
    told = opening.told(teller.bindings) if opening is not None else None
    if told is None or cover(told[0], first.variant.text) >= _TOLD:
        return None
    return teller.open(*told)


def _show(told: Told) -> Show:
    """Return what a variant's picture shows: the beat's, and what the variant says otherwise."""
    if told.variant.show is None:
        return told.beat.show
    return told.beat.show.model_copy(update=told.variant.show.model_dump(exclude_unset=True))
