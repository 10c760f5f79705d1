// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK: ae.state @encoder.0.weight : tensor<32x784xf32> {{ *}}parameter init 1(-3.570000e-02, 3.570000e-02){{$}}
ae.state @encoder.0.weight : tensor<32x784xf32> parameter init 1(-0.0357, 0.0357)
// CHECK: ae.state @o.encoder.0.weight.exp_avg : tensor<32x784xf32> {{ *}}moment init 0(0.000000e+00, 0.000000e+00) transposed
ae.state @o.encoder.0.weight.exp_avg : tensor<32x784xf32> moment init 0(0.0, 0.0) transposed
