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
  ae.network @net(%x: tensor<?x28x64xf32>, %c: tensor<?x7x64xf32>, %m: tensor<?x7xf32>) {
    // CHECK: ae.multi_head_attention %x, 4 causal as @attention : tensor<?x28x64xf32>{{$}}
    %0 = ae.multi_head_attention %x, 4 causal as @attention : tensor<?x28x64xf32>
    // CHECK: ae.multi_head_attention %{{.*}}, 8 context %c mask %m no_bias : tensor<?x28x64xf32>, tensor<?x7x64xf32>, tensor<?x7xf32>{{$}}
    %1 = ae.multi_head_attention %0, 8 context %c mask %m no_bias : tensor<?x28x64xf32>, tensor<?x7x64xf32>, tensor<?x7xf32>
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
  ae.network @multi_head_attention_c1(%x: tensor<?x64xf32>) {
    // expected-error @+1 {{'ae.multi_head_attention' op expected an input [batch, length, width], found 'tensor<?x64xf32>'}}
    %0 = ae.multi_head_attention %x, 4 : tensor<?x64xf32>
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
  ae.network @multi_head_attention_c2(%x: tensor<?x28x64xf32>) {
    // expected-error @+1 {{'ae.multi_head_attention' op expected a number of heads that divides the width 64, found 5}}
    %0 = ae.multi_head_attention %x, 5 : tensor<?x28x64xf32>
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
  ae.network @multi_head_attention_c3(%x: tensor<?x28x64xf32>, %c: tensor<?x7x32xf32>) {
    // expected-error @+1 {{'ae.multi_head_attention' op expected a context [batch, length, 64] like the input 'tensor<?x28x64xf32>', found 'tensor<?x7x32xf32>'; ae.dense changes its width}}
    %0 = ae.multi_head_attention %x, 4 context %c : tensor<?x28x64xf32>, tensor<?x7x32xf32>
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
  ae.network @multi_head_attention_c4(%x: tensor<?x28x64xf32>, %m: tensor<?x27xf32>) {
    // expected-error @+1 {{'ae.multi_head_attention' op expected a mask 'tensor<?x28xf32>', a number for each position attended to, found 'tensor<?x27xf32>'}}
    %0 = ae.multi_head_attention %x, 4 mask %m : tensor<?x28x64xf32>, tensor<?x27xf32>
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
  ae.network @multi_head_attention_too_large(%x: tensor<?x1x1048576xf32>) {
    // expected-error @+1 {{'ae.multi_head_attention' op gives 'tensor<3145728x1048576xf32>', which has more than 2^40 elements a sample}}
    %0 = ae.multi_head_attention %x, 4 : tensor<?x1x1048576xf32>
    ae.return %x : tensor<?x1x1048576xf32>
  }
}
