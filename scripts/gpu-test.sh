#!/usr/bin/env bash
# Tests and times compiled programs on a machine with an NVIDIA GPU that has no
# network, no compiler and no Python.
#
#   scripts/gpu-test.sh pack FOLDER [CASE...]   where aec is built: programs, data
#                                               and what the CPU computes, 64 MiB
#   FOLDER/gpu-test.sh run                      where the GPU is: under 9 minutes
#
# pack compiles each case for both targets and trains it on the CPU. run trains and
# scores it on the GPU, compares the printed losses and all scores with the CPU's,
# runs a small training under compute-sanitizer where that is in PATH, and times
# steps. A line for each, and a summary; exit code 0 where all is right, 1 else.
set -euo pipefail

# Case, example, data, and what train and score are told of it.
cases='
adversarial|adversarial-autoencoder|digits/digits.npy|--rows :400
anomaly|anomaly-timeseries|timeseries/nyc_taxi.csv|--columns value --window 144 --stride 8 --rows :3000
attention|attention-patches|mnist/t10k-images-idx3-ubyte.gz|--rows :256
contractive|contractive|digits/digits.npy|--rows :400
conv|conv-denoise|mnist/t10k-images-idx3-ubyte.gz|--rows :256
dense|mnist-deep|mnist/t10k-images-idx3-ubyte.gz|--rows :2000
dcgan|dcgan-autoencoder|mnist/t10k-images-idx3-ubyte.gz|--rows :256
digits|digits-deep|digits/digits.npy|--rows :400
gan|gan-autoencoder|digits/digits.npy|--rows :400
lstm|lstm-sequence|digits/digits.npy|--rows :400
text|text-char|text/Apache-2.0.txt|--stride 8
vae|vae-dense|mnist/t10k-images-idx3-ubyte.gz|--rows :2000
'
# Sums have another order on a GPU; two epochs of Adam make 1e-6 of that 1e-4.
tolerance=2e-3
seconds_in_all=500
most_bytes=$((64 << 20))

fail() {
  echo "gpu-test.sh: $*" >&2
  exit 1
}

# line_of <case>: its line of the table.
line_of() {
  grep "^$1|" <<<"$cases" || fail "no case $1; there are$(cut -d'|' -f1 <<<"$cases" | tr '\n' ' ')"
}

# train_case <folder> <options...>, score_case likewise: the program of a case, on its data.
train_case() {
  local folder=$1
  shift
  # shellcheck disable=SC2046 # options are words
  "$folder/program" train --data "data/$(cat "$folder/data")" $(cat "$folder/options") "$@"
}
score_case() {
  local folder=$1
  shift
  # shellcheck disable=SC2046
  "$folder/program" score --data "data/$(cat "$folder/data")" $(cat "$folder/options") "$@"
}

# Losses of a training's output, without times.
losses() { sed -n 's/^\(epoch .*\) seconds.*/\1/p'; }

# same <file> <file>: the same words, numbers within the tolerance; says what is not.
same() {
  awk -v tolerance="$tolerance" -F'[ ,]+' '
    function number(x) { return x ~ /^-?[0-9.]+(e[-+]?[0-9]+)?$/ }
    function abs(x) { return x < 0 ? -x : x }
    NR == FNR { line[FNR] = $0; lines = FNR; next }
    {
      count = split(line[FNR], one)
      if (count != NF) { print "line " FNR ": " line[FNR] " and " $0; bad = 1; exit }
      for (i = 1; i <= NF; i++) {
        if (number(one[i]) && number($i)) {
          size = abs(one[i]) > abs($i) ? abs(one[i]) : abs($i)
          if (abs(one[i] - $i) <= tolerance * size + 1e-6) continue
        } else if (one[i] == $i) continue
        print "line " FNR ": " one[i] " on the CPU, " $i " on the GPU"; bad = 1; exit
      }
    }
    END { if (!bad && FNR != lines) { print lines " lines and " FNR; bad = 1 } exit bad }' "$1" "$2"
}

