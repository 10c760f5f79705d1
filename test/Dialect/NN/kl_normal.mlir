// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @kl_normal(
// CHECK: nn.kl_normal %{{.*}}, %{{.*}} : tensor<?x20xf32>{{$}}
// CHECK: nn.kl_normal %{{.*}}, %{{.*}} free_bits 2.500000e-01 reduce mean : tensor<?x20xf32>{{$}}
func.func @kl_normal(%mean: tensor<?x20xf32>, %logvar: tensor<?x20xf32>) -> (tensor<?xf32>, tensor<f32>) {
  %kl = nn.kl_normal %mean, %logvar : tensor<?x20xf32>
  %free = nn.kl_normal %mean, %logvar free_bits 0.25 reduce mean : tensor<?x20xf32>
  return %kl, %free : tensor<?xf32>, tensor<f32>
}

// -----

func.func @kl_normal_c1(%mean: tensor<?x20xf32>, %logvar: tensor<?x10xf32>) {
  // expected-error @+1 {{'nn.kl_normal' op expected a log-variance of the mean's type 'tensor<?x20xf32>', found 'tensor<?x10xf32>'}}
  %kl = nn.kl_normal %mean, %logvar : tensor<?x20xf32>, tensor<?x10xf32>
  return
}

// -----

func.func @kl_normal_c2(%mean: tensor<?x20xf32>) {
  // expected-error @+1 {{'nn.kl_normal' op expected free bits of at least 0, found -1.000000e+00}}
  %kl = nn.kl_normal %mean, %mean free_bits -1.0 : tensor<?x20xf32>
  return
}
