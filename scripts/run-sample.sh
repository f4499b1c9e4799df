#!/usr/bin/env bash
# Shows the main job on a copy of the sample project, so that every run begins at the beginning.
#
#   run-sample.sh BINARY
set -euo pipefail

binary=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
copy=.build/sample-project
rm -rf "$copy"
# Without -p: windows go by modification time, and a copy's files are of today.
cp -R Examples/sample-project "$copy"
cd "$copy"

# What the user has set for other projects must not change what is shown, nor be changed by it.
unset SCANCTL_STORE SCANCTL_DISABLE

show() {
  printf '\n$ scanctl'
  printf ' %q' "$@"
  printf '\n'
  "$binary" "$@"
}

show recover
show backfill --no-github
show patterns list --top 10
show lookup "ModuleNotFoundError: No module named 'yaml'"
show finish --no-github
