"""The writer for transformers, on tiny models of the real classes that are made here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from digiteller.backends.write.transformers import Transformers
from digiteller.contracts import Brief, PageBrief
from digiteller.errors import MissingPackageError, SpecError, StageError, WeightsError
from digiteller.options import WriteOptions
from digiteller.writing import decoding_limits, few_shot_prompt, instruct_prompt

pytestmark = pytest.mark.torch

PREMISE = "A small fox finds a lantern that has lost its light, and carries it home to make it shine again."
TEXTS = [
    "On a quiet hill there lived a small fox who loved to watch the moon climb over the dark old pines.",
    "One evening she found a lantern in the moss, and she carried it home until it shone for the whole forest.",
]
ANSWER = json.dumps({"title": "A Lantern", "scenes": [{"text": t, "picture": "a fox", "mood": "calm"} for t in TEXTS]})
TEMPLATE = (
    "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
Files = dict[str, Path]


def saved(folder: Path, chat: bool, text: str, train_on: tuple[str, str] | None = None) -> Files:
    """Make a GPT-2 of 200,000 weights with a tokenizer of its own; return its files."""
    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    raw.train_from_iterator(
        [text],
        trainers.BpeTrainer(
            vocab_size=4000, min_frequency=0, show_progress=False, special_tokens=special, initial_alphabet=alphabet
        ),
    )
    end = "<|end|>" if chat else "<|endoftext|>"
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=raw, eos_token=end)
    tokenizer.chat_template = TEMPLATE if chat else None
    torch.manual_seed(1)
    config = transformers.GPT2Config(
        vocab_size=len(tokenizer), n_positions=1024, n_embd=64, n_layer=2, n_head=2,
        eos_token_id=tokenizer.eos_token_id, bos_token_id=tokenizer.eos_token_id,
        resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
    )  # fmt: skip
    model = transformers.GPT2LMHeadModel(config)
    if train_on:
        _learn(model, *(tokenizer.encode(part, add_special_tokens=False) for part in train_on))
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return {path.name: path for path in folder.iterdir()}


def _learn(model: Any, question: list[int], answer: list[int]) -> None:
    """Let the model learn one answer by heart."""
    tokens = torch.tensor([question + answer])
    labels = torch.tensor([[-100] * len(question) + answer])
    optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for _ in range(400):
        loss = model(input_ids=tokens, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if loss < 0.02:
            return
    raise AssertionError(f"it did not learn: {loss}")


@pytest.fixture(scope="module")
def continuing_files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return saved(tmp_path_factory.mktemp("gpt2"), chat=False, text=few_shot_prompt.EXAMPLES)


@pytest.fixture(scope="module")
def brief() -> Brief:
    return Brief(PREMISE, None, (PageBrief(), PageBrief()), "en")


@pytest.fixture(scope="module")
def chat_files(tmp_path_factory: pytest.TempPathFactory, brief: Brief) -> Iterator[Files]:
    question = instruct_prompt.whole(brief, instruct_prompt.Manner(), [None, None], 0, 2)
    told = "".join(f"<|{message['role']}|>{message['content']}<|end|>" for message in question.messages)
    text = told + ANSWER
    yield saved(tmp_path_factory.mktemp("chat"), True, text, (f"{told}<|assistant|>", f"{ANSWER}<|end|>"))


def silent(share: float, text: str) -> None:
    assert 0 <= share <= 1


def test_a_chat_model_is_asked_in_its_own_template(chat_files: Files, brief: Brief) -> None:
    writer = Transformers(chat_files, WriteOptions(temperature=0.2), {})
    script = writer.write(brief, 1, silent)
    assert [scene.text for scene in script.scenes] == TEXTS
    assert script.title == "A Lantern"
    assert writer.write(brief, 1, silent) == script


def test_completions_end_with_their_sentence(continuing_files: Files) -> None:
    writer = Transformers(continuing_files, WriteOptions(), {"device": "cpu"})
    start = "Once upon a time, a goose"
    first, second = writer._complete([start, start], 6, 3, 1.0)
    assert len(first) == len(second) == 6
    assert [c.text for c in first] != [c.text for c in second]
    assert writer._complete([start, start], 6, 3, 1.0) == [first, second]
    for completion in first + second:
        assert decoding_limits.STOP not in completion.text
        assert not any(banned in completion.text for banned in ("\n", ":", "?", "!"))
        assert completion.logprob < 0


def test_the_log_probability_is_that_of_the_tokens(continuing_files: Files) -> None:
    writer = Transformers(continuing_files, WriteOptions(), {"device": "cpu"})
    start = "Once upon a time, a goose"
    completion = writer._complete([start], 1, 5, 0.7)[0][0]
    model, tokenizer = writer._model, writer._tokenizer
    ending = completion.text + (decoding_limits.STOP if completion.finished else "")
    before, tokens = (tokenizer(part, return_tensors="pt")["input_ids"] for part in (start, start + ending))
    with torch.inference_mode():
        logprobs = model(tokens).logits[0].log_softmax(-1)
    count = before.shape[1]
    expected = [float(logprobs[at - 1, tokens[0, at]]) for at in range(count, tokens.shape[1])]
    assert completion.logprob == pytest.approx(sum(expected) / len(expected), rel=0.05)


def test_a_model_without_sense_is_reported(continuing_files: Files, brief: Brief) -> None:
    long = replace(brief, pages=(PageBrief(),) * 7)  # in the middle of which no plain sentence stands
    with pytest.raises(StageError, match="no acceptable sentence"):
        Transformers(continuing_files, WriteOptions(candidates=2), {}).write(long, 1, silent)


def test_given_texts_need_no_model(continuing_files: Files) -> None:
    given = Brief(None, None, (PageBrief("One fox."), PageBrief("Two foxes.")), "en")
    script = Transformers(continuing_files, WriteOptions(), {}).write(given, 1, silent)
    assert [scene.text for scene in script.scenes] == ["One fox.", "Two foxes."]


def test_other_languages_need_a_model_that_can_be_asked(continuing_files: Files, brief: Brief) -> None:
    spanish = Brief(PREMISE, None, brief.pages, "es")
    with pytest.raises(SpecError, match="'es'"):
        Transformers(continuing_files, WriteOptions(), {}).write(spanish, 1, silent)


def test_what_does_not_fit_is_told(continuing_files: Files) -> None:
    long = Brief("A fox " + "runs very far " * 500, None, (PageBrief(),), "en")
    with pytest.raises(StageError, match="1024 tokens"):
        Transformers(continuing_files, WriteOptions(), {}).write(long, 1, silent)


@pytest.mark.parametrize(("precision", "kind"), [("bf16", "bfloat16"), ("fp16", "float16"), (None, "float32")])
def test_precisions(continuing_files: Files, precision: str | None, kind: str) -> None:
    writer = Transformers(continuing_files, WriteOptions(), {"device": "cpu", "precision": precision})
    assert writer._model.dtype == getattr(torch, kind)
    assert len(writer._complete(["Once"], 2, 1, 0.8)[0]) == 2


def test_without_temperature_the_likeliest_is_taken(continuing_files: Files) -> None:
    writer = Transformers(continuing_files, WriteOptions(), {"device": "cpu"})
    assert writer._complete(["Once"], 3, 1, 0.0) == writer._complete(["Once"], 3, 2, 0.0)


def test_wrong_settings_and_devices_are_told(continuing_files: Files) -> None:
    with pytest.raises(SpecError, match="precision"):
        Transformers(continuing_files, WriteOptions(), {"precision": "int3"})
    if not torch.cuda.is_available():
        with pytest.raises(MissingPackageError, match="cuda"):
            Transformers(continuing_files, WriteOptions(), {"device": "cuda"})


@pytest.mark.parametrize("broken", ["config.json", "tokenizer.json", "model.safetensors"])
def test_damaged_files_are_told(continuing_files: Files, tmp_path: Path, broken: str) -> None:
    for content in (b"", b"{}", b"\x80\x02pickle"):
        (tmp_path / broken).write_bytes(content)
        with pytest.raises(WeightsError, match="no language model"):
            Transformers({**continuing_files, broken: tmp_path / broken}, WriteOptions(), {})
    missing = {name: path for name, path in continuing_files.items() if name != broken}
    with pytest.raises(WeightsError, match="no language model"):
        Transformers(missing, WriteOptions(), {})
