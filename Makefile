# Every target does its own set-up: a machine needs only Python 3.11 or newer, git and make.
# `make help` says what each target is for.

HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= data/demo
PRETEND ?=

# Modules are run by the environment's own Python, so that a folder with spaces in its name works.
PYTHON_HERE := .venv/bin/python
RUN_READY := .venv/ready-run
DEV_READY := .venv/ready-dev
# Each worker takes half of the list in its order and helps the other at the end: a server or a browser that several
# tests share is then started by one of them and not by both. docs/testing.md says what a run costs.
PYTEST := $(PYTHON_HERE) -m pytest -n 2 --dist worksteal --durations 25
# A test that hangs fails after five minutes and shows where, instead of standing still for ever.
NO_HANGING := -o faulthandler_timeout=300 -o faulthandler_exit_on_timeout=true

# The lock must mean the same on every machine: no index addresses, no local paths.
COMPILE := CUSTOM_COMPILE_COMMAND='make lock' $(PYTHON_HERE) -m piptools compile --quiet --generate-hashes \
	--strip-extras --allow-unsafe --build-deps-for=editable --build-deps-for=wheel --newline=lf \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options $(if $(UPGRADE),--upgrade)

# The tests start the program hundreds of times. Where a machine asks Python to keep nothing that it compiled, each of
# these starts would compile all of it again.
test soak: export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help run test soak lint audit bench lock clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-6s %s\n", $$1, $$2}' Makefile

run: $(RUN_READY) ## Start Plainsay with sample data: make run [HOST=0.0.0.0] [PORT=8000] [DATA=data/demo] [PRETEND=1].
	@$(PYTHON_HERE) -m bot run --sample --host $(HOST) --port $(PORT) --data "$(DATA)" $(if $(PRETEND),--pretend-telegram)

test: $(DEV_READY) ## Run every check and test, with small counts.
	@$(PYTHON_HERE) -m tools.browser
	@$(PYTHON_HERE) -m tools.office
	@$(PYTEST) $(NO_HANGING)

soak: $(DEV_READY) ## Run the same tests with the promised counts. This takes long.
	@$(PYTHON_HERE) -m tools.browser
	@$(PYTHON_HERE) -m tools.office
	@PLAINSAY_SOAK=1 $(PYTEST)

lint: $(DEV_READY) ## Run only the fast checks: ruff, import-linter and mypy.
	@$(PYTHON_HERE) -m ruff check .
	@$(PYTHON_HERE) -m ruff format --check .
	@.venv/bin/lint-imports
	@$(PYTHON_HERE) -m mypy

audit: $(DEV_READY) ## Look up known faults of our dependencies. It fails where it cannot look.
	@$(PYTHON_HERE) -m tools.audit requirements-dev.lock

bench: $(DEV_READY) ## Measure speed, memory and start-up.
	@$(PYTHON_HERE) -m bench

lock: $(DEV_READY) ## Write both lock files anew from pyproject.toml. UPGRADE=1 takes newer versions.
	@$(COMPILE) --output-file requirements.lock pyproject.toml
	@$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean: ## Remove what was built. Data folders stay.
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN_READY): requirements.lock pyproject.toml
	@bash tools/setup.sh run

$(DEV_READY): requirements.lock requirements-dev.lock pyproject.toml
	@bash tools/setup.sh dev
