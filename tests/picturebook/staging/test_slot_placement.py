"""Figures in, on, at, under and behind the furniture: where it is, seen, as big as ever."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
import pytest

from digiteller.language.page_content import Figure, Moment
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.paint import flatten
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.page import draw_page
from digiteller.picturebook.scenery.berths import bearing_in, bearings, free_bearing, split_slot
from digiteller.picturebook.scenery.interior import bed_place, table_place
from digiteller.picturebook.scenery.settings import draw_named, indoors, outdoors
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.extents import extent_of, shared
from digiteller.picturebook.staging.shot_sizes import zoom

FRAMES = [(960, 540), (540, 960), (720, 720)]
SLOTS = sorted(
    {
        f"{preposition} {anchor}"
        for bearing in bearings().values()
        for preposition in bearing.berths
        for anchor in bearing.anchors
    }
)


def page(setting: str, *figures: Figure, time: str = "day") -> Moment:
    return Moment(setting, time, "clear", "calm", figures)


def placed(moment: Moment, size: tuple[int, int] = (960, 540), number: int = 2) -> list[Actor]:
    return place_actors(moment, Canvas(*size, zoom=zoom(moment, number)), Random(1))


def one(actors: list[Actor], name: str) -> Actor:
    return next(actor for actor in actors if actor.figure and actor.figure.name == name)


def test_everything_that_a_slot_names_can_be_drawn() -> None:
    for name, bearing in bearings().items():
        fronts = [berth.front for berth in bearing.berths.values() if berth.front not in {"", "self"}]
        for drawing in (name, *fronts, *(berth.chair for berth in bearing.berths.values() if berth.chair)):
            assert callable(draw_named(drawing)), drawing
        assert bearing.free or any(bearing_in(room, anchor) for room in indoors() for anchor in bearing.anchors), name


@pytest.mark.few(60)
@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("size", FRAMES)
def test_faces_in_a_slot_are_on_the_page_and_nobody_hides_them(slot: str, size: tuple[int, int]) -> None:
    for at, setting in enumerate(("bedroom", "living room", "train", "meadow", "burrow", "school")):
        kinds = ("girl", "man", "fox", "mouse", "bear")[at % 5], ("boy", "cat", "woman")[at % 3]
        moment = page(setting, Figure(kinds[0], "A", slot=slot), Figure(kinds[1], "B", slot=slot), Figure("girl", "C"))
        frame = Canvas(*size, zoom=zoom(moment, at + 1))
        actors = sorted(place_actors(moment, frame, Random(at)), key=lambda actor: -actor.depth)
        names = [actor.figure.name for actor in actors if actor.figure]
        assert sorted(names) == ["A", "B", "C"]
        for actor in actors:
            face = extent_of(actor).at(actor.x, actor.y).face
            if face:
                assert face[0] >= 0, (setting, actor)
                assert face[1] >= 0, (setting, actor)
                assert face[2] <= frame.width, (setting, actor)
                assert face[3] <= frame.caption_top + frame.height * 0.01, (setting, actor)
        stranger = actors.index(one(actors, "C"))
        for actor in actors[:stranger]:
            face = extent_of(actor).at(actor.x, actor.y).face
            front = extent_of(actors[stranger]).at(actors[stranger].x, actors[stranger].y)
            assert face is None or not any(shared(part, face) for part in front.parts), (setting, actor)


def test_whoever_is_in_a_wardrobe_is_seen_from_head_to_foot_in_its_open_doors() -> None:
    actor = one(placed(page("empty room", Figure("girl", "A", slot="in wardrobe"))), "A")
    (piece,) = actor.behind
    assert piece.drawing == "open_wardrobe"
    assert actor.hidden_below is None
    box = extent_of(actor).at(actor.x, actor.y).box
    assert piece.y - piece.height < box[1] < box[3] <= piece.y
    assert abs(actor.x - piece.x) < 0.1 * piece.height


def test_whoever_is_at_a_cupboard_is_at_the_one_with_somebody_in_it() -> None:
    actors = placed(page("kitchen", Figure("wolf", "W", slot="in cupboard"), Figure("woman", "A", slot="at cupboard")))
    wolf, woman = one(actors, "W"), one(actors, "A")
    assert 0.3 < abs(wolf.x - woman.x) / wolf.behind[0].height < 0.8


def test_whoever_stands_at_a_bed_does_not_hide_the_head_on_its_pillow() -> None:
    for room in ("cabin", "bedroom", "hospital"):
        actors = placed(
            page(room, Figure("boy", "B", action="sleep", slot="in bed"), Figure("woman", "A", slot="beside bed"))
        )
        face = extent_of(one(actors, "B")).at(one(actors, "B").x, one(actors, "B").y).face
        assert face
        woman = one(actors, "A")
        assert not any(shared(part, face) for part in extent_of(woman).at(woman.x, woman.y).parts[:2]), room


def test_two_who_carry_a_wardrobe_with_somebody_in_it_are_at_its_sides() -> None:
    carriers = [Figure("man", name, action="carry", slot="beside wardrobe") for name in ("A", "B")]
    actors = placed(page("hall", Figure("girl", "C", slot="in wardrobe"), *carriers))
    assert one(actors, "A").x < one(actors, "C").x < one(actors, "B").x
    assert one(actors, "C").depth > max(one(actors, name).depth for name in "AB")


def test_whoever_sleeps_in_a_bed_lies_there_under_its_quilt() -> None:
    moment = page("bedroom", Figure("girl", "Ida", action="sleep", slot="in bed"))
    frame = Canvas(960, 540, zoom=zoom(moment, 2))
    bed = bed_place("bedroom", frame)
    assert bed
    girl = one(placed(moment), "Ida")
    face = extent_of(girl).at(girl.x, girl.y).face
    assert face
    assert girl.action == "sleep"
    assert bed[0] - bed[2] / 2 < (face[0] + face[2]) / 2 < bed[0]
    assert [piece.drawing for piece in girl.before] == ["quilt"]
    names = [layer.name for layer in draw_page(Troupe(5), moment, 2, (320, 180), 3).layers]
    assert names.index("girl") + 1 == names.index("quilt")


@pytest.mark.parametrize("setting", ["bedroom", "living room"])
def test_a_cat_lies_on_the_bed_of_its_child(setting: str) -> None:
    girl = Figure("girl", "Ida", action="sleep", slot="in bed")
    actors = placed(page(setting, Figure("cat", "Tom", action="sleep", slot="on bed"), girl))
    order = sorted(actors, key=lambda actor: -actor.depth)
    assert [actor.name for actor in order] == ["girl", "cat"]
    assert [piece.drawing for actor in order for piece in actor.behind] == ["bed"] * (setting == "living room")
    assert one(actors, "Ida").height > 150
    assert abs(one(actors, "Ida").x - one(actors, "Tom").x) < 300


def test_whoever_is_awake_in_bed_sits_up() -> None:
    girl = one(placed(page("bedroom", Figure("girl", "Ida", action="read", slot="in bed"))), "Ida")
    assert girl.action == "read"
    assert girl.hidden_below is not None


def test_all_who_sit_up_in_a_bed_are_in_it() -> None:
    moment = page("bedroom", *[Figure(kind, kind, slot="in bed") for kind in ("girl", "boy", "cat")])
    bed = bed_place("bedroom", Canvas(960, 540, zoom=zoom(moment, 2)))
    assert bed
    assert all(abs(actor.x - bed[0]) < bed[2] / 2 for actor in placed(moment))


def test_one_is_in_a_tree_and_another_under_one() -> None:
    actors = placed(page("meadow", Figure("girl", "Ida", slot="in tree"), Figure("boy", "Tom", slot="under tree")))
    assert [piece.drawing for piece in one(actors, "Tom").behind] == ["tree_near"]
    assert one(actors, "Ida").perched


def test_three_share_a_table_side_by_side_and_it_hides_their_legs() -> None:
    at_table = [Figure(kind, kind, slot="at table") for kind in ("girl", "boy", "fox")]
    moment = page("kitchen", *at_table)
    frame = Canvas(960, 540, zoom=zoom(moment, 2))
    table = table_place("kitchen", frame)
    assert table
    seated = sorted((actor for actor in placed(moment) if actor.figure), key=lambda actor: actor.x)
    for actor in seated:
        face = extent_of(actor).at(actor.x, actor.y).face
        assert face
        assert face[3] < table[1], actor
        assert actor.hidden_below
        assert table[1] < actor.hidden_below < frame.height * 0.71
    faces = [extent_of(actor).at(actor.x, actor.y).face or (0, 0, 0, 0) for actor in seated]
    assert faces[0][2] <= faces[1][0] + 2
    assert faces[1][2] <= faces[2][0] + 2
    order = placed(moment)
    assert [piece.drawing for piece in order[-1].before] == ["table"]
    assert not any(actor.before for actor in order[:-1])


@pytest.mark.parametrize("slot", ["at table", "in bed", "on sofa", "under tree", "on wall", "at window", "in hole"])
def test_nobody_shrinks_for_a_slot(slot: str) -> None:
    for setting in ("kitchen", "bedroom", "meadow"):
        others = (Figure("man", "M"),)
        free, slotted = (
            one(placed(page(setting, Figure("girl", "A", slot=where), *others)), "A").height for where in ("", slot)
        )
        assert slotted >= 0.9 * free, setting


def test_seated_people_are_on_their_seats() -> None:
    for setting, slot in (
        ("park", "on bench"),
        ("living room", "on sofa"),
        ("village", "on wall"),
        ("train", "on bench"),
    ):
        girl = one(placed(page(setting, Figure("girl", "A", slot=slot))), "A")
        preposition, anchor = split_slot(slot)
        bearing = free_bearing(setting, anchor)
        own = bearing_in(setting, anchor)
        assert own or bearing
        if own is None and bearing:
            piece = girl.behind[0]
            seat = piece.y - bearing.berths[preposition].up * piece.height
            assert abs(girl.y - seat) < 0.1 * girl.height
            assert abs(girl.x - piece.x) < piece.height * 1.5
        assert girl.action == "ride"
        assert not girl.ground


@pytest.mark.parametrize("slot", ["at wall", "on roof", "in spoon", "bed", "on", "at gate", "in tree"])
def test_a_slot_that_a_room_cannot_have_is_ignored(slot: str) -> None:
    free, slotted = (
        one(placed(page("kitchen", Figure("girl", "A", slot=where), Figure("man", "B"))), "B") for where in ("", slot)
    )
    assert (slotted.x, slotted.y, slotted.height) == (free.x, free.y, free.height)


@pytest.mark.parametrize("setting", ["space", "underwater", "sky"])
def test_where_there_is_no_ground_nobody_sits(setting: str) -> None:
    assert not one(placed(page(setting, Figure("girl", "A", slot="on bench"))), "A").behind


@pytest.mark.parametrize("setting", ["pond", "swimming pool", "lake", "river"])
def test_whoever_is_in_the_water_swims(setting: str) -> None:
    assert one(placed(page(setting, Figure("girl", "A", slot="in water"))), "A").afloat


def test_what_is_hidden_is_not_drawn_and_the_front_is_before_it() -> None:
    moment = page("bathroom", Figure("boy", "Tom", slot="in bath"))
    boy = one(placed(moment, (640, 360)), "Tom")
    layers = draw_page(Troupe(5), moment, 2, (640, 360), 3).layers
    layer = next(layer for layer in layers if layer.name == "boy")
    same = one(place_actors(moment, Canvas(640, 360, zoom=zoom(moment, 2)), Random(3 ^ 2)), "Tom")
    assert boy.hidden_below == same.hidden_below
    assert same.hidden_below is not None
    assert layer.y + layer.image.shape[0] <= same.hidden_below + 1
    tub = layers[[layer.name for layer in layers].index("boy") + 1]
    assert tub.name == "bathtub"
    assert tub.y < layer.y + layer.image.shape[0]


@pytest.mark.parametrize("time", ["day", "night"])
def test_the_front_of_a_bed_has_the_bed_s_colours(time: str) -> None:
    """By day and in the dusk of an evening's room."""
    size = (640, 360)
    moment = page("dining room", Figure("boy", "Tom", slot="at table"), time=time)
    layers = draw_page(Troupe(5), moment, 2, size, 3).layers
    table = next(layer for layer in layers if layer.name == "long_table")
    after = flatten(layers, size)
    without = flatten([layer for layer in layers if layer.name not in {"long_table", "stool", "boy"}], size)
    y, x = table.y + table.image.shape[0] - 14, table.x + 10
    part = np.s_[y : y + 8, max(0, x) : x + 12]
    assert np.abs(after[part].astype(int) - without[part]).mean() < 14


