from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
import yaml

from digiteller.errors import SpecError
from digiteller.language.storyboard import SceneHints
from digiteller.models.registry import load_registry
from digiteller.options import RenderOptions
from digiteller.spec.hints import story_hints, with_looks
from digiteller.spec.schema import Spec, dump_spec, json_schema, load_spec, own_files, with_files

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*.yaml"))


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "s.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.few(20)
@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("premise: a\ncolour: 1\n", 2, "colour: unknown key; allowed here: title, premise"),
        ("premise: a\nrender:\n  widht: 3\n", 3, "render.widht: unknown key; allowed here: width, height"),
        ("scenes:\n  - text: a\n    colour: 3\n", 3, "scenes.1.colour: unknown key; allowed here: text, picture"),
        ("premise: 3\n", 1, "premise: this must be text; put it in quotes"),
        ("premise: a\nrender:\n  fps: fast\n", 3, "render.fps: this should be a valid integer"),
        ("premise: a\nrender: 3\n", 2, "render: this should be a block of keys and values"),
        ("premise: a\nrender: {width: 321, height: 181}\n", 1, "width and height must be even"),
        ("premise: a\nrender: {format: vp9, encoder: amf}\n", 1, "vp9 can be encoded by: software, qsv, vaapi"),
        ("premise: a\nrender: {format: mpeg2}\n", 2, "render.format: this should be 'h264', 'hevc', 'av1'"),
        ("premise: ''\n", 1, "premise: "),
        ("premise: '  '\n", 1, "premise: this must not be empty"),
        ("premise: a\nscenes: 0\n", 2, "scenes: this should be greater than or equal to 1"),
        ("premise: a\nscenes: 1000\n", 2, "scenes: this should be less than or equal to 200"),
        ("premise: a\nscenes: []\n", 2, "at least 1 item"),
        ("premise: a\nscenes: true\n", 2, "scenes: this should be a number of scenes, or a list of them"),
        ("premise: a\nseed: -1\n", 2, "seed: this should be greater than or equal to 0"),
        ("premise: a\nnarrate: {speed: .nan}\n", 2, "narrate.speed"),
        ("scenes:\n  - text: a\n    mood: odd\n", 3, "scenes.1.mood: this should be 'calm', 'happy'"),
        ("scenes:\n  - text: a\n  - mood: sad\n", 1, "give a premise, or a text for every scene"),
        ("", 1, "give a premise"),
        ("- a\n- b\n", 1, "a block of keys and values"),
        ("premise: a\npremise: b\n", 2, "'premise' is given twice"),
        ("premise: [a\n", 2, "not valid YAML"),
        ("premise: a\0b\n", 1, "control character (U+0000)"),
        ("premise: !!python/object/apply:os.system ['true']\n", 1, "not valid YAML"),
        ("premise: !!timestamp x\n", 1, "not valid YAML"),
        ("premise: !!binary x\n", 1, "not valid YAML"),
        ("seed: !!bool x\n", None, "cannot be read"),
        ("seed: !!int x\n", None, "cannot be read"),
        (BOMB, None, "more than 20,000 values"),
        ("a: &a [*a]\n", 1, "contains itself"),
        ("[" * 5000, None, "nested too deeply"),
        ("premise: a\nx: " + "[" * 60 + "]" * 60, 2, "nested too deeply"),
        ("a: &a " + "[" * 30 + "]" * 30 + "\nb: " + "[" * 30 + "*a" + "]" * 30, 2, "nested too deeply"),
        ("x: [" + "1," * 400_000 + "]", 1, "more than 20,000 values"),
        ("premise: a\nseed: 0x" + "f" * 5000, 2, "a number of 5,002 characters cannot be read"),
        ("premise: a\nseed: " + "1:" * 400 + "1.5", 2, "a number of 803 characters cannot be read"),
        ('premise: "a\\e[31m"\n', 1, "control character (U+001B)"),
        ('premise: "\\ud800"\n', 1, "control character (U+D800)"),
        ('"a\\0": 1\n', 1, "control character (U+0000)"),
        ("premise: !" + "x" * 500_000, 1, "not valid YAML"),
        ("seed: " + "9" * 5000 + "\n", None, "cannot be read"),
        ("premise: a\n# caf\xe9\n".encode("latin-1"), 2, "not UTF-8"),
        (b"premise: " + b"a" * 1_000_001, None, "larger than 1,000,000 bytes"),
    ],
)
def test_a_bad_spec_is_refused_with_its_line(tmp_path: Path, text: str | bytes, line: int | None, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SpecError) as caught:
        load_spec(path)
    message = str(caught.value)
    assert says in message
    assert message.startswith(f"{path}:{line}: " if line else f"{path}")


