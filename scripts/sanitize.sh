#!/usr/bin/env bash
# Builds the runtime under the address and undefined-behaviour sanitizers in
# build/sanitized and runs its unit tests and the malformed files there. Arguments go
# to the tests: --gtest_filter=Hostile.*. AEC_JOBS bounds the compilers that run.
# RuntimeAllocationTest is left out: it replaces malloc, as the sanitizer does.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$AEC_ROOT/scripts/lib/sanitized.sh"

build_sanitized RuntimeTest HostileTest
for program in RuntimeTest HostileTest; do
  "$AEC_SANITIZED/bin/unit/$program" --gtest_brief=1 "$@"
done
echo "address and undefined-behaviour sanitizers: nothing found"
