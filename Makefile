# Every target sets itself up: a virtual environment in .venv, from the locked dependencies, and nothing else.
# Python 3.11 or later, make and git are enough; pip comes along in bootstrap/ (a plain Debian has none).

PYTHON ?= python3
PYTEST ?= -n auto --maxprocesses 4
VENV   := .venv
RUN    := $(VENV)/bin/python
PIP    := $(RUN) bootstrap/pip-26.3-py3-none-any.whl/pip --disable-pip-version-check --no-input -qq
LOCK   := $(RUN) -m piptools compile -q --generate-hashes --strip-extras --no-header --no-annotate --no-emit-index-url \
          --no-emit-find-links --no-emit-trusted-host --no-emit-options --extra demo

.PHONY: help demo play test check bench soak learn docs servers lock clean
.SILENT:
.DELETE_ON_ERROR:

help:  # what there is
	echo "make demo     watch two people get introduced (the mails and a page are left in demo-mails/)"
	echo "make play     the same, and you answer for them"
	echo "make test     the tests; against real Dovecot and Postfix where they are installed"
	echo "make servers  install Dovecot and Postfix for the tests (Debian, root; starts no service)"
	echo "make check    style and types"
	echo "make bench    what one mail costs, as ratios within one run"
	echo "make soak     the long tests"
	echo "make learn    learn anew how people sound, from learning/examples/ (a minute)"
	echo "make docs     print docs/transitions.md anew from the table that decides"
	echo "make lock     renew the locked dependencies from pyproject.toml"
	echo "make clean    take away what was made here"

demo: $(VENV)/.demo
	$(RUN) -m introd demo --out demo-mails

play: $(VENV)/.demo
	$(RUN) -m introd demo --play --out demo-mails

test: $(VENV)/.test
	$(RUN) -m pytest -m "not soak" $(PYTEST)

soak: $(VENV)/.test
	$(RUN) -m pytest -m soak -n 0

bench: $(VENV)/.test
	$(RUN) -m bench

check: $(VENV)/.test
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check -q .
	$(RUN) -m mypy

# Not locked: nothing of it is installed where introd runs, or tested.
learn: $(VENV)/.test
	$(PIP) install --group learn
	$(RUN) -m learning

docs: $(VENV)/.demo
	$(RUN) docs/transitions.py > docs/transitions.md

servers:
	sh tests/servers/install.sh

lock: $(VENV)/.test
	$(RUN) bootstrap/dev_requirements.py > $(VENV)/dev.in
	$(LOCK) --build-deps-for editable --output-file requirements.lock pyproject.toml
	$(LOCK) --allow-unsafe --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml $(VENV)/dev.in

clean:
	rm -rf $(VENV) demo-mails dist build bench.json .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "introd needs Python 3.11 or later: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv --without-pip $(VENV)

# A stamp is newer than what it was made from, so that the second call does nothing.
$(VENV)/.demo: requirements.lock pyproject.toml | $(RUN)
	echo "introd: installing what it needs into $(VENV) (once)"
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.demo
	echo "introd: installing what the tests need into $(VENV) (once)"
	$(PIP) install --require-hashes -r requirements-dev.lock
	touch $@
