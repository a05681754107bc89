"""Go through a plot's beats: which variant can be told where, and what is so afterwards."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from digiteller.writing.bindings import Bindings, condition_paths, holds
from digiteller.writing.plot_format import Beat, Plot, Variant

_RIGHT_AUDIENCE = 4
"""How much likelier a variant is that was written for just this audience."""


@dataclass(frozen=True)
class Told:
    """A beat as it will be told."""

    beat: Beat
    variant: Variant


def eligible(beat: Beat, bindings: Bindings, facts: frozenset[str]) -> list[Variant]:
    """Return the variants of a beat that fit what is bound and what is so."""
    return [
        variant
        for variant in beat.say
        if (not variant.for_ or bindings.audience in variant.for_)
        and all(holds(condition, bindings, facts) for condition in variant.when)
    ]


def is_told(beat: Beat, bindings: Bindings, facts: frozenset[str]) -> bool:
    """Tell whether a beat is part of this story."""
    return all(holds(condition, bindings, facts) for condition in beat.when)


def after(facts: frozenset[str], beat: Beat, variant: Variant) -> frozenset[str]:
    """Return what is so after a beat."""
    return (facts - set(beat.kills)) | set(beat.makes) | set(variant.makes)


def choose_variants(plot: Plot, bindings: Bindings, rng: random.Random, leave_out: frozenset[str]) -> list[Told] | None:
    """Return a variant for each beat that is told, by lot; None if a beat has none that fits."""
    facts: frozenset[str] = frozenset()
    told = []
    for beat in plot.beats:
        if beat.id in leave_out or not is_told(beat, bindings, facts):
            continue
        variants = eligible(beat, bindings, facts)
        if not variants:
            return None
        weights = [_RIGHT_AUDIENCE if variant.for_ else 1 for variant in variants]
        if not any(bindings.audience in variant.for_ for variant in variants):
            weights = [1] * len(variants)
        variant = rng.choices(variants, weights)[0]
        told.append(Told(beat, variant))
        facts = after(facts, beat, variant)
    return told


def dead_ends(plot: Plot, bindings: Bindings) -> Iterator[str]:
    """Yield what goes wrong on any way through the beats: a need that does not hold, a beat that cannot be told."""
    states: set[frozenset[str]] = {frozenset()}
    asked = [_asked(plot, number) for number in range(len(plot.beats))]
    for number, beat in enumerate(plot.beats):
        following: set[frozenset[str]] = set()
        for facts in sorted(states, key=sorted):
            if not is_told(beat, bindings, facts):
                following.add(facts)
                continue
            if missing := set(beat.needs) - facts:
                yield f"beat {beat.id}: needs {', '.join(sorted(missing))}, which no beat before it made"
            variants = eligible(beat, bindings, facts)
            if not variants:
                state = f" after {', '.join(sorted(facts))}" if facts else ""
                yield f"beat {beat.id}: no variant fits{state}"
            following |= {after(facts, beat, variant) for variant in variants}
            if beat.spare:
                following.add(facts)
        told = asked[number + 1] if number + 1 < len(asked) else frozenset()
        states = {facts & told for facts in following} or states


def _asked(plot: Plot, first: int) -> frozenset[str]:
    """Return the facts that any beat from one on asks for: what else is so makes no difference any more."""
    conditions: list[str] = []
    for beat in plot.beats[first:]:
        conditions += [*beat.needs, *beat.when, *(condition for variant in beat.say for condition in variant.when)]
    return frozenset(path for condition in conditions for path in condition_paths(condition) if "." not in path)