def test_every_place_takes_slots_at_any_time() -> None:
    for setting, slot in product([*indoors(), *outdoors()], ("on chair", "in hole", "at table")):
        assert len([actor for actor in placed(page(setting, Figure("girl", "A", slot=slot))) if actor.figure]) == 1


def faces_free(moment: Moment) -> bool:
    """Whether no face of a page is behind somebody who is drawn after it."""
    actors = [actor for actor in placed(moment) if actor.figure]
    bodies = [extent_of(actor).at(actor.x, actor.y) for actor in actors]
    return not any(
        body.face and other.face and shared(body.face, other.face)
        for at, body in enumerate(bodies)
        for other in bodies[at + 1 :]
    )


@pytest.mark.parametrize(
    ("setting", "slots"),
    [
        ("train", ("at table", "at table", "at window", "on chair")),
        ("train", ("on chair", "on chair", "on chair", "on chair")),
        ("hospital", ("in bed", "on bed", "beside bed")),
        ("hospital", ("in bed", "in bed", "in door", "beside window")),
        ("kitchen", ("at table", "at table", "at table", "at window")),
        ("living room", ("on chair", "on chair", "at window", "beside window")),
        ("bunk room", ("in bed", "in bed", "beside bed")),
    ],
)
def test_several_at_one_piece_do_not_hide_each_others_faces(setting: str, slots: tuple[str, ...]) -> None:
    figures = [
        Figure("human", f"p{at}", id=f"p{at}", age="child" if at % 2 else "adult", slot=slot, posture=posture)
        for at, slot in enumerate(slots)
        for posture in [("sit" if slot.split()[0] in {"on", "at"} else "")]
    ]
    assert faces_free(page(setting, *figures))  # type: ignore[arg-type]


