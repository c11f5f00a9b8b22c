# Two commands matter: `make run` starts the system, `make test` checks all of it.
# Both begin with `make setup`, which brings everything they need and is quick the second time.

.DEFAULT_GOAL := help
.PHONY: help setup run test lint lock vendor clean
SHELL := /bin/bash

help: ## say what the commands do
	@echo "Sổ Giảm nghèo. The commands:"
	@echo
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 14
	@echo
	@echo "The address of make run is http://127.0.0.1:8000; another port: make run PORT=8001."

setup: ## get everything that the system needs on this machine (make run does it by itself)
	@.ci/setup

run: setup ## start the system with invented data and say its address and its accounts
	@PORT="$(PORT)" .ci/serve

test: ## run every check: lint, types, tests on SQLite and PostgreSQL, tests in a browser
	@.ci/test

lint: ## run the quick checks only: style, templates, imports, types, settings
	@.ci/test lint

lock: ## write the lock files anew from pyproject.toml (UPGRADE=1 takes newer versions)
	@UPGRADE="$(UPGRADE)" .ci/lock

vendor: ## fetch the front-end files anew (needs npm)
	@python3 .ci/vendor.py

clean: ## remove what can be made again; the database and .env stay
	rm -rf .venv var/static var/test-static var/stamps .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
