#!/usr/bin/env bash
# Makes .venv ready: `tools/setup.sh run` to run Plainsay, `tools/setup.sh dev` to work on it.
#
# The stamps .venv/ready-run and .venv/ready-dev are written last and removed before anything changes:
# an environment with no stamp is half-made, and is made anew.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'Plainsay: %s\n' "$*"; }
fail() { printf 'Plainsay: %s\n' "$*" >&2; exit 1; }

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$candidate"
      return
    fi
  done
  fail "Python 3.11 or newer is needed. Install it, or name it: make PYTHON=/path/to/python3 ..."
}

# Debian keeps a part of venv in a package of its own.
need_venv() {
  local python=$1 package
  "$python" -c 'import ensurepip, venv' 2>/dev/null && return
  package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  command -v apt-get >/dev/null || fail "Python's venv module is missing. Install it for $("$python" --version)."
  [ "$(id -u)" = 0 ] || fail "Python's venv module is missing. Run: sudo apt-get update && sudo apt-get install -y $package"
  say "installing $package"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
}

make_environment() {
  local python
  python=$(find_python)
  need_venv "$python"
  say "making .venv with $("$python" --version)"
  "$python" -m venv .venv
}

# Only pip's errors are shown: its warnings are about pip.
pip_install() {
  .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-input "$@"
}

kind=${1:-run}
case $kind in
  run) lock=requirements.lock ;;
  dev) lock=requirements-dev.lock ;;
  *) fail "say run or dev, not $kind" ;;
esac

if [ -e .venv ] && [ ! -e .venv/ready-run ]; then
  say "removing a half-made .venv"
  rm -rf .venv
fi
[ -e .venv ] || make_environment
rm -f .venv/ready-run .venv/ready-dev
say "installing $(grep -c '^[a-z].*==' "$lock") packages from $lock (once; this can take a few minutes)"
pip_install --require-hashes --requirement "$lock"
pip_install --no-deps --no-build-isolation --editable .
[ "$kind" = run ] || touch .venv/ready-dev
touch .venv/ready-run
say "ready"
