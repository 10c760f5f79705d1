// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// CHECK-LABEL: @split(
// CHECK: tensor.extract_slice %{{.*}}[0, 0] [%{{.*}}, 3] [1, 1] : tensor<?x6xf32> to tensor<?x3xf32>
// CHECK: tensor.extract_slice %{{.*}}[0, 3] [%{{.*}}, 3] [1, 1] : tensor<?x6xf32> to tensor<?x3xf32>
func.func @split(%x: tensor<?x6xf32>) -> (tensor<?x3xf32>, tensor<?x3xf32>) {
  %a, %b = nn.split %x dim 1 into 2 : tensor<?x6xf32>
  return %a, %b : tensor<?x3xf32>, tensor<?x3xf32>
}
