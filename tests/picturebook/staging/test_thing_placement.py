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
from digiteller.picturebook.staging.sizes import centimetres, thing_height
from digiteller.picturebook.staging.surfaces import surfaces_of, surfaces_on
from digiteller.picturebook.staging.wall_space import own_pictures

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


def test_small_things_lie_in_the_opening_of_their_basket() -> None:
    actors = placed("meadow", Thing("🧺"), Thing("🍎", 2, relation="in", to="🧺"))
    names = [actor.name for actor in actors]
    assert names.index("🧺") < names.index("🍎")
    apple, basket = box_of(actors, "🍎"), box_of(actors, "🧺")
    assert basket[0] < apple[0] < apple[2] < basket[2]
    assert basket[1] < apple[3] < basket[1] + (basket[3] - basket[1]) * 0.5


def test_of_what_is_larger_the_upper_half_is_seen_above_the_rim() -> None:
    actors = placed("meadow", Thing("🪣"), Thing("🧸", relation="in", to="🪣"))
    names = [actor.name for actor in actors]
    assert names.index("🧸") < names.index("🪣")
    teddy, bucket = box_of(actors, "🧸"), box_of(actors, "🪣")
    assert teddy[1] < bucket[1] < teddy[3]


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


def rest_of(actors: list[Actor], key: str) -> Actor:
    return next(actor for actor in actors if actor.thing and actor.thing.key == key)


@pytest.mark.parametrize(
    ("setting", "key", "name"),
    [
        ("kitchen", "own:kettle", "stove"),
        ("bedroom", "🫙", "shelf"),
        ("library", "📚", "shelf"),
        ("kitchen", "🪴", "window"),
        ("living room", "🕰", "fireplace"),
        ("living room", "own:cushion", "chair"),
        ("bedroom", "📖", "bed"),
        ("shop", "⚖️", "counter"),
        ("living room", "own:kettle", "stove"),
        ("kitchen", "🧸", "chair"),
        ("garden", "☕", "table"),
        ("park", "📖", "bench"),
    ],
)
def test_on_a_piece_of_furniture_it_stands_on_one_of_its_tops(setting: str, key: str, name: str) -> None:
    thing = rest_of(placed(setting, Thing(key, relation="on", to=name)), key)
    tops = [*surfaces_of(setting, FRAME, name)]
    tops += [top for piece in thing.behind for top in surfaces_on(piece, name)]
    assert [top for top in tops if abs(top.y - thing.y) < 3 and abs(top.x - thing.x) <= top.wide]
    assert not thing.ground


@pytest.mark.parametrize("setting", ["kitchen", "bedroom", "living room", "hall", "cabin", "school", "office"])
@pytest.mark.parametrize("key", ["🍎", "own:soup bowl", "✉️", "📖"])
def test_food_crockery_and_letters_are_never_on_the_floor_of_a_room(setting: str, key: str) -> None:
    assert rest_of(placed(setting, Thing(key)), key).y < 0.7 * FRAME.height


@pytest.mark.parametrize("key", ["⚽", "🧺", "own:shoes", "own:toy car"])
def test_balls_baskets_and_shoes_are_on_the_floor(key: str) -> None:
    assert rest_of(placed("kitchen", Thing(key)), key).y > 0.71 * FRAME.height


def test_pillows_lie_on_the_bed() -> None:
    pillow = rest_of(placed("bedroom", Thing("own:pillow")), "own:pillow")
    assert [top for top in surfaces_of("bedroom", FRAME, "bed") if abs(pillow.y - top.y) < 3]


def test_a_picture_hangs_on_a_free_wall() -> None:
    picture = rest_of(placed("empty room", Thing("🖼")), "🖼")
    assert picture.action == "hook"
    assert picture.y < 0.6 * FRAME.height


def test_without_a_free_wall_a_picture_hangs_instead_of_the_rooms_own() -> None:
    picture = box_of(placed("living room", Thing("🖼")), "🖼")
    assert [
        (x, y)
        for x, y, high in own_pictures("living room", FRAME)
        if picture[0] <= x - high / 2 and picture[1] <= y - high / 2 and picture[3] >= y + high / 2
    ]


def test_a_cage_that_hangs_has_its_cord() -> None:
    cage = placed("living room", Thing("own:bird cage", relation="on", to="hook"))
    assert rest_of(cage, "own:bird cage").action == "hang"