@pytest.mark.few(1)
@pytest.mark.parametrize("seed", range(5))
def test_a_thousand_garbled_specs_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    texts = [path.read_bytes() for path in EXAMPLES]
    pieces = [
        b"&a",
        b"*a",
        b"{",
        b"]",
        b"- ",
        b": ",
        b"\n",
        b"\t",
        b"'",
        b"|",
        b"<<: ",
        b"? ",
        b"\xff",
        b"!!set ",
        b".nan",
    ]
    refused = 0
    for _ in range(200):
        garbled = bytearray(random.choice(texts))
        for _ in range(random.randint(1, 5)):
            at = random.randrange(len(garbled))
            garbled[at : at + random.choice((0, 5))] = random.choice(pieces)
        try:
            dump_spec(load_spec(written(tmp_path, bytes(garbled))))
        except SpecError:
            refused += 1
    assert 0 < refused < 200


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        load_spec(written(tmp_path, "premise: 1\nseed: x\ncolour: red\n"))
    assert [line.split(": ")[1] for line in str(caught.value).splitlines()] == ["premise", "seed", "colour"]


def test_a_missing_spec_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"none\.yaml: cannot be read"):
        load_spec(tmp_path / "none.yaml")


def test_a_font_is_a_family_or_a_file_beside_the_spec(tmp_path: Path) -> None:
    (tmp_path / "my.ttf").write_bytes(b"x")
    for font, file in (("my.ttf", True), ("EB Garamond", False), ("DejaVuSans.ttf", False)):
        spec = load_spec(written(tmp_path, f"premise: a\nrender: {{font: {font}}}\n"))
        assert own_files(spec, tmp_path) == ({("render", "font"): font} if file else {})
    assert with_files(spec, {("render", "font"): "assets/my.ttf"}).render == RenderOptions(font="assets/my.ttf")


def test_a_model_that_nobody_knows_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "premise: a\nnarrate:\n  speed: 1\n  model: parrot\n")
    assert load_spec(path).narrate.model == "parrot"
    with pytest.raises(SpecError, match=r":4: narrate\.model: there is no model 'parrot'; there are: hibari, heron"):
        load_spec(path, {"narrate": ["hibari", "heron"]})


