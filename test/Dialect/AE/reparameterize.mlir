// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 4 : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %l = nn.l2 %z : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @heads(%mean: tensor<?x4xf32>, %logvar: tensor<?x4xf32>) {
    // CHECK: ae.reparameterize %{{.*}}, %{{.*}} : tensor<?x4xf32>
    %z = ae.reparameterize %mean, %logvar : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
}
