// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @bce_with_logits(
// CHECK: nn.bce_with_logits %{{.*}}, %{{.*}} : tensor<?x784xf32>{{$}}
func.func @bce_with_logits(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.bce_with_logits %y, %x : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @bce_with_logits_1(
// CHECK: nn.bce_with_logits %{{.*}}, %{{.*}} reduce sum : tensor<?x784xf32>{{$}}
func.func @bce_with_logits_1(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.bce_with_logits %y, %x reduce sum : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @bce_with_logits_2(
// CHECK: nn.bce_with_logits %{{.*}}, %{{.*}} reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @bce_with_logits_2(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.bce_with_logits %y, %x reduce batch_mean : tensor<?x784xf32>
  return
}

// CHECK-LABEL: @bce_with_logits_masked(
// CHECK: nn.bce_with_logits %{{.*}}, %{{.*}} masked reduce batch_mean : tensor<?x784xf32>{{$}}
func.func @bce_with_logits_masked(%y: tensor<?x784xf32>, %x: tensor<?x784xf32>) {
  %l = nn.bce_with_logits %y, %x masked reduce batch_mean : tensor<?x784xf32>
  return
}

// -----

func.func @loss_c1(%y: tensor<?x4xf32>, %x: tensor<?x3xf32>) {
  // expected-error @+1 {{'nn.bce_with_logits' op expected a target of the prediction's type 'tensor<?x4xf32>', found 'tensor<?x3xf32>'}}
  %l = nn.bce_with_logits %y, %x : tensor<?x4xf32>, tensor<?x3xf32>
  return
}

// -----

func.func @loss_c1_batch(%y: tensor<8x4xf32>) {
  // expected-error @+1 {{'nn.bce_with_logits' op expected a prediction whose first dimension is the batch '?', found 'tensor<8x4xf32>'}}
  %l = nn.bce_with_logits %y, %y : tensor<8x4xf32>
  return
}
