// RUN: aec-opt %s --pass-pipeline="builtin.module(func.func(aec-stage-scalars))" | FileCheck %s

// A power and an element are written once, where they stand, and read where they are used: their places live until then. A
// constant and a size are not staged.
// CHECK-LABEL: func.func @numbers
// CHECK: memref.alloc() {ae.staged} : memref<f32>
// CHECK: memref.alloc() {ae.staged} : memref<f32>
// CHECK-NOT: memref.alloc
// CHECK: math.powf
// CHECK: %[[NARROW:.*]] = arith.truncf
// CHECK-NEXT: memref.store %[[NARROW]], %[[A:.*]][]
// CHECK: %[[ELEMENT:.*]] = memref.load %{{.*}}[%c0]
// CHECK-NEXT: memref.store %[[ELEMENT]], %[[B:.*]][]
// CHECK-DAG: %[[STAGED:.*]] = memref.load %[[A]][]
// CHECK-DAG: %[[OTHER:.*]] = memref.load %[[B]][]
// CHECK-NEXT: linalg.generic
// CHECK-SAME: ins(%[[STAGED]], %[[OTHER]], %{{.*}} : f32, f32, f32)
func.func @numbers(%w: memref<8xf32> {ae.state = "w"}, %x: memref<?x8xf32>, %step: i64 {ae.step}) {
  %c0 = arith.constant 0 : index
  %beta = arith.constant 0.9 : f64
  %half = arith.constant 0.5 : f32
  %n = arith.sitofp %step : i64 to f64
  %power = math.powf %beta, %n : f64
  %narrow = arith.truncf %power : f64 to f32
  %element = memref.load %w[%c0] : memref<8xf32>
  linalg.generic {indexing_maps = [affine_map<(d0) -> ()>, affine_map<(d0) -> ()>, affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>],
                  iterator_types = ["parallel"]}
      ins(%narrow, %element, %half : f32, f32, f32) outs(%w : memref<8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32, %o: f32):
    %s = arith.addf %a, %b : f32
    %t = arith.addf %s, %c : f32
    linalg.yield %t : f32
  }
  return
}

// What nothing takes from outside stays as it is.
// CHECK-LABEL: func.func @alone
// CHECK-NOT: memref.alloc
func.func @alone(%w: memref<8xf32> {ae.state = "w"}) -> f32 {
  %c0 = arith.constant 0 : index
  %element = memref.load %w[%c0] : memref<8xf32>
  %root = math.sqrt %element : f32
  return %root : f32
}
