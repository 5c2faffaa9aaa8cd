# Kiku. `make run` needs Go and nothing else.
SHELL := /bin/bash
export CGO_ENABLED := 0

LISTEN ?= localhost:8080
LINT = go tool -modfile=tools/go.mod golangci-lint

.DEFAULT_GOAL := help
.PHONY: help run build test setup check lint eval reading bench bench-fetch bench-story manners fuzz registries clean

help: ## list what make can do
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build the one binary, ./kiku
	go build -trimpath -o kiku ./cmd/kiku

run: build ## build and serve on http://localhost:8080 (LISTEN=host:port for another address)
	./kiku serve --listen $(LISTEN)

setup: ## install what the tests need besides Go, or say what is missing
	@.ci/setup.sh

test: setup ## install what the tests need, then run all of them
	@go test -p 2 -timeout 15m ./...

check: ## formatting, vet, lint, tidy modules and the rules of the layout
	@files=$$(gofmt -l cmd internal eval browsertest *.go); if [ -n "$$files" ]; then echo "gofmt: $$files"; exit 1; fi
	go vet ./...
	go mod tidy -diff
	go test -count 1 .
	$(LINT) run ./...

eval: build ## measure quality beside baselines and goals; fails when a figure fell by more than its noise; takes minutes
	./kiku eval --unseen --compare

READING ?= reading
reading: ## write digests of real reports as text, for an editor to judge (READING=folder); takes a minute
	go test ./eval -run 'TestReading$$' -v -reading $(READING)

bench: ## run every benchmark once, as numbers to compare
	go test -run '^$$' -bench . -benchmem ./...

bench-fetch: ## fetch 1,000 local feeds of 30 items, and again when nothing changed
	@go test -run '^$$' -bench '^BenchmarkThousandFeeds$$' -benchtime 1x -timeout 10m ./internal/pipeline

STORED ?= 10000,100000,1000000
bench-story: ## what one more article costs, by how many are stored (STORED=10000,100000,1000000); takes minutes
	@cd eval && go test -run '^TestCostOfAnArticle$$' -count 1 -timeout 2h -args -cost $(STORED)

MANNERS ?= 5000,200,30
manners: ## simulate 5,000 feeds on 200 hosts for 30 days (MANNERS=feeds,hosts,days); takes minutes
	KIKU_POLITENESS=$(MANNERS) go test -run '^TestAMonthOfManners$$|^TestAYearWithTheDead$$' -count 1 -v -timeout 2h ./internal/pipeline

fuzz: ## fuzz every decoder of foreign bytes (FUZZTIME=20s each)
	@.ci/fuzz.sh

registries: ## fetch IANA's registries of addresses that are never asked
	go run ./internal/fetch/iana

clean: ## remove what was built (data stays)
	rm -rf kiku dist screenshots
