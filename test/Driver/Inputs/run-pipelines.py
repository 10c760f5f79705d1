"""Runs printed pipelines with aec-opt and compares with what the driver makes."""

import subprocess
import sys

stem = sys.argv[1]
for rung in ("explicit", "joint", "fused", "target", "buffers", "llvm", "reference"):
    pipeline = open(f"{stem}.{rung}").read().strip()
    options = ["--emit=llvm", "--target=reference"] if rung == "reference" else [f"--emit={rung}"]
    driver = subprocess.check_output(["aec", "compile", f"{stem}.mlir", *options])
    passes = subprocess.check_output(["aec-opt", f"{stem}.mlir", f"--pass-pipeline={pipeline}"])
    if driver.strip() != passes.strip():
        sys.exit(f"aec-opt makes something else of the pipeline of {rung}")
