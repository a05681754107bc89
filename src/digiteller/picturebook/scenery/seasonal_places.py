"""The seasons: what a place under the sky looks like in them."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.page_content import Moment, Season
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.scenery.drawings import plants, trees
from digiteller.picturebook.scenery.settings import Draw, Outdoors, Some

_WITHOUT = {"desert", "jungle", "savanna", "red planet", "moon", "space", "underwater", "cave", "vignette", "beach"}
"""Places on which the season does not show."""
_WINTER: dict[Draw, Draw] = {trees.round_tree: trees.bare_tree, trees.birch: trees.pine}
_BARE: dict[Draw, Draw] = {trees.round_tree: trees.bare_tree, trees.birch: trees.bare_tree}
_SUMMER: set[Draw] = {plants.flower, plants.mushroom, plants.fern, plants.tuft, plants.bush}
_AUTUMN_LEAVES = "#c9803f"
_GROUNDS = {"autumn": ("#a08a45", 0.42), "winter": ("#94896a", 0.6), "spring": ("#8fc25a", 0.3)}
"""Towards which colour the grass goes, and how far."""


def season_of(moment: Moment) -> Season:
    """Return the season that shows on a page; empty where none does, as under palms."""
    warm = moment.setting in _WITHOUT or moment.setting.startswith("palm ")
    return "" if warm else moment.season


def in_season(recipe: Outdoors, hand: Hand) -> Outdoors:
    """Return a place as it is in the page's season: white with bare trees, brown with fallen leaves, or in bloom."""
    if hand.snowy:
        white = replace(recipe, near="#dbe6f1", edge="#f8fbff")
        return _without(white, _SUMMER, _WINTER)
    if hand.season not in _GROUNDS:
        return recipe
    color, share = _GROUNDS[hand.season]
    if recipe.scatter or recipe.leaves:  # grass grows there
        near, edge = (css(mix(rgb(one), rgb(color), share)) for one in (recipe.near, recipe.edge))
        recipe = replace(recipe, near=near, edge=edge)
    if hand.season == "winter":
        return replace(_without(recipe, {plants.flower, plants.fern}, _BARE), leaves="")
    if hand.season == "spring":
        return recipe
    fallen: Some = (plants.fallen_leaves, 26, 0.03, 0.06)
    recipe = _without(recipe, {plants.flower}, {})
    front = tuple(one for one in recipe.front if one is not plants.flower)
    leaves = _AUTUMN_LEAVES if recipe.leaves else ""
    return replace(recipe, scatter=(*recipe.scatter, fallen) if recipe.scatter else (), front=front, leaves=leaves)


def _without(recipe: Outdoors, gone: set[Draw], instead: dict[Draw, Draw]) -> Outdoors:
    def left(some: tuple[Some, ...]) -> tuple[Some, ...]:
        return tuple((instead.get(draw, draw), count, low, high) for draw, count, low, high in some if draw not in gone)

    return replace(recipe, mid=left(recipe.mid), sides=left(recipe.sides), scatter=left(recipe.scatter))
