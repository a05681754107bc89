"""What a language model answered on who does and says what at which words: told by the words, found in the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Literal, cast

from digiteller.language.doing import drawn_pose, drawn_poses, pose_of_verb
from digiteller.language.storyboard import Act, Line
from digiteller.language.told_acts import acted_names, gestures

_MOST = 40
"""Acts and lines of a page that are read."""
_FEW = 4
"""Words by which a quotation is found."""
_CLOSING = "\"”’'»“"
_LETTERS = re.compile(r"[^\w]+")


def find_acts(told: Any, text: str, ids: Collection[str]) -> tuple[Act, ...]:
    """Return what those with ``ids`` do on a page, in the order of its words; what names no word of it is left out."""
    words, found = _bare(text), []
    after: dict[str, int] = {}
    for one in _listed(told):
        who, verb = _text(one, "id").lower(), _bare(_text(one, "word"))
        doing, to = _act(_text(one, "doing").lower()), _text(one, "to").lower()
        way = _text(one, "way").lower()
        if who not in ids or not verb or not doing:
            continue
        at = _position(words, verb[:1], after.get(verb[0], 0))
        if at is not None:
            after[verb[0]] = at + 1
            known = cast(Literal["", "in", "out"], way if way in {"in", "out"} else "")
            found.append(Act(who, doing, at, known, to if to in ids else ""))
    return tuple(sorted(dict.fromkeys(found), key=lambda act: act.word))


def find_lines(told: Any, text: str, ids: Collection[str]) -> tuple[Line, ...]:
    """Return who says what on a page: of each quotation its first words were answered."""
    words, raw, found, after = _bare(text), text.split(), [], 0
    for one in _listed(told):
        who, begin = _text(one, "id").lower(), _bare(_text(one, "words"))[:_FEW]
        first = _position(words, begin, after) if begin else None
        if who not in ids or first is None:
            continue
        last = next((at for at in range(first, len(raw)) if raw[at].rstrip(".,;:!?…")[-1:] in _CLOSING), first)
        found.append(Line((who,), first, last))
        after = last + 1
    return tuple(found)


def _act(name: str) -> str:
    """Return a gesture or a drawn pose for what was answered, which may be a verb; empty for what shows nothing."""
    for one in (name, gestures().get(name, ""), drawn_pose(pose_of_verb(name))):
        if one in acted_names() or one in drawn_poses():
            return "" if one == "stand" else one
    return ""


def _position(words: Sequence[str], wanted: Sequence[str], after: int) -> int | None:
    """Return where words stand among others, from ``after`` on if they do there."""
    places = [at for at in range(len(words)) if list(words[at : at + len(wanted)]) == list(wanted)]
    return next((at for at in places if at >= after), places[0] if places else None)


def _bare(text: str) -> list[str]:
    return [_LETTERS.sub("", word).casefold() for word in text.split()]


def _listed(told: Any) -> list[Any]:
    return told[:_MOST] if isinstance(told, list) else []


def _text(told: Any, name: str) -> str:
    value = told.get(name) if isinstance(told, dict) else None
    return value.strip() if isinstance(value, str) else ""
