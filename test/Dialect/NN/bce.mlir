// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @bce(
// CHECK: nn.bce %{{.*}}, %{{.*}} : tensor<?x784xf32>{{$}}
func.func @bce(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.bce %y, %x : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @bce_1(
// CHECK: nn.bce %{{.*}}, %{{.*}} reduce sum : tensor<?x784xf32>{{$}}
func.func @bce_1(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.bce %y, %x reduce sum : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @bce_2(
// CHECK: nn.bce %{{.*}}, %{{.*}} reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @bce_2(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.bce %y, %x reduce batch_mean : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @bce_masked(
// CHECK: nn.bce %{{.*}}, %{{.*}} masked reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @bce_masked(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.bce %y, %x masked reduce batch_mean : tensor<?x784xf32>
  return
}

// -----

func.func @loss_c1(%y: tensor<?x4xf32>, %x: tensor<?x3xf32>) {
  // expected-error @+1 {{'nn.bce' op expected a target of the prediction's type 'tensor<?x4xf32>', found 'tensor<?x3xf32>'}}
  %l = nn.bce %y, %x : tensor<?x4xf32>, tensor<?x3xf32>
  return
}

// -----

func.func @loss_c1_batch(%y: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.bce' op expected a prediction whose first dimension is the batch '?', found 'tensor<8x4xf32>'}}
  %l = nn.bce %y, %y : tensor<8x4xf32>
  return
}
