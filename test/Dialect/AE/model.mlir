// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: ae.model @mnist epochs 30 batch_size 64 {
ae.model @mnist epochs 30 batch_size 64 {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}
// CHECK-LABEL: ae.model @plain {
ae.model @plain {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

// expected-error @+1 {{'ae.model' op has no ae.objective and trains nothing}}
ae.model @model_c1 {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
}

// -----

// expected-error @+1 {{'ae.model' op expected epochs of 1 or more, found 0}}
ae.model @model_c2 epochs 0 {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

// expected-error @+1 {{'ae.model' op expected batch_size of 1 or more, found -1}}
ae.model @model_c2_batch batch_size -1 {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

// model_c3
ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @wide(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'nn.constant' op expected 'f32' as in the rest of the model, found 'tensor<f64>'}}
    %0 = nn.constant 0.5 : f64
    ae.return %x : tensor<?x4xf32>
  }
}

// -----

// model_c4
ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @model_c4(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'nn.leaky_relu' op has no 'alpha'; what it has is slope}}
    %0 = nn.leaky_relu %x {alpha = 0.2} : tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @model_c4_none(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'nn.relu' op has no 'slope'}}
    %0 = nn.relu %x {slope = 0.2} : tensor<?x4xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}
