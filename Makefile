# What a person can ask for. The work is in seminar/commands/lab.py and in tests/.
PYTHON = python3
# A set of lessons that is not this one: make lab FOLDER=examples/broad_street_pump
FOLDER =

.PHONY: help lab test quick site handouts bench clean

help:
	@echo "make lab       open the lessons in JupyterLab (the first time, fetch what they need)"
	@echo "make test      run every check, and fetch what it needs: a browser, too"
	@echo "make quick     run the checks that need no browser"
	@echo "make site      build site/_build/: every lesson as a page that needs nothing but a browser"
	@echo "make handouts  print handouts/_build/: sheets, cards, slides, keys; and a zip for students"
	@echo "make bench     measure steps, pages, notebooks, collation and a class of 30: one table"
	@echo "make clean     remove what was fetched and built; answers/ and my/ stay as they are"

lab: python
	@$(PYTHON) -m seminar lab $(FOLDER)

test: python
	@$(PYTHON) -m seminar set-up --tests
	@tests/offline tests/everything

quick: python
	@$(PYTHON) -m seminar set-up --quick
	@tests/offline tests/everything --quick

site: python
	@$(PYTHON) -m seminar set-up --build
	@.venv/bin/python site/build.py $(if $(FOLDER),--of $(FOLDER))

handouts: python
	@$(PYTHON) -m seminar set-up --paper
	@.venv/bin/python handouts/build.py $(if $(FOLDER),--of $(FOLDER))

bench: python
	@$(PYTHON) -m seminar set-up --tests
	@.venv/bin/python bench

clean:
	rm -rf .venv .pytest_cache site/_build handouts/_build
	find . -name __pycache__ -prune -exec rm -rf {} +
	find . -name .ipynb_checkpoints -prune -exec rm -rf {} +

.PHONY: python
python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) on this computer." \
	"What to do: install Python 3.11 or newer, then run the same command again."; exit 2; }
