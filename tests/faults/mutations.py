"""Specs and project files that nobody should write, made from a random generator alone."""

# ruff: noqa: E501 (the lists are data)

from __future__ import annotations

import hashlib
import json
import random
from typing import Any

import yaml

VICTIM = "Nobody may change or remove this file, which lies beside the project.\n"
_VICTIM_HASH = hashlib.sha256(VICTIM.encode()).hexdigest()

_PATHS = (
    "pic.png", "sub/pic.png", "./pic.png", "sub//pic.png", "none.png", "out.png", "loop.png", "empty.png", "fifo.png",
    "s.yaml", "up/victim.txt", "../victim.txt", "sub/../pic.png", "jump/../../pic.png", "sub", ".", "..", "/",
    "/etc/passwd", "~/x", "~root/.bashrc", "/dev/zero", "/proc/self/environ", "\\\\host\\share", "C:\\x.png", "C:x.png",
    "file:///etc/passwd", "http://127.0.0.1:9/x.png", "https://u:p@h/x", "concat:a.png|b.png", "subfile,,start,0:x",
    "data:image/png;base64,AAAA", "-i", "-y/x.png", "--help", "pipe:0", "a\0b.png", "\n.png", "x" * 300, "y/" * 2000,
    "pic.png\0", " pic.png", "pic.png ", "con", "%s%n", "$(id)", "`id`", "; rm -rf /", "é.png", "e\u0301.png", "\u202egnp",
)  # fmt: skip
_TEXTS = (
    "", " ", "\t", "a", "A fox.", "Once upon a time, a fox found a lantern. It was dark.", "\u0000", "\x1b[2J\x1b]0;x\x07",
    "\u202e\u2066", "\ufeff", "\ufffe", "\ud800", "e\u0301" * 50, "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 30, "\u2028", "\u0085",
    "word " * 700, "word " * 900, "x" * 5000, "日本語の物語。", "العربية", "{{7*7}}", "%(a)s", "{0.__class__}", "<script>", "\r\n",
    "null", "~", "yes", "2020-01-01", "1:30", "0x1F", "1e3", ".nan", "&a", "*a", "!!str", "# c", "- a", "a: b", "'", '"',
)  # fmt: skip
_NUMBERS = (
    0, -0.0, 1, -1, 2, 3, 6, 7, 60, 200, 201, 999, 2**31 - 1, 2**31, 2**32, 2**63, 2**64, -(2**63), 10**30, 10**400,
    0.1, 0.5, 1.5, 1e-320, 1e18, 1e300, 1e308, float("inf"), float("-inf"), float("nan"),
)  # fmt: skip
_KEYS = (
    "title", "premise", "language", "seed", "scenes", "write", "narrate", "compose", "illustrate", "upscale", "render",
    "text", "picture", "picture_file", "mood", "voice", "voices", "say", "cast", "place", "time", "weather", "characters", "read", "model", "candidates", "temperature", "speed", "font", "width",
    "height", "fps", "format", "encoder", "teaser", "captions", "instrument", "tile", "quality", "transition", "<<",
    "__class__", "model_config", "", " ", "Title", "ti tle", "\x1b[31m", "k" * 3000, "ключ",
)  # fmt: skip
_GOOD: dict[str, Any] = {
    "title": "A Fox", "premise": "A fox finds a lantern.", "language": "en", "seed": 3, "scenes": 2,
    "write": {"candidates": 4, "temperature": 0.5}, "narrate": {"speed": 1.0, "sentence_pause": 0.3},
    "compose": {"instrument": "harp"}, "illustrate": {}, "upscale": {"tile": 128}, "say": {"Mina": "MEE-na", "fox": "/fɒks/"},
    "voices": {"the fox": "heart", "Mina": "hibari/heart-low"},
    "characters": {"Mina": {"kind": "fox", "looks": ["glasses"]}, "Tom": "an old bear"},
    "render": {"width": 320, "height": 180, "fps": 24, "captions": "burned", "font": "EB Garamond"},
}  # fmt: skip
_SCENE: dict[str, Any] = {
    "text": "The fox slept.", "picture": "a fox", "mood": "calm", "picture_file": "pic.png",
    "cast": ["an owl"], "place": "forest", "time": "night", "weather": "rain",
}  # fmt: skip
_PIECES = (
    "&a ", "*a ", "{", "}", "[", "]", "- ", ": ", "\n", "\t", "'", '"', "|", ">", "<<: ", "? ", "!!set ", "!!python/name:os.system ",
    "!!python/object/apply:os.system ['id'] ", "!!binary ", "!<!x> ", "%YAML 9.9\n", "---\n", "...\n", "\ufeff", "\x00", "\x85",
    "#", ",", "~", ".nan", "0x" + "f" * 5000, "1:" * 600 + "1", "9" * 5000, "1e999999", "- " * 2000, "[" * 3000, "{a: " * 900,
)  # fmt: skip


