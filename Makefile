# Every command sets itself up: nothing has to be installed, started or exported beforehand
# but Python 3.11 and Node 20.

SHELL := /bin/sh
is_311 = import sys; sys.exit(sys.version_info[:2] != (3, 11))
PYTHON ?= $(shell for p in python3.11 python3 /usr/bin/python3.11 /usr/bin/python3; do \
	"$$p" -c '$(is_311)' 2>/dev/null && { echo "$$p"; exit; }; done; echo python3)
SET_UP = @cd tools && exec $(PYTHON) -m bootstrap

.DEFAULT_GOAL := help
.PHONY: help run test pytest journeys screens check openapi accept-api shell clean bench soak

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Run the whole product on PORT (8000), in the foreground
	$(SET_UP) run

test: ## Run every check and every test: backend, front end, browser
	$(SET_UP) test

pytest: ## Run some backend tests on throw-away servers: make pytest ARGS="backend/chats -k reply"
	$(SET_UP) pytest $(ARGS)

journeys: ## Run some browser journeys on a throw-away product: make journeys ARGS="phone results"
	$(SET_UP) journeys $(ARGS)

screens: ## Take the pictures of docs/screens.md anew
	$(SET_UP) screens

check: ## Format, lint, types, import rules, migrations, contracts
	$(SET_UP) check

openapi: ## Write openapi.yaml and what the front end derives from it
	$(SET_UP) openapi

accept-api: ## Publish openapi.yaml as it is, with what it takes away: docs/api-baseline.txt
	$(SET_UP) accept-api

shell: ## Open a Django shell with the servers up
	$(SET_UP) exec .venv/bin/python backend/manage.py shell

.PHONY: backup restore doctor
backup: ## Back the database up: make backup [TO=file or folder] [PASSPHRASE_FILE=file] [KEEP_DAYS=days]
	$(SET_UP) backup

restore: ## Restore it: make restore FROM=file [REPLACE=1] [PASSPHRASE_FILE=file]
	$(SET_UP) restore

doctor: ## Examine the installation from end to end, and say what to mend
	$(SET_UP) doctor

clean: ## End what runs from this checkout and remove .local/
	@cd tools && exec $(PYTHON) -m stack clean

.PHONY: drill
drill: ## Storms, killed processes, a crowd, then every test REPEAT (10) times: hours; make drill [DRILL_ONLY=load] [ARGS=tests]
	$(SET_UP) drill $(ARGS)

bench: ## Measure the product beside what is possible here: docs/benchmarks.md
	$(SET_UP) bench

soak: ## Let 1 000 accounts live for SOAK_MINUTES (60), and see what wears out
	$(SET_UP) soak

.PHONY: load
load: ## 300 open inboxes, 20 sellers, 1 000 accounts and an import for LOAD_MINUTES (3)
	$(SET_UP) load
