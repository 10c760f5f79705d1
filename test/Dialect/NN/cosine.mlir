// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @cosine(
// CHECK: nn.cosine %{{.*}}, %{{.*}} : tensor<?x784xf32>{{$}}
func.func @cosine(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.cosine %y, %x : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @cosine_1(
// CHECK: nn.cosine %{{.*}}, %{{.*}} reduce sum : tensor<?x784xf32>{{$}}
func.func @cosine_1(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.cosine %y, %x reduce sum : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @cosine_2(
// CHECK: nn.cosine %{{.*}}, %{{.*}} reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @cosine_2(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.cosine %y, %x reduce batch_mean : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @cosine_masked(
// CHECK: nn.cosine %{{.*}}, %{{.*}} masked reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @cosine_masked(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.cosine %y, %x masked reduce batch_mean : tensor<?x784xf32>
  return
}

// -----

func.func @loss_c1(%y: tensor<?x4xf32>, %x: tensor<?x3xf32>) {
  // expected-error @+1 {{'nn.cosine' op expected a target of the prediction's type 'tensor<?x4xf32>', found 'tensor<?x3xf32>'}}
  %l = nn.cosine %y, %x : tensor<?x4xf32>, tensor<?x3xf32>
  return
}

// -----

func.func @loss_c1_batch(%y: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.cosine' op expected a prediction whose first dimension is the batch '?', found 'tensor<8x4xf32>'}}
  %l = nn.cosine %y, %y : tensor<8x4xf32>
  return
}