def test_of_many_mistakes_the_first_are_told(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        load_spec(written(tmp_path, "".join(f"k{number}: 1\n" for number in range(5000))))
    lines = str(caught.value).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "... and 4,980 more mistakes"


def test_dates_and_times_stay_text(tmp_path: Path) -> None:
    assert load_spec(written(tmp_path, "premise: a\ntitle: 2020-01-01\n")).title == "2020-01-01"


def test_what_is_left_out_has_the_defaults_of_the_options(tmp_path: Path) -> None:
    spec = load_spec(written(tmp_path, "premise: a\nrender: {fps: 25}\n"))
    assert spec.render == RenderOptions(fps=25)
    assert len(spec.pages) == 8


def test_the_normalised_spec_reads_back_the_same(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(b"x")
    text = "scenes:\n  - text: Ä b\n    picture_file: b.png\n  - text: c\nrender: {fps: 25}\n"
    spec = with_files(load_spec(written(tmp_path, text)), {("scenes", 0, "picture_file"): "assets/b.png"})
    again = Spec.model_validate(yaml.safe_load(dump_spec(spec)))
    assert again == spec
    assert again.pages[0].picture_file == "assets/b.png"


def test_the_schema_describes_every_key() -> None:
    schema = json_schema()
    json.dumps(schema)
    for definition in [schema, *schema["$defs"].values()]:
        assert definition["additionalProperties"] is False
        undescribed = [
            key for key, value in definition["properties"].items() if "description" not in value and "$ref" not in value
        ]
        assert undescribed == []


@pytest.mark.parametrize(
    "example", sorted(Path(__file__).parents[2].glob("examples/*.yaml")), ids=lambda path: path.stem
)
def test_the_examples_are_valid(example: Path) -> None:
    spec = load_spec(example)
    assert spec.premise or all(page.text for page in spec.pages)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("scenes:\n  - text: a\n    place: kitchn", 3, "no place called 'kitchn'; did you mean: kitchen"),
        ("scenes:\n  - text: a\n    time: noon", 3, "this should be 'dawn', 'day', 'dusk' or 'night', not 'noon'"),
        ("scenes:\n  - text: a\n    weather: sun", 3, "'clear', 'rain', 'snow', 'fog', 'storm' or 'wind', not 'sun'"),
        ("scenes:\n  - text: Mina ran.\n    cast: [Mina,\n      Mia]", 4, "is called 'Mia'; characters: can say who"),
        ("characters: {Mina: a girl}\nscenes:\n  - {text: a, cast: [Mna]}", 3, "is called 'Mna'; did you mean: Mina"),
        ("characters: {Mina: a girl}\nscenes:\n  - {text: a, cast: [Bob]}", 3, "is called 'Bob'; there are: Mina"),
        ("characters:\n  Mina: {kind: foxx}\nscenes: [{text: a}]", 2, "called 'foxx'; did you mean: fox"),
        ("characters:\n  Mina: {colour: red}\nscenes: [{text: a}]", 2, "unknown key; allowed here: description, kind"),
        ("characters:\n  Mina: {color: reddish}\nscenes: [{text: a}]", 2, "no colour called 'reddish'; did you"),
        ("characters:\n  Mina: 3\nscenes: [{text: a}]", 2, "characters.Mina: this should be a block of keys"),
        ("premise: a\nread: {model: english}", 2, "read.model: there is no model 'english'; there are: en-core-web-sm"),
    ],
)
def test_what_a_page_shows_is_checked(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "story.yaml"
    path.write_text(text)
    with pytest.raises(SpecError) as caught:
        load_spec(path, load_registry().models)
    assert caught.value.message.startswith(f"{path}:{line}: ")
    assert message in caught.value.message


def test_what_a_page_shows_is_given_on_in_the_storyboards_names() -> None:
    spec = Spec.model_validate(
        {
            "premise": "p",
            "characters": {
                "Mina": {"description": "an old captain", "kind": "vixen", "sex": "female", "looks": ["red hair"]},
                "Tom": "a boy",
            },
            "illustrate": {"characters": {"Ada": "a queen", "Tom": "a man"}},
            "scenes": [{"cast": [], "place": "the woods", "time": "dusk", "weather": "fog"}, {}],
        }
    )
    hints = story_hints(spec)
    assert hints.scenes == (SceneHints((), "forest", "dusk", "fog"), SceneHints())
    assert {one.name: one.description for one in hints.characters} == {
        "Ada": "a queen",
        "Tom": "a boy",
        "Mina": "an old captain",
    }
    assert (hints.characters[2].kind, hints.characters[2].looks) == ("fox", ("red hair",))
    looks = with_looks(spec).characters
    assert looks == {"Mina": "an old captain", "Tom": "a man", "Ada": "a queen"}
    words = Spec.model_validate(
        {"premise": "p", "characters": {"M": {"age": "old", "kind": "fox", "wears": ["a hat"]}}}
    )
    assert with_looks(words).characters == {"M": "old fox, a hat"}
