# The workflows of the project; `make help` lists them.

PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,$(if $(shell $(p) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(p))))
export PORT ?= 8000
JOBS ?= 2
ARGS ?=
BIN := .venv/bin
FLASK := $(BIN)/python -m flask --app webapp

.DEFAULT_GOAL := help
.PHONY: help install run test check bench i18n migrate docs lock wheel

help: ## list the workflows
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

install: .venv/.run ## make the environment that runs the service, nothing else

run: .venv/.run ## start the service with a demo village on 127.0.0.1 (PORT=8000)
	@exec $(FLASK) demo run

test: .venv/.dev ## run every test on both databases and in a browser (ARGS="-k quorum" for some)
	@$(BIN)/python tests/harness/system_packages.py
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)

check: .venv/.dev ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/.dev ## measure ballots and public pages as ratios, on both databases
	@$(BIN)/python tests/harness/system_packages.py
	@$(BIN)/python -m tests.bench $(ARGS)

i18n: .venv/.dev ## extract messages, update the catalogues, compile them
	@$(FLASK) i18n update

migrate: .venv/.run ## bring the database named by the environment to the newest schema
	@$(FLASK) migrate

docs: .venv/.run ## write the tables of settings and permissions that the README shows
	@$(FLASK) docs

lock: ## choose dependency versions anew and write the locks with their hashes
	@$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	@build/lock/bin/uv $(LOCK) requirements-dev.in --output-file requirements-dev.txt
	@build/lock/bin/uv $(LOCK) --constraint requirements-dev.txt --no-annotate requirements.in --output-file requirements.txt

LOCK := pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

wheel: .venv/.dev ## build an installable wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

.venv/bin/python:
	@$(if $(PYTHON),,echo "Python 3.11 or newer is needed and was not found: on Debian or Ubuntu 'apt-get install python3 python3-venv', on macOS 'brew install python'." >&2; exit 1)
	@$(PYTHON) -m venv .venv || { echo "No environment could be made; on Debian or Ubuntu: apt-get install python3-venv" >&2; rm -rf .venv; exit 1; }

.venv/.run: requirements.txt | .venv/bin/python
	@echo "Installing what the service needs (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt requirements.txt | .venv/bin/python
	@echo "Installing what the service and its tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch .venv/.run $@
