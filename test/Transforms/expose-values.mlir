// RUN: aec-opt %s --aec-expose-values | FileCheck %s
// The step stays, and is also there with its losses as a plain result in front and all it computes behind; constants and new states are left
// out.
// CHECK-LABEL: func.func @values.a
// CHECK-SAME: -> (tensor<1xf32>, tensor<?x4xf32> {ae.value}, tensor<4xf32> {ae.value}, tensor<f32> {ae.value})
// CHECK-NOT: ae.step_of
// CHECK: %[[C:.+]] = nn.constant
// CHECK: %[[P:.+]] = nn.mul
// CHECK: %[[S:.+]] = nn.sum_to %[[P]]
// CHECK: %[[T:.+]] = nn.sum
// CHECK: %[[L:.+]] = nn.reshape %[[T]]
// CHECK: return %[[L]], %[[P]], %[[S]], %[[T]]
// CHECK-LABEL: func.func @step.a
// CHECK-SAME: ae.step_of = "a"
// CHECK: return %{{.+}}, %{{.+}} : tensor<4xf32>, tensor<1xf32>
func.func @step.a(%w: tensor<4xf32> {ae.state = "w"}, %x: tensor<?x4xf32> {ae.input = "x"}) -> (tensor<4xf32> {ae.state = "w"}, tensor<1xf32> {ae.losses}) attributes {ae.step_of = "a"} {
  %c = nn.constant 2.0 : f32
  %p = nn.mul %x, %w : tensor<?x4xf32>, tensor<4xf32>
  %s = nn.sum_to %p : tensor<?x4xf32> -> tensor<4xf32>
  // The state's memory, and no value of the step's.
  %v = nn.reshape %w, [2, 2] : tensor<4xf32>
  %n = nn.add %w, %s : tensor<4xf32>, tensor<4xf32>
  %t = nn.sum %s dims [0] : tensor<4xf32>
  %l = nn.reshape %t, [1] : tensor<f32>
  return %n, %l : tensor<4xf32>, tensor<1xf32>
}

// A function that is no step has no copy.
// CHECK-NOT: func.func @values
// CHECK-LABEL: func.func @encode
// CHECK-NOT: func.func @values
func.func @encode(%x: tensor<?x4xf32> {ae.input = "x"}) -> tensor<?x4xf32> attributes {ae.entry = "encode"} {
  %0 = nn.relu %x : tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
