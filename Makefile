# The one menu of the kit: people and CI use the same targets. `make` alone lists them.
# Plain make and POSIX sh, so that the make of macOS (3.81) and a folder with spaces in its path work.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TESTS_READY := $(VENV)/.tests-ready
LANGUAGES := all

# The user's own uv, else the one that the recipe of pyvenv.cfg puts into the environment.
UV = $$(uv --version >/dev/null 2>&1 && echo uv || echo $(BIN)/uv)
INSTALL = $(UV) pip install --quiet --python $(BIN)/python -c requirements.lock

.DEFAULT_GOAL := help
.PHONY: help workshop lab classroom test format benchmarks lock clean
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "  %-17s %s\n", $$1, $$2 }'

workshop: $(READY) ## set everything up and build all artefacts in both languages
	@$(BIN)/workshop build --lang $(LANGUAGES)

lab: $(READY) ## open JupyterLab on your own copies in my-workshop/
	@$(BIN)/workshop lab

classroom: $(READY) ## add what Google Classroom and a Matrix server of your own need
	@$(INSTALL) --editable '.[google,matrix]'

# By file, because the tests of a file share what is dear: a JupyterLab, a browser, a build. In the
# order of the folders, so that one worker builds while the other still tests what needs no build.
test: $(TESTS_READY) ## check the code and run all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

format: $(TESTS_READY) ## put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmarks: $(TESTS_READY) ## measure the speeds against stock tools (some minutes)
	@$(BIN)/python -m tests.benchmarks
	@$(BIN)/pytest --quiet --capture=no -m benchmark tests/benchmarks/test_survey_reading.py \
		tests/benchmarks/test_explorer.py

lock: $(VENV)/pyvenv.cfg ## renew requirements.lock from pyproject.toml
	$(UV) pip compile --quiet --upgrade --universal --generate-hashes --no-header \
		--no-emit-index-url --no-emit-find-links --python-version 3.11 \
		--extra test pyproject.toml -o requirements.lock

clean: ## remove what was generated; your copies in my-workshop/ stay
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(READY): $(VENV)/pyvenv.cfg pyproject.toml requirements.lock
	@echo "Installing the kit …"
	@$(INSTALL) --editable .
	@touch $@

$(TESTS_READY): $(READY)
	@echo "Installing what the tests need …"
	@$(INSTALL) --editable '.[test]'
	@touch $@

# What Python is called differs; it only has to be new enough and able to make an environment.
$(VENV)/pyvenv.cfg:
	@if uv --version >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python '>=3.11' $(VENV); exit; \
	fi; \
	for name in python3 python python3.14 python3.13 python3.12 python3.11; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			python=$$name; break; \
		fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "The kit needs Python 3.11 or newer, and none was found. Debian and Ubuntu: apt install python3 python3-venv. Fedora: dnf install python3. macOS and Windows: the installer of python.org." >&2; \
		exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip' >/dev/null 2>&1; then \
		echo "$$python cannot make an environment: its venv part is missing. Debian and Ubuntu: apt install python3-venv. Then run the same command again." >&2; \
		exit 1; \
	fi; \
	$$python -m venv $(VENV) && $(BIN)/python -m pip install --quiet uv
