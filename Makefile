# Needs Python >= 3.11 and git; everything else goes into .venv.
PORT ?= 8000
ARGS ?=
PYTHON = .venv/bin/python
# Two cores halve the time; what shares a demo or a world stays in one process (tests/conftest.py).
TEST = $(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 $(ARGS)
# Of what ARGS names, nothing may be for one of the two databases (pytest's exit code 5).
NONE_CHOSEN = [ $$? = 5 -a -n "$(ARGS)" ]

.PHONY: help demo demo-reset test lint bench messages lock

help: ## List the targets
	@sed -n 's/^\([a-z-]*\): ## /\1\t/p' Makefile | expand -t 14

demo: ## Serve the five demonstration towns on http://localhost:8000/ (PORT=8123 moves it)
	@.ci/venv demo
	@$(PYTHON) manage.py compile_messages
	@WAGTAILADMIN_BASE_URL=http://localhost:$(PORT) $(PYTHON) manage.py demo --port $(PORT)

demo-reset: ## Throw the demonstration's data away, load it anew and serve it
	@.ci/venv demo
	@$(PYTHON) manage.py compile_messages
	@WAGTAILADMIN_BASE_URL=http://localhost:$(PORT) $(PYTHON) manage.py demo --reset --port $(PORT)

test: ## Run every test on PostgreSQL, the browser's and what depends on the database on SQLite (ARGS="tests/home -x" runs some)
	@.ci/venv test
	@.ci/system-tools
	@$(PYTHON) manage.py compile_messages
	@echo "Tests on SQLite"
	@env -u DATABASE_URL $(TEST) -m "browser or sqlite" || $(NONE_CHOSEN)
	@echo "Tests on PostgreSQL"
	@$(PYTHON) -m tests.postgres -- $(TEST) -m "not browser" || $(NONE_CHOSEN)

lint: ## Check style, format, types and the direction of imports
	@.ci/venv test
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports

bench: ## Measure pages, plans and workers (ARGS="--seconds 3 --rounds 1" is quick, "--only plans" a part, "--towns 9100" adds scale)
	@.ci/venv test
	@.ci/system-tools bench
	@$(PYTHON) manage.py compile_messages
	@$(PYTHON) -m tests.postgres -- $(PYTHON) -m tests.bench $(ARGS)

messages: ## Collect the messages to translate into locale/, then compile them
	@.ci/venv test
	@.ci/system-tools
	@$(PYTHON) manage.py collect_messages
	@$(PYTHON) manage.py compile_messages

lock: ## Resolve the ranges of pyproject.toml into .ci/locks/ (UPGRADE=--upgrade takes newer versions)
	@.ci/venv test
	@$(PYTHON) -m pip install --quiet uv
	@.ci/lock $(UPGRADE)
