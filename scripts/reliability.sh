#!/usr/bin/env bash
# Kills training 200 times at random moments and 100 times inside a save, and fails
# every call of a save once, on a built tree; prints the figures that stand in
# docs/reliability.md. scripts/test.sh does a part of it. Takes some ten minutes.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

export PATH=$AEC_ROOT/build/bin:$PATH
exec "$AEC_ROOT/.venv/bin/python" "$AEC_ROOT/test/Programs/reliability.py" \
  "$AEC_ROOT/build/reliability" "$AEC_ROOT/build" --full
