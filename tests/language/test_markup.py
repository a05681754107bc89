import pytest

from digiteller.errors import SpecError
from digiteller.language.markup import read_markup, strip_markup


@pytest.mark.parametrize(
    ("text", "shown", "pauses"),
    [
        ("Wait. [pause 0.8] Then he came.", "Wait. Then he came.", {1: 0.8}),
        ("Hello[pause 1s].", "Hello.", {1: 1.0}),
        ("Hello [pause 1], there", "Hello, there", {1: 1.0}),
        ('"[Pause .5]Hello," he said', '"Hello," he said', {0: 0.5}),
        ("[pause 2] A [sic] b[pause 1]c [pause 3]", "A [sic] b c ", {0: 2.0, 3: 1.0, 4: 3.0}),
        ("A\n\n[pause 1]\n\nb", "A\n\n\n\nb", {1: 1.0}),
        ("He has [paused] the [voiced] film.", "He has [paused] the [voiced] film.", {}),
    ],
)
def test_pauses_are_taken_out_of_what_is_shown(text: str, shown: str, pauses: dict[int, float]) -> None:
    marked = read_markup(text)
    assert marked.text == shown == strip_markup(text)
    assert marked.pauses == pauses
    assert marked.voices == {}


@pytest.mark.parametrize(
    ("text", "shown", "voices"),
    [
        ("[voice Mina] Hi there!\nNext line.", "Hi there!\nNext line.", {"Hi": "Mina", "there!": "Mina"}),
        ("[voice a]One [voice b/c]two[/voice] three.", "One two three.", {"One": "a", "two": "b/c"}),
        ('He said [voice fox]"Run!"[/voice], and "[voice x]ran[/voice]".', 'He said "Run!", and "ran".',
         {'"Run!",': "fox", '"ran".': "x"}),
        ("[voice Old Frog] a [pause 1] b", "a b", {"a": "Old Frog", "b": "Old Frog"}),
    ],
)  # fmt: skip
def test_a_voice_lasts_until_it_ends_or_the_line_does(text: str, shown: str, voices: dict[str, str]) -> None:
    marked = read_markup(text)
    assert marked.text == shown
    assert {marked.text.split()[at]: voice for at, voice in marked.voices.items()} == voices


@pytest.mark.parametrize("mark", ["[pause]", "[pause long]", "[pause 31]", "[pause -1]", "[voice]", "[/voice Mina]"])
def test_a_mark_that_makes_no_sense_is_told(mark: str) -> None:
    with pytest.raises(SpecError, match="cannot be understood"):
        read_markup(f"Hello {mark} there")