pack() {
  [[ $# -ge 1 ]] || fail "pack needs a folder: scripts/gpu-test.sh pack FOLDER [CASE...]"
  local root folder=$1 aec name line example data options
  root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  aec=${AEC:-$root/build/bin/aec}
  shift
  [[ $# -gt 0 ]] || set -- $(cut -d'|' -f1 <<<"$cases")
  [[ ! -e $folder ]] || fail "$folder is there already: name one that is not"
  mkdir -p "$folder/data"
  cp "${BASH_SOURCE[0]}" "$folder/gpu-test.sh"
  for name; do
    line=$(line_of "$name")
    IFS='|' read -r _ example data options <<<"$line"
    mkdir -p "$folder/$name" "$folder/data/$(dirname "$data")"
    cp "$root/examples/data/$data" "$folder/data/$data"
    echo "$data" >"$folder/$name/data"
    echo "$options" >"$folder/$name/options"
    "$aec" compile "$root/examples/$example/model.mlir" --target=cpu,cuda --march=x86-64-v3 \
      --accumulation=false -o "$folder/$name/program"
    (
      cd "$folder"
      train_case "$name" --device cpu --epochs 2 --weights "$name/weights.safetensors" >"$name/output"
      losses <"$name/output" >"$name/losses"
      score_case "$name" --device cpu --weights "$name/weights.safetensors" --out "$name/scores.csv" >/dev/null
    )
    rm "$folder/$name/output"
    echo "packed $name"
  done
  local bytes
  bytes=$(du -sb "$folder" | cut -f1)
  echo "$folder: $bytes bytes"
  ((bytes <= most_bytes)) || fail "$folder has more than $most_bytes bytes: name fewer cases"
}

passed=0 failed=0
# check <name> <what> <command...>: runs it with its output in a log, and prints a line.
check() {
  local name=$1 what=$2 log
  shift 2
  log=$work/$name.log
  if ((SECONDS > seconds_in_all)); then
    echo "FAILED $name $what: no time left"
    failed=$((failed + 1))
  elif "$@" >"$log" 2>&1; then
    echo "ok     $name $what"
    passed=$((passed + 1))
  else
    echo "FAILED $name $what: $(tail -n 1 "$log" | cut -c1-200)"
    failed=$((failed + 1))
  fi
}

trains() {
  train_case "$1" --device cuda --epochs 2 --weights "$work/weights.safetensors" >"$work/output" 2>&1 ||
    { cat "$work/output"; return 1; }
  losses <"$work/output" >"$work/losses"
  same "$1/losses" "$work/losses"
}

scores() {
  score_case "$1" --device cuda --weights "$1/weights.safetensors" --out "$work/scores.csv" &&
    same "$1/scores.csv" "$work/scores.csv"
}

without_rows() { sed 's/--rows [^ ]*//' "$1/options"; }

# sanitized <tool> <case>
sanitized() {
  # shellcheck disable=SC2046
  compute-sanitizer --tool "$1" --error-exitcode 1 "$2/program" train --device cuda \
    --data "data/$(cat "$2/data")" $(without_rows "$2") --rows :300 --epochs 1 \
    --max-time 20 --weights "$work/sanitized.safetensors"
}

# Steps a second, of the fastest of four epochs over all data.
time_steps() {
  # shellcheck disable=SC2046
  "$1/program" train --device cuda --data "data/$(cat "$1/data")" $(without_rows "$1") --batch-size 128 --epochs 4 \
    --log "$work/run.jsonl" --weights "$work/weights.safetensors" ${AEC_GPU_TEST_TIMED:-}
  sed -n 's/.*"samples_per_second": \([0-9.e+]*\).*/\1/p' "$work/run.jsonl" |
    awk '$1 > most { most = $1 } END { if (!most) exit 1; printf "%.0f\n", most / 128 }' >"$work/speed"
}

run() {
  local name
  cd "$(dirname "${BASH_SOURCE[0]}")"
  [[ -d data ]] || fail "there is nothing to run here: first scripts/gpu-test.sh pack FOLDER, then FOLDER/gpu-test.sh run"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  nvidia-smi --query-gpu=name,driver_version --format=csv,noheader 2>/dev/null || echo "no nvidia-smi"
  for name in */program; do
    name=${name%/program}
    check "$name" "trains as on the CPU" trains "$name"
    check "$name" "scores as the CPU" scores "$name"
    if command -v compute-sanitizer >/dev/null; then
      check "$name" "memcheck" sanitized memcheck "$name"
      check "$name" "racecheck" sanitized racecheck "$name"
    fi
    check "$name" "four epochs" time_steps "$name"
    [[ ! -s $work/speed ]] || echo "       $name: $(cat "$work/speed") steps of 128 samples a second"
    rm -f "$work/speed" "$work/run.jsonl"
  done
  command -v compute-sanitizer >/dev/null || echo "no compute-sanitizer: memory accesses and races were not checked"
  echo "$passed passed, $failed failed, $SECONDS s"
  ((failed == 0 && passed > 0))
}

case ${1:-} in
pack | run)
  command=$1
  shift
  "$command" "$@"
  ;;
*)
  sed -n '2,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit 2
  ;;
esac
