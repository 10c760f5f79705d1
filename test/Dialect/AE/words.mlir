// The words of layers: any order, each once, types in the order of the operands.
// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

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
  ae.network @words(%x: tensor<?x4x8x8xf32>, %s: tensor<?x7x4xf32>, %m: tensor<?x7xf32>, %h: tensor<?x4xf32>) {
    // CHECK: ae.conv2d %{{.*}}, 4 kernel 3 padding 1 groups 2 no_bias init(#ae.zeros) as @c : tensor<?x4x8x8xf32>{{$}}
    %0 = ae.conv2d %x, 4 kernel 3 as @c no_bias init(#ae.zeros) groups 2 padding 1 : tensor<?x4x8x8xf32>
    // CHECK: ae.conv_transpose2d %{{.*}}, 2 kernel 3 strides 2 dilation 1 groups 2 output_padding 1 : tensor<?x4x8x8xf32>{{$}}
    %1 = ae.conv_transpose2d %0, 2 kernel 3 output_padding 1 dilation 1 groups 2 strides 2 : tensor<?x4x8x8xf32>
    // CHECK: ae.dense %{{.*}}, 3 init(#ae.zeros) bias_init(#ae.he_normal) as @d : tensor<?x4xf32>{{$}}
    %2 = ae.dense %h, 3 as @d bias_init(#ae.he_normal) init(#ae.zeros) : tensor<?x4xf32>
    // CHECK: ae.gru %{{.*}}, 4 initial %[[H:.*]] mask %[[M:.*]] reverse reset_before as @g : tensor<?x7x4xf32>, tensor<?x4xf32>, tensor<?x7xf32>{{$}}
    %3, %4 = ae.gru %s, 4 reset_before mask %m as @g reverse initial %h : tensor<?x7x4xf32>, tensor<?x7xf32>, tensor<?x4xf32>
    // CHECK: ae.lstm %{{.*}}, 4 initial %[[H]] cell %[[H]] mask %[[M]] : tensor<?x7x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x7xf32>{{$}}
    %5, %6, %7 = ae.lstm %s, 4 mask %m cell %h initial %h : tensor<?x7x4xf32>, tensor<?x7xf32>, tensor<?x4xf32>, tensor<?x4xf32>
    // CHECK: ae.multi_head_attention %{{.*}}, 2 context %{{.*}} mask %[[M]] causal no_bias : tensor<?x7x4xf32>, tensor<?x7x4xf32>, tensor<?x7xf32>{{$}}
    %8 = ae.multi_head_attention %s, 2 no_bias mask %m causal context %s : tensor<?x7x4xf32>, tensor<?x7xf32>, tensor<?x7x4xf32>
    // CHECK: ae.positional_embedding %{{.*}} init(#ae.zeros) as @p : tensor<?x7x4xf32>{{$}}
    %9 = ae.positional_embedding %s as @p init(#ae.zeros) : tensor<?x7x4xf32>
    ae.return %h : tensor<?x4xf32>
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
  ae.network @unknown_conv(%x: tensor<?x4x8x8xf32>) {
    // expected-error @+1 {{unknown word 'stride', expected one of strides, padding, dilation, groups, no_bias, init, bias_init, as; did you mean strides?}}
    %0 = ae.conv2d %x, 4 kernel 3 stride 2 : tensor<?x4x8x8xf32>
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
  ae.network @unknown_transposed(%x: tensor<?x4x8x8xf32>) {
    // expected-error @+1 {{unknown word 'stride', expected one of strides, padding, dilation, groups, output_padding, no_bias, init, bias_init, as; did you mean strides?}}
    %0 = ae.conv_transpose2d %x, 4 kernel 3 stride 2 : tensor<?x4x8x8xf32>
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
  ae.network @unknown_dense(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{unknown word 'bias', expected one of tied, no_bias, init, bias_init, as}}
    %0 = ae.dense %x, 4 bias : tensor<?x4xf32>
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
  ae.network @unknown_gru(%x: tensor<?x7x4xf32>) {
    // expected-error @+1 {{unknown word 'hidden', expected one of initial, mask, reverse, bidirectional, reset_before, as}}
    %0, %1 = ae.gru %x, 4 hidden : tensor<?x7x4xf32>
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
  ae.network @unknown_lstm(%x: tensor<?x7x4xf32>) {
    // expected-error @+1 {{unknown word 'hidden', expected one of initial, cell, mask, reverse, bidirectional, as}}
    %0, %1, %2 = ae.lstm %x, 4 hidden : tensor<?x7x4xf32>
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
  ae.network @unknown_attention(%x: tensor<?x7x4xf32>) {
    // expected-error @+1 {{unknown word 'dropout', expected one of context, mask, causal, no_bias, as}}
    %0 = ae.multi_head_attention %x, 4 dropout : tensor<?x7x4xf32>
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
  ae.network @unknown_positions(%x: tensor<?x7x4xf32>) {
    // expected-error @+1 {{unknown word 'no_bias', expected one of init, as}}
    %0 = ae.positional_embedding %x no_bias : tensor<?x7x4xf32>
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
  ae.network @twice(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{`as` clause can appear at most once}}
    %0 = ae.dense %x, 4 as @a as @b : tensor<?x4xf32>
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
  ae.network @no_mask(%x: tensor<?x7x4xf32>) {
    // expected-error @+1 {{expected SSA operand}}
    %0, %1 = ae.gru %x, 4 mask : tensor<?x7x4xf32>
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
  ae.network @no_name(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{expected valid '@'-identifier for symbol name}}
    %0 = ae.dense %x, 4 as : tensor<?x4xf32>
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
  ae.network @no_groups(%x: tensor<?x4x8x8xf32>) {
    // expected-error @+1 {{expected attribute value}}
    %0 = ae.conv2d %x, 4 kernel 3 groups : tensor<?x4x8x8xf32>
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
  ae.network @kernel(%x: tensor<?x4x8x8xf32>) {
    // expected-error @+1 {{expected a number or several, such as [3, 3]}}
    %0 = ae.conv2d %x, 4 kernel 3.5 : tensor<?x4x8x8xf32>
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
  ae.network @padding(%x: tensor<?x4x8x8xf32>) {
    // expected-error @+1 {{expected same, valid, a number or several in brackets}}
    %0 = ae.conv2d %x, 4 kernel 3 padding reflect : tensor<?x4x8x8xf32>
  }
}
