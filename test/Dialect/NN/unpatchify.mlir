// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @unpatchify(
// CHECK: nn.unpatchify %{{.*}}, [1, 28, 28] patch [7, 7] : tensor<?x16x49xf32>{{$}}
func.func @unpatchify(%p: tensor<?x16x49xf32>) -> tensor<?x1x28x28xf32> {
  %x = nn.unpatchify %p, [1, 28, 28] patch [7, 7] : tensor<?x16x49xf32>
  return %x : tensor<?x1x28x28xf32>
}

// -----

func.func @unpatchify_c1(%p: tensor<?x16x49xf32>) {
  // expected-error @+1 {{'nn.unpatchify' op expected an image [channels, height, width] and a patch that divides it, found [28, 28] and [7, 7]}}
  %x = nn.unpatchify %p, [28, 28] patch [7, 7] : tensor<?x16x49xf32>
  return
}

// -----

func.func @unpatchify_c2(%p: tensor<?x16x48xf32>) {
  // expected-error @+1 {{'nn.unpatchify' op expected patches 'tensor<?x16x49xf32>', found 'tensor<?x16x48xf32>'}}
  %x = nn.unpatchify %p, [1, 28, 28] patch [7, 7] : tensor<?x16x48xf32>
  return
}

// -----

func.func @unpatchify_scalar(%p: tensor<f32>) {
  // expected-error @+1 {{'nn.unpatchify' op expected patches, found 'tensor<f32>'}}
  %x = nn.unpatchify %p, [1, 28, 28] patch [7, 7] : tensor<f32>
  return
}

// -----

func.func @unpatchify_too_large(%p: tensor<?x16x49xf32>) {
  // expected-error @+1 {{'nn.unpatchify' op gives 'tensor<?x1x4294967296x4294967296xf32>', which has more than 2^40 elements a sample}}
  %x = nn.unpatchify %p, [1, 4294967296, 4294967296] patch [1, 1] : tensor<?x16x49xf32>
  return
}
