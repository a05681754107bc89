"""Whoever rides is seen in what it rides, and nothing is drawn twice."""

from __future__ import annotations

from random import Random

import pytest

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Gradients
from digiteller.picturebook.figures.vehicles import draw_vehicle, toy_key, vehicle_height, vehicle_of, vehicles
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.extents import extent_of, shared
from digiteller.picturebook.staging.shot_sizes import zoom

ALL = {vehicle.key: vehicle for vehicle in vehicles().values()}
SEEN = [key for key, vehicle in ALL.items() if vehicle.manner in {"window", "bench", "deck"}]


def where(key: str) -> str:
    return "lake" if ALL[key].afloat else "sky" if ALL[key].flies else "road"


def ridden(key: str, *figures: Figure, size: tuple[int, int] = (960, 540)) -> list[Actor]:
    moment = Moment(where(key), "day", "clear", "calm", figures)
    return place_actors(moment, Canvas(*size, zoom=zoom(moment, 2)), Random(1))


def trio(key: str) -> tuple[Figure, ...]:
    return (
        Figure("girl", name="Ada", rides=key),
        Figure("man", name="Bo", rides=key, drives=True),
        Figure("dog", name="Rex", rides=key),
    )


@pytest.mark.parametrize("key", ALL)
def test_a_vehicle_stands_on_its_ground_and_keeps_within_its_sheet(key: str) -> None:
    left, top, right, bottom = ALL[key].box
    made = draw_vehicle(key, "", Gradients())
    assert made
    region = made[1]
    assert region[0] < left < right < region[2]
    assert region[1] < top < -40
    assert -20 < bottom < region[3]


@pytest.mark.parametrize("size", [(960, 540), (540, 960)])
@pytest.mark.parametrize("key", ALL)
def test_all_riders_are_within_their_vehicle_that_fits_into_the_page(key: str, size: tuple[int, int]) -> None:
    actors = ridden(key, *trio(key), size=size)
    hulls = [actor for actor in actors if actor.thing and vehicle_of(actor.thing.key)]
    assert {actor.action for actor in hulls} == {"behind", "before"}
    whole = extent_of(hulls[0]).at(hulls[0].x, hulls[0].y).box
    assert whole[0] > -0.05 * size[0]
    assert whole[2] < 1.05 * size[0]
    riders = [actor for actor in actors if actor.figure]
    assert {actor.name for actor in riders} == {"girl", "man", "dog"}
    for actor in riders:
        face = extent_of(actor).at(actor.x, actor.y).face
        assert face
        assert whole[0] < (face[0] + face[2]) / 2 < whole[2]
        assert actor.right == hulls[0].right


@pytest.mark.parametrize("key", SEEN)
def test_the_near_side_hides_no_face_of_those_in_it(key: str) -> None:
    actors = ridden(key, *trio(key))
    front = next(actor for actor in actors if actor.action == "before")
    side = extent_of(front).at(front.x, front.y).box
    if ALL[key].manner == "window":
        # One below the other, they have windows of their own.
        side = (side[0], max(actor.hidden_below or 0 for actor in actors), side[2], side[3])
    for actor in actors:
        face = actor.figure and extent_of(actor).at(actor.x, actor.y).face
        assert not face or not shared(side, face)


@pytest.mark.parametrize("key", [key for key in SEEN if "rocket" not in key])
def test_the_driver_is_in_the_first_seat(key: str) -> None:
    actors = ridden(key, *trio(key))
    driver = next(actor for actor in actors if actor.name == "man")
    hull = next(actor for actor in actors if actor.action == "before")
    seat = ALL[hull.thing.key if hull.thing else ""].place(0, 3)[1][0]
    unit = -hull.height / ALL[hull.name].box[1]
    face = extent_of(driver).at(driver.x, driver.y).face
    assert face
    way = 1 if hull.right else -1
    # In the only window all are side by side.
    aside = 0.35 * ALL[key].room * unit if len(ALL[key].seats + ALL[key].deck) == 1 else 0.0
    assert (face[0] + face[2]) / 2 == pytest.approx(hull.x + way * seat * unit, abs=0.03 * hull.height + aside)


def test_a_bus_is_larger_than_a_car_and_a_man_and_a_toy_is_smaller_than_a_child() -> None:
    bus, car, toy = (vehicle_height(key) or 0.0 for key in ("🚌", "🚗", toy_key("🚌")))
    assert bus > car > 1 > 2 * toy > 0


def test_passengers_are_in_the_carriage_behind_the_engine() -> None:
    alone, many = vehicle_of("🚂"), vehicle_of("🚂", 3)
    assert alone
    assert many
    assert (alone.key, many.key) == ("own:locomotive", "own:train")


def test_there_is_no_train_before_the_train_of_a_station() -> None:
    moment = Moment("station", "day", "clear", "calm", (Figure("girl", rides="🚂", action="ride"),), (Thing("🚂"),))
    actors = place_actors(moment, Canvas(960, 540), Random(1))
    assert [(actor.name, actor.action) for actor in actors] == [("girl", "stand")]


def test_in_the_air_above_the_sea_nobody_sits_in_a_boat() -> None:
    moment = Moment("sea", "day", "clear", "calm", (Figure("man", rides="✈️"),))
    names = {actor.name for actor in place_actors(moment, Canvas(960, 540), Random(1))}
    assert names == {"man", "own:aeroplane", "own:aeroplane behind"}


def test_whoever_rows_has_oars() -> None:
    crew = ridden("own:boat", Figure("man", rides="own:boat", drives=True))
    assert "own:rowing boat" in {actor.name for actor in crew}


def test_one_rides_another_by_its_id() -> None:
    moment = Moment("hill", "day", "clear", "calm", (Figure("boy", rides="horse 2"), Figure("horse", id="horse 2")))
    boy, horse = (
        next(actor for actor in place_actors(moment, Canvas(960, 540), Random(1)) if actor.name == name)
        for name in ("boy", "horse")
    )
    assert boy.y < horse.y
    assert boy.action == "ride"


@pytest.mark.parametrize("key", [key for key, one in ALL.items() if one.manner == "window" and len(one.seats) == 1])
def test_two_in_one_window_are_side_by_side(key: str) -> None:
    pair = (Figure("woman", name="A", rides=key, drives=True), Figure("man", name="B", rides=key))
    driver, other = sorted(
        (actor for actor in ridden(key, *pair) if actor.figure), key=lambda one: one.figure.name if one.figure else ""
    )
    faces = [extent_of(one).at(one.x, one.y).face for one in (driver, other)]
    assert faces[0]
    assert faces[1]
    wide = faces[1][2] - faces[1][0]
    assert abs((faces[0][0] + faces[0][2]) - (faces[1][0] + faces[1][2])) / 2 > 0.7 * wide
    assert (driver.x > other.x) == driver.right