def spec(rng: random.Random) -> bytes:
    """Return a spec, good at times, most often wrong in its structure, its values or its text."""
    kind = rng.random()
    if kind < 0.06:
        return _bomb(rng)
    data = _mutated(_good_spec(rng), rng, rng.choice((0, 0, 1, 1, 2, 4)))
    if rng.random() < 0.3:
        text = json.dumps(data, ensure_ascii=rng.random() < 0.5, default=str)
    else:
        text = yaml.dump(
            data,
            Dumper=_Dumper,
            allow_unicode=rng.random() < 0.8,
            default_flow_style=rng.choice((None, True, False)),
            default_style=rng.choice((None, None, None, '"', "'", "|")),
            sort_keys=False,
        )
    if rng.random() < 0.25:
        text = _garbled(text, rng)
    return _encoded(text, rng)


def json_file(content: bytes, rng: random.Random) -> bytes:
    """Return a JSON file with other values, or other bytes."""
    if rng.random() < 0.2:
        return damaged(content, rng)
    return json.dumps(_mutated(json.loads(content), rng, rng.randint(1, 3)), default=str).encode("utf-8", "replace")


def yaml_file(content: bytes, rng: random.Random) -> bytes:
    """Return a YAML file with other values, other text, or other bytes."""
    kind = rng.random()
    if kind < 0.15:
        return damaged(content, rng)
    if kind < 0.4:
        return _garbled(content.decode(), rng).encode("utf-8", "replace")
    data = _mutated(yaml.safe_load(content), rng, rng.randint(1, 3))
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True).encode("utf-8", "replace")


def models_file(content: bytes, rng: random.Random) -> bytes:
    """Return a models.yaml with other values."""
    return yaml_file(content, rng)


