// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @patchify(
// CHECK: nn.patchify %{{.*}} patch [7, 7] : tensor<?x1x28x28xf32>{{$}}
func.func @patchify(%x: tensor<?x1x28x28xf32>) -> tensor<?x16x49xf32> {
  %p = nn.patchify %x patch [7, 7] : tensor<?x1x28x28xf32>
  return %p : tensor<?x16x49xf32>
}

// -----

func.func @patchify_c1(%x: tensor<?x28x28xf32>) {
  // expected-error @+1 {{'nn.patchify' op expected images [batch, channels, height, width], found 'tensor<?x28x28xf32>'}}
  %p = nn.patchify %x patch [7, 7] : tensor<?x28x28xf32>
  return
}

// -----

func.func @patchify_c2(%x: tensor<?x1x28x28xf32>) {
  // expected-error @+1 {{'nn.patchify' op expected a patch of two sizes that divide 28 and 28, found [7, 8]}}
  %p = nn.patchify %x patch [7, 8] : tensor<?x1x28x28xf32>
  return
}

// -----

func.func @patchify_too_large(%x: tensor<?x1x4294967296x4294967296xf32>) {
  // expected-error @+1 {{'nn.patchify' op gives 'tensor<?x1x4294967296x4294967296xf32>', which has more than 2^40 elements a sample}}
  %p = nn.patchify %x patch [1, 1] : tensor<?x1x4294967296x4294967296xf32>
  return
}