def test_each_patient_has_a_bed() -> None:
    actors = placed(page("hospital", human_in("a", "in bed"), human_in("b", "on bed")))
    assert abs(one(actors, "a").x - one(actors, "b").x) > 0.3 * 960


def human_in(name: str, slot: str) -> Figure:
    return Figure("human", name, id=name, age="child", slot=slot)


def test_a_bird_at_the_window_is_on_its_sill() -> None:
    actors = placed(page("hospital", human_in("a", "in bed"), Figure("pigeon", "b", id="b", slot="at window")))
    pigeon = one(actors, "b")
    assert pigeon.y < 0.6 * 540
    assert not pigeon.ground


def test_a_bee_on_somebody_is_on_the_shoulder_before_them() -> None:
    actors = placed(page("meadow", human_in("a", ""), Figure("bee", "b", id="b", rides="a", small=True)))
    assert [actor.name for actor in actors].index("bee") > [actor.name for actor in actors].index("human")


def test_beside_a_pond_no_second_water_is_put() -> None:
    beside = Figure("human", "a", id="a", slot="beside water")
    assert not any(piece for actor in placed(page("pond", beside)) for piece in (*actor.behind, *actor.before))
    assert any(piece for actor in placed(page("meadow", beside)) for piece in (*actor.behind, *actor.before))
