// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @mae(
// CHECK: nn.mae %{{.*}}, %{{.*}} : tensor<?x784xf32>{{$}}
func.func @mae(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.mae %y, %x : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @mae_1(
// CHECK: nn.mae %{{.*}}, %{{.*}} reduce sum : tensor<?x784xf32>{{$}}
func.func @mae_1(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.mae %y, %x reduce sum : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @mae_2(
// CHECK: nn.mae %{{.*}}, %{{.*}} reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @mae_2(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.mae %y, %x reduce batch_mean : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @mae_masked(
// CHECK: nn.mae %{{.*}}, %{{.*}} masked reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @mae_masked(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.mae %y, %x masked reduce batch_mean : tensor<?x784xf32>
  return
}

// -----

func.func @loss_c1(%y: tensor<?x4xf32>, %x: tensor<?x3xf32>) {
  // expected-error @+1 {{'nn.mae' op expected a target of the prediction's type 'tensor<?x4xf32>', found 'tensor<?x3xf32>'}}
  %l = nn.mae %y, %x : tensor<?x4xf32>, tensor<?x3xf32>
  return
}

// -----

func.func @loss_c1_batch(%y: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.mae' op expected a prediction whose first dimension is the batch '?', found 'tensor<8x4xf32>'}}
  %l = nn.mae %y, %y : tensor<8x4xf32>
  return
}
