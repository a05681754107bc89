# Each target sets up what it needs. PYTHON chooses the interpreter, VENV the virtual environment.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo smoke test test-neural lint bench clean

demo: $(VENV)/ready
	$(BIN)/digiteller all examples/lantern.yaml -p build/lantern

smoke: $(VENV)/ready
	$(BIN)/digiteller all examples/smoke.yaml -p build/smoke

test: $(VENV)/test-ready
	$(BIN)/pytest -n auto --ignore=tests/neural

test-neural: $(VENV)/neural-ready
	$(BIN)/pytest tests/neural

lint: $(VENV)/test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/ready
	$(BIN)/python bench/narrate.py
	$(BIN)/python bench/upscale.py examples/pictures/boat.png realesr-animevideov3-x4
	$(BIN)/python bench/writer.py 6
	$(BIN)/python bench/pages.py
	$(BIN)/digiteller all examples/lantern.yaml -p build/lantern --to illustrate
	$(BIN)/python bench/render.py build/lantern

$(VENV)/ready: pyproject.toml constraints.txt models.yaml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	$(BIN)/digiteller models pull --quiet > /dev/null
	touch $@

$(VENV)/test-ready: $(VENV)/ready
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[test]"
	touch $@

# The version that constraints.txt pins has a build for CPUs alone on some package indexes; elsewhere pip chooses.
$(VENV)/neural-ready: $(VENV)/test-ready
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch
	touch $@

clean:
	rm -rf build $(VENV)
