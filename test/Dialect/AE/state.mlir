// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK: ae.state @encoder.0.weight : tensor<32x784xf32> parameter init uniform(-3.570000e-02, 3.570000e-02){{$}}
ae.state @encoder.0.weight : tensor<32x784xf32> parameter init uniform(-0.0357, 0.0357)
// CHECK: ae.state @o.encoder.0.weight.exp_avg : tensor<32x784xf32> moment init constant(0.000000e+00, 0.000000e+00) transposed
ae.state @o.encoder.0.weight.exp_avg : tensor<32x784xf32> moment init constant(0.0, 0.0) transposed

// -----

// expected-error @+1 {{expected constant, uniform or normal, found gamma}}
ae.state @w : tensor<4xf32> parameter init gamma(0.0, 1.0)
