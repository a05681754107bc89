"""Figures on a flight of stairs: each on a step of their own, their heads on the page."""

from __future__ import annotations

from random import Random

import pytest

from digiteller.language.page_content import Figure, Moment
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.berths import bearing_in
from digiteller.picturebook.scenery.interior import FURNITURE_FOOT, furniture_height
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.shot_sizes import zoom

FLIGHTS = {room: stairs.bearing.name for room in sorted(indoors()) if (stairs := bearing_in(room, "stairs"))}
ROOMS = [room for room, drawing in FLIGHTS.items() if drawing == "staircase"]


def climbing(setting: str, *figures: Figure) -> tuple[list[Actor], Canvas]:
    moment = Moment(setting, "day", "clear", "calm", figures)
    frame = Canvas(960, 540, zoom=zoom(moment, 2))
    actors = [one for one in place_actors(moment, frame, Random(1)) if one.figure]
    return sorted(actors, key=lambda one: one.figure.name if one.figure else ""), frame


def steps(setting: str, frame: Canvas) -> list[tuple[float, float]]:
    """Return the steps: where each begins across the page, and how far down it is."""
    stairs = bearing_in(setting, "stairs")
    assert stairs
    berth, height = stairs.bearing.berths["on"], furniture_height(stairs.tall, frame)
    left, foot = frame.width * stairs.across + berth.middle * height, frame.height * FURNITURE_FOOT
    return [(left + berth.wide * height * at, foot - berth.up * height * (at + 1)) for at in range(8)]


@pytest.mark.parametrize("setting", ROOMS)
def test_two_on_stairs_stand_on_steps_and_hide_nobodys_face(setting: str) -> None:
    pair, frame = climbing(
        setting,
        Figure("girl", "A", action="walk", slot="on stairs"),
        Figure("boy", "B", action="walk", slot="on stairs"),
    )
    flight = steps(setting, frame)
    on = []
    for actor in pair:
        step = max(at for at, (left, _) in enumerate(flight) if left <= actor.x)
        assert abs(actor.y - flight[step][1]) < 0.15 * (flight[0][1] - flight[1][1])
        on.append(step)
    assert on[0] > on[1]
    faces = [extent_of(actor).at(actor.x, actor.y).face for actor in pair]
    assert faces[0]
    assert faces[1]
    assert faces[1][2] <= faces[0][0]
    assert faces[0][1] >= 0


@pytest.mark.parametrize("setting", ROOMS)
def test_somebody_on_shoulders_on_stairs_is_on_the_page(setting: str) -> None:
    everybody, _ = climbing(
        setting,
        Figure("man", "Papa", id="papa", action="carry", slot="on stairs"),
        Figure("girl", "Nino", id="nino", action="climb", slot="on stairs"),
        Figure("boy", "Luka", id="luka", action="hug", rides="papa"),
    )
    luka, nino, papa = everybody
    for actor in everybody:
        face = extent_of(actor).at(actor.x, actor.y).face
        assert face
        assert face[1] >= 0, actor
    assert papa.x < nino.x
    assert abs(luka.x - papa.x) < papa.height * 0.5


def test_whoever_is_told_to_sit_on_stairs_sits() -> None:
    (sitting,), _ = climbing("hall", Figure("girl", "A", slot="on stairs", posture="sit"))
    (standing,), _ = climbing("hall", Figure("girl", "A", slot="on stairs"))
    assert sitting.action == "ride"
    assert standing.action == "stand"


def test_three_who_sit_on_stairs_are_on_the_page() -> None:
    three, _ = climbing("stairwell", *(Figure("man", name, slot="on stairs", posture="sit") for name in "ABC"))
    faces = [extent_of(actor).at(actor.x, actor.y).face for actor in three]
    assert all(face and face[1] >= 0 for face in faces)
    assert len({actor.y for actor in three}) == 3
