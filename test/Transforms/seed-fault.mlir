// RUN: aec-opt %s --aec-seed-fault="fault=negate op=nn.mul" | FileCheck %s --check-prefix=NEGATE
// RUN: aec-opt %s --aec-seed-fault="fault=first op=nn.mul index=1" | FileCheck %s --check-prefix=FIRST
// RUN: aec-opt %s --aec-seed-fault="fault=swap op=nn.sub" | FileCheck %s --check-prefix=SWAP
// RUN: not aec-opt %s --aec-seed-fault="fault=swap op=nn.exp" 2>&1 | FileCheck %s --check-prefix=NONE
// RUN: not aec-opt %s --aec-seed-fault="fault=smaller op=nn.sub" 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: not aec-opt %s --aec-seed-fault="fault=transpose-lhs op=nn.sub" 2>&1 | FileCheck %s --check-prefix=UNFIT
// RUN: aec-opt %s --aec-seed-fault="fault=zero op=nn.mul forward" | FileCheck %s --check-prefix=FORWARD
// RUN: aec-opt %s --aec-seed-fault="in=step fault=zero op=nn.mul" | FileCheck %s --check-prefix=STEP

// FORWARD: %[[A:.*]] = nn.mul %arg0, %arg1
// FORWARD-NEXT: %[[ZERO:.*]] = nn.constant 0.
// FORWARD-NEXT: %[[LOSS:.*]] = nn.mul %[[A]], %[[ZERO]]
// FORWARD: return %[[LOSS]]
// STEP-LABEL: @gradient.o
// STEP-NOT: nn.constant
// STEP-LABEL: @step.o
// STEP: nn.mul %arg0, %arg0
// STEP-NEXT: nn.constant 0.

// The product that the losses depend on is not one of those counted.
// NEGATE: %[[LOSS:.*]] = nn.mul %arg0, %arg1
// NEGATE: %[[A:.*]] = nn.mul %[[LOSS]], %arg0
// NEGATE-NEXT: %[[M:.*]] = nn.constant -1.
// NEGATE-NEXT: %[[N:.*]] = nn.mul %[[A]], %[[M]]
// NEGATE: %[[B:.*]] = nn.mul %[[N]], %arg1
// NEGATE: return %[[LOSS]]

// FIRST: %[[A:.*]] = nn.mul %{{.*}}, %arg0
// FIRST: nn.sub %[[A]], %arg0

// SWAP: nn.sub %arg0, %{{.*}} : tensor<f32>

// NONE: has no nn.exp number 0 in its backward part
// UNKNOWN: 'nn.sub' op does not take the fault 'smaller'
// UNFIT: 'nn.sub' op does not take the fault 'transpose-lhs'
func.func @gradient.o(%w: tensor<f32>, %x: tensor<f32>) -> (tensor<f32>, tensor<f32>) {
  %loss = nn.mul %w, %x : tensor<f32>
  %a = nn.mul %loss, %w : tensor<f32>
  %b = nn.mul %a, %x : tensor<f32>
  %c = nn.sub %b, %w : tensor<f32>
  return %loss, %c : tensor<f32>, tensor<f32>
}

// Other functions are left alone.
// NEGATE-LABEL: @step.o
// NEGATE-NOT: nn.constant
func.func @step.o(%w: tensor<f32>) -> (tensor<f32>, tensor<f32>) {
  %a = nn.mul %w, %w : tensor<f32>
  return %w, %a : tensor<f32>, tensor<f32>
}
