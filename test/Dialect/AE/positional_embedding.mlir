// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%d: tensor<?x4xf32>) {
    %z = ae.dense %d, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%d: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%d) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @net(%x: tensor<?x28x64xf32>) {
    // CHECK: ae.positional_embedding %x as @positions : tensor<?x28x64xf32>{{$}}
    %0 = ae.positional_embedding %x as @positions : tensor<?x28x64xf32>
    // CHECK: ae.positional_embedding %{{.*}} init(#ae.zeros) : tensor<?x28x64xf32>{{$}}
    %1 = ae.positional_embedding %0 init(#ae.zeros) : tensor<?x28x64xf32>
    ae.return %1 : tensor<?x28x64xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%d: tensor<?x4xf32>) {
    %z = ae.dense %d, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%d: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%d) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @positional_embedding_c1(%x: tensor<?x64xf32>) {
    // expected-error @+1 {{'ae.positional_embedding' op expected an input [batch, length, width], found 'tensor<?x64xf32>'}}
    %0 = ae.positional_embedding %x : tensor<?x64xf32>
    ae.return %x : tensor<?x64xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%d: tensor<?x4xf32>) {
    %z = ae.dense %d, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%d: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%d) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @positional_embedding_init(%x: tensor<?x28x64xf32>) {
    // expected-error @+1 {{'ae.positional_embedding' op expected an initialiser such as #ae.zeros, found "none"}}
    %0 = ae.positional_embedding %x init("none") : tensor<?x28x64xf32>
    ae.return %x : tensor<?x28x64xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%d: tensor<?x4xf32>) {
    %z = ae.dense %d, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @o(%d: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%d) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @positional_embedding_too_large(%x: tensor<?x1048576x2097152xf32>) {
    // expected-error @+1 {{'ae.positional_embedding' op gives 'tensor<?x1048576x2097152xf32>', which has more than 2^40 elements a sample}}
    %0 = ae.positional_embedding %x : tensor<?x1048576x2097152xf32>
    ae.return %x : tensor<?x1048576x2097152xf32>
  }
}
