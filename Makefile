# make deps      install the system packages that are missing (apt or Homebrew)
# make build     the release binary, in $(BIN)
# make install   binary and completions below PREFIX (/usr/local unless told otherwise)
# make run       everything that is needed, then the main job on Examples/sample-project
# make test      everything that is needed, then all tests
# make fuzz      mutated input for everything that reads, for SECONDS, from SEED on, with
#                AddressSanitizer
# make torture   the tests that kill, race and rearrange, for as long as ROUNDS says
# make guard     fails where fixed runs need over a tenth more instructions than they did
# make growth    times it on more and more of everything; GROWTH=--full goes to 4 GiB and 10^6 files
# make bench     times it against its peers; BENCH="--size 64" for a quick one
# make lint      layout, style, undeclared imports, and nothing committed that is generated

SHELL := /bin/bash
PREFIX ?= /usr/local
# Static on Linux: starts in half the time, and runs where no Swift is installed.
RELEASE := -c release $(if $(filter Darwin,$(shell uname -s)),,--static-swift-stdlib)
BIN := .build/release/scanctl
FORMATTED := Sources Tests $(wildcard Benchmarks) Package.swift

.PHONY: deps test-deps bench-deps guard-deps build generator install uninstall run test torture fuzz bench guard \
  growth lint format clean

deps:
	@scripts/install-dependencies.sh build

test-deps:
	@scripts/install-dependencies.sh build test

bench-deps:
	@scripts/install-dependencies.sh build bench

guard-deps:
	@scripts/install-dependencies.sh build guard

build: deps
	swift build $(RELEASE) --product scanctl

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(BIN) "$(DESTDIR)$(PREFIX)/bin/scanctl"
	strip "$(DESTDIR)$(PREFIX)/bin/scanctl"
	scripts/install-completions.sh $(BIN) "$(DESTDIR)$(PREFIX)/share"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/scanctl"
	scripts/install-completions.sh --remove "$(DESTDIR)$(PREFIX)/share"

run: build
	@scripts/run-sample.sh $(BIN)

test: test-deps
	swift test

ROUNDS := 100
torture: test-deps
	SCANCTL_TORTURE_ROUNDS=$(ROUNDS) swift test --filter \
	  'KillTests|ManyProcessesTests|SplitScanTests|FolderModelTests|LineChunksTests|HostileInputTests'

SECONDS := 3600
SEED := 1
fuzz: test-deps
	swift build --sanitize=address --scratch-path .build/fuzz --product scanctl-fuzzer
	.build/fuzz/debug/scanctl-fuzzer --seconds $(SECONDS) --seed $(SEED) --size 65536

generator: build
	swift build $(RELEASE) --product benchmark-generator

bench: bench-deps generator
	swift build $(RELEASE) --product normalizer-benchmark
	@Benchmarks/bench.py $(BENCH)

guard: guard-deps generator
	@Benchmarks/guard.py

growth: bench-deps generator
	@Benchmarks/growth.py --svg docs/growth.svg $(GROWTH)

lint: deps
	swift format lint --strict --parallel --recursive $(FORMATTED)
	@scripts/check-committed.sh
	swift build --explicit-target-dependency-import-check error

format:
	swift format --in-place --parallel --recursive $(FORMATTED)

clean:
	swift package clean
