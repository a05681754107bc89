# Each target sets up what it needs. PYTHON chooses the interpreter, VENV and VENV_FULL the virtual environments.
PYTHON ?= python3
VENV ?= .venv
VENV_FULL ?= .venv-full
BIN := $(VENV)/bin
INSTALL := pip install --quiet --disable-pip-version-check
PIP := $(BIN)/$(INSTALL)
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--constraint constraints.txt --upgrade pyproject.toml -

PLAIN := not torch and not torch_cuda_builds and not voices

.PHONY: demo smoke test test-all test-faults test-full test-neural test-voices judge lint bench lock audit clean

demo: $(VENV)/ready
	$(BIN)/digiteller all examples/lantern.yaml -p build/lantern

smoke: $(VENV)/ready
	$(BIN)/digiteller all examples/smoke.yaml -p build/smoke

test: $(VENV)/test-ready
	$(BIN)/pytest -n auto --dist worksteal -m "not slow and not packaging and $(PLAIN)"

# These and the trials that make test leaves out: before every release, and in CI.
test-all: test
	$(BIN)/pytest -n auto --dist worksteal -m "(slow or packaging) and $(PLAIN)"

# All trials: a hundred kills, ten thousand specs and more, in about an hour on two cores.
test-faults: $(VENV)/test-ready
	DIGITELLER_ALL_FAULTS=1 $(BIN)/pytest -s tests/faults

test-neural: $(VENV)/neural-ready
	$(BIN)/pytest -m torch

# All that needs torch, with the builds for CUDA, beside which alone spandrel, open_clip and Coqui import: 7 GB.
test-full: $(VENV_FULL)/ready
	$(VENV_FULL)/bin/pytest -m "torch or torch_cuda_builds"

# Piper's joe and Kokoro, beside each other.
test-voices: $(VENV)/voices-ready
	$(BIN)/pytest -m voices

# Speaks 200 sentences and reads them back with an independent recogniser.
judge: $(VENV)/test-ready
	$(PIP) --constraint constraints.txt --editable ".[judge]"
	$(BIN)/python bench/judge_speech.py make build/judge
	$(BIN)/python bench/judge_speech.py judge build/judge

lint: $(VENV)/tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/ready
	$(BIN)/python bench/narrate.py
	$(BIN)/python bench/music.py
	$(BIN)/python bench/upscale.py examples/pictures/boat.png realesr-animevideov3-x4
	$(BIN)/python bench/plots.py
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/batch.py --stories 10 --loop 5 --cluster 0
	$(BIN)/digiteller all examples/lantern.yaml -p build/lantern --to illustrate
	$(BIN)/python bench/render.py build/lantern

$(VENV)/installed: pyproject.toml requirements.lock hatch_build.py src/digiteller/render/picture/_draw.c
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/ready: $(VENV)/installed models.yaml
	$(BIN)/digiteller models pull --quiet > /dev/null
	touch $@

$(VENV)/tools: $(VENV)/installed requirements-test.lock
	$(PIP) --require-hashes --requirement requirements-test.lock
	touch $@

# The tests ask the small writer too, which is not the default one.
$(VENV)/test-ready: $(VENV)/ready $(VENV)/tools
	$(BIN)/digiteller models pull smollm2-135m --quiet > /dev/null
	touch $@

$(VENV)/neural-ready: $(VENV)/test-ready pyproject.toml constraints.txt constraints-neural.txt
	$(PIP) --constraint constraints.txt --constraint constraints-neural.txt --no-build-isolation --editable ".[neural]"
	touch $@

$(VENV_FULL)/ready: pyproject.toml constraints.txt constraints-full.txt requirements-test.lock models.yaml
	$(PYTHON) -m venv $(VENV_FULL)
	$(VENV_FULL)/bin/$(INSTALL) --require-hashes --requirement requirements-test.lock
	$(VENV_FULL)/bin/$(INSTALL) --constraint constraints.txt --constraint constraints-full.txt --no-build-isolation \
		--editable ".[coqui,esrgan,neural,open-clip]"
	$(VENV_FULL)/bin/digiteller models pull realesr-animevideov3-x4 realesrgan-x4plus-anime realesrgan-x4plus \
		--quiet > /dev/null
	touch $@

$(VENV)/voices-ready: $(VENV)/test-ready
	$(PIP) --constraint constraints.txt "piper-tts>=1.8"
	$(BIN)/digiteller models pull piper-joe kokoro-ja --quiet > /dev/null
	touch $@

# After a change of pyproject.toml or constraints.txt: pin all packages again, with their hashes and what builds ours.
lock: $(VENV)/ready
	$(PIP) "uv>=0.13"
	echo "# What make installs, with the hashes of every file on PyPI; made by: make lock" > requirements.lock
	cp requirements.lock requirements-test.lock
	printf "hatchling>=1.27\neditables\n" | $(LOCK) >> requirements.lock
	printf "hatchling>=1.27\neditables\n" | $(LOCK) --extra test >> requirements-test.lock

# Known vulnerabilities in what is pinned; asks PyPI's database.
audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	build/audit/bin/pip-audit --require-hashes --disable-pip --requirement requirements-test.lock

clean:
	rm -rf build $(VENV) $(VENV_FULL)
