"""A story as plain text or Markdown: what a spec would say of it, and where each page stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from digiteller.errors import SpecError
from digiteller.language import language_detection
from digiteller.language.sentences import split_sentences
from digiteller.spec.yamlfile import YamlFile, parse_yaml, read_text

SUFFIXES = frozenset({".txt", ".md", ".markdown"})
LONGEST = 45
"""Words of a page, about 18 seconds; a longer paragraph becomes several pages, cut between sentences."""
_LONGEST_TITLE = 80
_LONGEST_PARAGRAPH = 20_000
"""Characters of a paragraph, all lines of it; longer ones were written by no person, and take long to read."""

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"(=+|-+)\s*$")
_RULE = re.compile(r"\s*([-*_]\s*){3,}$|\s*(\*\s*\*\s*\*|\* ?⁂|⁂)\s*$")
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([ <]{0,9}([^)\s>]{1,200})>?[^)]{0,200}\)")
_LINK = re.compile(r"\[([^\]]{1,200})\]\([^)]{0,300}\)")
_TAG = re.compile(r"<(?:https?://[^>]{0,300}|/?[a-zA-Z][^>]{0,300})>")
_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)(.{1,300}?)(?<=[^\s\\])\1(?!\w)")
_CODE = re.compile(r"(?<!\\)`{1,9}([^`]{0,300})`{1,9}")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>-])")
"""All of them bounded: what is longer is not meant, and looking for its end again and again would take hours."""
_ENDS = re.compile(r"[.!?…。！？:;,]['\"”’»)*_]*$")
_UNSPACED = re.compile(r"(?<=[。！？])(?![。！？…」』”’）)]|$)|(?<=[」』”])(?=[「『“])|(?<=[ก-๛]\s)(?=[ก-๛])")
"""Where a sentence ends within a row of words without spaces: after a full-width stop that closes no quotation (after a
quotation it is told who spoke), between two quotations, and in Thai, which has no stops, at a space."""


@dataclass(frozen=True)
class ProseFile(YamlFile):
    """A file of prose as the values of a spec."""

    lines: tuple[int, ...]
    """The line, from 1, at which each scene begins."""

    def line(self, location: Sequence[str | int]) -> int:
        """Return the line, from 1, of the value at ``location``."""
        if len(location) > 1 and location[0] == "scenes" and isinstance(location[1], int):
            return self.lines[location[1]]
        return super().line(location)


@dataclass
class _Block:
    """A paragraph, heading or picture."""

    line: int
    text: str
    level: int = 0
    """Of a heading: 1 for the highest; 0 for a paragraph."""
    picture: str | None = None


def read_prose(path: Path) -> ProseFile:
    """Return the story in a file as the values of a spec: a page for each paragraph, in the author's words.

    The first heading is the title; later ones are read aloud before the paragraph below them. A picture of Markdown is
    that of the page after it (of the last page, if none comes after). Front matter, as YAML between lines of ``---``,
    may hold whatever else a spec has.

    Raises:
        SpecError: the file cannot be read, its front matter is no YAML, or a paragraph does not end.
    """
    text = read_text(path)
    matter, body, first = _front_matter(path, text)
    for number, paragraph in _paragraphs(body, first):
        if (size := sum(map(len, paragraph))) > _LONGEST_PARAGRAPH:
            hint = "put an empty line between paragraphs"
            raise SpecError(f"{path}:{number}: a paragraph of {size:,} characters", hint=hint)
    markdown = path.suffix.lower() != ".txt"
    blocks = list(_markdown(body, first) if markdown else _plain(body, first))
    data = dict(matter.data) if isinstance(matter.data, dict) else {}
    if "title" not in data and blocks and blocks[0].level == 1:
        data["title"] = blocks.pop(0).text
    scenes, lines = _scenes(blocks)
    data.setdefault("language", language_detection.detect(body) or "en")
    return ProseFile(path, {**data, "scenes": scenes}, matter._root, tuple(lines))


def _front_matter(path: Path, text: str) -> tuple[YamlFile, str, int]:
    """Return the front matter, what follows it, and the line where that begins."""
    found = re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.S | re.M)
    if found is None:
        return YamlFile(path, None, None), text, 1
    # The line before it keeps the numbers of the lines right.
    return parse_yaml(path, "\n" + found.group(1)), text[found.end() :], 1 + found.group().count("\n")


def _scenes(blocks: Sequence[_Block]) -> tuple[list[dict[str, Any]], list[int]]:
    scenes: list[dict[str, Any]] = []
    lines: list[int] = []
    heading, picture = "", None
    for block in blocks:
        if block.level:
            heading = f"{heading}\n\n{_sentence(block.text)}".strip()
        elif block.picture:
            picture = block.picture
        else:
            for part in _parts(block.text):
                scenes.append({"text": f"{heading}\n\n{part}".strip()} | ({"picture_file": picture} if picture else {}))
                lines.append(block.line)
                heading, picture = "", None
    if heading:
        scenes.append({"text": heading})
        lines.append(blocks[-1].line)
    if picture and scenes:
        scenes[-1].setdefault("picture_file", picture)
    return scenes, lines


def _sentence(heading: str) -> str:
    return heading if _ENDS.search(heading) else f"{heading}."


def _parts(text: str) -> Iterator[str]:
    """Yield a paragraph in parts of whole sentences, as even as can be, none much longer than ``LONGEST`` words."""
    sentences = list(_sentences(text))
    total = sum(map(language_detection.length, sentences))
    count = ceil(total / LONGEST)
    part: list[str] = []
    done, cut = 0.0, 1
    for sentence in sentences:
        size = language_detection.length(sentence)
        if part and done + size / 2 > total * cut / count:
            yield "".join(part).strip()
            part, cut = [], cut + 1
        part.append(sentence)
        done += size
    if part:
        yield "".join(part).strip()


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph, each with the space that follows it."""
    for words in split_sentences(text):
        *before, last = _UNSPACED.split(" ".join(words))
        yield from before
        yield f"{last} "


