# The only door, for people and for CI: `make help` lists what is behind it.

PYTHON ?= python3
SPEC ?= briefs/us-russia-2017.yaml
UV ?= uv
ARGS ?=
FUZZ ?= all
SECONDS ?= 60

export PYTHON
BIN := .venv/bin
SETUP := bash scripts/setup.sh
PYTEST := $(BIN)/python -m pytest
# A process that dies ends the run and names its test; restarted, it may wait for ever.
WHOLE_SUITE := -n auto --maxprocesses 4 --max-worker-restart 0 --dist loadfile --cov --cov-report=term
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command 'make locks'

.DEFAULT_GOAL := help
.PHONY: help setup brief test fuzz golden lint wheel locks clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## create .venv with the pinned dependencies and Briefgen itself
	@$(SETUP) runtime

brief: setup  ## build the sample brief and print where its PDFs are (SPEC=other.yaml)
	@$(BIN)/briefgen build $(SPEC) $(ARGS)

test:  ## run all tests with coverage; or some of them: make test ARGS='tests/test_x.py -k y'
	@$(SETUP) dev
	@$(PYTEST) $(or $(ARGS),$(WHOLE_SUITE))

fuzz:  ## spoil good sources and see that every promise holds: make fuzz FUZZ=html SECONDS=600
	@$(SETUP) dev
	@cd tests && ../$(BIN)/python -m fuzz $(FUZZ) --seconds $(SECONDS) $(ARGS)

golden:  ## renew the golden files; read the difference before you commit it
	@$(SETUP) dev
	@$(PYTEST) --renew-golden $(ARGS)
	@git --no-pager diff --stat -- tests || true

lint:  ## ruff (rules and format) and mypy
	@$(SETUP) dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

wheel:  ## build dist/briefgen-*.whl
	@$(SETUP) runtime
	@rm -rf dist
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

locks:  ## write requirements/*.txt anew (needs uv); newest versions: make locks ARGS=--upgrade
	@$(COMPILE) $(ARGS) --extra embeddings pyproject.toml -o requirements/runtime.txt
	@$(COMPILE) $(ARGS) --extra embeddings --extra cluster --extra postgres \
		-c requirements/runtime.txt pyproject.toml -o requirements/cluster.txt
	@$(COMPILE) $(ARGS) requirements/build.in -o requirements/build.txt
	@$(COMPILE) $(ARGS) requirements/dev.in -o requirements/dev.txt
	@$(COMPILE) $(ARGS) requirements/benchmarks.in -o requirements/benchmarks.txt
	@$(COMPILE) $(ARGS) requirements/verapdf.in -o requirements/verapdf.txt
	@$(COMPILE) $(ARGS) requirements/epubcheck.in -o requirements/epubcheck.txt

clean:  ## remove everything that can be made again, .venv too; library/ and editions/ stay
	rm -rf .venv build dist htmlcov .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -prune -exec rm -rf {} +