class _Dumper(yaml.SafeDumper):
    """Writes whatever it is given."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _good_spec(rng: random.Random) -> dict[str, Any]:
    data = {key: value for key, value in _GOOD.items() if rng.random() < 0.5}
    data = json.loads(json.dumps(data))
    if rng.random() < 0.6:
        keep = rng.choice((1.0, 0.8))
        data["scenes"] = [
            {key: value for key, value in _SCENE.items() if key == "text" or rng.random() < keep}
            for _ in range(rng.choice((1, 2, 5, 5, 199, 205)))
        ]
        if rng.random() < 0.5:
            data["scenes"][0]["picture_file"] = rng.choice(_PATHS)
    else:
        data.setdefault("premise", "A fox.")
    return data


def _mutated(data: Any, rng: random.Random, times: int) -> Any:
    for _ in range(times):
        places = list(_places(data, ()))
        data = _with(data, rng.choice(places), rng) if places else _value(rng)
    return data


def _places(data: Any, here: tuple[Any, ...]) -> Any:
    if isinstance(data, dict):
        for key, value in data.items():
            yield (*here, key)
            yield from _places(value, (*here, key))
    elif isinstance(data, list):
        for index, value in enumerate(data[:20]):
            yield (*here, index)
            yield from _places(value, (*here, index))


def _with(data: Any, place: tuple[Any, ...], rng: random.Random) -> Any:
    node = data
    for step in place[:-1]:
        node = node[step]
    key, kind = place[-1], rng.random()
    if kind < 0.12:
        del node[key]
    elif kind < 0.2 and isinstance(node, dict):
        node[rng.choice(_KEYS)] = node.pop(key)
    elif kind < 0.3 and isinstance(node, dict):
        node[rng.choice(_KEYS)] = _value(rng)
    elif kind < 0.35 and isinstance(node, list):
        node.extend([node[key]] * rng.choice((1, 3, 300)))
    elif kind < 0.42 and isinstance(node, dict):
        node[rng.choice(_PATHS)] = rng.choice((_VICTIM_HASH, node[key]))
    else:
        node[key] = _value(rng)
    return data


def _value(rng: random.Random) -> Any:
    kind = rng.randrange(8)
    if kind < 2:
        return rng.choice(_TEXTS)
    if kind < 4:
        return rng.choice(_NUMBERS)
    if kind == 4:
        return rng.choice(_PATHS)
    if kind == 5:
        return rng.choice((None, True, False, [], {}, [[]], {"a": {}}, _VICTIM_HASH, {"../victim.txt": _VICTIM_HASH}))
    if kind == 6:
        return {rng.choice(_KEYS): rng.choice(_TEXTS) for _ in range(rng.choice((1, 3, 30)))}
    deep: Any = rng.choice(_NUMBERS)
    for _ in range(rng.choice((1, 5, 60, 200))):
        deep = [deep] if rng.random() < 0.5 else {"a": deep}
    return deep


def _garbled(text: str, rng: random.Random) -> str:
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(_PIECES) + text[at + rng.choice((0, 0, 1, 5)) :]
    return text


def damaged(content: bytes, rng: random.Random) -> bytes:
    """Return a file with some other bytes, perhaps cut."""
    changed = bytearray(content)
    for _ in range(rng.choice((1, 2, 20))):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed[: rng.randrange(len(changed) + 1)] if rng.random() < 0.5 else changed)


def _encoded(text: str, rng: random.Random) -> bytes:
    if rng.random() < 0.06:
        return text.encode(rng.choice(("utf-16", "latin-1", "utf-8-sig", "utf-32")), "replace")
    if rng.random() < 0.05:
        text = text.replace("\n", rng.choice(("\r\n", "\r")))
    return text.encode("utf-8", "surrogatepass" if rng.random() < 0.5 else "replace")


def _bomb(rng: random.Random) -> bytes:
    """Return a spec that grows when it is read, or takes long to read."""
    width, count = rng.choice((2, 9)), rng.choice((9, 30, 300))
    names = [f"n{number}" for number in range(count)]
    laughs = "n: &n [x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * width)}]\n"
        for before, name in zip(["n", *names], names, strict=False)
    )
    merges = "n: &n {a: 1}\n" + "".join(
        f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * width)}], k{name}: 1}}\n"
        for before, name in zip(["n", *names], names, strict=False)
    )
    size = rng.choice((1000, 30_000, 200_000))
    bombs = (
        laughs, merges, "a: &a [*a]\n", "&a {? *a : 1}\n", "premise: a\nx: [" + "1," * size + "]\n", "[" * size, "- " * size,
        "{a: " * size, "? " * size, "premise: " + "x" * size * 5, "premise: |\n" + " x\n" * size, "\n" * size * 4,
        "seed: 0x" + "f" * size, "seed: " + "1:" * size + "1", "seed: " + "9" * size, "narrate: {speed: " + "1:" * size + "1.5}",
        "".join(f"k{number}: 1\n" for number in range(size // 10)), "premise: !" + "x" * size, "&" + "a" * size + " x: 1",
        "premise: *" + "a" * size, "%TAG ! tag:x,2000:\n" * 3 + "---\npremise: a", "premise: \"" + "\\u0041" * size + '"',
        "premise: a\n" + " " * size, "'" + "\n" * size + "'", "premise: a\n#" + "x" * size, "x" * 1_000_001, "",
        "premise: a\nscenes: [" + "{text: a}," * (size // 10) + "]", "premise: a\nscenes: [" + "{colour: a}," * 190 + "]",
    )  # fmt: skip
    return rng.choice(bombs).encode()
