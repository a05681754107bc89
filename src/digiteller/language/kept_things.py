"""The things that a page shows because the one before does: furniture, and what is the story's own."""

from __future__ import annotations

from collections.abc import Collection

from digiteller.language.page_content import Thing
from digiteller.language.page_things import Surroundings, furniture
from digiteller.language.presence import anchors
from digiteller.language.senses import senses
from digiteller.language.vocabulary import vocabulary

_OFTEN = 4
"""On so many pages a story has a noun for what is its own."""


def kept_from_before(story: Surroundings, shown: Collection[str], excluded: Collection[str]) -> list[Thing]:
    """Return the thing that the page before shows, and that is still there though no noun says so.

    It is furniture, or what the story tells of again and again.
    """
    nouns = [noun for noun in furniture() if story.often.get(noun, 0) > 2 and anchors().get(noun) not in story.slots]
    nouns += [noun for noun, pages in story.often.items() if pages >= _OFTEN and noun not in anchors()]
    standing = {key for noun in nouns for key in _drawings(noun)}
    left = [one for one in story.before if one.key not in {*shown, *excluded}]
    kept = [one for one in left if one.key in standing]
    return kept[:1]


def _drawings(noun: str) -> list[str]:
    """Return all that a noun may be drawn as."""
    props = [value for sort, value in vocabulary().phrases.get(tuple(noun.split()), ()) if sort == "prop"]
    return props + [sense.draw for sense in senses().get(noun, ())]
