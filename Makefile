# make          sets everything up (once) and makes the documents of the shipped workbook in output/base/
# make test     sets everything up (once) and runs the tests
# make check    format, lint, types, tests
# make bench    how long things take
# make pictures makes the pictures of the README anew (with LibreOffice and poppler)
# make gallery makes docs/gallery.md anew (with poppler)
# make clean    takes the set-up and the caches away; output/ stays, for it may hold forms that were filled in
#
# PYTHON names another Python than python3:  make PYTHON=python3.12

PYTHON ?= python3
BIN = .venv/bin
READY = .venv/ready

.PHONY: build test check bench pictures gallery clean

build: $(READY)
	@$(BIN)/lcdocs build

test: $(READY)
	@$(BIN)/pytest

check: $(READY)
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/pytest

bench: $(READY)
	@$(BIN)/python tests/bench.py
	@$(BIN)/python tests/bench_links.py
	@$(BIN)/python tests/bench_packets.py 100

pictures: build
	@soffice --headless --convert-to pdf --outdir .venv/pictures output/base/rubric.docx >/dev/null 2>&1
	@pdftoppm -r 84 -f 7 -l 7 -singlefile -png .venv/pictures/rubric.pdf docs/images/rubric
	@pdftoppm -r 84 -f 12 -l 12 -singlefile -png output/base/crosswalk.pdf docs/images/crosswalk
	@pdftoppm -r 84 -f 1 -l 1 -singlefile -png output/base/crosswalk-matrix.pdf docs/images/crosswalk-matrix
	@pdftoppm -r 84 -f 2 -l 2 -singlefile -png output/base/gaps.pdf docs/images/gaps
	@$(BIN)/lcdocs preview --row 3 --out .venv/pictures >/dev/null
	@pdftoppm -r 84 -f 1 -l 1 -singlefile -png .venv/pictures/preview/Maple-Elementary.pdf docs/images/packet
	@pdftoppm -r 84 -f 5 -l 5 -singlefile -png .venv/pictures/preview/Maple-Elementary.pdf docs/images/district

gallery: $(READY)
	@$(BIN)/python tests/gallery.py

clean:
	@rm -rf .venv .ci/tools .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find src tests -name __pycache__ -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@.ci/setup "$(PYTHON)"
	@touch $@
