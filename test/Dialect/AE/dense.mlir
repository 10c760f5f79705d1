// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x784xf32>) {
    // CHECK: ae.dense %x, 128 as @fc1 : tensor<?x784xf32>
    %0 = ae.dense %x, 128 as @fc1 : tensor<?x784xf32>
    // CHECK: ae.dense %{{.*}}, 784 tied @encoder::@fc1 no_bias : tensor<?x128xf32>
    %1 = ae.dense %0, 784 tied @encoder::@fc1 no_bias : tensor<?x128xf32>
    // CHECK: ae.dense %{{.*}}, 2 init(#ae.he_normal) bias_init(#ae.constant<5.000000e-01>) : tensor<?x784xf32>
    %2 = ae.dense %1, 2 init(#ae.he_normal) bias_init(#ae.constant<0.5>) : tensor<?x784xf32>
    // CHECK: ae.dense %{{.*}}, 3 : tensor<?x7x112xf32>
    %3 = nn.reshape %x, [-1, 7, 112] : tensor<?x784xf32>
    %4 = ae.dense %3, 3 : tensor<?x7x112xf32>
    %5 = nn.sum %4 dims [1, 2] : tensor<?x7x3xf32>
    ae.return %2 : tensor<?x2xf32>
  }
  ae.objective @o(%x: tensor<?x784xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
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
  ae.network @dense_c1(%x: tensor<?xf32>) {
    // expected-error @+1 {{'ae.dense' op expected an input of rank 2 or more, [batch, ..., features], found 'tensor<?xf32>'}}
    %0 = ae.dense %x, 2 : tensor<?xf32>
    ae.return %0 : tensor<?x2xf32>
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
  ae.network @dense_c2(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.dense' op expected a positive number of units, found 0}}
    %0 = ae.dense %x, 0 : tensor<?x4xf32>
    ae.return %0 : tensor<?x2xf32>
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
  ae.network @dense_too_large(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.dense' op gives 'tensor<1099511627776x4xf32>', which has more than 2^40 elements a sample}}
    %0 = ae.dense %x, 1099511627776 : tensor<?x4xf32>
    ae.return %0 : tensor<?x1099511627776xf32>
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
  ae.network @dense_c3(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.dense' op is tied to @encoder::@missing, which is no dense layer; name one with `as`}}
    %0 = ae.dense %x, 2 tied @encoder::@missing : tensor<?x4xf32>
    ae.return %0 : tensor<?x2xf32>
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
  ae.network @dense_c3_tied(%x: tensor<?x4xf32>) {
    %a = ae.dense %x, 4 as @a : tensor<?x4xf32>
    %b = ae.dense %a, 4 tied @dense_c3_tied::@a as @b : tensor<?x4xf32>
    // expected-error @+1 {{'ae.dense' op is tied to @dense_c3_tied::@b, which is tied itself}}
    %0 = ae.dense %a, 4 tied @dense_c3_tied::@b : tensor<?x4xf32>
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
  ae.network @dense_c3_sizes(%x: tensor<?x4xf32>) {
    // expected-note @+1 {{the tied layer is here}}
    %a = ae.dense %x, 3 as @a : tensor<?x4xf32>
    // expected-error @+1 {{'ae.dense' op maps 3 to 5 features and is tied to a layer that maps 4 to 3; expected the reverse}}
    %0 = ae.dense %a, 5 tied @dense_c3_sizes::@a : tensor<?x3xf32>
    ae.return %0 : tensor<?x5xf32>
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
  ae.network @dense_init(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.dense' op expected an initialiser such as #ae.he_normal, found "he"}}
    %0 = ae.dense %x, 2 init("he") : tensor<?x4xf32>
    ae.return %0 : tensor<?x2xf32>
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
  ae.network @dense_tied_init(%x: tensor<?x4xf32>) {
    %a = ae.dense %x, 2 as @a : tensor<?x4xf32>
    // expected-error @+1 {{'ae.dense' op takes its weight from @dense_tied_init::@a and cannot initialise it; remove `init`}}
    %0 = ae.dense %a, 4 tied @dense_tied_init::@a init(#ae.zeros) : tensor<?x2xf32>
    ae.return %0 : tensor<?x4xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{expected #ae.uniform with low below high, found 1.000000e+00 and 5.000000e-02}}
    %z = ae.dense %x, 2 init(#ae.uniform<low = 1>) : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{expected #ae.normal with a stddev of at least 0, found -1.000000e+00}}
    %z = ae.dense %x, 2 init(#ae.normal<stddev = -1>) : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
}
