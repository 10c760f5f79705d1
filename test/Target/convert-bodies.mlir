// RUN: aec-opt %s --aec-convert-bodies | FileCheck %s
// RUN: aec-opt %s --aec-convert-bodies --convert-func-to-llvm --reconcile-unrealized-casts | FileCheck %s --check-prefix=WHOLE

// One pass for what has a pass each upstream; signatures stay.
// CHECK-LABEL: func.func @bodies(
// CHECK-NOT: arith.
// CHECK-NOT: memref.load
// CHECK-NOT: cf.
// CHECK: llvm.getelementptr
// CHECK: llvm.load
// CHECK: llvm.cond_br
// CHECK: llvm.fadd
// CHECK: return
// WHOLE-LABEL: llvm.func @bodies(
// WHOLE-NOT: unrealized_conversion_cast
func.func @bodies(%values: memref<8xf32>, %at: index) -> f32 {
  %zero = arith.constant 0.0 : f32
  %value = memref.load %values[%at] : memref<8xf32>
  %positive = arith.cmpf ogt, %value, %zero : f32
  cf.cond_br %positive, ^twice, ^end(%value : f32)
^twice:
  %sum = arith.addf %value, %value : f32
  cf.br ^end(%sum : f32)
^end(%result: f32):
  return %result : f32
}

// LLVM's intrinsics where they are exact to libm, calls elsewhere; log1p is not log(1 + x).
// CHECK-LABEL: func.func @functions(
// CHECK: llvm.intr.exp
// CHECK: call @log1pf
// CHECK: call @erff
func.func @functions(%x: f32) -> (f32, f32, f32) {
  %0 = math.exp %x : f32
  %1 = math.log1p %x : f32
  %2 = math.erf %x : f32
  return %0, %1, %2 : f32, f32, f32
}

// libm takes vectors apart; what that leaves of vectors is converted too.
// CHECK-LABEL: func.func @vectors(
// CHECK-NOT: vector.
// CHECK-COUNT-2: call @erff
// CHECK-NOT: vector.
// CHECK: return
func.func @vectors(%x: vector<2xf32>) -> vector<2xf32> {
  %0 = math.erf %x : vector<2xf32>
  return %0 : vector<2xf32>
}

// A remainder above a division: expanded, then converted.
// CHECK-LABEL: func.func @ceiling(
// CHECK-NOT: arith.ceildivui
// CHECK: llvm.udiv
func.func @ceiling(%a: i64, %b: i64) -> i64 {
  %0 = arith.ceildivui %a, %b : i64
  return %0 : i64
}
