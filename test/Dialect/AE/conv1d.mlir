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
  ae.network @conv1d(%x: tensor<?x1x100xf32>) {
    // CHECK: ae.conv1d %{{.*}}, 16 kernel 5 strides 2 padding same : tensor<?x1x100xf32>{{$}}
    %0 = ae.conv1d %x, 16 kernel 5 strides 2 padding same : tensor<?x1x100xf32>
    // CHECK: ae.conv1d %{{.*}}, 16 kernel 3 padding [2, 0] dilation 2 groups 2 : tensor<?x16x50xf32>{{$}}
    %1 = ae.conv1d %0, 16 kernel 3 padding [2, 0] dilation 2 groups 2 : tensor<?x16x50xf32>
    ae.return %x : tensor<?x1x100xf32>
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
  ae.network @conv1d_c1(%x: tensor<?x6x9x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op expected an input of rank 3, [B, C, L], found 'tensor<?x6x9x9xf32>'; nn.reshape makes one of it}}
    %0 = ae.conv1d %x, 8 kernel 3 : tensor<?x6x9x9xf32>
    ae.return %x : tensor<?x6x9x9xf32>
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
  ae.network @conv1d_c2(%x: tensor<?x6x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op expected channels from 1 to 1048576, found 0}}
    %0 = ae.conv1d %x, 0 kernel 3 : tensor<?x6x9xf32>
    ae.return %x : tensor<?x6x9xf32>
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
  ae.network @conv1d_c2_kernel(%x: tensor<?x6x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op expected a kernel of 1 numbers from 1 to 1048576, found [3, 3, 3]}}
    %0 = ae.conv1d %x, 8 kernel [3, 3, 3] : tensor<?x6x9xf32>
    ae.return %x : tensor<?x6x9xf32>
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
  ae.network @conv1d_c2_strides(%x: tensor<?x6x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op expected strides of 1 numbers from 1 to 1048576, found [0]}}
    %0 = ae.conv1d %x, 8 kernel 3 strides 0 : tensor<?x6x9xf32>
    ae.return %x : tensor<?x6x9xf32>
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
  ae.network @conv1d_c2_padding(%x: tensor<?x6x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op expected padding (begin, end) of 2 numbers from 0 to 1048576, found [-1, -1]}}
    %0 = ae.conv1d %x, 8 kernel 3 padding -1 : tensor<?x6x9xf32>
    ae.return %x : tensor<?x6x9xf32>
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
  ae.network @conv1d_c2_dilation(%x: tensor<?x6x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op expected dilation of 1 numbers from 1 to 1048576, found [1048577]}}
    %0 = ae.conv1d %x, 8 kernel 3 dilation 1048577 : tensor<?x6x9xf32>
    ae.return %x : tensor<?x6x9xf32>
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
  ae.network @conv1d_c3(%x: tensor<?x6x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op expected groups that divide 6 input channels and 8 output channels, found 3; 1 does, and 2 is the largest that does}}
    %0 = ae.conv1d %x, 8 kernel 3 groups 3 : tensor<?x6x9xf32>
    ae.return %x : tensor<?x6x9xf32>
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
  ae.network @conv1d_init(%x: tensor<?x6x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op expected an initialiser such as #ae.he_normal, found "he"}}
    %0 = ae.conv1d %x, 8 kernel 3 init("he") : tensor<?x6x9xf32>
    ae.return %x : tensor<?x6x9xf32>
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
  ae.network @conv1d_c4(%x: tensor<?x6x9xf32>) {
    // expected-error @+1 {{'ae.conv1d' op has a window of 10 (kernel 10, dilation 1) along the width, larger than the padded input of 9; use a smaller kernel or more padding}}
    %0 = ae.conv1d %x, 8 kernel 10 : tensor<?x6x9xf32>
    ae.return %x : tensor<?x6x9xf32>
  }
}
