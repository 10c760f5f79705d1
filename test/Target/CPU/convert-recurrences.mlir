// RUN: aec-opt %s -aec-convert-groups-to-cpu -remark-format=emitRemark -remarks-filter=cpu -verify-diagnostics | FileCheck %s

// The weight is read by its columns; results that nobody reads are not made.
// CHECK-LABEL: @forward(
// CHECK: %[[W:.*]] = nn.transpose %{{.*}}, [1, 0] : tensor<48x16xf32>
// CHECK: cpu.scan sequences(%{{.*}}) vectors(%{{.*}}) weight(%[[W]]) initials(%{{.*}}) outs(%{{[a-z0-9]+}}) {carried = 1 : i64, width = 16 : i64}
// CHECK: math.exp
// CHECK: math.tanh
func.func @forward(%p: tensor<?x4x48xf32>, %w: tensor<48x16xf32>, %b: tensor<48xf32>, %h: tensor<?x16xf32>) -> tensor<?x4x16xf32> {
  // expected-remark @+1 {{blocks of rows run through all steps}}
  %s, %q, %k = nn.gru %p, %w, %b, %h : tensor<?x4x48xf32>, tensor<48x16xf32>, tensor<48xf32>, tensor<?x16xf32>
  return %s : tensor<?x4x16xf32>
}

// Two products a step: r * h, r and z are held for the second cell.
// CHECK-LABEL: @reset_before(
// CHECK: cpu.scan
// CHECK: cpu.next %{{.*}}, %{{.*}}, %{{.*}} : f32, f32, f32
// CHECK: } second {
// CHECK: math.tanh
func.func @reset_before(%p: tensor<?x4x48xf32>, %w: tensor<48x16xf32>, %b: tensor<48xf32>, %h: tensor<?x16xf32>) -> tensor<?x4x16xf32> {
  // expected-remark @+1 {{blocks of rows run through all steps}}
  %s, %q, %k = nn.gru %p, %w, %b, %h reset_before : tensor<?x4x48xf32>, tensor<48x16xf32>, tensor<48xf32>, tensor<?x16xf32>
  return %s : tensor<?x4x16xf32>
}

// CHECK-LABEL: @wide(
// CHECK: nn.gru
func.func @wide(%p: tensor<?x4x6147xf32>, %w: tensor<6147x2049xf32>, %b: tensor<6147xf32>, %h: tensor<?x2049xf32>) -> tensor<?x4x2049xf32> {
  // expected-remark @+1 {{left to plain loops: a state of more than 2048 numbers does not fit a thread's stack}}
  %s, %q, %k = nn.gru %p, %w, %b, %h : tensor<?x4x6147xf32>, tensor<6147x2049xf32>, tensor<6147xf32>, tensor<?x2049xf32>
  return %s : tensor<?x4x2049xf32>
}
