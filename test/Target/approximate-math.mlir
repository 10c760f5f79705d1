// RUN: aec-opt %s --pass-pipeline='builtin.module(func.func(aec-approximate-math))' | FileCheck %s

// CHECK-LABEL: func.func @taken
// CHECK-NOT: math.{{exp|expm1|log|log1p|tanh|erf}}
// CHECK: math.fma
// CHECK-NOT: math.{{exp|expm1|log|log1p|tanh|erf}}
// CHECK: return
func.func @taken(%x: vector<8xf32>, %y: f32)
    -> (vector<8xf32>, vector<8xf32>, vector<8xf32>, f32, f32, f32) {
  %0 = math.exp %x : vector<8xf32>
  %1 = math.log %x : vector<8xf32>
  %2 = math.tanh %x : vector<8xf32>
  %3 = math.erf %y : f32
  %4 = math.expm1 %y : f32
  %5 = math.log1p %y : f32
  return %0, %1, %2, %3, %4, %5 : vector<8xf32>, vector<8xf32>, vector<8xf32>, f32, f32, f32
}

// f64 is for checking; powers would lose bits.
// CHECK-LABEL: func.func @left
// CHECK: math.exp %{{.*}} : f64
// CHECK: math.tanh %{{.*}} : f64
// CHECK: math.powf %{{.*}} : f32
// CHECK: math.sin %{{.*}} : f32
func.func @left(%x: f64, %y: f32) -> (f64, f64, f32, f32) {
  %0 = math.exp %x : f64
  %1 = math.tanh %x : f64
  %2 = math.powf %y, %y : f32
  %3 = math.sin %y : f32
  return %0, %1, %2, %3 : f64, f64, f32, f32
}