def test_long_tools_lean_behind_everybody() -> None:
    actors = placed("workshop", Thing("🧹"), Thing("own:mop"))
    for key in ("🧹", "own:mop"):
        assert rest_of(actors, key).depth > max(actor.depth for actor in actors if actor.figure)


@pytest.mark.parametrize(
    ("setting", "key"),
    [("attic", "own:chest"), ("empty room", "📦"), ("barn", "🪜"), ("street", "own:street lamp"), ("hut", "🛏")],
)
def test_what_a_place_has_is_there_once(setting: str, key: str) -> None:
    assert not [actor for actor in placed(setting, Thing(key)) if actor.thing]
    assert [actor for actor in placed("meadow", Thing(key)) if actor.thing]


def test_what_is_on_the_trunk_is_on_that_of_the_attic() -> None:
    book = rest_of(placed("attic", Thing("own:chest"), Thing("📖", relation="on", to="own:chest")), "📖")
    assert book.y < 0.65 * FRAME.height


def test_soup_stands_on_its_tray() -> None:
    actors = placed("kitchen", Thing("own:soup bowl", relation="on", to="own:tray"), Thing("own:tray"))
    names = [actor.name for actor in actors]
    soup, tray = box_of(actors, "own:soup bowl"), box_of(actors, "own:tray")
    assert names.index("own:tray") < names.index("own:soup bowl")
    assert tray[0] < (soup[0] + soup[2]) / 2 < tray[2]
    assert tray[1] < soup[3] < tray[3]


def test_a_table_that_somebody_sits_at_has_the_cake_on_it() -> None:
    actors = placed("garden", Thing("🍰"), figures=(Figure("girl", id="ada", slot="at table"),))
    tables = [
        top for actor in actors for piece in (*actor.before, *actor.behind) for top in surfaces_on(piece, "table")
    ]
    cake = rest_of(actors, "🍰")
    assert [top for top in tables if abs(top.y - cake.y) < 3]


@pytest.mark.parametrize("setting", ["kitchen", "bedroom", "living room", "meadow", "beach", "attic"])
@pytest.mark.parametrize("keys", [("🧺", "📦", "🪣"), ("🎂", "🎁", "🫖"), ("🖼", "🪞", "🕰"), ("own:piano", "🪑", "🚲")])
def test_no_two_things_overlap_and_none_hides_a_face(setting: str, keys: tuple[str, ...]) -> None:
    actors = placed(setting, *(Thing(key) for key in keys), figures=(GIRL, Figure("man", id="max"), CAT))
    boxes = [extent_of(actor).at(actor.x, actor.y).box for actor in actors if actor.thing]
    for at, one in enumerate(actors):
        face = extent_of(one).at(one.x, one.y).face if one.figure else None
        nearer = [extent_of(other).at(other.x, other.y) for other in actors[at + 1 :] if other.thing]
        assert not (face and [body for body in nearer for part in body.parts if shared(part, face) > 1])
    for at, box in enumerate(boxes):
        for other in boxes[at + 1 :]:
            small = min((one[2] - one[0]) * (one[3] - one[1]) for one in (box, other))
            assert shared(box, other) <= 0.31 * small


def test_clothes_hang_on_a_line_under_the_sky() -> None:
    assert [actor.name for actor in placed("garden", Thing("👕", 3, relation="on", to="hook")) if actor.thing] == [
        "own:washing line"
    ]
    hat = placed("garden", Thing("own:hat", relation="behind", to="tree"))
    assert "own:washing line" not in {actor.name for actor in hat}


def test_a_nest_in_a_tree_is_on_a_branch() -> None:
    nest = rest_of(placed("forest", Thing("own:nest", relation="in", to="tree")), "own:nest")
    assert nest.perched
    assert nest.y < 0.6 * FRAME.height


def test_in_a_burrow_things_are_of_the_size_of_those_who_live_there() -> None:
    mouse = (Figure("mouse", id="mo"),)
    cup = rest_of(placed("burrow", Thing("☕"), figures=mouse), "☕")
    other = rest_of(placed("kitchen", Thing("☕"), figures=mouse), "☕")
    assert cup.height < 0.7 * other.height


def test_what_a_page_is_about_is_larger_but_never_beyond_twice_its_life() -> None:
    for key in ("🍎", "📖", "🧺", "own:kettle", "own:table"):
        life = centimetres(key) / 120
        assert life <= thing_height(key) <= thing_height(key, main=True) < 2 * life
    assert thing_height("🍎", main=True) > 1.2 * thing_height("🍎")
