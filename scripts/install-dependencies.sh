#!/usr/bin/env bash
# Installs the system packages that are missing; does nothing, and needs no rights, where none is.
# docs/DEPENDENCIES.md says what each is for.
#
#   install-dependencies.sh [build] [test] [bench] [guard]
set -euo pipefail

apt_packages() {
  case $1 in
    build) echo "git pkg-config g++ libyaml-dev libpcre2-dev libsqlite3-dev nettle-dev libsimdjson-dev" ;;
    test) echo "gh python3" ;;
    bench) echo "python3 ripgrep sqlite3" ;;
    guard) echo "python3 valgrind" ;;
    *) echo "install-dependencies.sh: unknown group '$1' (known are build, test, bench and guard)" >&2 && exit 64 ;;
  esac
}

brew_packages() {
  case $1 in
    build) echo "pkgconf libyaml pcre2 sqlite nettle simdjson" ;;
    test) echo "gh python3" ;;
    bench) echo "python3 ripgrep sqlite" ;;
    guard) echo "python3" ;;
  esac
}

has_apt_package() {
  case $1 in
    # Commands: whoever has them from elsewhere need not have the distribution's package.
    git | pkg-config | gh | python3 | sqlite3 | valgrind) command -v "$1" >/dev/null ;;
    ripgrep) command -v rg >/dev/null ;;
    # What Swift needs of it are the headers of C++.
    g++) compgen -G '/usr/include/c++/*/string' >/dev/null ;;
    *) dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^ii' ;;
  esac
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "deps: run this as root, or install sudo: $*" >&2
    return 1
  fi
}

install_with_apt() {
  local package missing=()
  for package in "$@"; do
    has_apt_package "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "deps: installing ${missing[*]}"
  as_root apt-get -o Acquire::Retries=3 -qq update
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o Acquire::Retries=3 -qq -y --no-install-recommends install "${missing[@]}"
}

install_with_brew() {
  local package missing=()
  for package in "$@"; do
    brew list --versions "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] || brew install "${missing[@]}"
}

for group in "${@:-build}"; do
  needed=$(apt_packages "$group")
  # The lists are words, to be split.
  # shellcheck disable=SC2046,SC2086
  if command -v apt-get >/dev/null; then
    install_with_apt $needed
  elif command -v brew >/dev/null; then
    install_with_brew $(brew_packages "$group")
  else
    echo "deps: neither apt nor Homebrew here; make sure that these are there: $needed" >&2
  fi
done
