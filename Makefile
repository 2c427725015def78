# Two commands for a newcomer: `make demo` and `make test`. `make check` is what CI runs.
# Needs Python 3.11 or later, git and make. uv is used where it is installed, else fetched into .uv/.

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lint types contracts docs system clean

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "vigie needs Python 3.11 or later; $(PYTHON) is older. Try: make PYTHON=python3.12 …"; exit 2; }
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'

.venv/ready: pyproject.toml uv.lock | $(filter .uv/bin/uv,$(UV))
	$(UV) sync --frozen --python $(PYTHON)
	@$(UV) sync --frozen --python $(PYTHON) --group oracles --quiet 2>/dev/null || \
	  echo "pdqhash could not be built (no C++ compiler): the tests that compare with it will say so."
	@! command -v java >/dev/null || $(UV) sync --frozen --inexact --extra spark --quiet
	@touch .venv/ready

setup: .venv/ready  ## install everything that Vigie needs into .venv/

demo: setup  ## build a synthetic world, analyse it, show the ranked profiles
	$(RUN) vigie demo $(ARGS)

test: check  ## set up and pass every test

check: lint types contracts  ## what CI runs: format, lint, types, import contracts, docs, tests
	$(RUN) coverage erase
	$(RUN) pytest -n auto --cov --cov-report= $(ARGS)
	$(RUN) pytest -n auto --cov --cov-config=pyproject.toml --cov-append --cov-report=term:skip-covered tests/helpline

format: setup  ## rewrite the code in the house's format
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

lint: setup
	$(RUN) ruff format --check .
	$(RUN) ruff check .

types: setup
	$(RUN) mypy

contracts: setup
	$(RUN) lint-imports --no-logo

docs: setup  ## make the generated pages again
	@for build in docs/build/*.py; do $(RUN) python $$build; done

system:  ## install the optional system parts on Debian (g++ for pdqhash, Java for Spark, Chromium)
	apt-get update -q && apt-get install -qy --no-install-recommends g++ default-jre-headless chromium

clean:  ## remove what was set up and the demo's lake
	rm -rf .venv .uv demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
