# What a newcomer types; `make` alone lists it.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help build demo test check fuzz lint format bench bench-linkage bench-peers bench-service guard kill clients embedding \
	openapi sqlite strace valgrind

STRICT := -Xswiftc -warnings-as-errors
# CI builds once: its tests run on what was compiled with warnings as errors. Elsewhere `check` has a folder of its own,
# so that `test` and `check` do not undo each other's builds, and a newer compiler's warning stops nobody's `test`.
FLAGS := $(if $(CI),$(STRICT))
CHECK_FOLDER := $(if $(CI),.build,.build-check)
SWIFT_FILES := Sources Tests Migrations Package.swift Examples Benchmarks/Package.swift Benchmarks/EngineBenchmarks \
	Benchmarks/Report Benchmarks/Linkage/People Benchmarks/Guard/Kernels Benchmarks/Service/Package.swift Benchmarks/Service/BareService

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: sqlite ## apply the sample input of three vendors to .demo/people.db and show what happened
	@Demo/run

test: sqlite strace clients ## run all tests
	swift test $(FLAGS)

check: lint sqlite strace clients ## lint, build with warnings as errors, run all tests, compare instruction counts
	swift test $(STRICT) --scratch-path $(CHECK_FOLDER)
	@$(MAKE) --no-print-directory guard

# REQUESTS=1000000 for another number, SEED=7 for others. Optimised, in a folder of its own: minutes instead of an hour.
fuzz: sqlite ## drive 100,000 mutated requests of each vendor through its adapter
	CONCORD_FUZZ=$(or $(REQUESTS),100000) CONCORD_FUZZ_SEED=$(or $(SEED),1) swift test --configuration release \
		-Xswiftc -enable-testing --scratch-path .build-fuzz --filter FuzzingTests

build: sqlite ## build the command concord for use
	swift build $(FLAGS) --configuration release --product concord
	@echo "Built $$(swift build --configuration release --show-bin-path)/concord"

# SIZE=10000000 for another last number of accounts, ROWS=REGEX for some rows. The plugin measures in Benchmarks/, and so
# wants to write into it; the stores that it measures on lie in the temporary folder meanwhile.
SIZE ?= 1000000
FIXTURES := $${TMPDIR:-/tmp}/concord-benchmarks
bench: sqlite ## measure each row beside its baseline, the service's too: a table, JSON and a page in Benchmarks/results
	$(call measure,results,$(ROWS))
	@status=0; $(if $(ROWS),,$(MAKE) --no-print-directory bench-service PARTS=Benchmarks/results/parts || status=$$?;) \
		swift run --package-path Benchmarks --configuration release BenchmarkReport Benchmarks/results && exit $$status

# DATA=FOLDER names the evaluation files, SIZES=100000,10000000 the numbers of generated people. PEER=1 runs Splink beside it.
SIZES ?= 100000,1000000
bench-linkage: sqlite ## link the evaluation files and generated people: precision, recall, largest cluster, time, memory
	$(build_linkage)
	@$(linkage_binaries) && CONCORD_SIZES=$(SIZES) Benchmarks/Linkage/run.py $$concord $$people $(DATA) && \
		$(if $(PEER),Benchmarks/Peers/run.sh $$concord $$people $(SIZE),true)

# Splink takes four gigabytes for a million people: SPLINK=100000 for fewer.
PEER_ROWS := ^(memory: )?(match by (all|three) tags|match by a list, [a-z ]+|unchanged upsert|create in batch|durable create by (1|64)), [0-9]+$$
SPLINK ?= 1000000
bench-peers: sqlite ## measure Concord, PostgreSQL, Redis and SQLite by hand on the same accounts, and Splink beside dedupe
	$(call measure,results/peers,$(PEER_ROWS))
	@Benchmarks/Peers/Stores/run.sh $(SIZE)
	$(build_linkage)
	@$(linkage_binaries) && Benchmarks/Peers/run.sh $$concord $$people $(SPLINK)