def _paragraphs(text: str, first: int) -> Iterator[tuple[int, list[str]]]:
    """Yield what blank lines separate, with its line."""
    held: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], first):
        if line.strip():
            held.append(line)
        elif held:
            yield number - len(held), held
            held = []


def _plain(text: str, first: int) -> Iterator[_Block]:
    """Yield the blocks of plain text: a short first line that is no sentence is the title."""
    found = [(number, lines) for number, lines in _paragraphs(text, first) if not all(map(_RULE.match, lines))]
    if len(found) == 1 and len(found[0][1]) > 1 and all(_ENDS.search(line.rstrip()) for line in found[0][1][1:]):
        start, lines = found[0]  # no blank lines at all: every line is a paragraph
        found = [(start + at, [line]) for at, line in enumerate(lines)]
    for at, (number, lines) in enumerate(found):
        underlined = len(lines) == 2 and _UNDERLINE.match(lines[1])
        told = " ".join(" ".join(lines[:1] if underlined else lines).split())
        short = at == 0 and len(found) > 1 and len(told) <= _LONGEST_TITLE and not _ENDS.search(told)
        yield _Block(number, told, level=1 if short or (underlined and at == 0) else 2 if underlined else 0)


def _markdown(text: str, first: int) -> Iterator[_Block]:
    """Yield the blocks of Markdown, without its marks."""
    text = _without_comments(text)
    titled = False
    for start, lines in _paragraphs(text, first):
        held: list[str] = []
        number = start
        for at, line in enumerate([*lines, ""], start):
            heading = _HEADING.match(line.strip())
            underline = held and not heading and _UNDERLINE.match(line.strip())
            if heading or underline or not line or _RULE.match(line):
                told = _without_marks(" ".join(held))
                level = (1 if line.strip()[0] == "=" else 2) if underline else 0
                yield from _pictures(number, " ".join(held))
                if told:
                    yield _Block(number, told, _titled(level, titled))
                    titled = titled or bool(level)
                if heading and (named := _without_marks(heading.group(2))):
                    yield _Block(at, named, _titled(len(heading.group(1)), titled))
                    titled = True
                held, number = [], at + 1
            else:
                held.append(re.sub(r"^\s*(?:>\s?)*(?:[-*+]\s+|\d{1,3}[.)]\s+|```.*$)?", "", line))


def _titled(level: int, titled: bool) -> int:
    """Return the level of a heading: the first of a file is its title, and no other is."""
    return 0 if not level else 2 if titled else 1


def _pictures(number: int, text: str) -> Iterator[_Block]:
    for picture in _IMAGE.finditer(text):
        if "://" not in picture.group(1) and not picture.group(1).startswith("data:"):
            yield _Block(number, "", picture=picture.group(1))


def _without_comments(text: str) -> str:
    """Return a text without comments of HTML, each line still where it was."""
    first, *rest = text.split("<!--")
    kept = [first]
    for part in rest:
        comment, closed, after = part.partition("-->")
        kept.append("\n" * comment.count("\n") + after if closed else f"<!--{part}")
    return "".join(kept)


def _without_marks(text: str) -> str:
    """Return a line of Markdown as it is read: pictures left out, links by their text, no marks of emphasis."""
    text = _TAG.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text)))
    text = _CODE.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    return " ".join(_ESCAPED.sub(r"\1", text).split())
