// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @mse(
// CHECK: nn.mse %{{.*}}, %{{.*}} : tensor<?x784xf32>{{$}}
func.func @mse(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %mse = nn.mse %y, %x : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @mse_1(
// CHECK: nn.mse %{{.*}}, %{{.*}} reduce sum : tensor<?x784xf32>{{$}}
func.func @mse_1(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.mse %y, %x reduce sum : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @mse_2(
// CHECK: nn.mse %{{.*}}, %{{.*}} reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @mse_2(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.mse %y, %x reduce batch_mean : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @mse_masked(
// CHECK: nn.mse %{{.*}}, %{{.*}} masked reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @mse_masked(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.mse %y, %x masked reduce batch_mean : tensor<?x784xf32>
  return
}

// -----

func.func @loss_c1(%y: tensor<?x4xf32>, %x: tensor<?x3xf32>) {
  // expected-error @+1 {{'nn.mse' op expected a target of the prediction's type 'tensor<?x4xf32>', found 'tensor<?x3xf32>'}}
  %l = nn.mse %y, %x : tensor<?x4xf32>, tensor<?x3xf32>
  return
}

// -----

func.func @loss_c1_batch(%y: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.mse' op expected a prediction whose first dimension is the batch '?', found 'tensor<8x4xf32>'}}
  %l = nn.mse %y, %y : tensor<8x4xf32>
  return
}

// -----

func.func @reduction(%y: tensor<?x4xf32>) {
  // expected-error @+1 {{expected mean, batch_mean or sum, found average}}
  %0 = nn.mse %y, %y reduce average : tensor<?x4xf32>
  return
}
