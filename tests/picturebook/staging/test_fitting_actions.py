"""What figures do, as their page can show it."""

from __future__ import annotations

from random import Random

import pytest

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.extents import extent_of
from digiteller.picturebook.staging.fitting_actions import fit_actions


def page(setting: str, *figures: Figure, things: tuple[Thing, ...] = ()) -> Moment:
    return Moment(setting, "day", "clear", "calm", figures, things)


def one(action: str, setting: str, *things: Thing, **told: str) -> Figure:
    """Return what becomes of somebody alone on a page who does something."""
    figure = Figure("human", id="ann", action=action, **told)  # type: ignore[arg-type]
    return fit_actions(page(setting, figure, things=things)).figures[0]


@pytest.mark.parametrize("setting", ["kitchen", "garden"])
def test_whoever_knocks_knocks_on_a_door_or_on_what_is_told(setting: str) -> None:
    assert one("knock", setting).slot == "at door"
    assert one("knock", setting, slot="at window").slot == "at window"
    assert one("knock", setting, Thing("🚪")).slot == ""


@pytest.mark.parametrize("action", ["push", "pull"])
def test_nobody_pushes_the_air(action: str) -> None:
    assert one(action, "street").action == "stand"
    assert one(action, "street", Thing("🛋")).action == action
    two = fit_actions(page("street", Figure("human", id="ann", action=action), Figure("donkey")))
    assert two.figures[0].action == action


@pytest.mark.parametrize(
    ("action", "key"), [("eat", "🍙"), ("throw", "🥖"), ("carry", "🧺"), ("play", "⚽"), ("give", "🍎")]
)
def test_what_is_told_is_what_is_taken(action: str, key: str) -> None:
    moment = fit_actions(page("park", Figure("human", action=action), things=(Thing(key, 2),)))
    assert moment.figures[0].holds == (key,)
    assert moment.things == (Thing(key),)
    assert one(action, "park").holds == ()


def test_what_somebody_holds_is_not_exchanged() -> None:
    moment = page("park", Figure("human", action="eat", holds=("🍎",)), things=(Thing("🍙"),))
    assert fit_actions(moment) == moment


def test_earth_is_dug_only_where_there_is_some() -> None:
    assert one("dig", "garden").action == "dig"
    assert one("dig", "train").action != "dig"
    assert one("dig", "ship").action != "dig"


def test_on_land_nobody_swims() -> None:
    assert one("swim", "lake").action == "swim"
    assert one("swim", "garden").action == "jump"


def test_whoever_drives_is_in_the_vehicle_of_the_page() -> None:
    driver = one("drive", "building site", Thing("🚜"))
    assert (driver.rides, driver.drives) == ("own:digger", True)
    assert one("drive", "street").action == "stand"


def test_what_is_pushed_is_before_those_who_push_it() -> None:
    moment = page(
        "street",
        Figure("human", id="ann", action="push"),
        Figure("human", id="bob", action="push"),
        things=(Thing("🛋"),),
    )
    for seed in range(4):
        actors = place_actors(moment, Canvas(960, 540), Random(seed))
        pushing = [actor for actor in actors if actor.figure]
        sofa = next(actor for actor in actors if actor.thing)
        assert len({actor.right for actor in pushing}) == 1
        away = [(sofa.x - actor.x) * (1 if actor.right else -1) for actor in pushing]
        assert min(away) > 0
        wide = extent_of(sofa).box[2] - extent_of(sofa).box[0]
        assert min(away) < wide * 1.2


def test_passengers_have_seats_and_the_conductor_stands() -> None:
    ann, conductor = Figure("human", id="ann"), Figure("human", id="ben", job="conductor")
    assert [one.slot for one in fit_actions(page("train", ann, conductor)).figures] == ["on chair", ""]
    assert [one.slot for one in fit_actions(page("kitchen", ann, conductor)).figures] == ["", ""]


@pytest.mark.parametrize("action", ["push", "pull"])
def test_what_rolls_or_is_light_needs_no_effort(action: str) -> None:
    assert one(action, "street", Thing("own:pram")).action == f"bare {action}"
    other = Figure("human", id="bob")
    assert fit_actions(page("street", Figure("human", id="ann", action=action), other)).figures[0].action == "stand"
