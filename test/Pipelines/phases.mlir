// What each phase promises: the whole ladder, and every rung read again.
// RUN: aec compile %s --emit=definition | FileCheck %s --check-prefix=DEFINITION
// RUN: aec compile %s --emit=explicit -o %t.explicit
// RUN: FileCheck %s --check-prefix=EXPLICIT --input-file=%t.explicit
// RUN: aec compile %t.explicit --emit=joint -o %t.joint
// RUN: FileCheck %s --check-prefix=JOINT --input-file=%t.joint
// RUN: aec compile %t.joint --emit=fused -o %t.fused
// RUN: FileCheck %s --check-prefix=FUSED --input-file=%t.fused
// RUN: aec compile %t.fused --target=reference --emit=target | FileCheck %s --check-prefix=TARGET
// RUN: aec compile %s --target=reference --emit=buffers | FileCheck %s --check-prefix=BUFFERS
// The phases from the definition down give what the rungs in between gave.
// RUN: aec compile %s --emit=fused | diff - %t.fused

// DEFINITION: ae.model @phases
// DEFINITION: ae.dense

// EXPLICIT-NOT: ae.{{(model|network|objective|entry) @|apply|dense}}
// EXPLICIT: func.func @objective.rec(
// EXPLICIT: func.func @evaluate.rec(
// EXPLICIT: func.func @encode(
// EXPLICIT: func.func @decode(
// EXPLICIT: func.func @reconstruct(
// EXPLICIT: func.func @score(

// JOINT-NOT: nn.gradient
// JOINT-NOT: nn.{{bce |sigmoid.*bce}}
// JOINT-LABEL: func.func @step.rec(
// The stable form is the one differentiated; four products forward, two data
// gradients (none for the first layer), three weight gradients.
// JOINT-NOT: nn.sigmoid
// JOINT: nn.bce_with_logits
// JOINT-LABEL: func.func @evaluate.rec(

// FUSED-NOT: nn.{{mse|bce_with_logits|mean|transpose|broadcast}}
// FUSED-LABEL: func.func @step.rec(
// FUSED-COUNT-8: nn.matmul
// FUSED-NOT: nn.matmul
// FUSED-LABEL: func.func @evaluate.rec(
// FUSED-NOT: nn.{{mse|bce_with_logits|mean|transpose|broadcast}}

// TARGET-NOT: nn.
// TARGET: linalg.

// BUFFERS-NOT: {{nn\.|linalg\.|memref.alloc}}
// BUFFERS: func.func @step.rec(
// BUFFERS-NOT: {{nn\.|linalg\.|memref.alloc}}
ae.model @phases {
  ae.network @encoder(%x: tensor<?x8xf32>) {
    %0 = ae.dense %x, 5 : tensor<?x8xf32>
    %1 = nn.relu %0 : tensor<?x5xf32>
    %z = ae.dense %1, 3 : tensor<?x5xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %0 = ae.dense %z, 8 : tensor<?x3xf32>
    %y = nn.sigmoid %0 : tensor<?x8xf32>
    ae.return %y : tensor<?x8xf32>
  }
  ae.objective @rec(%x: tensor<?x8xf32>) trains [@encoder, @decoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x8xf32>
    %bce = nn.bce %y, %x : tensor<?x8xf32>
    ae.minimize %bce : tensor<?xf32>
  }
}
