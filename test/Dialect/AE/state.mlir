// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK: ae.state @encoder.0.weight : tensor<32x784xf32> parameter init uniform(-3.570000e-02, 3.570000e-02){{$}}
ae.state @encoder.0.weight : tensor<32x784xf32> parameter init uniform(-0.0357, 0.0357)
// CHECK: ae.state @o.encoder.0.weight.exp_avg : tensor<32x784xf32> moment init constant(0.000000e+00, 0.000000e+00) view [32, 4, 14, 14] order [2, 3, 1, 0]
ae.state @o.encoder.0.weight.exp_avg : tensor<32x784xf32> moment init constant(0.0, 0.0) view [32, 4, 14, 14] order [2, 3, 1, 0]

// -----

// expected-error @+1 {{expected constant, uniform or normal, found gamma}}
ae.state @w : tensor<4xf32> parameter init gamma(0.0, 1.0)

// -----

// state_c1
// expected-error @+1 {{expected a view that splits dimensions of 'tensor<4x6xf32>', found [8, 3]}}
ae.state @w : tensor<4x6xf32> parameter init constant(0.0, 0.0) view [8, 3] order [1, 0]

// -----

// state_c1
// expected-error @+1 {{expected a view that splits dimensions of 'tensor<4x6xf32>', found [4, 6, 2]}}
ae.state @w : tensor<4x6xf32> parameter init constant(0.0, 0.0) view [4, 6, 2] order [1, 0, 2]

// -----

// state_c2
// expected-error @+1 {{expected an order of the 3 dimensions of its view, found [1, 0]}}
ae.state @w : tensor<4x6xf32> parameter init constant(0.0, 0.0) view [4, 2, 3] order [1, 0]

// -----

// state_c2
// expected-error @+1 {{expected an order of the 2 dimensions of its view, found [1, 1]}}
ae.state @w : tensor<4x6xf32> parameter init constant(0.0, 0.0) view [4, 6] order [1, 1]
