// RUN: aec-opt %s -aec-describe-latents -split-input-file -verify-diagnostics | FileCheck %s

// CHECK-LABEL: func.func @encode
// CHECK-SAME: attributes {ae.entry = "encode", ae.grid_step = 5.000000e-01 : f64}
func.func @encode(%x: tensor<?x4xf32> {ae.input = "x"}) -> tensor<?x4xf32> attributes {ae.entry = "encode"} {
  %z = nn.quantize %x step 0.5 : tensor<?x4xf32>
  return %z : tensor<?x4xf32>
}

// Other entries have no latents.
// CHECK-LABEL: func.func @other
// CHECK-NOT: ae.grid_step
func.func @other(%x: tensor<?x4xf32> {ae.input = "x"}) -> tensor<?x4xf32> attributes {ae.entry = "other"} {
  %z = nn.quantize %x step 0.5 : tensor<?x4xf32>
  return %z : tensor<?x4xf32>
}

// -----

// CHECK-LABEL: func.func @encode
// CHECK-NOT: ae.grid_step
func.func @encode(%x: tensor<?x4xf32> {ae.input = "x"}) -> tensor<?x4xf32> attributes {ae.entry = "encode"} {
  // expected-warning @+1 {{what is quantized here is not what the entry @encode gives, so that the program has no compress; put ae.quantize last in it}}
  %z = nn.quantize %x step 0.5 : tensor<?x4xf32>
  %y = nn.relu %z : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// -----

// Nothing is on a grid.
// CHECK-LABEL: func.func @encode
// CHECK-NOT: ae.grid_step
func.func @encode(%x: tensor<?x4xf32> {ae.input = "x"}) -> tensor<?x4xf32> attributes {ae.entry = "encode"} {
  %y = nn.relu %x : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}
