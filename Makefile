# One check, one script: what the README says, what CI calls and what a developer runs.
BIN := .venv/bin

.PHONY: demo test soak bench setup lint constraints clean

setup:
	@.ci/setup test

demo:
	@.ci/setup run
	@$(BIN)/signage demo $(DEMO)

lint: setup
	@$(BIN)/ruff format --check --quiet . || { echo "run: .venv/bin/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }

# Three processes on two cores, as tests wait for servers and browsers; a file at a time and in their order: the long journeys
# begin early, and nobody waits for the last.
test: lint
	@$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

soak: setup
	@$(BIN)/pytest -m soak -v

bench:
	@.ci/setup bench
	@$(BIN)/python -m benchmarks $(if $(JSON),--json $(JSON))

# The versions of everything, with hashes for every platform, and no address of any registry.
constraints:
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile pyproject.toml .ci/build.in --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet -o .ci/constraints.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
