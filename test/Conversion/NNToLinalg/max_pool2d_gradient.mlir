// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @places(
// CHECK: %[[PLACES:.*]]:2 = linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction"]
// CHECK: linalg.yield %{{.*}}, %{{.*}} : f32, i32
// CHECK: tensor.insert_slice %[[PLACES]]#1 into %{{.*}}[0, 0, 2, 1] [%{{.*}}, 2, 3, 4] [1, 1, 2, 2]
// CHECK: tensor.insert_slice %arg1 into
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel", "parallel", "reduction", "reduction"]
// CHECK: arith.cmpi eq
func.func @places(%x: tensor<?x2x5x7xf32>, %g: tensor<?x2x3x4xf32>) -> tensor<?x2x5x7xf32> {
  %y = nn.max_pool2d_gradient %x, %g kernel [3, 2] strides [2, 2] padding [1, 1, 1, 0] : tensor<?x2x5x7xf32>, tensor<?x2x3x4xf32>
  return %y : tensor<?x2x5x7xf32>
}
