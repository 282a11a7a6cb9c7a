# make setup   what a developer needs, in .venv
# make demo    what a reader needs: builds the example pile and prints its dossier
# make test    the tests, under three minutes
# make check   everything that must hold before a change is merged
# make train   the weights in src/sayso/models anew, from the named data beside the checkout
# make fuzz    broken input of every kind for half an hour (MINUTES=30); what it finds is kept for the tests
# make bench   speed beside the bare parse, and scores on the development sets
# make peers   other libraries on the same articles: quotations, times, copies, cleaning (needs Java)
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# The first Python that is new enough; name another with `make PYTHON=...`.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && exit; done; echo python3)
VENV := .venv
BIN := $(VENV)/bin
HAPPENINGS := ../shared/data/events/ecb_train.jsonl.gz --mentions ../shared/data/entities/gum_news_dev.jsonl.gz ../shared/data/entities/gum_interview_dev.jsonl.gz --news ../shared/data/stories/allsides_dev.jsonl.gz
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --no-input install -c constraints.txt -e
NAMES := sed -u -n 's/^Collecting \([A-Za-z0-9_.-]*\).*/  \1/p'

.PHONY: help setup demo test check quality verify fix fuzz bench peers train golden clean

help:
	@sed -n 's/^# make/make/p' Makefile

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "sayso needs Python 3.11 or newer; '$(PYTHON)' was not found. Try: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sayso needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	@echo "Making a Python environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(BIN)/python pyproject.toml constraints.txt
	@if [ ! -e $(VENV)/.developer ]; then \
	  echo "Installing sayso and what it needs (about 400 MB on disk, a few minutes the first time) ..."; \
	  $(INSTALL) . | $(NAMES); echo "Installed."; fi
	@touch $@

$(VENV)/.developer: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing sayso, what it needs and the tools for its tests (about 520 MB on disk, a few minutes the first time) ..."
	@$(INSTALL) '.[dev]' | $(NAMES)
	@echo "Installed."
	@touch $@ $(VENV)/.runtime

$(VENV)/.bench: $(VENV)/.developer
	@echo "Installing what the scorers of the development sets need ..."
	@$(INSTALL) '.[dev,bench]' | $(NAMES)
	@touch $@

$(VENV)/.peers: $(VENV)/.bench
	@echo "Installing the libraries that sayso is measured beside ..."
	@$(INSTALL) '.[dev,bench,peers]' | $(NAMES)
	@touch $@

$(VENV)/.train: $(VENV)/.developer
	@echo "Installing what training needs ..."
	@$(INSTALL) '.[dev,train]' | $(NAMES)
	@touch $@

setup: $(VENV)/.developer

demo: $(VENV)/.runtime
	@mkdir -p demo
	@rm -f demo/example.db
	@echo "Building a case from the articles in examples/pile ..."
	@$(BIN)/sayso build examples/pile --case demo/example.db
	@$(BIN)/sayso stories demo/example.db
	@$(BIN)/sayso story demo/example.db

test: $(VENV)/.developer
	@echo "Running the tests (under three minutes) ..."
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m 'not check'

# Everything but the tests: form, types, floors, sizes.
quality: $(VENV)/.developer
	@echo "Checking form, types, floors and sizes ..."
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@awk 'FNR > 400 { long[FILENAME] } END { for (name in long) { print name ": over 400 lines, split it by idea"; bad = 1 } exit bad }' $$(git ls-files 'src/*.py' 'benchmark/*.py' 2>/dev/null || find src benchmark -name '*.py')

# The slow checks: a wheel in an empty environment, and the pinned scores.
verify: $(VENV)/.developer
	@echo "Checking the wheel in an empty environment ..."
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m check
	@echo "Checking scores and speed against their floors ..."
	@$(BIN)/python -m benchmark.gate --report

check: quality test verify

fix: $(VENV)/.developer
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

MINUTES ?= 30
fuzz: $(VENV)/.developer
	@echo "Giving broken input to everything that takes input, for $(MINUTES) minutes ..."
	@$(BIN)/python -m benchmark.fuzz --minutes $(MINUTES)

# Sets that are not there are left out; `ONLY="timebank ecb_dev"` names some, `ONLY=--all` adds the largest.
bench: $(VENV)/.bench
	@echo "Scoring the development sets ..."
	@$(BIN)/python -m benchmark.corpora $(if $(filter --all,$(ONLY)),--all,$(if $(ONLY),--only $(ONLY)))
	@echo "Timing a build beside the bare parse ..."
	@$(BIN)/python -m benchmark.speed

peers: $(VENV)/.peers
	@echo "Asking other libraries about the same articles ..."
	@$(BIN)/python -m benchmark.peers

train: $(VENV)/.train
	@$(BIN)/python training/attribution.py ../shared/data/attribution/polnear_train.jsonl.gz --news ../shared/data/stories/allsides_dev.jsonl.gz --output src/sayso/models/attribution.npz
	@$(BIN)/python training/attribution.py benchmark/gold/attribution/attribution.jsonl --news ../shared/data/stories/allsides_dev.jsonl.gz --rounds 60 --output src/sayso/models/attribution_own.npz
	@$(BIN)/python training/event_teacher.py $(HAPPENINGS) --output $(VENV)/marks.npz
	@$(BIN)/python training/event_triggers.py $(HAPPENINGS) --marks $(VENV)/marks.npz --output src/sayso/models/event_triggers.npz
	@$(BIN)/python training/word_likeness.py --output src/sayso/models/word_likeness.npz
	@$(BIN)/python training/happening_pairs.py ../shared/data/events/ecb_train.jsonl.gz --output src/sayso/models/happening_pairs.npz

golden: $(VENV)/.developer
	@echo "Rewriting the golden stories; read the difference before you commit it ..."
	@$(BIN)/python -m pytest -q -m golden --rewrite-golden
	@git --no-pager diff --stat -- tests || true

clean:
	@rm -rf $(VENV) demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
