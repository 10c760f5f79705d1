#!/usr/bin/env bash
# Makes this machine ready to build and test aec: Debian packages, oneDNN, and a
# virtual environment for the tests. Run it as often as you like; what is there
# already is left alone, and then neither root nor a network is needed.
#   scripts/setup.sh                 what the build and the tests need
#   scripts/setup.sh --benchmarks    PyTorch as well, for benchmarks/run.py
#   scripts/setup.sh --build-only    no virtual environment
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$AEC_ROOT/scripts/lib/packages.sh"
source "$AEC_ROOT/scripts/lib/python.sh"

with_python=yes
requirements=(tests)
for option in "$@"; do
  case $option in
  --benchmarks) requirements+=(benchmarks) ;;
  --build-only) with_python=no ;;
  *) fail "unknown option '$option', expected --benchmarks or --build-only" ;;
  esac
done

install_packages
"$AEC_ROOT/scripts/onednn.sh" build matmul
if [ "$with_python" = yes ]; then
  make_venv "${requirements[@]}"
fi
