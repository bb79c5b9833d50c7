# `make demo` and `make test` set up everything they need in .venv, from the lock file.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup demo browser pictures test lint format lock clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup  ## Reconstruct the sample article, print its timeline, write the chart to out/
	@mkdir -p out
	$(BIN)/timeline reconstruct fixtures/articles/politics.txt --published 2023-03-15
	$(BIN)/timeline reconstruct fixtures/articles/politics.txt --published 2023-03-15 --format html -o out/politics.html

test: setup browser
	$(BIN)/pytest

browser:  ## Chromium for the tests in a browser and for pictures: by apt where it is missing and we are root
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing chromium"; apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; \
	fi || echo "chromium could not be installed: the tests that need it are skipped"

pictures: setup browser  ## Draw the README's pictures anew from the fixtures
	$(BIN)/python -m docs.pictures

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## Renew requirements.lock (needs uv)
	uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header -o requirements.lock

clean:
	rm -rf $(VENV) out
