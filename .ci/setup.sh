#!/usr/bin/env bash
# Makes sure that what the tests need besides Go is there: PostgreSQL's server
# programs, Chromium, a Japanese font, and Python 3 for the reference scorers. On Debian and Ubuntu as root it
# installs what is missing; elsewhere it says what to install, and fails.
set -euo pipefail

has_postgres() {
	command -v initdb >/dev/null 2>&1 && return 0
	compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

has_chromium() {
	local name
	for name in chromium chromium-browser google-chrome google-chrome-stable; do
		command -v "$name" >/dev/null 2>&1 && return 0
	done
	return 1
}

has_font() {
	if command -v fc-list >/dev/null 2>&1; then
		[ -n "$(fc-list :lang=ja family)" ]
	else
		compgen -G '/usr/share/fonts/*/*/*CJK*' >/dev/null
	fi
}

has_go() { command -v go >/dev/null 2>&1; }

missing=()
has_postgres || missing+=(postgresql)
has_chromium || missing+=(chromium)
has_font || missing+=(fonts-noto-cjk)
command -v python3 >/dev/null 2>&1 || missing+=(python3)

if ! has_go; then
	echo "setup: go is not in PATH" >&2
	echo "hint: install Go 1.26 or newer from https://go.dev/dl/ and put its bin folder in PATH" >&2
	exit 1
fi
if [ ${#missing[@]} -eq 0 ]; then
	echo "setup: PostgreSQL, Chromium, a Japanese font and Python are there"
	exit 0
fi

if ! command -v apt-get >/dev/null 2>&1; then
	echo "setup: missing: ${missing[*]} (names of the Debian packages)" >&2
	echo "hint: install PostgreSQL with initdb in PATH, Chromium or Google Chrome in PATH, and a Japanese font such as Noto Sans CJK JP" >&2
	exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
	echo "setup: missing: ${missing[*]}" >&2
	echo "hint: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
	exit 1
fi

echo "setup: installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
install_log=$(mktemp)
if ! { apt-get -q update && apt-get -q install -y --no-install-recommends "${missing[@]}"; } >"$install_log" 2>&1; then
	tail -n 40 "$install_log" >&2
	echo "setup: apt-get could not install ${missing[*]}" >&2
	echo "hint: the log above says why; install them by hand and run again" >&2
	exit 1
fi

has_postgres || { echo "setup: initdb is still missing after installing postgresql" >&2; exit 1; }
has_chromium || { echo "setup: no Chromium in PATH after installing it (on Ubuntu it is a snap: install google-chrome instead)" >&2; exit 1; }
has_font || { echo "setup: no Japanese font after installing fonts-noto-cjk" >&2; exit 1; }
echo "setup: done"
