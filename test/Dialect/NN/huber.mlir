// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @huber(
// CHECK: nn.huber %{{.*}}, %{{.*}} : tensor<?x784xf32>{{$}}
func.func @huber(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.huber %y, %x : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @huber_1(
// CHECK: nn.huber %{{.*}}, %{{.*}} reduce sum : tensor<?x784xf32>{{$}}
func.func @huber_1(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.huber %y, %x reduce sum : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @huber_2(
// CHECK: nn.huber %{{.*}}, %{{.*}} reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @huber_2(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.huber %y, %x reduce batch_mean : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @huber_3(
// CHECK: nn.huber %{{.*}}, %{{.*}} {delta = 2.000000e+00 : f64} : tensor<?x784xf32>{{$}}
func.func @huber_3(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.huber %y, %x {delta = 2.000000e+00 : f64} : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @huber_masked(
// CHECK: nn.huber %{{.*}}, %{{.*}} masked reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @huber_masked(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.huber %y, %x masked reduce batch_mean : tensor<?x784xf32>
  return
}

// -----

func.func @loss_c1(%y: tensor<?x4xf32>, %x: tensor<?x3xf32>) {
  // expected-error @+1 {{'nn.huber' op expected a target of the prediction's type 'tensor<?x4xf32>', found 'tensor<?x3xf32>'}}
  %l = nn.huber %y, %x : tensor<?x4xf32>, tensor<?x3xf32>
  return
}

// -----

func.func @loss_c1_batch(%y: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.huber' op expected a prediction whose first dimension is the batch '?', found 'tensor<8x4xf32>'}}
  %l = nn.huber %y, %y : tensor<8x4xf32>
  return
}

// -----

func.func @huber_c2(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  // expected-error @+1 {{'nn.huber' op expected delta > 0, found 0.000000e+00}}
  %l = nn.huber %y, %x {delta = 0.0} : tensor<?x784xf32>
  return
}
