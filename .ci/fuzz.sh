#!/usr/bin/env bash
# Runs every fuzz target for FUZZTIME (default 20s), one after the other, and
# stops at the first that fails.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${FUZZTIME:-20s}
found=0
while read -r file; do
	for target in $(grep -oE '^func Fuzz[A-Za-z0-9_]+' "$file" | cut -d' ' -f2); do
		found=1
		echo "== $(dirname "$file") $target"
		go test "./$(dirname "$file")" -run '^$' -fuzz "^${target}\$" -fuzztime "$time" -fuzzminimizetime 1x
	done
done < <(grep -rlE '^func Fuzz' --include='*_test.go' cmd internal | sort)
[ "$found" = 1 ] || { echo "fuzz: no target found" >&2; exit 1; }
