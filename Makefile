# One command runs it, one tests it. Everything they need is set up in VENV on the first call.
PYTHON ?= python3
VENV ?= .venv
# How many calls the bench is about.
CALLS ?= 1000000
BIN := $(VENV)/bin
# Machines without ffmpeg get it as a Python wheel.
FFMPEG := $(if $(shell command -v ffmpeg),,ffmpeg)
PIP_INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test bench check format screenshots clean

run: $(VENV)/.run
	$(BIN)/python -m bot

# A browser wants the machine to itself; the other tests run two files at a time.
test: $(VENV)/.dev
	$(BIN)/python -m pytest -m browser
	$(BIN)/python -m pytest -m 'not browser' -n 2

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench $(CALLS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshots: $(VENV)/.dev
	$(BIN)/python -m tests.screenshots

clean:
	rm -rf $(VENV) data build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt
	$(PIP_INSTALL) -e '.$(FFMPEG:%=[%])'
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP_INSTALL) -e '.[dev$(FFMPEG:%=,%)]'
	touch $@
