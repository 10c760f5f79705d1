// RUN: aec-opt %s --aec-bufferize-state --split-input-file --verify-diagnostics | FileCheck %s

#map = affine_map<(i) -> (i)>

// The update writes into the old value, behind the operation that still reads
// it, although the body has it in front.
// CHECK-LABEL: func.func @step
// CHECK-SAME: %[[W:.*]]: memref<4xf32> {ae.state = "w"}, %[[G:.*]]: memref<4xf32> {ae.input = "g"}, %[[OUT:.*]]: memref<4xf32> {ae.output = 0 : i64, ae.target = "g"}) {
// CHECK: %[[OLD:.*]] = bufferization.to_tensor %[[W]] restrict writable
// CHECK: %[[GRAD:.*]] = bufferization.to_tensor %[[G]] restrict :
// CHECK: %[[READ:.*]] = linalg.negf ins(%[[OLD]]
// CHECK: %[[NEW:.*]] = linalg.sub ins(%[[OLD]], %[[GRAD]] {{.*}} outs(%[[OLD]]
// CHECK: bufferization.materialize_in_destination %[[READ]] in restrict writable %[[OUT]]
// CHECK: bufferization.materialize_in_destination %[[NEW]] in restrict writable %[[W]]
// CHECK-NEXT: return
func.func @step(%w: tensor<4xf32> {ae.state = "w"}, %g: tensor<4xf32> {ae.input = "g"})
    -> (tensor<4xf32> {ae.state = "w"}, tensor<4xf32> {ae.target = "g"}) {
  %e = tensor.empty() : tensor<4xf32>
  %new = linalg.sub ins(%w, %g : tensor<4xf32>, tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %f = tensor.empty() : tensor<4xf32>
  %read = linalg.negf ins(%w : tensor<4xf32>) outs(%f : tensor<4xf32>) -> tensor<4xf32>
  return %new, %read : tensor<4xf32>, tensor<4xf32>
}

// A reader that needs the new value cannot come first: the state is copied and
// the function says so.
// CHECK-LABEL: func.func @circle
// CHECK-SAME: ae.state_copies = ["w"]
func.func @circle(%w: tensor<4xf32> {ae.state = "w"}, %g: tensor<4xf32> {ae.input = "g"})
    -> (tensor<4xf32> {ae.state = "w"}, tensor<4xf32>) {
  %e = tensor.empty() : tensor<4xf32>
  %new = linalg.sub ins(%w, %g : tensor<4xf32>, tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %f = tensor.empty() : tensor<4xf32>
  %moved = linalg.sub ins(%new, %w : tensor<4xf32>, tensor<4xf32>) outs(%f : tensor<4xf32>) -> tensor<4xf32>
  return %new, %moved : tensor<4xf32>, tensor<4xf32>
}

// Updates wait for the losses.
// CHECK-LABEL: func.func @losses
// CHECK: %[[L:.*]] = linalg.negf
// CHECK: bufferization.materialize_in_destination %[[L]]
// CHECK: linalg.sub
func.func @losses(%w: tensor<4xf32> {ae.state = "w"}, %g: tensor<4xf32> {ae.input = "g"})
    -> (tensor<4xf32> {ae.state = "w"}, tensor<4xf32> {ae.losses}) {
  %e = tensor.empty() : tensor<4xf32>
  %new = linalg.sub ins(%w, %g : tensor<4xf32>, tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %f = tensor.empty() : tensor<4xf32>
  %loss = linalg.negf ins(%g : tensor<4xf32>) outs(%f : tensor<4xf32>) -> tensor<4xf32>
  return %new, %loss : tensor<4xf32>, tensor<4xf32>
}

// Functions of scalars stay.
// CHECK-LABEL: func.func @schedule(%{{.*}}: f64) -> f64
func.func @schedule(%base: f64) -> f64 {
  return %base : f64
}

// -----

// expected-error @+1 {{argument #0 has type 'tensor<?x?xf32>', expected no dynamic dimension but the leading one (the batch)}}
func.func @dynamic(%x: tensor<?x?xf32>) {
  return
}

// -----

// expected-error @+1 {{returns state 'w' as 'tensor<4xf32>', expected an argument of that state and type}}
func.func @unknown(%x: tensor<4xf32>) -> (tensor<4xf32> {ae.state = "w"}) {
  return %x : tensor<4xf32>
}

// -----

#rows = affine_map<(i, j) -> (i, j)>
#columns = affine_map<(i, j) -> (j)>

// Two sums into one zeroed tensor, as common-subexpression elimination leaves
// them: each gets its own, or the second output would overwrite the first.
// CHECK-LABEL: func.func @shared
// CHECK: %[[E:.*]] = tensor.empty
// CHECK: %[[A:.*]] = linalg.fill {{.*}} outs(%[[E]]
// CHECK: linalg.generic {{.*}} outs(%[[A]]
// CHECK: %[[F:.*]] = tensor.empty
// CHECK: %[[B:.*]] = linalg.fill {{.*}} outs(%[[F]]
// CHECK: linalg.generic {{.*}} outs(%[[B]]
func.func @shared(%x: tensor<?x4xf32> {ae.input = "x"}, %y: tensor<?x4xf32> {ae.input = "y"})
    -> (tensor<4xf32>, tensor<4xf32>) {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %a = linalg.generic {indexing_maps = [#rows, #columns], iterator_types = ["reduction", "parallel"]}
      ins(%x : tensor<?x4xf32>) outs(%f : tensor<4xf32>) {
  ^bb0(%in: f32, %sum: f32):
    %0 = arith.addf %sum, %in : f32
    linalg.yield %0 : f32
  } -> tensor<4xf32>
  %b = linalg.generic {indexing_maps = [#rows, #columns], iterator_types = ["reduction", "parallel"]}
      ins(%y : tensor<?x4xf32>) outs(%f : tensor<4xf32>) {
  ^bb0(%in: f32, %sum: f32):
    %0 = arith.addf %sum, %in : f32
    linalg.yield %0 : f32
  } -> tensor<4xf32>
  return %a, %b : tensor<4xf32>, tensor<4xf32>
}
