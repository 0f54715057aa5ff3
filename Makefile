# What can be done here. `make` alone prints this list.

PYTHON ?= python3
VENV := .venv/bin
LOCK := $(PYTHON) -m uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-header

.PHONY: help run test soak bench lint format lock clean

help: ## Print this list
	@echo "make run      set everything up and serve at http://127.0.0.1:8000 (PORT=8001 make run)"
	@echo "make test     set up for the tests and run every check: lint, types, SQLite, PostgreSQL, browser"
	@echo "make soak     the tests that take long: kills in the middle of an import, two editors at once, floods, fuzzing"
	@echo "make bench    measure import and export against django-import-export, the list against Datasette, the map against bare Leaflet, the finder against the nearest (BENCH='--rows 2000')"
	@echo "make lint     lint, format and type checks alone"
	@echo "make format   put the code into the project's format"
	@echo "make lock     renew the lock files (needs uv: pip install uv)"
	@echo "make clean    remove what set-up made, but keep var/, which holds the database"

run:
	@$(PYTHON) -m sharedmap.setup run

test:
	@$(PYTHON) -m sharedmap.setup test

soak:
	@$(PYTHON) -m sharedmap.setup soak

bench:
	@$(PYTHON) -m sharedmap.setup bench $(BENCH)

lint:
	$(VENV)/python -m ruff check .
	$(VENV)/python -m ruff format --check .
	$(VENV)/python -m mypy

format:
	$(VENV)/python -m ruff check --fix .
	$(VENV)/python -m ruff format .

lock:
	$(LOCK) requirements.in --output-file requirements.txt
	$(LOCK) requirements-test.in --output-file requirements-test.txt
	$(LOCK) requirements-bench.in --output-file requirements-bench.txt
	$(LOCK) requirements-node.in --output-file requirements-node.txt
	npm install --package-lock-only --ignore-scripts

clean:
	rm -rf .venv node_modules static/lib var/stamps var/static var/test var/log
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
