// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @cross_entropy(
// CHECK: nn.cross_entropy %{{.*}}, %{{.*}} : tensor<?x10xf32>, tensor<?xi64>{{$}}
func.func @cross_entropy(%y: tensor<?x10xf32>, %t: tensor<?xi64>) {
  %l = nn.cross_entropy %y, %t : tensor<?x10xf32>, tensor<?xi64>
  return
}

// CHECK-LABEL: @cross_entropy_1(
// CHECK: nn.cross_entropy %{{.*}}, %{{.*}} reduce sum : tensor<?x10xf32>{{$}}
func.func @cross_entropy_1(%y: tensor<?x10xf32>) {
  %l = nn.cross_entropy %y, %y reduce sum : tensor<?x10xf32>
  return
}

// CHECK-LABEL: @cross_entropy_2(
// CHECK: nn.cross_entropy %{{.*}}, %{{.*}} reduce batch_mean : tensor<?x7x10xf32>, tensor<?x7xi32>{{$}}
func.func @cross_entropy_2(%y: tensor<?x7x10xf32>, %t: tensor<?x7xi32>) {
  %l = nn.cross_entropy %y, %t reduce batch_mean : tensor<?x7x10xf32>, tensor<?x7xi32>
  return
}

// -----

func.func @c1_batch(%y: tensor<3x10xf32>) {
  // expected-error @+1 {{'nn.cross_entropy' op expected a prediction whose first dimension is the batch '?', found 'tensor<3x10xf32>'}}
  %l = nn.cross_entropy %y, %y : tensor<3x10xf32>
  return
}

// -----

func.func @c1_rank(%y: tensor<?xf32>) {
  // expected-error @+1 {{'nn.cross_entropy' op expected a prediction of rank 2 or more, the classes last, found 'tensor<?xf32>'}}
  %l = nn.cross_entropy %y, %y : tensor<?xf32>
  return
}

// -----

func.func @c1_indices(%y: tensor<?x10xf32>, %t: tensor<?x10xi64>) {
  // expected-error @+1 {{'nn.cross_entropy' op expected a target of type 'tensor<?xi64>', found 'tensor<?x10xi64>'}}
  %l = nn.cross_entropy %y, %t : tensor<?x10xf32>, tensor<?x10xi64>
  return
}

// -----

func.func @c1_distribution(%y: tensor<?x10xf32>, %t: tensor<?x9xf32>) {
  // expected-error @+1 {{'nn.cross_entropy' op expected a target of type 'tensor<?x10xf32>', found 'tensor<?x9xf32>'}}
  %l = nn.cross_entropy %y, %t : tensor<?x10xf32>, tensor<?x9xf32>
  return
}
