"""What every page shows: who, where, when, in which weather, doing what, with which things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digiteller.picturebook.holding import possessions, who
from digiteller.picturebook.moment import Figure, Moment
from digiteller.picturebook.names import named
from digiteller.picturebook.people import figures_of, met
from digiteller.picturebook.reading import Found, read, undrawable
from digiteller.picturebook.vocabulary import Vocabulary, vocabulary
from digiteller.story import Scene


def understand(scenes: Sequence[Scene]) -> tuple[Moment, ...]:
    """Return what each scene shows; what a scene does not say is taken from the scenes before it."""
    known = vocabulary()
    names = named(scenes)
    moments: list[Moment] = []
    cast: list[Figure] = []
    owned: dict[str, str] = {}
    lit = not any(_OUT.search(scene.text) for scene in scenes)
    for scene in scenes:
        picture, text = (read(said, known, names) for said in (scene.picture, scene.text))
        before = moments[-1] if moments else Moment("meadow", "day", "clear", scene.mood)
        setting = _setting(picture, known) or _setting(text, known) or before.setting
        moved = setting != before.setting
        weather = _last(picture.weathers) or _last(text.weathers) or ("clear" if moved else before.weather)
        time = _time(picture) or _time(text) or before.time
        figures = figures_of(picture, text, cast)
        cast = met(cast, figures)
        things, figures = possessions(picture, text, figures, owned)
        owned |= {who(figure): figure.holds[0] for figure in figures if figure.holds}
        lit = _lit(f"{scene.text} {scene.picture}", lit)
        moments.append(
            Moment(setting, time, weather, scene.mood, figures, things, lit, missing=undrawable(scene, known, names))
        )
    return tuple(moments)


_OUT = re.compile(
    r"lost (its|his|her|the) light|went out|gone out|no longer sh|no light|unlit|lantern (was|is) dark", re.I
)


_IN = re.compile(
    r"\b(shone|glow\w*|lit|blaz\w+|shining|shines)\b|fill\w* .{0,24}light|light (came|come)s? back"
    r"|\b(made|helped) (the|his|her|it|its)\b.{0,20}\bshine"
    r"|\b(light of|bright light (of|in)) (the|his|her|its) (lantern|lamp)"
    r"|^(at last|finally)\b.{0,60}\b(shine|shining|light)\b",
    re.I,
)


def _lit(said: str, before: bool) -> bool:
    """Return whether lanterns shine after ``said``."""
    if out := _OUT.search(said):
        return bool(_IN.search(said, out.end()))
    return before or bool(_IN.search(said))


def _setting(found: Found, known: Vocabulary) -> str:
    """Return where a text is set: strong settings outrank others, the one named first wins, the sky is the last."""
    values = [value for _, value in found.settings]
    strong = [value for value in values if value in known.strong]
    if strong and not (strong[0] == "living room" and len(set(values)) > 1):
        return strong[0]
    return next((value for value in values if value != "sky"), values[0] if values else "")


def _time(found: Found) -> str:
    """Return the time of day; a word for the night outranks "morning" only if no dawn is meant."""
    for time in ("dawn", "dusk"):
        if time in found.times:
            return time
    return found.times[-1] if found.times else ""


def _last(values: list[str]) -> str:
    return values[-1] if values else ""
