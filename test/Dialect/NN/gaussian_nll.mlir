// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @gaussian_nll(
// CHECK: nn.gaussian_nll %{{.*}}, %{{.*}}, %{{.*}} : tensor<?x784xf32>{{$}}
// CHECK: nn.gaussian_nll %{{.*}}, %{{.*}}, %{{.*}} reduce sum : tensor<?x784xf32>, tensor<f32>, tensor<?x784xf32>
func.func @gaussian_nll(%y: tensor<?x784xf32>, %logvar: tensor<?x784xf32>, %x: tensor<?x784xf32>, %one: tensor<f32>) -> (tensor<?xf32>, tensor<f32>) {
  %nll = nn.gaussian_nll %y, %logvar, %x : tensor<?x784xf32>
  %sum = nn.gaussian_nll %y, %one, %x reduce sum : tensor<?x784xf32>, tensor<f32>, tensor<?x784xf32>
  return %nll, %sum : tensor<?xf32>, tensor<f32>
}

// -----

func.func @gaussian_nll_c1(%y: tensor<?x784xf32>, %x: tensor<?x10xf32>) {
  // expected-error @+1 {{'nn.gaussian_nll' op expected a target of the prediction's type 'tensor<?x784xf32>', found 'tensor<?x10xf32>'}}
  %nll = nn.gaussian_nll %y, %y, %x : tensor<?x784xf32>, tensor<?x784xf32>, tensor<?x10xf32>
  return
}

// -----

func.func @gaussian_nll_c2(%y: tensor<?x784xf32>, %logvar: tensor<784xf32>) {
  // expected-error @+1 {{'nn.gaussian_nll' op expected a log-variance of 'tensor<?x784xf32>' or one number, found 'tensor<784xf32>'}}
  %nll = nn.gaussian_nll %y, %logvar, %y : tensor<?x784xf32>, tensor<784xf32>, tensor<?x784xf32>
  return
}
