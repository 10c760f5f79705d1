// RUN: aec-opt %s --pass-pipeline="builtin.module(func.func(aec-hoist-numbers))" | FileCheck %s

// The correction is computed in front of the kernel; what reads a tensor, and constants, stay.
// CHECK-LABEL: func.func @update
// CHECK: %[[N:.*]] = arith.sitofp %{{.*}} : i64 to f64
// CHECK: %[[P:.*]] = math.powf %{{.*}}, %[[N]]
// CHECK: %[[S:.*]] = arith.truncf %[[P]]
// CHECK: cpu.kernel ins(%{{.*}} = %arg0 : memref<?x8xf32>, %{{.*}} = %arg1 : i64, %[[IN:.*]] = %[[S]] : f32)
// CHECK-NOT: math.powf
// CHECK: arith.constant
// CHECK: tensor.dim
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[IN]] :
func.func @update(%x: memref<?x8xf32>, %step: i64 {ae.step}, %y: memref<?x8xf32>) {
  cpu.kernel ins(%a = %x : memref<?x8xf32>, %t = %step : i64) outs(%b = %y : memref<?x8xf32>) {
    %c0 = arith.constant 0 : index
    %beta = arith.constant 0.9 : f64
    %n = arith.sitofp %t : i64 to f64
    %p = math.powf %beta, %n : f64
    %s = arith.truncf %p : f64 to f32
    %batch = tensor.dim %a, %c0 : tensor<?x8xf32>
    %empty = tensor.empty(%batch) : tensor<?x8xf32>
    %r = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> (d0, d1)>],
                         iterator_types = ["parallel", "parallel"]}
        ins(%a, %s : tensor<?x8xf32>, f32) outs(%empty : tensor<?x8xf32>) {
    ^bb0(%e: f32, %f: f32, %o: f32):
      %m = arith.mulf %e, %f : f32
      linalg.yield %m : f32
    } -> tensor<?x8xf32>
    cpu.yield %r : tensor<?x8xf32>
  }
  return
}
