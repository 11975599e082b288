# Every target sets up what it needs. Start with `make demo`.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo lab test lint-js screenshots oracle format docs release lock test-oldest \
  test-newest clean

help:           ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 16

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Chalkgrad needs Python 3.11 or newer; try: make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(VENV)/installed     ## make a sample class of 24, grade it, and show the result
	$(BIN)/course demo

lab: $(VENV)/installed      ## open the course in JupyterLab
	$(BIN)/course lab

test: $(VENV)/installed     ## everything that must hold: style, types, notebooks, tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/codespell
	$(BIN)/python -m course.notebook_format --check lectures solutions assignments
	$(BIN)/python docs/write_library.py --check
	$(BIN)/python -m pytest --numprocesses=logical --maxprocesses=4 --dist=worksteal

lint-js:        ## check the widgets' JavaScript with ESLint (needs Node, which users do not)
	npx --yes eslint@9.39.1 course/show/web

screenshots: $(VENV)/installed  ## draw every widget, light and dark, into screenshots/
	$(BIN)/python -m tests.show.screenshots screenshots
	$(BIN)/python -m tests.show.python_screenshots screenshots

oracle: $(VENV)/installed   ## install PyTorch, which some tests compare the library with
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0

format: $(VENV)/installed   ## bring code and notebooks to the committed form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/python -m course.notebook_format lectures solutions

docs: $(VENV)/installed     ## write the library's page from its docstrings
	$(BIN)/python docs/write_library.py
	$(BIN)/python -m docs.write_onnx

release: $(VENV)/installed  ## make assignments/ from solutions/
	$(BIN)/course release

lock: $(VENV)/installed     ## write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra test --extra postgresql --extra oracle --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements.lock

test-oldest: $(VENV)/installed  ## run the tests with the oldest versions that pyproject.toml allows
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-oldest
	$(BIN)/uv pip install --quiet --python .venv-oldest --resolution lowest-direct --editable '.[test,postgresql]'
	.venv-oldest/bin/python -m pytest -W ignore::DeprecationWarning  # of parts newer than these

test-newest: $(VENV)/installed  ## run the tests with the newest versions there are
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-newest
	$(BIN)/uv pip install --quiet --python .venv-newest --upgrade --editable '.[test,postgresql]'
	.venv-newest/bin/python -m pytest

clean:          ## remove what make and the demo made
	rm -rf .venv .venv-oldest .venv-newest demo-class dist screenshots
