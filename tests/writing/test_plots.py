"""All plots of the library: causes hold, slots are filled, and what comes out can be read aloud."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from digiteller.errors import SpecError
from digiteller.writing import plot_faults
from digiteller.writing.knowledge import knowledge, read_knowledge
from digiteller.writing.plot_files import plot_paths, read_checked, read_head
from digiteller.writing.plot_format import Plot
from digiteller.writing.plot_pages import spread
from digiteller.writing.plot_simulation import dead_ends
from digiteller.writing.plot_telling import tell_plot
from digiteller.writing.role_binding import bind_roles

PATHS = plot_paths()
SMALL = """
schema: small
about: Somebody goes out and comes back.
fits: {fears: 1}
roles: {hero: {person: being}}
titles: [Out]
beats:
- {id: out, makes: [out], say: ["{hero} went out."]}
- {id: far, needs: [out], say: ["{hero} went on. // {hero.they} went far. Very far."]}
- {id: back, say: ["{hero} came back."]}
"""


def small(tmp_path: Path, old: str = "", new: str = "") -> Path:
    assert old in SMALL
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace(old, new) if old else SMALL, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_plot_is_well_formed(path: Path) -> None:
    plot = read_checked(path)
    assert list(plot_faults.form_faults(plot)) == []
    assert read_head(path).fits == plot.fits


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_plot_makes_sense_with_all_that_is_known(path: Path) -> None:
    plot = read_checked(path)
    assert list(plot_faults.simulation_faults(plot, knowledge(), tries=6)) == []
    assert list(plot_faults.check_told(plot, knowledge(), 5)) == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("pages", [3, 12])
def test_a_plot_can_be_told_on_few_and_on_many_pages(path: Path, pages: int) -> None:
    plot = read_checked(path)
    bindings = bind_roles(plot, knowledge(), random.Random(3))
    assert bindings is not None
    story = tell_plot(plot, bindings, pages, 3)
    assert story is not None
    assert len(story.pages) == pages
    assert all(page.text for page in story.pages)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("{hero} came back", "{heroine} came back", "there is no role 'heroine'"),
        ("{hero} came back", "a {hero} came back", "knows a from an"),
        ("{hero} came back", "{hero came back", "does not end well"),
        ("{hero} came back", "Once upon a time {hero} came back", "worn out"),
        ("{hero} came back", "<her go: she> came back", "marks begin with a role"),
        ("fits: {fears: 1}", "fits: {fear: 1}", "there is no feature 'fear'"),
        ("{id: back,", "{id: back, when: [met],", "neither a role nor a fact"),
    ],
)
def test_what_is_wrong_with_a_line_is_told(tmp_path: Path, old: str, new: str, fault: str) -> None:
    plot = read_checked(small(tmp_path, old, new))
    assert fault in " ".join(plot_faults.form_faults(plot))


def test_a_slot_that_is_never_filled_is_told(tmp_path: Path) -> None:
    plot = read_checked(small(tmp_path, "{hero} came back", "{hero.wings} came back"))
    assert "beat back, variant 1: {hero.wings}: there is no form 'wings'" in " ".join(
        plot_faults.simulation_faults(plot, knowledge(), 1)
    )


def _dead_ends(plot: Plot) -> str:
    bindings = bind_roles(plot, knowledge(), random.Random(1))
    assert bindings is not None
    return " ".join(dead_ends(plot, bindings))


def test_a_need_that_nothing_met_is_told(tmp_path: Path) -> None:
    assert _dead_ends(read_checked(small(tmp_path))) == ""
    assert "needs out" in _dead_ends(read_checked(small(tmp_path, "makes: [out]", "kills: [out]")))


def test_a_beat_without_a_variant_is_told(tmp_path: Path) -> None:
    never = 'say: [{text: "{hero} came back.", when: [not out]}]'
    assert "no variant fits" in _dead_ends(read_checked(small(tmp_path, 'say: ["{hero} came back."]', never)))


def test_what_comes_from_nowhere_is_told(tmp_path: Path) -> None:
    path = small(tmp_path, "roles: {hero: {person: being}}", "roles: {hero: {person: being}, owl: {person: being}}")
    path.write_text(path.read_text(encoding="utf-8").replace("{hero} came back", "{hero} met {owl}"), encoding="utf-8")
    assert "comes from nowhere" in " ".join(plot_faults.check_told(read_checked(path), knowledge(), 1))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("id: far, needs", "id: far, nedes", "small.yaml:9: beats.2.nedes: unknown key; allowed here:"),
        ("schema: small", "schema: big", "should be called as its file"),
    ],
)
def test_a_mistake_in_a_file_has_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    with pytest.raises(SpecError) as error:
        read_checked(small(tmp_path, old, new))
    assert fault in str(error.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("type: pet\nfields: {noun: noun, food: noun}\nentries: {cat: {noun: cat}}", "pet cat: lacks food"),
        ("type: pet\nfields: {noun: noun}\nentries: {cat: {noun: cat, fur: red}}", "fur: unknown key"),
        ("type: pet\nfields: {noun: noun}\nentries: {cat: {is: dog}}", "there is no pet called 'dog'"),
        ("type: pet\nentries: {cat: {noun: cat}}", "no file says which fields"),
        ("type: pet\nfields: {noun: noun}\nentries: {cat: {noun: on}}", "put it in quotes"),
    ],
)
def test_a_mistake_in_knowledge_is_told(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "pets.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as error:
        read_knowledge([path])
    assert fault in str(error.value)


def test_pages_end_between_beats_where_they_can(tmp_path: Path) -> None:
    plot = read_checked(small(tmp_path))
    bindings = bind_roles(plot, knowledge(), random.Random(1))
    assert bindings is not None
    for pages, cuts in [(3, 0), (4, 1), (5, 2)]:
        story = tell_plot(plot, bindings, pages, 1)
        assert story is not None
        parts = [one for page in story.pages for one in page.passages]
        assert len(spread(parts, pages)) == pages
        beats = [page.passages[-1].beat for page in story.pages]
        assert len(beats) - len(set(beats)) == cuts
