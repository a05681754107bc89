"""Things are where they are said to be, and take what room the figures leave."""

from __future__ import annotations

from random import Random

import pytest

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Box
from digiteller.picturebook.scenery.interior import table_place
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.extents import extent_of, shared
from digiteller.picturebook.staging.sizes import thing_height

FRAME = Canvas(960, 540)
GIRL = Figure("girl", id="ada")
CAT = Figure("cat", id="tom")


def placed(setting: str, *things: Thing, figures: tuple[Figure, ...] = (GIRL,), time: str = "day") -> list[Actor]:
    return place_actors(Moment(setting, time, "clear", "calm", figures, things), FRAME, Random(3))


def box_of(actors: list[Actor], name: str) -> Box:
    return next(extent_of(actor).at(actor.x, actor.y).box for actor in actors if actor.name == name)


def test_on_a_table_it_stands_on_its_top() -> None:
    table = table_place("kitchen", FRAME)
    assert table
    left, _, right, low = box_of(placed("kitchen", Thing("📖", relation="on", to="table")), "📖")
    assert low == pytest.approx(table[1], abs=8)
    assert table[0] - table[2] / 2 < left < right < table[0] + table[2] / 2


def test_under_a_table_it_is_below_its_top_and_within_its_width() -> None:
    table = table_place("kitchen", FRAME)
    assert table
    ball = box_of(placed("kitchen", Thing("⚽", relation="under", to="table")), "⚽")
    assert ball[1] > table[1]
    assert abs((ball[0] + ball[2]) / 2 - table[0]) < table[2] / 2


def test_on_another_thing_it_stands_on_that_even_if_named_before_it() -> None:
    actors = placed("meadow", Thing("🕯", relation="on", to="📚"), Thing("📚"))
    candle, books = box_of(actors, "🕯"), box_of(actors, "📚")
    assert candle[3] == pytest.approx(books[1], abs=4)


def test_what_is_in_a_basket_is_half_hidden_by_it() -> None:
    actors = placed("meadow", Thing("🧺"), Thing("🍎", 2, relation="in", to="🧺"))
    names = [actor.name for actor in actors]
    assert names.index("🍎") < names.index("🧺")
    apple, basket = box_of(actors, "🍎"), box_of(actors, "🧺")
    assert apple[1] < basket[1] + (basket[3] - basket[1]) * 0.4
    assert shared(apple, basket) > 0


def test_a_cat_in_a_basket_looks_over_it() -> None:
    actors = placed("meadow", Thing("🧺", relation="under", to="tom"), figures=(CAT, GIRL))
    names = [actor.name for actor in actors]
    cat = next(actor for actor in actors if actor.name == "cat")
    face = extent_of(cat).at(cat.x, cat.y).face
    assert names.index("cat") < names.index("🧺")
    assert face
    assert box_of(actors, "🧺")[1] > face[3] - 2


def test_beside_somebody_it_is_near() -> None:
    actors = placed("meadow", Thing("📦", relation="beside", to="tom"), figures=(CAT, GIRL))
    box, cat = box_of(actors, "📦"), box_of(actors, "cat")
    assert max(box[0] - cat[2], cat[0] - box[2]) < 0.05 * FRAME.width


def test_what_hangs_above_somebody_can_fly_or_hangs_from_the_ceiling() -> None:
    actors = placed("park", Thing("🎈", relation="above", to="tom"), figures=(CAT, GIRL))
    assert box_of(actors, "🎈")[3] < box_of(actors, "cat")[1]
    lamp = next(actor for actor in placed("attic", Thing("💡", relation="above", to="ada")) if actor.name == "💡")
    assert lamp.action == "hang"


def test_clothes_hang_on_their_hook_and_lie_about_nowhere() -> None:
    coat = next(actor for actor in placed("bedroom", Thing("🧥", relation="on", to="hook")) if actor.thing)
    assert coat.action == "hook"
    assert not [actor for actor in placed("bedroom", Thing("🧥"), Thing("🧣"), Thing("🎩")) if actor.thing]


def test_a_lantern_hangs_from_its_tree() -> None:
    lantern = next(actor for actor in placed("forest", Thing("🏮", relation="on", to="tree")) if actor.thing)
    assert lantern.action == "hang"


@pytest.mark.parametrize("setting", ["bedroom", "attic", "kitchen"])
def test_a_lamp_stands_on_a_table_or_hangs(setting: str) -> None:
    lamp = next(actor for actor in placed(setting, Thing("own:lantern"), time="night") if actor.thing)
    assert not lamp.ground


@pytest.mark.parametrize(
    ("setting", "key"),
    [("meadow", "🏔"), ("bedroom", "🏠"), ("bedroom", "🔥"), ("sea", "🍎"), ("meadow", "🌍"), ("kitchen", "🪐")],
)
def test_what_no_page_can_show_is_left_out(setting: str, key: str) -> None:
    assert not [actor for actor in placed(setting, Thing(key)) if actor.name == key]


@pytest.mark.parametrize(("setting", "key"), [("space", "🌍"), ("hill", "🎈"), ("mountain", "✈️"), ("sky", "🎈")])
def test_what_flies_is_in_the_air(setting: str, key: str) -> None:
    flying = next(actor for actor in placed(setting, Thing(key)) if actor.thing)
    assert extent_of(flying).at(flying.x, flying.y).box[3] < FRAME.floor
    assert not flying.ground


def test_a_car_in_a_bedroom_is_a_toy() -> None:
    assert [actor.name for actor in placed("bedroom", Thing("🚗")) if actor.thing] == ["own:toy car"]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9])
def test_several_are_a_small_group(count: int) -> None:
    apples = [actor for actor in placed("meadow", Thing("🍎", count)) if actor.name == "🍎"]
    assert len(apples) == min(count, 5)
    assert len({(round(one.x), round(one.y)) for one in apples}) == len(apples)
    assert max(one.x for one in apples) - min(one.x for one in apples) < 0.3 * FRAME.width


def test_only_the_first_three_are_drawn() -> None:
    things = tuple(Thing(key) for key in ("🍎", "📦", "⚽", "🧺", "🪣"))
    assert {actor.name for actor in placed("meadow", *things) if actor.thing} <= {"🍎", "📦", "⚽"}


@pytest.mark.parametrize("setting", ["meadow", "kitchen", "beach", "forest"])
def test_nobody_is_drawn_smaller_for_things(setting: str) -> None:
    figures = (Figure("man"), Figure("girl"), Figure("dog"), Figure("woman"))

    def heights(*things: Thing) -> dict[str, float]:
        return {one.name: one.height for one in placed(setting, *things, figures=figures) if one.figure}

    assert heights(Thing("⛺"), Thing("🧺", 5), Thing("🌳")) == heights()


def test_sizes_are_in_natures_order() -> None:
    order = [thing_height(key) for key in ("🔑", "📖", "🧺", "🪑", "🚲", "🚗", "🚌", "🌳")]
    assert order == sorted(order)
    assert order[0] > 0.08
