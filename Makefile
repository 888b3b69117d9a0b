# SPDX-License-Identifier: GPL-3.0-or-later

# QGIS's own Python, not whichever comes first on PATH.
QGIS_PYTHON ?= /usr/bin/python3
export QGIS_PYTHON

.DEFAULT_GOAL := help
.PHONY: wheel help setup tools demo test debian matrix coverage correctness fuzz referee bench profile faults peers test-peers lint format translations compare reference screenshots package clean

help: ## List these targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s%s\n", $$1, $$2}' Makefile

setup: ## Install QGIS, the packages and the plugin, where missing.
	@scripts/setup/run

tools: setup ## Install the development tools into .venv.
	@"$(QGIS_PYTHON)" -m scripts.setup.install_tools

# The values reach the script through the environment, never through the shell's
# command line, so that JSON and spaces arrive as they were typed.
define literal
ifdef $(1)
override $(1) := $$(value $(1))
export $(1)
endif
endef
$(foreach name,PRODUCT EXO BANDS PIXEL_SIZE,$(eval $(call literal,$(name))))

demo: setup ## Run the sample, or yours: PRODUCT=… EXO='{…}' [BANDS=… PIXEL_SIZE=…].
	@set --; \
	[ -z "$$PRODUCT" ] || set -- "$$@" --product "$$PRODUCT"; \
	[ -z "$$EXO" ] || set -- "$$@" --exo "$$EXO"; \
	[ -z "$$BANDS" ] || set -- "$$@" --bands "$$BANDS"; \
	[ -z "$$PIXEL_SIZE" ] || set -- "$$@" --pixel-size "$$PIXEL_SIZE"; \
	.venv/bin/python demo/run.py "$$@"

test: tools ## Run all tests.
	@scripts/test

debian: ## Run all tests in a Debian of its own, as root [RELEASE=bookworm].
	@scripts/checks/fresh_debian $(or $(RELEASE),trixie)

coverage: tools ## Run all tests and list the lines they leave out.
	@scripts/checks/coverage

peers: setup ## Install the systems that bench compares with, where missing.
	@.venv/bin/python benchmarks/peers.py

test-peers: tools ## Compare with EOReader itself into docs/eoreader.md.
	@.venv/bin/python benchmarks/peers.py eoreader
	@.venv/bin/python -m scripts.docs.compare_eoreader

bench: peers ## Compare speed, memory and pixels [BENCH='--quick'; see --help].
	@.venv/bin/python benchmarks/run.py $(BENCH)
	@.venv/bin/python benchmarks/features.py

profile: setup ## See where the time of bench's cases goes [PROFILE='--quick'].
	@.venv/bin/python benchmarks/where_time_goes.py $(PROFILE)

faults: setup ## Let runs fail in every way into docs/reliability.md [QUICK=1].
	@.venv/bin/python -m scripts.faults.run $(if $(QUICK),--quick)

correctness: tools ## Run what proves each rule of the results into docs/correctness.md.
	@.venv/bin/python -m scripts.docs.disagreements
	@QT_QPA_PLATFORM=offscreen .venv/bin/python -m scripts.docs.correctness

fuzz: tools ## Feed the readers of files with what atheris makes [SECONDS=3600].
	@.venv/bin/pip install --quiet atheris
	@.venv/bin/python -m scripts.checks.fuzz --seconds $(or $(SECONDS),3600)

referee: tools ## Store how far a Debian's GDAL is from the truth [RELEASE=bookworm].
	@scripts/checks/referee $(or $(RELEASE),forky)

matrix: ## Run the core's tests with lowest, newest and other packages [KIND=lowest].
	@set -e; for kind in $(or $(KIND),lowest rasterio-1.4 newest); do \
		scripts/checks/matrix "$$kind"; done

lint: tools ## Check style, types, spelling and security.
	@scripts/lint

format: tools ## Put the code into the house format.
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

compare: setup ## Compare results with another revision's: BASE=main.
	@.venv/bin/python -m scripts.compare.run $(or $(BASE),main)

reference: setup ## Write docs/parameters.md and the schema of EXO from the code.
	@.venv/bin/python -m scripts.docs.reference

screenshots: ## Make the pictures of README and docs, in QGIS itself.
	@scripts/setup/run xvfb openbox qttranslations5-l10n
	@.venv/bin/python -m scripts.screenshots.run

translations: setup ## Bring resources/i18n/*.ts up to date with the texts in the code.
	@.venv/bin/python -m scripts.i18n.translations

wheel: ## Make dist/exogenous-<version>-py3-none-any.whl, for Python without QGIS.
	@"$(QGIS_PYTHON)" -m pip wheel --quiet --no-deps --wheel-dir dist .
	@ls dist/*.whl

package: ## Make dist/exogenous-<version>.zip, to install from zip in QGIS.
	@scripts/release/package

clean: ## Remove what these targets left in the checkout.
	rm -rf .venv resources/i18n/*.qm docs/*.html .mypy_cache .pytest_cache .ruff_cache .hypothesis dist demo/sample demo/output benchmarks/work
