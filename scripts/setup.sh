#!/usr/bin/env bash
# Sets up .venv: `setup.sh runtime` for briefs, `setup.sh dev` for tests and linters too.
#
# Every step leaves a stamp in .venv when it is whole: a hash of what went into it. A second call
# compares the hashes and does nothing; a call that was interrupted left no stamp and is taken up
# where it stopped. Nothing is installed that is not pinned with its hash in requirements/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

wanted=${1:-runtime}
python=${PYTHON:-python3}
venv=$PWD/.venv

# WeasyPrint loads these two by name; they bring Pango, HarfBuzz and Fontconfig along.
declare -A libraries=(
  [libpangoft2-1.0.so.0]=libpangoft2-1.0-0
  [libharfbuzz-subset.so.0]=libharfbuzz-subset0
)

say() { printf 'briefgen: %s\n' "$*" >&2; }
stop() {
  say "$*"
  exit 1
}

# --- What the system must have -----------------------------------------------------------------

require_python() {
  command -v "$python" >/dev/null ||
    stop "there is no $python; install Python 3.11 or newer, or name one: make brief PYTHON=python3.12"
  local found
  found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2], sys.version_info >= (3, 11))')
  [[ $found == *True ]] ||
    stop "Python 3.11 or newer is needed and $python is ${found% *}; name another: make brief PYTHON=python3.12"
}

missing_packages() { # Debian's names of what is missing, one a line
  [[ -x $venv/bin/python ]] || "$python" -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
  "$python" - "${!libraries[@]}" <<'PYTHON' | while read -r name; do echo "${libraries[$name]}"; done
import ctypes, sys
for name in sorted(sys.argv[1:]):
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
PYTHON
}

install_packages() { # asks nothing; the index is only renewed when the packages are not in it
  local as_root=() options=(-y -qq --no-install-recommends -o DPkg::Lock::Timeout=300)
  [[ $(id -u) == 0 ]] || as_root=(sudo -n)
  local apt_get=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get)
  say "installing $* with apt-get"
  "${apt_get[@]}" install "${options[@]}" "$@" >/dev/null 2>&1 && return
  "${apt_get[@]}" -qq update >/dev/null || true
  "${apt_get[@]}" install "${options[@]}" "$@" >/dev/null
}

may_install() {
  command -v apt-get >/dev/null || return 1
  [[ $(id -u) == 0 ]] || sudo -n true 2>/dev/null
}

require_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]})) || return 0
  local remedy="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  may_install || stop "${missing[*]} must be installed first; type, as root: $remedy"
  install_packages "${missing[@]}" || stop "apt-get failed, see above; by hand, as root: $remedy"
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]} == 0)) || stop "$python still lacks what ${missing[*]} brings; try PYTHON=/usr/bin/python3"
}

# --- Steps that are done once -------------------------------------------------------------------

key_of() { # what went into a step: file contents, the place and the interpreter
  { cat -- "$@" && echo "$venv" && { readlink -f "$venv/bin/python" || true; }; } | sha256sum
}

once() { # once STEP FILE… : runs install_STEP unless its stamp fits
  local step=$1 stamp=$venv/.briefgen-$1
  shift
  [[ -f $stamp && $(<"$stamp") == "$(key_of "$@")" ]] && return
  rm -f "$stamp"
  "install_$step" || stop "setting up stopped at '$step'; see above, then type the same command again"
  key_of "$@" >"$stamp.new" && mv "$stamp.new" "$stamp"
}

pip_install() {
  "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check \
    --no-deps --no-build-isolation --use-pep517 "$@"
}

venv_is_whole() { # ours, at this place, with an interpreter that still starts and has pip
  local prefix
  prefix=$("$venv/bin/python" -c 'import pip, sys; print(sys.prefix)' 2>/dev/null) || return 1
  [[ $prefix -ef $venv ]] && head -1 "$venv/bin/pip" | grep -qF "$venv/bin/"
}

install_venv() {
  venv_is_whole && return
  say "creating .venv with $("$python" --version)"
  "$python" -m venv --clear "$venv"
}

install_runtime() {
  say "installing $(grep -c '==' requirements/runtime.txt) pinned packages into .venv (once, a few minutes)"
  pip_install --require-hashes -r requirements/build.txt &&
    pip_install --require-hashes -r requirements/runtime.txt
}

install_project() { pip_install --editable .; }

install_dev() {
  say "installing what tests and linters need into .venv (once)"
  pip_install --require-hashes -r requirements/dev.txt
}

# --- The order ------------------------------------------------------------------------------------

[[ $wanted == runtime || $wanted == dev ]] || stop "usage: setup.sh runtime|dev, not '$wanted'"
export PIP_USER=0 # a `user = true` in someone's pip.conf would refuse a virtual environment
unset PYTHONPATH PYTHONHOME

exec 9<requirements && flock 9 # two calls at a time would write over each other
require_python
require_packages
once venv /dev/null
once runtime requirements/build.txt requirements/runtime.txt
once project pyproject.toml src/briefgen/__init__.py
[[ $wanted == runtime ]] || once dev requirements/dev.txt
