"""Pictures in a page's picture: what somebody dreams or thinks of, draws, or sees far off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digiteller.language.grammar import frame_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.page_content import Figure, Inset, InsetSort, Thing
from digiteller.language.parsing import Tree
from digiteller.language.place_nouns import settings_of
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody
from digiteller.language.story_cast import StoryCast
from digiteller.language.storyboard import Person, portrait

_SORTS: tuple[tuple[InsetSort, Scope], ...] = (
    ("thought", Scope.THOUGHT),
    ("picture", Scope.DEPICTED),
    ("window", Scope.AFAR),
)


def find_insets(
    tree: Tree,
    mentions: Sequence[Mention],
    meant: Mapping[int, tuple[Somebody, ...]],
    present: Sequence[Somebody],
    setting: str,
    cast: StoryCast,
) -> tuple[Inset, ...]:
    """Return at most one picture in the picture: "she dreamed of a whale" a whale, thought by her."""
    found: list[Inset] = []
    for sort, scope in _SORTS:
        figures: list[Figure] = []
        things: list[Thing] = []
        place = of = ""
        for mention in mentions:
            if mention.scope is not scope or mention.pronoun:
                continue
            thinker = _thinker(tree, mention, meant)
            if sort == "thought" and (thinker is None or thinker not in present or not _is_vivid(tree, mention)):
                continue
            of = of or (cast.ids.get(thinker, "") if thinker is not None else "")
            settings = settings_of(tree, mention)[0]
            if mention.at in meant:
                figures += [portrait(cast.person(one)) for one in meant[mention.at] if one not in present]
            elif mention.person is not None and mention.person.kind != "human":
                figures.append(portrait(Person("", mention.person.kind, count=min(3, mention.count))))
            elif settings and not place and (settings[0] != "moon" or mention.role in {"on", "to", "onto"}):
                place = settings[0]
            elif mention.thing:
                things.append(Thing(mention.thing, min(3, mention.count)))
        place = "" if place == setting else place
        if place or figures or (things and sort != "window"):
            found.append(Inset(sort, of, place, tuple(figures[:2]), tuple(things[:2])))
    return tuple(found[:1])


def _thinker(tree: Tree, mention: Mention, meant: Mapping[int, tuple[Somebody, ...]]) -> Somebody | None:
    """Return who thinks of what is mentioned: in "Bea began to dream of bears" Bea."""
    for at in tree.above(mention.at):
        if tree.words[at].pos == "VERB" and tree.words[at].lemma in frame_words("thinking"):
            for subject in (*tree.children(at, "nsubj"), *tree.children(tree.words[at].head, "nsubj")):
                if subject in meant:
                    return meant[subject][0]
    return None


def _is_vivid(tree: Tree, mention: Mention) -> bool:
    """Return whether a thought is one that is shown: who dreams of a bear, not who knows one."""
    return any(tree.words[at].lemma in frame_words("vivid") for at in tree.above(mention.at))
