#!/usr/bin/env bash
# scripts/fuzz.sh [seconds] [target...]: runs every fuzzer of test/Fuzz (or those named:
# aec csv data gzip idx npy npz png safetensors wav) for so many seconds (10), one behind
# the other, under the sanitizers. The first corpus is the malformed files of
# test/Hostile; what runs find grows in build/sanitized/corpus. A crash, a hang of 10
# seconds or 1 GiB of memory fails and leaves its file in build/sanitized/finds.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
source "$AEC_ROOT/scripts/lib/sanitized.sh"

seconds=${1:-10}
shift || :
targets=("$@")
((${#targets[@]})) || targets=(aec csv data gzip idx npy npz png safetensors wav)
corpus=$AEC_SANITIZED/corpus finds=$AEC_SANITIZED/finds

# The malformed files a target starts from. Two take a byte more in front.
seed() {
  local target=$1 file folder
  rm -rf "$corpus/seed-$target"
  mkdir -p "$corpus/seed-$target" "$corpus/$target" "$finds"
  case $target in
  data) set -- "$corpus"/files/*/ ;;
  gzip) set -- "$corpus/files/gz/" ;;
  *)
    cp "$corpus/files/$target"/* "$corpus/seed-$target/"
    return
    ;;
  esac
  for folder in "$@"; do
    for file in "$folder"*; do
      { printf '\x7f' && cat "$file"; } >"$corpus/seed-$target/$(basename "$folder")-${file##*/}"
    done
  done
}

# Runs one target; prints its executions, coverage and new files in one line.
fuzz() {
  local target=$1 log=$finds/$1.log cpu
  seed "$target"
  # What a busy machine let it have is said, too.
  if ! cpu=$({ TIMEFORMAT=%U && time "$AEC_SANITIZED/bin/fuzz/fuzz-$target" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=8192 \
    -artifact_prefix="$finds/$target-" -print_final_stats=1 \
    "$corpus/$target" "$corpus/seed-$target" >"$log" 2>&1; } 2>&1); then
    tail -n 60 "$log" >&2
    echo "fuzz-$target: failed; its file and log are in $finds" >&2
    return 1
  fi
  local runs coverage
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1)
  printf '%-12s %10s executions in %4d s (%3.0f s of CPU), %s, %d files kept, nothing found\n' \
    "$target" "$runs" "$seconds" "$cpu" "$coverage" "$(find "$corpus/$target" -type f | wc -l)"
}

build_sanitized address fuzzers
rm -rf "$corpus/files"
"$AEC_SANITIZED/bin/unit/write-hostile-files" "$corpus/files" 8192 >/dev/null
status=0
for target in "${targets[@]}"; do
  fuzz "$target" || status=1
done
exit $status
