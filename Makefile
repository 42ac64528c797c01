# Two commands are enough: `make chat` opens the coach in this terminal, `make test` runs everything that CI runs.
# Both do their own set-up. Another Python: make PYTHON=python3.12 chat.  Options of a command: make chat ARGS="--as anna"

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --prefer-binary --constraint constraints.txt
ARGS ?=

.PHONY: chat test check lint types tests bench run doctor clean help

help:
	@echo "make chat    talk to the coach in this terminal"
	@echo "make run     the bots on Telegram and Discord, whose tokens stand in .env"
	@echo "make test    lint, types and all tests, as CI runs them"
	@echo "make check   lint and types only"
	@echo "make bench   the measured turn beside the bare rows"
	@echo "make doctor  what is configured, reachable, wrong"
	@echo "make clean   forget the environment and all caches"

chat: $(VENV)/compiled.stamp
	@$(BIN)/topset chat $(ARGS)

doctor: $(VENV)/base.stamp
	@$(BIN)/topset doctor $(ARGS)

run: $(VENV)/run.stamp
	@$(BIN)/topset run $(ARGS)

test: check tests

check: lint types

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

# Four workers on two cores: a third of the time the tests wait for servers and processes of their own.
tests: $(VENV)/dev.stamp $(VENV)/compiled.stamp
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder $(ARGS)

bench: $(VENV)/dev.stamp
	$(BIN)/python -m bot.bench $(ARGS)
	$(BIN)/python -m bot.bench.starting
	$(BIN)/python -m bot.bench.challenges
	$(BIN)/python -m bot.bench.dues
	$(BIN)/python -m bot.bench.sending
	$(BIN)/python -m bot.bench.flood

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Topset needs Python 3.11 or newer as $(PYTHON); try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv does not work here (Debian: apt install python3-venv)"; exit 1; }

$(VENV)/base.stamp: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Setting up (once, about 25 MB to download) …" >&2
	@$(PIP) --editable .
	@touch $@

# Whatever the environment says about compiled files: reading the sources takes a third of a start, of which tests make
# hundreds.
$(VENV)/compiled.stamp: $(VENV)/base.stamp $(shell find bot coach_core -name '*.py')
	@$(BIN)/python -m compileall -q bot coach_core
	@touch $@

$(VENV)/run.stamp: $(VENV)/base.stamp
	@echo "Setting up what the platforms need …" >&2
	@$(PIP) --editable '.[run,charts]'
	@touch $@

$(VENV)/dev.stamp: $(VENV)/base.stamp
	@echo "Setting up what the tests need …" >&2
	@$(PIP) --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
