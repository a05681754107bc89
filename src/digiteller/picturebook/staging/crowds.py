"""Crowds: more than a few of a kind stand behind the others, in rows that overlap, no two alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from digiteller.language.page_content import Age, Figure, Moment, Sex
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.figures.species import is_person
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.ground import floor_band
from digiteller.picturebook.staging.individuals import is_crowd, units

_MOST = 24
"""More than these nobody counts."""
_FILLING = 7
"""From so many on a crowd fills the back of its page."""
_DEPTH = 1.06
_ROW_SIZES = (0.8, 0.7, 0.61)
"""Of the rows, the nearest first, beside those who stand before them."""
_SEXES: tuple[Sex, ...] = ("female", "male")
_AGES: tuple[Age, ...] = ("adult", "adult", "child", "adult", "old", "adult", "child", "adult")
_HUMANS = {"human", "man", "woman", "child"}
"""Kinds of people of whom the story may mean any."""


def place_crowds(moment: Moment, figures: Sequence[Party], frame: Canvas, child: float, random: Random) -> list[Party]:
    """Return the crowds of a page, each in its part of the back."""
    crowds = [figure for figure in moment.figures if is_crowd(figure, moment)]
    alone = not figures
    found = []
    for at, figure in enumerate(crowds):
        left, right = at / len(crowds), (at + 1) / len(crowds)
        if figure.count < _FILLING:
            middle = _gap(figures, frame) if len(crowds) == 1 else (left + right) / 2
            half = 0.06 * figure.count
            left, right = max(0.04, middle - half), min(0.96, middle + half)
        found.append(_crowd(figure, moment, (left, right), figures, frame, child * (1.2 if alone else 1.0), random))
    return found


def _gap(figures: Sequence[Party], frame: Canvas) -> float:
    """Return the middle of the widest gap between the figures, in shares of the page's width."""
    edges = sorted(party.lead.x / frame.width for party in figures)
    if not edges:
        return 0.5
    gaps = [(right - left, (left + right) / 2) for left, right in zip([0.0, *edges], [*edges, 1.0], strict=True)]
    return min(0.76, max(0.24, max(gaps)[1]))


def _crowd(
    figure: Figure,
    moment: Moment,
    span: tuple[float, float],
    figures: Sequence[Party],
    frame: Canvas,
    child: float,
    random: Random,
) -> Party:
    """Return the rows of a crowd between two shares of the page's width, back to front."""
    count = min(figure.count, _MOST)
    focus = figures[0].lead.x if figures else frame.width / 2
    rows = _rows(count)
    placed: list[Actor] = []
    at = 0
    for row, many in enumerate(rows):
        step = (span[1] - span[0]) / many
        for column in range(many):
            # The rows are staggered, so that heads are seen between heads.
            share = column + 0.5 + (0.22 if row % 2 else -0.22) + random.uniform(-0.16, 0.16)
            x = frame.width * (span[0] + step * min(many - 0.3, max(0.3, share)))
            placed.append(_member(figure, at, row, x, focus, moment, frame, child, random))
            at += 1
    return Party(tuple(sorted(placed, key=lambda one: one.y)), anchor=0, rank=0, fixed=True, loose=True)


def _rows(count: int) -> tuple[int, ...]:
    """Return how many stand in each row, the nearest first."""
    rows = 2 if count <= 14 else 3
    sizes = [count // rows + (1 if row < count % rows else 0) for row in range(rows)]
    return tuple(size for size in sizes if size)


def _member(
    figure: Figure,
    at: int,
    row: int,
    x: float,
    focus: float,
    moment: Moment,
    frame: Canvas,
    child: float,
    random: Random,
) -> Actor:
    one = _varied(figure, at)
    far, near = floor_band(moment.setting, frame)
    size = child * _ROW_SIZES[row] * random.uniform(0.93, 1.07)
    height = max(units(one) * size, frame.size * 0.06)
    high = -extent_of(Actor(figure.kind, 0, 0, height, True, one, action=one.action)).box[1]
    low = far + (near - far) * 0.2 - row * 0.42 * high + frame.height * random.uniform(-0.008, 0.008)
    floor = frame.height * 0.672 if moment.setting in indoors() else frame.horizon + frame.height * 0.05
    right = x < focus if is_person(figure) or random.random() < 0.6 else x >= focus
    return Actor(
        figure.kind,
        x,
        max(low, floor + row * -0.01 * frame.height),
        height,
        right,
        one,
        action=one.action,
        depth=_DEPTH,
    )


def _varied(figure: Figure, at: int) -> Figure:
    """Return one of a crowd: of other looks, and of another sex and age where the story tells of none."""
    name = f"{figure.name or figure.kind} {at}" if is_person(figure) else figure.name
    action = "look" if figure.action == "stand" and at % 3 == 1 else figure.action
    one = replace(figure, name=name, id=f"{figure.id or figure.kind} {at}", count=1, holds=(), action=action)
    if figure.kind not in _HUMANS:
        return replace(one, small=figure.small or (not is_person(figure) and at % 5 == 4))
    sex, age = figure.sex or _SEXES[(at * 7 // 3) % 2], figure.age or _AGES[at % len(_AGES)]
    return replace(one, sex=sex, age=age)
