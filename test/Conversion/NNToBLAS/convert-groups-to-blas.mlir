// RUN: aec-opt %s --aec-convert-groups-to-blas | FileCheck %s
// RUN: aec-opt %s --aec-convert-groups-to-blas=library=cublaslt | FileCheck %s --check-prefix=LT
// RUN: not aec-opt %s --aec-convert-groups-to-blas=library=mkl 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN: error: unknown library 'mkl', expected onednn or cublaslt

// Bias and activation are the primitive's; nothing is left of the group.
// CHECK-LABEL: @forward(
// CHECK-SAME: %[[X:.*]]: tensor<?x8xf32>, %[[W:.*]]: tensor<8x4xf32>, %[[B:.*]]: tensor<4xf32>
// CHECK: %[[INIT:.*]] = tensor.empty(%{{.*}}) : tensor<?x4xf32>
// CHECK: %[[Y:.*]] = blas.matmul ins(%[[X]], %[[W]] : {{.*}}) bias(%[[B]] : {{.*}}) outs(%[[INIT]] : {{.*}}) activation{{ +}}logistic
// CHECK-NOT: nn.group
// CHECK: return %[[Y]]
// cuBLASLt has no sigmoid: it takes the bias, and a group is left.
// LT-LABEL: @forward(
// LT: %[[Y:.*]] = blas.matmul {{.*}} bias({{.*}}
// LT-NOT: activation
// LT: nn.group(%{{.*}} = %[[Y]] : tensor<?x4xf32>)
// LT: nn.sigmoid
func.func @forward(%x: tensor<?x8xf32>, %w: tensor<8x4xf32>, %b: tensor<4xf32>) -> tensor<?x4xf32> {
  %y = nn.group(%gx = %x : tensor<?x8xf32>, %gw = %w : tensor<8x4xf32>, %gb = %b : tensor<4xf32>) -> (tensor<?x4xf32>) {
    %0 = nn.matmul %gx, %gw : tensor<?x8xf32>, tensor<8x4xf32>
    %1 = nn.add %0, %gb : tensor<?x4xf32>, tensor<4xf32>
    %2 = nn.sigmoid %1 : tensor<?x4xf32>
    nn.yield %2 : tensor<?x4xf32>
  }
  return %y : tensor<?x4xf32>
}

// An activation's gradient is no post-op: it stays a group, which reads the
// weight no longer.
// CHECK-LABEL: @data_gradient(
// CHECK-SAME: %[[G:.*]]: tensor<?x4xf32>, %[[W:.*]]: tensor<8x4xf32>, %[[H:.*]]: tensor<?x8xf32>
// CHECK: %[[P:.*]] = blas.matmul {{.*}} transpose_rhs
// CHECK: nn.group(%{{.*}} = %[[H]] : {{.*}}, %{{.*}} = %[[P]] : tensor<?x8xf32>)
// CHECK: nn.step
// CHECK: nn.mul
func.func @data_gradient(%g: tensor<?x4xf32>, %w: tensor<8x4xf32>, %h: tensor<?x8xf32>) -> tensor<?x8xf32> {
  %y = nn.group(%gg = %g : tensor<?x4xf32>, %gw = %w : tensor<8x4xf32>, %gh = %h : tensor<?x8xf32>) -> (tensor<?x8xf32>) {
    %0 = nn.matmul %gg, %gw transpose_rhs : tensor<?x4xf32>, tensor<8x4xf32>
    %1 = nn.step %gh : tensor<?x8xf32>
    %2 = nn.mul %0, %1 : tensor<?x8xf32>
    nn.yield %2 : tensor<?x8xf32>
  }
  return %y : tensor<?x8xf32>
}

// The value before the activation has another reader: both must exist.
// CHECK-LABEL: @kept(
// CHECK: blas.matmul
// CHECK-NOT: activation
// CHECK: nn.group
// CHECK: nn.relu
func.func @kept(%x: tensor<?x8xf32>, %w: tensor<8x4xf32>) -> (tensor<?x4xf32>, tensor<?x4xf32>) {
  %y:2 = nn.group(%gx = %x : tensor<?x8xf32>, %gw = %w : tensor<8x4xf32>) -> (tensor<?x4xf32>, tensor<?x4xf32>) {
    %0 = nn.matmul %gx, %gw : tensor<?x8xf32>, tensor<8x4xf32>
    %1 = nn.relu %0 : tensor<?x4xf32>
    nn.yield %0, %1 : tensor<?x4xf32>, tensor<?x4xf32>
  }
  return %y#0, %y#1 : tensor<?x4xf32>, tensor<?x4xf32>
}

// Declined: the library has no f64, and a map has no product.
// CHECK-LABEL: @declined(
// CHECK-NOT: blas.
func.func @declined(%x: tensor<?x8xf64>, %w: tensor<8x4xf64>, %s: tensor<?x8xf32>) -> (tensor<?x4xf64>, tensor<?x8xf32>) {
  %y = nn.group(%gx = %x : tensor<?x8xf64>, %gw = %w : tensor<8x4xf64>) -> (tensor<?x4xf64>) {
    %0 = nn.matmul %gx, %gw : tensor<?x8xf64>, tensor<8x4xf64>
    nn.yield %0 : tensor<?x4xf64>
  }
  %z = nn.group(%gs = %s : tensor<?x8xf32>) -> (tensor<?x8xf32>) {
    %0 = nn.relu %gs : tensor<?x8xf32>
    nn.yield %0 : tensor<?x8xf32>
  }
  return %y, %z : tensor<?x4xf64>, tensor<?x8xf32>
}

// Both GELUs are oneDNN's, the one by tanh is cuBLASLt's.
// CHECK-LABEL: @gelus(
// CHECK: activation{{ +}}gelu_erf
// CHECK: activation{{ +}}gelu_tanh
// LT-LABEL: @gelus(
// LT: blas.matmul {{.*}} -> tensor<?x4xf32>
// LT: nn.gelu
// LT: activation{{ +}}gelu_tanh
func.func @gelus(%x: tensor<?x8xf32>, %w: tensor<8x4xf32>) -> (tensor<?x4xf32>, tensor<?x4xf32>) {
  %y = nn.group(%gx = %x : tensor<?x8xf32>, %gw = %w : tensor<8x4xf32>) -> (tensor<?x4xf32>) {
    %0 = nn.matmul %gx, %gw : tensor<?x8xf32>, tensor<8x4xf32>
    %1 = nn.gelu %0 : tensor<?x4xf32>
    nn.yield %1 : tensor<?x4xf32>
  }
  %z = nn.group(%gx = %x : tensor<?x8xf32>, %gw = %w : tensor<8x4xf32>) -> (tensor<?x4xf32>) {
    %0 = nn.matmul %gx, %gw : tensor<?x8xf32>, tensor<8x4xf32>
    %1 = nn.gelu %0 approximate tanh : tensor<?x4xf32>
    nn.yield %1 : tensor<?x4xf32>
  }
  return %y, %z : tensor<?x4xf32>, tensor<?x4xf32>
}
