// What every nn op demands of its tensors.
// RUN: aec-opt %s -split-input-file -verify-diagnostics

func.func @open_size_behind_the_batch(%x: tensor<?x?xf32>) {
  // expected-error @+1 {{'nn.relu' op operand #0 must be tensor with fixed sizes behind the batch of 32-bit float or 64-bit float values, but got 'tensor<?x?xf32>'}}
  %y = nn.relu %x : tensor<?x?xf32>
  return
}

// -----

func.func @batch_moved(%x: tensor<?x4xf32>) {
  // expected-error @+1 {{'nn.transpose' op result #0 must be tensor with fixed sizes behind the batch of 32-bit float or 64-bit float values, but got 'tensor<4x?xf32>'}}
  %y = nn.transpose %x, [1, 0] : tensor<?x4xf32>
  return
}

// -----

func.func @element_type(%x: tensor<?x4xf16>) {
  // expected-error @+1 {{'nn.relu' op operand #0 must be tensor with fixed sizes behind the batch of 32-bit float or 64-bit float values, but got 'tensor<?x4xf16>'}}
  %y = nn.relu %x : tensor<?x4xf16>
  return
}
