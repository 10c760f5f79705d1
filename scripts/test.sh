#!/usr/bin/env bash
# Sets the machine up, builds, and runs every test: the unit tests in build/bin/unit
# and the lit suites under test/ (passes, numerics, programs, examples). The last
# line is "N passed, N failed, N skipped"; the status is 0 only when tests ran and
# none failed. Every runner leaves a JUnit file in build/test-results, and the counts
# are taken from those files, so that no runner's wording is parsed.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

results=$AEC_ROOT/build/test-results
unit_folder=$AEC_ROOT/build/bin/unit

# A stage that must succeed before any test can run; it counts as one failure.
stage() {
  echo "== $*"
  "$@" && return
  echo "$(basename "$1") failed, no test was run" >&2
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}

# A program that dies before it writes its file is a failure, named for the summary.
died_without_report() {
  [ -e "$1" ] && return
  echo "$2" >"$1.died"
}

run_unit_test() {
  local name=${1##*/}
  echo "== unit tests: $name"
  "$1" --gtest_brief=1 "--gtest_output=xml:$results/$name.xml"
  died_without_report "$results/$name.xml" "$name"
}

# As many programs at once as there are CPUs; what each says stays together.
run_unit_tests() {
  local program
  for program in "$unit_folder"/*Test; do
    [ -x "$program" ] || continue
    while (($(jobs -rp | wc -l) >= $(nproc))); do wait -n; done
    (text=$(run_unit_test "$program" 2>&1); echo "$text") &
  done
  wait
}

run_lit() {
  local suite=$AEC_ROOT/test
  [ -e "$AEC_ROOT/build/test/lit.site.cfg.py" ] && suite=$AEC_ROOT/build/test
  echo "== lit: $suite"
  "$(llvm-config-22 --bindir)/lit" -v --xunit-xml-output="$results/lit.xml" "$suite"
  died_without_report "$results/lit.xml" "lit"
}

stage "$AEC_ROOT/scripts/setup.sh"
stage "$AEC_ROOT/scripts/build.sh"
rm -rf "$results"
mkdir -p "$results"
run_unit_tests
run_lit
exec "$AEC_ROOT/.venv/bin/python" "$AEC_ROOT/scripts/lib/summarize.py" "$results"
