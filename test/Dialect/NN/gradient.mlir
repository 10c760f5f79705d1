// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @gradient(
// CHECK: nn.gradient %{{.*}} wrt %{{.*}} : tensor<f32>, tensor<?x4xf32>{{$}}
func.func @gradient(%loss: tensor<f32>, %x: tensor<?x4xf32>) {
  %dx = nn.gradient %loss wrt %x : tensor<f32>, tensor<?x4xf32>
  return
}

// -----

func.func @gradient_wrt(%loss: tensor<f32>) {
  // expected-error @+2 {{'nn.gradient' op expected something to differentiate with respect to}}
  // expected-error @+1 {{'nn.gradient' op failed to infer returned types}}
  "nn.gradient"(%loss) : (tensor<f32>) -> ()
  return
}
