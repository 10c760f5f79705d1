// RUN: not aec-opt %s --aec-outline-device-kernels=precision=fp16 2>&1 | FileCheck %s
// CHECK: error: unknown precision 'fp16', expected one of fp32, tf32, bf16
func.func @nothing() {
  return
}
