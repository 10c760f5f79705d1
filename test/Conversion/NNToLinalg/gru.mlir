// RUN: aec-opt %s --aec-convert-nn-to-linalg | FileCheck %s --implicit-check-not=nn.

// A loop over the steps that writes slices of its results and carries the state.
// CHECK-LABEL: @gru(
// CHECK-SAME: %[[P:[a-z0-9]+]]: tensor<?x4x6xf32>
// CHECK: scf.for %[[T:[a-z0-9_]+]] = %{{.*}} to %{{.*}} step %{{.*}} iter_args(%[[S:[a-z0-9_]+]] = %{{.*}}, %{{.*}} = %{{.*}}, %{{.*}} = %{{.*}}, %[[H:[a-z0-9_]+]] = %{{.*}})
// CHECK: tensor.extract_slice %[[P]][0, %[[T]], 0]
// CHECK: tensor.insert_slice %{{.*}} into %[[S]][0, %[[T]], 0]
// CHECK: %[[NEXT:[a-z0-9_]+]] = linalg.copy {{.*}} outs(%[[H]]
// CHECK: scf.yield %{{.*}}, %{{.*}}, %{{.*}}, %[[NEXT]]
func.func @gru(%p: tensor<?x4x6xf32>, %w: tensor<6x2xf32>, %b: tensor<6xf32>, %h: tensor<?x2xf32>) -> tensor<?x4x2xf32> {
  %s, %q, %k = nn.gru %p, %w, %b, %h : tensor<?x4x6xf32>, tensor<6x2xf32>, tensor<6xf32>, tensor<?x2xf32>
  return %s : tensor<?x4x2xf32>
}

// In reverse the last step is the first.
// CHECK-LABEL: @reverse(
// CHECK: %[[LAST:[a-z0-9_]+]] = arith.constant 3 : index
// CHECK: scf.for %[[I:[a-z0-9_]+]] =
// CHECK: %[[T:[a-z0-9_]+]] = arith.subi %[[LAST]], %[[I]]
// CHECK: tensor.extract_slice %{{.*}}[0, %[[T]], 0]
func.func @reverse(%p: tensor<?x4x6xf32>, %w: tensor<6x2xf32>, %b: tensor<6xf32>, %h: tensor<?x2xf32>) -> tensor<?x4x2xf32> {
  %s, %q, %k = nn.gru %p, %w, %b, %h reverse : tensor<?x4x6xf32>, tensor<6x2xf32>, tensor<6xf32>, tensor<?x2xf32>
  return %s : tensor<?x4x2xf32>
}
