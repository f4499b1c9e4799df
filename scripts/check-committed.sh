#!/usr/bin/env bash
# Fails when something generated, or a conflict's marker, was committed, or a script doesn't parse.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# An exported tree has no index to look at.
if git rev-parse --git-dir >/dev/null 2>&1; then
  generated=$(git ls-files -- Package.resolved '**/Package.resolved' '.build*' '**/.build*' \
    '*.sqlite' '*.sqlite-wal' '*.pyc' '.DS_Store' '**/.DS_Store')
  if [ -n "$generated" ]; then
    printf 'committed, but generated (git rm --cached it):\n%s\n' "$generated" >&2
    exit 1
  fi
  if git grep -nE '^(<{7}|>{7}) ' -- . >&2; then
    echo 'committed with conflict markers' >&2
    exit 1
  fi
fi
for script in scripts/*.sh .ci/run; do
  bash -n "$script"
done
