"""What somebody rides keeps the colour that the story tells of it."""

from __future__ import annotations

from digiteller.language.page_content import Thing
from digiteller.language.storyboard import Page, Person, Presence, Storyboard

_GIRL = Person("ada", name="Ada")


def shown(*pages: Page) -> list[tuple[Thing, ...]]:
    return [moment.things for moment in Storyboard((_GIRL,), pages).moments()]


def page(*things: Thing, rides: str = "") -> Page:
    return Page(("sea",), persons=(Presence("ada", rides=rides),), things=things)


def test_a_boat_is_yellow_on_the_pages_that_do_not_tell_its_colour() -> None:
    told, ridden, named = shown(
        page(Thing("own:boat", color="yellow")), page(rides="own:boat"), page(Thing("own:boat"), rides="own:boat")
    )
    assert told == ridden == named == (Thing("own:boat", color="yellow"),)


def test_of_two_colours_none_lasts() -> None:
    boats = [page(Thing("own:boat", color=color)) for color in ("yellow", "red")]
    assert shown(*boats, page(rides="own:boat"))[2] == ()


def test_what_nobody_rides_keeps_what_its_page_tells() -> None:
    assert shown(page(Thing("🍎", color="red")), page(Thing("🍎"))) == [(Thing("🍎", color="red"),), (Thing("🍎"),)]
