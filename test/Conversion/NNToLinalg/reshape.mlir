// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @expand(
// CHECK-SAME: %[[X:.*]]: tensor<?x6xf32>
// CHECK: %[[BATCH:.*]] = tensor.dim %[[X]]
// CHECK: tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2]] output_shape [%[[BATCH]], 2, 3]
func.func @expand(%x: tensor<?x6xf32>) -> tensor<?x2x3xf32> {
  %y = nn.reshape %x, [-1, 2, 3] : tensor<?x6xf32>
  return %y : tensor<?x2x3xf32>
}

// CHECK-LABEL: @collapse(
// CHECK: tensor.collapse_shape %{{.*}} {{\[\[}}0], [1, 2]]
// CHECK-NOT: expand_shape
func.func @collapse(%x: tensor<?x2x3xf32>) -> tensor<?x6xf32> {
  %y = nn.reshape %x, [-1, 6] : tensor<?x2x3xf32>
  return %y : tensor<?x6xf32>
}

// CHECK-LABEL: @both(
// CHECK: %[[FLAT:.*]] = tensor.collapse_shape
// CHECK: tensor.expand_shape %[[FLAT]]
func.func @both(%x: tensor<?x2x3xf32>) -> tensor<?x3x2xf32> {
  %y = nn.reshape %x, [-1, 3, 2] : tensor<?x2x3xf32>
  return %y : tensor<?x3x2xf32>
}

// CHECK-LABEL: @scalar(
// CHECK: tensor.expand_shape %{{.*}} [] output_shape [1, 1] : tensor<f32> into tensor<1x1xf32>
func.func @scalar(%x: tensor<f32>) -> tensor<1x1xf32> {
  %y = nn.reshape %x, [1, 1] : tensor<f32>
  return %y : tensor<1x1xf32>
}