bench-service: sqlite ## hold the service against a bare Hummingbird handler, under wrk
	@$(call install,command -v wrk >/dev/null,wrk)
	swift build --package-path Benchmarks/Service --configuration release --product BareService
	swift build --package-path Benchmarks/Service --configuration release --product concord
	@folder=$$(swift build --package-path Benchmarks/Service --configuration release --show-bin-path) && \
		Benchmarks/Service/run.py $$folder/concord $$folder/BareService $(PARTS)

guard: sqlite valgrind ## compare the instructions that the hot path takes with Benchmarks/Guard/instructions.txt
	@Benchmarks/Guard/run

lint: ## compare every Swift file with .swift-format
	swift format lint --strict --recursive $(SWIFT_FILES)

format: ## bring every Swift file to .swift-format
	swift format --in-place --recursive $(SWIFT_FILES)

# What macOS ships and Debian keeps in a package of its own.
sqlite:
	@$(call install,[ "$$(uname)" = Darwin ] || [ -e /usr/include/sqlite3.h ],libsqlite3-dev)

# A test of durability counts the flushes to the disk under it; it runs on Linux only.
strace:
	@$(call install,[ "$$(uname)" = Darwin ] || command -v strace >/dev/null,strace)

# Counts instructions; where it cannot be had, nothing is compared.
valgrind:
	@if command -v apt-get >/dev/null; then $(call install,command -v valgrind >/dev/null,valgrind); fi

# The service is tested with other people's clients.
clients:
	@$(call install,command -v curl >/dev/null,curl)
	@$(call install,python3 -c 'import requests' 2>/dev/null,python3-requests)

# EXAMPLES=1000 for more calls of each operation.
openapi: sqlite ## compare the service's answers with its description, by calls that schemathesis makes up
	swift build $(FLAGS) --product concord
	Tests/ConcordCLITests/Clients/openapi.sh .build/debug/concord

# ROUNDS=1 for fewer.
kill: sqlite ## kill the service under load and look after every answered write, 20 times
	swift build $(FLAGS) --product concord
	folder=$$(mktemp -d) && python3 Tests/ConcordCLITests/Clients/kill.py .build/debug/concord $$folder/people.db $(or $(ROUNDS),20) && rm -r $$folder

# With traits: [] a consumer builds the engine and nothing of the HTTP stack.
embedding: sqlite ## build and run the example that embeds the engine without the service
	swift build --package-path Examples/Embedding --scratch-path .build-embedding $(FLAGS)
	! grep -qi hummingbird Examples/Embedding/Package.resolved
	folder=$$(mktemp -d) && .build-embedding/debug/Embedding $$folder/people.db && rm -r $$folder

# $(call measure,FOLDER,ROWS): measures the rows whose names match, or all, and leaves their figures in Benchmarks/FOLDER/parts.
define measure
	@rm -rf $(FIXTURES) Benchmarks/$(1)/parts
	cd Benchmarks && SIZE=$(SIZE) RESULTS=$(1) swift package --allow-writing-to-package-directory benchmark \
		--target EngineBenchmarks --no-progress --quiet $(if $(2),--filter '$(2)')
	@rm -rf $(FIXTURES)
endef

# The command, and the generator of people, that batch linkage is measured with.
define build_linkage
	swift build --configuration release --product concord
	swift build --package-path Benchmarks --configuration release --product People
endef
linkage_binaries = concord=$$(swift build --configuration release --show-bin-path)/concord && \
	people=$$(swift build --package-path Benchmarks --configuration release --show-bin-path)/People

# $(call install,CONDITION,PACKAGE): installs a package unless the condition holds.
define install
if ! { $(1); }; then \
	if ! command -v apt-get >/dev/null; then \
		echo "Concord needs $(2), and there is no apt-get to install it with. Install it and run make again." >&2; \
		exit 1; \
	fi; \
	echo "Installing $(2)"; \
	as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	$$as_root apt-get update -qq; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(2); \
fi
endef
