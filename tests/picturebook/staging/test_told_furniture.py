"""Furniture told as a thing, who carries it, whom one points at, and weight in space."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.told_furniture import settle_furniture
from digiteller.picturebook.staging.weightless import settle_weight


def page(setting: str, *figures: Figure, things: tuple[Thing, ...] = ()) -> Moment:
    return Moment(setting, "day", "clear", "calm", figures, things)


def human(name: str, action: str = "stand", **more: str) -> Figure:
    return Figure("human", name, id=name, action=action, **more)  # type: ignore[arg-type]


def placed(moment: Moment) -> dict[str, Actor]:
    actors = place_actors(moment, Canvas(960, 540), Random(1))
    return {actor.figure.id if actor.figure else actor.name: actor for actor in actors}


def test_furniture_told_is_the_rooms_own_in_its_colour() -> None:
    told = Thing("own:armchair", color="green"), Thing("☕")
    moment, dyes = settle_furniture(page("living room", human("mo"), things=told))
    assert [thing.key for thing in moment.things] == ["☕"]
    assert set(dyes) == {"armchair"}
    moment, dyes = settle_furniture(page("meadow", human("mo"), things=told))
    assert moment.things == told
    assert not dyes


def test_those_who_carry_a_piece_are_at_its_two_sides() -> None:
    figures = human("ann", "push"), human("ben", "pull")
    moment, _ = settle_furniture(page("living room", *figures, things=(Thing("own:armchair"),)))
    actors = placed(moment)
    chair = 0.84 * 960
    assert (actors["ann"].x - chair) * (actors["ben"].x - chair) < 0


def test_nobody_holds_an_armchair_in_the_hand() -> None:
    carrying = Figure("human", "ann", id="ann", action="carry", holds=("own:armchair", "🔑"), held_color="green")
    moment, _ = settle_furniture(page("meadow", carrying))
    assert (moment.figures[0].action, moment.figures[0].holds) == ("push", ("🔑",))
    assert moment.things == (Thing("own:armchair", color="green"),)
    moment, dyes = settle_furniture(page("living room", replace(carrying, holds=("own:armchair",))))
    assert moment.figures[0].slot == "beside chair"
    assert dyes


def test_who_points_points_at_the_thing() -> None:
    for x in range(4):
        moment = page("meadow", human(f"mo {x}", "point"), things=(Thing("🪁"),))
        actors = placed(moment)
        pointing, kite = actors[f"mo {x}"], actors["🪁"]
        assert pointing.right == (kite.x > pointing.x)


def test_people_float_in_a_station_only_where_it_is_told() -> None:
    eating = page("space station", human("ann", "eat", slot="at table"), human("ben", "eat", slot="at table"))
    assert settle_weight(eating).setting == "spaceship"
    swimming = page("spaceship", human("ann", "swim"))
    assert settle_weight(swimming).setting == "space station"
    assert settle_weight(page("moon", human("ann", "swim"))).setting == "moon"


def test_astronauts_have_no_helmets_indoors_unless_told() -> None:
    astronaut = human("ann", job="astronaut")
    assert settle_weight(page("spaceship", astronaut)).figures[0].wears == ("bare head",)
    assert settle_weight(page("moon", astronaut)).figures[0].wears == ()
