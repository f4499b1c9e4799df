#!/usr/bin/env bash
# Writes the completions that the binary generates below SHARE, or removes them.
#
#   install-completions.sh BINARY SHARE
#   install-completions.sh --remove SHARE
set -euo pipefail

binary=$1
share=$2

place() {
  local shell=$1 file=$2
  if [ "$binary" = --remove ]; then
    rm -f "$file"
  else
    mkdir -p "$(dirname "$file")"
    "$binary" --generate-completion-script "$shell" >"$file"
  fi
}

place bash "$share/bash-completion/completions/scanctl"
place zsh "$share/zsh/site-functions/_scanctl"
place fish "$share/fish/vendor_completions.d/scanctl.fish"
