#!/usr/bin/env bash
# Builds aec, compiles examples/mnist-dense, trains it on the bundled digits, prints
# its error on the images it did not train on, and writes reconstruction.png
# (originals over reconstructions). Asks nothing and downloads no data.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

"$AEC_ROOT/scripts/setup.sh" --build-only
"$AEC_ROOT/scripts/build.sh"

work=$AEC_ROOT/build/demo
images=$AEC_ROOT/examples/data/mnist/t10k-images-idx3-ubyte.gz
weights=$work/mnist.safetensors
picture=$AEC_ROOT/reconstruction.png
mkdir -p "$work"

echo "== compiling examples/mnist-dense/model.mlir"
"$AEC_ROOT/build/bin/aec" compile "$AEC_ROOT/examples/mnist-dense/model.mlir" -o "$work/mnist"

echo "== training on the first 8,000 images, testing on the last 2,000"
# The last weights: those that did best on the test images would flatter the error.
"$work/mnist" train --data "$images" --validation 0.2 --epochs 30 --no-best \
  --weights "$weights" --log "$work/run.jsonl"
"$work/mnist" reconstruct --data "$images" --rows 8000: --weights "$weights" --out "$picture"

test_error=$(tail -n 1 "$work/run.jsonl" | sed -n 's/.*"validation": *\([-+.0-9e]*\).*/\1/p')
[ -n "$test_error" ] || fail "no validation loss in the last line of $work/run.jsonl"
echo "test error (mean squared, images not trained on): $test_error"
echo "originals over reconstructions: $picture"
