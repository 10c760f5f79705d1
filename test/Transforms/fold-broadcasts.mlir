// RUN: aec-opt %s -aec-fold-broadcasts | FileCheck %s

// An elementwise op repeats its operands itself.
// CHECK-LABEL: @into_elementwise(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32>, %[[V:[a-z0-9]+]]: tensor<?xf32>, %[[B:[a-z0-9]+]]: tensor<4xf32>, %[[C:[a-z0-9]+]]: tensor<f32>)
// CHECK-NOT: nn.broadcast
// CHECK: nn.add %[[X]], %[[C]] : tensor<?x4xf32>, tensor<f32>
// CHECK: %[[COLUMN:.*]] = nn.reshape %[[V]], [-1, 1]
// CHECK: nn.mul %[[COLUMN]], %[[X]] : tensor<?x1xf32>, tensor<?x4xf32>
// CHECK: nn.sub %[[X]], %[[B]] : tensor<?x4xf32>, tensor<4xf32>
func.func @into_elementwise(%x: tensor<?x4xf32>, %v: tensor<?xf32>, %b: tensor<4xf32>, %c: tensor<f32>)
    -> (tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>) {
  %cx = nn.broadcast %c like %x dims [] : tensor<f32>, tensor<?x4xf32>
  %a = nn.add %x, %cx : tensor<?x4xf32>
  %vx = nn.broadcast %v like %x dims [0] : tensor<?xf32>, tensor<?x4xf32>
  %m = nn.mul %vx, %x : tensor<?x4xf32>
  %bx = nn.broadcast %b like %x dims [1] : tensor<4xf32>, tensor<?x4xf32>
  %s = nn.sub %x, %bx : tensor<?x4xf32>
  return %a, %m, %s : tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>
}

// What is one number is computed once.
// CHECK-LABEL: @numbers(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32>, %[[C:[a-z0-9]+]]: tensor<f32>)
// CHECK: %[[E:.*]] = nn.exp %[[C]] : tensor<f32>
// CHECK: %[[M:.*]] = nn.mul %[[E]], %[[C]] : tensor<f32>
// CHECK: %[[R:.*]] = nn.broadcast %[[M]] like %[[X]] dims []
// CHECK: return %[[R]]
func.func @numbers(%x: tensor<?x4xf32>, %c: tensor<f32>) -> tensor<?x4xf32> {
  %cx = nn.broadcast %c like %x dims [] : tensor<f32>, tensor<?x4xf32>
  %e = nn.exp %cx : tensor<?x4xf32>
  %m = nn.mul %e, %cx : tensor<?x4xf32>
  return %m : tensor<?x4xf32>
}

// CHECK-LABEL: @twice(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32>, %[[V:[a-z0-9]+]]: tensor<?xf32>, %[[C:[a-z0-9]+]]: tensor<f32>)
// CHECK-NEXT: nn.broadcast %[[C]] like %[[X]] dims []
// CHECK-NEXT: return
func.func @twice(%x: tensor<?x4xf32>, %v: tensor<?xf32>, %c: tensor<f32>) -> tensor<?x4xf32> {
  %a = nn.broadcast %c like %v dims [] : tensor<f32>, tensor<?xf32>
  %b = nn.broadcast %a like %x dims [0] : tensor<?xf32>, tensor<?x4xf32>
  return %b : tensor<?x4xf32>
}

// The size of the batch does not wait for a computed tensor.
// CHECK-LABEL: @count(
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32>)
// CHECK-NEXT: nn.count %[[X]] dims [0]
func.func @count(%x: tensor<?x4xf32>) -> tensor<f32> {
  %y = nn.exp %x : tensor<?x4xf32>
  %n = nn.count %y dims [0] : tensor<?x4xf32>
  return %n : tensor<f32>
}

// Nothing else gives the result its shape; an update takes no other shape than
// the parameter's.
// CHECK-LABEL: @declined(
// CHECK: %[[VX:.*]] = nn.broadcast
// CHECK: nn.mul %[[VX]], %[[VX]] : tensor<?x4xf32>
// CHECK: %[[ZEROS:.*]] = nn.broadcast
// CHECK: nn.sgd_update %{{.*}}, %[[ZEROS]] rate
func.func @declined(%x: tensor<?x4xf32>, %v: tensor<?xf32>, %p: tensor<2x4xf32>, %rate: f64, %step: i64)
    -> (tensor<?x4xf32>, tensor<2x4xf32>) {
  %vx = nn.broadcast %v like %x dims [0] : tensor<?xf32>, tensor<?x4xf32>
  %m = nn.mul %vx, %vx : tensor<?x4xf32>
  %zero = nn.constant 0.0 : f32
  %zeros = nn.broadcast %zero like %p dims [] : tensor<f32>, tensor<2x4xf32>
  %u = nn.sgd_update %p, %zeros rate %rate step %step {momentum = 0.0, weight_decay = 0.0} : tensor<2x4xf32>
  return %m, %u : tensor<?x4xf32>, tensor<2x4xf32>
}
