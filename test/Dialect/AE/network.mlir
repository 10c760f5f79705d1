// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  // Arguments keep their names: data binds to them.
  // CHECK: ae.network @encoder(%x: tensor<?x784xf32>) {
  // CHECK-NEXT: ae.dense %x, 32 : tensor<?x784xf32>
  // CHECK: ae.return
  ae.network @encoder(%x: tensor<?x784xf32>) {
    %0 = ae.dense %x, 32 : tensor<?x784xf32>
    %z = nn.relu %0 : tensor<?x32xf32>
    ae.return %z : tensor<?x32xf32>
  }
  ae.objective @o(%x: tensor<?x784xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x32xf32>
    %l = nn.l2 %z : tensor<?x32xf32>
    ae.minimize %l as "l" : tensor<?xf32>
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
  // expected-error @+1 {{'ae.network' op expected ae.return at its end}}
  ae.network @network_c1(%x: tensor<?x4xf32>) {
    %0 = nn.relu %x : tensor<?x4xf32>
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
  // expected-error @+1 {{'ae.network' op expected ae.return at its end}}
  ae.network @network_empty(%x: tensor<?x4xf32>) {
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
  // expected-error @+1 {{'ae.network' op expected argument %x to be a tensor with the batch '?' as its first and only open dimension, found 'tensor<8x4xf32>'}}
  ae.network @network_batch(%x: tensor<8x4xf32>) {
    ae.return %x : tensor<8x4xf32>
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
  // expected-error @+1 {{'ae.network' op expected argument %x to be a tensor with the batch '?' as its first and only open dimension, found 'tensor<?x?xf32>'}}
  ae.network @network_open_size(%x: tensor<?x?xf32>) {
    ae.return %x : tensor<?x?xf32>
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
  // expected-error @+1 {{'ae.network' op expected argument %x to be a tensor with the batch '?' as its first and only open dimension, found 'f32'}}
  ae.network @network_no_tensor(%x: f32) {
    %0 = nn.constant 0.5 : f32
    ae.return %0 : tensor<f32>
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
  // expected-error @+1 {{'ae.network' op gives 'tensor<?x1048576x2097152xf32>', which has more than 2^40 elements a sample}}
  ae.network @network_too_large(%x: tensor<?x1048576x2097152xf32>) {
    ae.return %x : tensor<?x1048576x2097152xf32>
  }
}

// -----

// expected-error @+1 {{'ae.network' op expects parent op 'ae.model'}}
ae.network @network_parent(%x: tensor<?x4xf32>) {
  ae.return %x : tensor<?x4xf32>
}
