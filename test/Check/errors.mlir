// RUN: not aec check missing.mlir 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: aec: error: {{.*}}missing.mlir
// RUN: not aec check %s --entries=0 2>&1 | FileCheck %s --check-prefix=ENTRIES
// ENTRIES: aec: error: --entries is 0, expected at least 1
// RUN: not aec check %s --batch=-2 2>&1 | FileCheck %s --check-prefix=BATCH
// BATCH: aec: error: --batch is -2, expected at least 1
// RUN: not aec check %s --linker=no-such-lld 2>&1 | FileCheck %s --check-prefix=LINKER
// LINKER: no linker 'no-such-lld'
// RUN: aec compile %s --emit=joint -o %t.joint.mlir
// RUN: not aec check %t.joint.mlir 2>&1 | FileCheck %s --check-prefix=RUNG
// RUNG: error: the file is below the explicit rung, expected a definition or its explicit rung: gradients are taken there
// RUN: aec compile %s --emit=explicit -o %t.explicit.mlir
// RUN: aec check %t.explicit.mlir --target=reference | FileCheck %s --check-prefix=EXPLICIT
// EXPLICIT: all 2 gradients agree
// RUN: not aec check %s --seed-fault="op=nn.tanh" 2>&1 | FileCheck %s --check-prefix=FAULT
// FAULT: has no nn.tanh number 0 in its backward part
ae.model @m {
  ae.network @encoder(%x: tensor<?x3xf32>) {
    %0 = ae.dense %x, 3 : tensor<?x3xf32>
    ae.return %0 : tensor<?x3xf32>
  }
  ae.network @decoder(%x: tensor<?x3xf32>) {
    %y = nn.sigmoid %x : tensor<?x3xf32>
    ae.return %y : tensor<?x3xf32>
  }
  ae.objective @o(%x: tensor<?x3xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x3xf32>
    %l = nn.mse %y, %x : tensor<?x3xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}
