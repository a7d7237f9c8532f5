# make demo: set up and read an example page. make test: set up and check everything. make help: the rest.
PYTHON ?= python3
BIN := .venv/bin
# pip up to 25.2 takes the build's pins from the first, later ones from the second
PINS := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt

.PHONY: help demo test lint unit postgres browser score floor bench fuzz clean

help:
	@echo 'make demo    set up and read an example page'
	@echo 'make test    set up and run every check: format, lint, types, floors, tests'
	@echo 'make score   scores on marked pages, where ../shared is there'
	@echo 'make floor   raise the floor that the tests hold those scores to'
	@echo 'make bench   speed, cold start and memory; copies found; look-ups in a large ledger; Readout beside its peers (15 minutes)'
	@echo 'make fuzz    the fuzz test with 10,000 cases'
	@echo 'make clean   remove what these made'

demo: .venv/stamp
	$(BIN)/readout read examples/wire-call.txt --published 2025-03-19 --format report

test: lint unit

lint: .venv/stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: .venv/stamp postgres browser
	$(BIN)/pytest

# The ledger is tested on PostgreSQL too, wherever there is one or root can install it.
postgres:
	@sh tests/postgres.sh

# The desk is tested in a real browser, wherever there is one or root can install it.
browser:
	@sh tests/browser.sh

# The setup runs again when the project's needs change, and not otherwise.
.venv/stamp: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Readout needs Python 3.11 or later; say which: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(PINS) $(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

score: .venv/stamp
	$(BIN)/python bench/score.py

floor: .venv/stamp
	$(BIN)/python bench/score.py --raise-floor

bench: .venv/bench-stamp
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/copies.py
	$(BIN)/python bench/find.py
	$(BIN)/python -m bench.beside

# What Readout is measured beside is an extra of its own, and large.
.venv/bench-stamp: .venv/stamp
	$(PINS) $(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	touch $@

fuzz: .venv/stamp
	READOUT_FUZZ_CASES=10000 $(BIN)/pytest tests/test_fuzz.py

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
