# make demo: set up and read an example page. make test: set up and check everything.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
GOLD := $(SHARED)/gold/zh/dev.json

.PHONY: demo test lint score floor bench fuzz clean

demo: .venv/stamp
	$(BIN)/readout read examples/republished-call.txt

test: .venv/stamp lint
	$(BIN)/pytest

lint: .venv/stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

score: .venv/stamp
	$(BIN)/python bench/score.py

floor: .venv/stamp
	$(BIN)/python bench/score.py --raise-floor

bench: .venv/stamp
	$(BIN)/python bench/speed.py

fuzz: .venv/stamp
	READOUT_FUZZ_CASES=10000 $(BIN)/pytest tests/test_fuzz.py

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
