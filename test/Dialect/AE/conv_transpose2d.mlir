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
  ae.network @conv_transpose2d(%z: tensor<?x32x7x7xf32>) {
    // CHECK: ae.conv_transpose2d %{{.*}}, 16 kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] output_padding [1, 1] : tensor<?x32x7x7xf32>{{$}}
    %0 = ae.conv_transpose2d %z, 16 kernel [3, 3] strides [2, 2] padding [1, 1, 1, 1] output_padding [1, 1] : tensor<?x32x7x7xf32>
    // CHECK: ae.conv_transpose2d %{{.*}}, 1 kernel 4 strides 2 padding same as @last : tensor<?x16x14x14xf32>{{$}}
    %1 = ae.conv_transpose2d %0, 1 kernel 4 strides 2 padding same as @last : tensor<?x16x14x14xf32>
    // CHECK: ae.conv_transpose2d %{{.*}}, 2 kernel 2 strides 3 padding same no_bias : tensor<?x1x28x28xf32>{{$}}
    %2 = ae.conv_transpose2d %1, 2 kernel 2 strides 3 padding same no_bias : tensor<?x1x28x28xf32>
    // CHECK: nn.relu %{{.*}} : tensor<?x2x84x84xf32>{{$}}
    %3 = nn.relu %2 : tensor<?x2x84x84xf32>
    ae.return %z : tensor<?x32x7x7xf32>
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
  ae.network @conv_transpose2d_c1(%z: tensor<?x784xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected an input of rank 4, [B, C, H, W], found 'tensor<?x784xf32>'; nn.reshape makes one of it}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 : tensor<?x784xf32>
    ae.return %z : tensor<?x784xf32>
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
  ae.network @conv_transpose2d_c2(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected channels from 1 to 1048576, found 0}}
    %0 = ae.conv_transpose2d %z, 0 kernel 3 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c2_kernel(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected a kernel of 2 numbers from 1 to 1048576, found [3, 3, 3]}}
    %0 = ae.conv_transpose2d %z, 8 kernel [3, 3, 3] : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c2_strides(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected strides of 2 numbers from 1 to 1048576, found [0, 0]}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 strides 0 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c2_padding(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected padding (top, bottom, left, right) of 4 numbers from 0 to 1048576, found [-1, -1, -1, -1]}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 padding -1 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c2_dilation(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected dilation of 2 numbers from 1 to 1048576, found [1048577, 1048577]}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 dilation 1048577 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c3(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected groups that divide 6 input channels and 8 output channels, found 3; 1 does, and 2 is the largest that does}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 groups 3 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_init(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected an initialiser such as #ae.he_normal, found "he"}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 init("he") : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c4(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op leaves -9 of 9 pixels along the height; use less padding}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 padding 9 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c5(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected output padding below the stride 2, found 2; use 1 or less}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 strides 2 output_padding 2 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c5_negative(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op expected output padding of 2 numbers from 0 to 1048576, found [-1, -1]}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 strides 2 output_padding -1 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
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
  ae.network @conv_transpose2d_c5_same(%z: tensor<?x6x7x7xf32>) {
    // expected-error @+1 {{'ae.conv_transpose2d' op has output padding and padding `same`, which says the size; remove one}}
    %0 = ae.conv_transpose2d %z, 8 kernel 3 strides 2 padding same output_padding 1 : tensor<?x6x7x7xf32>
    ae.return %z : tensor<?x6x7x7xf32>
  }
}
