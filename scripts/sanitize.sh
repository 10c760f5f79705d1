#!/usr/bin/env bash
# scripts/sanitize.sh [address|thread|compiler]: tests under sanitizers, built in
# build/sanitized*. AEC_JOBS bounds the compilers that run.
#   address    the runtime's unit tests and the malformed files, address and
#              undefined behaviour (as without a word)
#   thread     unit tests of the runtime whose code has threads, data races
#   compiler   aec-opt on the tests that run nothing else, address and undefined
#              behaviour; more words go to lit
# More words behind the first two go to the tests: --gtest_filter=Hostile.*.
# RuntimeAllocationTest is left out: it replaces malloc, as the sanitizer does.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$AEC_ROOT/scripts/lib/sanitized.sh"

part=${1:-address}
shift || :

address() {
  build_sanitized address RuntimeTest HostileTest
  local program
  for program in RuntimeTest HostileTest; do
    "$AEC_SANITIZED/bin/unit/$program" --gtest_brief=1 "$@"
  done
}

# Tests that train, stream, or use a pool; those of parsers and pictures do not.
AEC_THREADED="Accumulation*:Augment*:Compress*:Dataset*:Latent*:Library*:Normalize*:Prefetch*:Program*:Score*:Stream*:Thread*:Train*"

thread() {
  build_sanitized thread RuntimeTest
  "$AEC_SANITIZED-thread/bin/unit/RuntimeTest" --gtest_brief=1 \
    "--gtest_filter=$AEC_THREADED" "$@"
}

# libMLIR.so itself is not built for sanitizers, so what needs both sides to agree
# is off: marks of unused room in vectors and in LLVM's own allocators.
compiler() {
  local folder=$AEC_SANITIZED-compiler
  export ASAN_OPTIONS=$ASAN_OPTIONS:detect_container_overflow=0:allow_user_poisoning=0:detect_leaks=0
  build_in "$folder" "$AEC_ROOT" aec-opt -- -DCMAKE_C_COMPILER=clang-22 \
    -DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_FLAGS_RELEASE=-O1 -gline-tables-only -DNDEBUG \
-D_GLIBCXX_ASSERTIONS -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer"
  "$(llvm-config-22 --bindir)/lit" -s --no-progress-bar "$@" "$folder/test" --filter "$(opt_tests)"
}

# A pattern of the tests that call aec-opt and neither aec nor Python.
opt_tests() {
  cd "$AEC_ROOT/test"
  grep -rl --include=*.mlir --include=*.test 'RUN:.*aec-opt' . |
    xargs grep -LE 'RUN:.*(\baec |%python|%aec)' | sed 's,^\./,,' | sort | paste -sd'|'
}

case $part in
address | thread | compiler) "$part" "$@" ;;
*) fail "expected address, thread or compiler, found $part" ;;
esac
echo "$part: the sanitizers found nothing"
