"""Hours: "at five in the morning", "nine o'clock"."""

from __future__ import annotations

import re

from digiteller.language.parsing import Tree

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


_CLOCK = {word: at for at, word in enumerate(("twelve", *_HOURS))}


def is_hour(tree: Tree, at: int) -> bool:
    """Return whether a word tells an hour: "nine o'clock", "half past six"."""
    word = tree.words[at]
    if word.low in {"o'clock", "o’clock"}:
        return True
    named = word.dep == "pobj" and (word.low in _CLOCK or re.fullmatch(r"\d{1,2}", word.low) is not None)
    return named and tree.words[word.head].low in {"at", "past", "by"} and not tree.children(at)


def hour_before_part(tree: Tree, at: int) -> int | None:
    """Return the hour before "in the morning"."""
    for one in range(max(0, at - 5), at):
        low = tree.words[one].low
        if low == "one" and one == at - 1:
            continue  # "one morning" is no hour
        if low in _CLOCK:
            return _CLOCK[low]
        if re.fullmatch(r"\d{1,2}", low):
            return int(low)
    return None


def hour_told(tree: Tree, at: int) -> int | None:
    """Return the hour that a word, or the one before it, tells: "nine o'clock"."""
    for one in (at, at - 1):
        low = tree.words[one].low if one >= 0 else ""
        if low in _CLOCK:
            return _CLOCK[low]
        if re.fullmatch(r"\d{1,2}", low):
            return int(low)
    return None


def part_of_day(tree: Tree, at: int) -> str:
    """Return the part of the day beside an hour: "at five in the morning"."""
    for one in range(at + 1, min(len(tree.words), at + 5)):
        if tree.words[one].lemma in {"morning", "afternoon", "evening", "night"}:
            return tree.words[one].lemma
    for one in range(max(0, at - 6), at):
        if tree.words[one].lemma in {"morning", "afternoon", "evening"}:
            return tree.words[one].lemma
    return ""


def time_of_hour(hour: int, part: str, before: str) -> str:
    """Return the time of day at an hour: 5 "in the morning" is dawn; without a part of the day, by the page before."""
    if part == "morning":
        return "dawn" if 4 <= hour <= 6 else "night" if hour < 4 else "day"
    if part == "afternoon":
        return "day"
    if part == "evening":
        return "dusk"
    if part == "night":
        return "night"
    if before == "night" and hour in {2, 3, 4, 5, 6}:
        return "dawn" if hour > 3 else "night"
    if before == "dusk" and hour in {7, 8, 9, 10, 11}:
        return "dusk" if hour == 7 else "night"
    return {0: "", 6: "", 7: "", 8: ""}.get(hour, "day" if hour in {9, 10, 11, 1, 2, 3, 4} else "")
