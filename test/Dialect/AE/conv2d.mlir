// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d(%x: tensor<?x1x28x28xf32>) {
    // CHECK: ae.conv2d %{{.*}}, 32 kernel [3, 3] strides [2, 2] padding same as @c1 : tensor<?x1x28x28xf32>{{$}}
    %0 = ae.conv2d %x, 32 kernel [3, 3] strides [2, 2] padding same as @c1 : tensor<?x1x28x28xf32>
    // CHECK: ae.conv2d %{{.*}}, 64 kernel 3 padding 1 no_bias : tensor<?x32x14x14xf32>{{$}}
    %1 = ae.conv2d %0, 64 kernel 3 padding 1 no_bias : tensor<?x32x14x14xf32>
    // CHECK: ae.conv2d %{{.*}}, 64 kernel [3, 1] padding [1, 2, 0, 0] dilation [2, 1] groups 64 init(#ae.he_normal) bias_init(#ae.zeros) : tensor<?x64x14x14xf32>{{$}}
    %2 = ae.conv2d %1, 64 kernel [3, 1] padding [1, 2, 0, 0] dilation [2, 1] groups 64 init(#ae.he_normal) bias_init(#ae.zeros) : tensor<?x64x14x14xf32>
    // CHECK: ae.conv2d %{{.*}}, 3 kernel 2 padding valid : tensor<?x64x13x14xf32>{{$}}
    %3 = ae.conv2d %2, 3 kernel 2 padding valid : tensor<?x64x13x14xf32>
    ae.return %x : tensor<?x1x28x28xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_c1(%x: tensor<?x784xf32>) {
    // expected-error @+1 {{'ae.conv2d' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x784xf32>'; nn.reshape makes one of it}}
    %0 = ae.conv2d %x, 8 kernel 3 : tensor<?x784xf32>
    ae.return %x : tensor<?x784xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_c2(%x: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv2d' op expected channels from 1 to 1048576, found 0}}
    %0 = ae.conv2d %x, 0 kernel 3 : tensor<?x6x7x7xf32>
    ae.return %x : tensor<?x6x7x7xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_c2_kernel(%x: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv2d' op expected a kernel of 2 numbers from 1 to 1048576, found [3, 3, 3]}}
    %0 = ae.conv2d %x, 8 kernel [3, 3, 3] : tensor<?x6x7x7xf32>
    ae.return %x : tensor<?x6x7x7xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_c2_strides(%x: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv2d' op expected strides of 2 numbers from 1 to 1048576, found [0, 0]}}
    %0 = ae.conv2d %x, 8 kernel 3 strides 0 : tensor<?x6x7x7xf32>
    ae.return %x : tensor<?x6x7x7xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_c2_padding(%x: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv2d' op expected padding (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [-1, -1, -1, -1]}}
    %0 = ae.conv2d %x, 8 kernel 3 padding -1 : tensor<?x6x7x7xf32>
    ae.return %x : tensor<?x6x7x7xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_c2_dilation(%x: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv2d' op expected dilation of 2 numbers from 1 to 1048576, found [1048577, 1048577]}}
    %0 = ae.conv2d %x, 8 kernel 3 dilation 1048577 : tensor<?x6x7x7xf32>
    ae.return %x : tensor<?x6x7x7xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_c3(%x: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv2d' op expected groups that divide 6 input channels and 8 output channels, found 3; 1 does, and 2 is the largest that does}}
    %0 = ae.conv2d %x, 8 kernel 3 groups 3 : tensor<?x6x7x7xf32>
    ae.return %x : tensor<?x6x7x7xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_init(%x: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv2d' op expected an initialiser such as #ae.he_normal, found "he"}}
    %0 = ae.conv2d %x, 8 kernel 3 init("he") : tensor<?x6x7x7xf32>
    ae.return %x : tensor<?x6x7x7xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_c4(%x: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv2d' op has a window of 8 (kernel 8, dilation 1) along the height, larger than the padded input of 7; use a smaller kernel or more padding}}
    %0 = ae.conv2d %x, 8 kernel 8 : tensor<?x6x7x7xf32>
    ae.return %x : tensor<?x6x7x7xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%data: tensor<?x4xf32>) {
    %code = ae.dense %data, 2 : tensor<?x4xf32>
    ae.return %code : tensor<?x2xf32>
  }
  ae.objective @o(%data: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %code = ae.apply @encoder(%data) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %code : tensor<?x2xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @conv2d_too_large(%x: tensor<?x1048576x1x1xf32>) {
    // expected-error @+1 {{'ae.conv2d' op gives 'tensor<1048576x1048576x2x2xf32>', which has more than 2^40 elements a sample}}
    %0 = ae.conv2d %x, 1048576 kernel 2 padding 1 : tensor<?x1048576x1x1xf32>
    ae.return %x : tensor<?x1048576x1x1xf32>
  }
}
