# Two commands: "make run" serves the portal, "make test" checks it. Both do all the set-up they need.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# Checks write their database and files here, never into a site's own folder, whatever .env says.
APART := env DATA_DIR="$(CURDIR)/var/checks" DATABASE_URL="sqlite:///$(CURDIR)/var/checks/db.sqlite3" \
	CELERY_BROKER_URL=filesystem://localhost// CACHE_URL=locmemcache:// EMAIL_URL= DEMO=0 DEBUG=0
MANAGE := $(APART) $(PY) manage.py

.PHONY: help run test check lint types checks sqlite postgres browser screenshots coverage assets catalogues lock
.NOTPARALLEL:

help:
	@echo "make run         set up and serve the portal (HOST, PORT, DATA_DIR; see .env.example)"
	@echo "make test        set up and run every check and test"
	@echo "make check       measure what the portal promises, a line each (DEFECT=D9: with a seeded bug)"
	@echo "make lint        style of Python and templates"
	@echo "make types       types"
	@echo "make sqlite      the tests on SQLite"
	@echo "make postgres    the tests on PostgreSQL (DATABASE_URL, else a temporary one)"
	@echo "make browser     the tests in Chromium"
	@echo "make screenshots pictures of every kind of page, and contact sheets"
	@echo "make coverage    which lines the tests on SQLite reach"
	@echo "make catalogues  update the catalogues in locale/ from the sources"
	@echo "make lock        lock the requirements again"

# exec: the signals that make is sent must reach the portal itself, not a shell.
run: $(VENV)/run.stamp node_modules/installed.stamp
	@exec $(PY) manage.py portal

test: lint types checks sqlite postgres browser
	@echo "All checks and tests passed."

check: $(VENV)/test.stamp assets
	@$(PY) -m tests.chromium
	@$(PY) -m tests.check

lint: $(VENV)/test.stamp
	@echo "Checking the style ..."
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check . || { echo "Run '.venv/bin/ruff format .' first."; exit 1; }
	@$(PY) -m djlint --lint --quiet templates
	@$(PY) -m bandit --quiet --severity-level high --configfile pyproject.toml \
		--recursive accounts recommendations feedback strategy_portal

types: $(VENV)/test.stamp
	@echo "Checking the types ..."
	@$(APART) $(PY) -m mypy --no-error-summary

checks: $(VENV)/test.stamp assets
	@echo "Checking migrations and catalogues ..."
	@$(MANAGE) makemigrations --check --dry-run --verbosity 1
	@$(MANAGE) catalogues check
	@$(MANAGE) catalogues compile

assets: $(VENV)/run.stamp node_modules/installed.stamp
	@$(MANAGE) build_assets --collect

sqlite: $(VENV)/test.stamp assets
	@echo "Testing on SQLite ..."
	@TEST_DATABASE=sqlite $(PY) -m pytest -q -n 2 -m "not browser"

postgres: $(VENV)/test.stamp assets
	@echo "Testing on PostgreSQL ..."
	@TEST_DATABASE=postgres $(PY) -m pytest -q -n 2 -m "not browser"

browser: $(VENV)/test.stamp assets
	@echo "Testing in Chromium ..."
	@$(PY) -m tests.chromium
	@TEST_DATABASE=sqlite $(PY) -m pytest -q -n 2 --dist worksteal -m browser

screenshots: $(VENV)/test.stamp assets
	@$(PY) -m tests.browser.screenshots --sheets docs/pictures
	@echo "The pictures are in var/screenshots, contact sheets in docs/pictures."

coverage: $(VENV)/test.stamp assets
	@TEST_DATABASE=sqlite $(PY) -m coverage run -m pytest -q -m "not browser"
	@$(PY) -m coverage report

catalogues: $(VENV)/run.stamp
	@$(MANAGE) catalogues extract
	@$(MANAGE) catalogues compile

# -- set-up: a stamp stands for what is installed, so that the second start is quick ----------

$(PY):
	@command -v $(PYTHON) >/dev/null || { echo "Install Python 3.11 or newer first."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "The portal needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
		echo "Python cannot make a virtual environment; on Debian and Ubuntu install python3-venv first."; exit 1; }

INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

$(VENV)/run.stamp: requirements/run.txt | $(PY)
	@echo "Installing the Python packages ..."
	@$(INSTALL) -r $< >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
	@touch $@

$(VENV)/test.stamp: requirements/test.txt | $(PY)
	@echo "Installing the Python packages and the tools for tests ..."
	@$(INSTALL) -r $< >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
	@touch $(VENV)/run.stamp $@

# The system's Node where there is one that reads our lock, else one from the Python packages
# (which brings its own list of certificate authorities: have it use the system's).
node_modules/installed.stamp: package-lock.json package.json .npmrc requirements/node.txt | $(VENV)/run.stamp
	@echo "Installing the front-end packages ..."
	@if node -e 'process.exit(process.versions.node.split(".")[0] < 18 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null; \
	then npm ci --silent --no-progress; \
	else $(INSTALL) -r requirements/node.txt >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }; \
		PATH="$(CURDIR)/$(VENV)/bin:$$PATH" NODE_OPTIONS=--use-system-ca npm ci --silent --no-progress; \
	fi || { echo "The front-end packages could not be installed; run 'npm ci' to see why."; exit 1; }
	@touch $@

# -- locks: hashes, and no addresses ----------------------------------------------------------

COMPILE = $(PY) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade pyproject.toml

lock: $(VENV)/test.stamp
	@$(COMPILE) -o requirements/run.txt
	@$(COMPILE) --group test --group care -c requirements/run.txt -o requirements/test.txt
	@$(PY) -m uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade --group node -o requirements/node.txt
	@npm install --package-lock-only --silent
	@echo "Locked; read the difference before you commit it."
