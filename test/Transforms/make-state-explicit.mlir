// RUN: aec-opt %s -aec-make-state-explicit -split-input-file | FileCheck %s

// CHECK: module attributes {ae.batch_size = 16 : i64, ae.epochs = 3 : i64, ae.model = "plain"}
// CHECK-NOT: ae.model @
// CHECK: ae.input @x : tensor<?x4xf32> scale 1.600000e+01
// CHECK: ae.input @label : tensor<?xi64>
// CHECK: ae.state @encoder.0.weight : tensor<3x4xf32> {{.*}}parameter init uniform(-5.000000e-01, 5.000000e-01)
// CHECK: ae.state @encoder.0.bias : tensor<3xf32>
// Indices count activations; `as` names a layer.
// CHECK: ae.state @encoder.last.weight : tensor<2x3xf32> {{.*}}parameter init constant(5.000000e-01, 0.000000e+00)
// CHECK-NOT: encoder.last.bias
// CHECK: ae.state @encoder.3.weight : tensor<2x2xf32>

// States lead, in order of declaration; a network applied twice reads them once.
// CHECK-LABEL: func.func @objective.rec(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<3x4xf32> {ae.state = "encoder.0.weight"}
// CHECK-SAME: {ae.state = "encoder.0.bias"}
// CHECK-SAME: {ae.state = "encoder.last.weight"}
// CHECK-SAME: {ae.state = "encoder.3.bias"}
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32> {ae.input = "x"}
// An argument that nothing reads is an argument all the same.
// CHECK-SAME: %{{.*}}: tensor<?xi64> {ae.input = "label"})
// CHECK-SAME: -> tensor<?xf32> attributes
// CHECK-SAME: ae.objective = "rec"
// CHECK-SAME: ae.optimizer = #ae.sgd
// CHECK-SAME: ae.terms = ["a"]
// CHECK-SAME: ae.trains = ["encoder.0.weight", "encoder.0.bias", "encoder.last.weight", "encoder.3.weight", "encoder.3.bias"]
// CHECK-SAME: ae.weights = [2.000000e+00]
// CHECK: nn.matmul %[[X]], %[[W]] transpose_rhs
// CHECK: nn.matmul %{{.*}}, %[[W]] transpose_rhs
// CHECK-NOT: ae.

// CHECK-LABEL: func.func @evaluate.rec(
// CHECK-SAME: ae.evaluate_of = "rec"
// CHECK-NOT: ae.trains
// CHECK: return

// A result in the units of the data names it; a latent argument is no input.
// CHECK-LABEL: func.func @twist(
// CHECK-SAME: %{{.*}}: tensor<?x2xf32> {ae.argument = "z"}) -> tensor<?x2xf32> attributes {ae.entry = "twist"}
// CHECK-LABEL: func.func @copy(
// CHECK-SAME: {ae.input = "x"}) -> (tensor<?x4xf32> {ae.target = "x"}) attributes {ae.entry = "copy"}
ae.model @plain epochs 3 batch_size 16 {
  ae.input @x : tensor<?x4xf32> scale 16
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %0 = ae.dense %x, 3 : tensor<?x4xf32>
    %1 = nn.relu %0 : tensor<?x3xf32>
    %2 = ae.dense %1, 2 no_bias init(#ae.constant<0.5>) as @last : tensor<?x3xf32>
    %3 = ae.dense %2, 2 : tensor<?x2xf32>
    ae.return %3 : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>, %label: tensor<?xi64>) trains [@encoder] with #ae.sgd {
    %a = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %half = nn.square %x : tensor<?x4xf32>
    %b = ae.apply @encoder(%half) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %mse = nn.mse %a, %b : tensor<?x2xf32>
    ae.minimize 2 * %mse as "a" : tensor<?xf32>
  }
  ae.entry @twist(%z: tensor<?x2xf32>) {
    %0 = nn.tanh %z : tensor<?x2xf32>
    ae.return %0 : tensor<?x2xf32>
  }
  ae.entry @copy(%x: tensor<?x4xf32>) {
    ae.return %x : tensor<?x4xf32>
  }
}

// -----

// A tied layer reads the other's weight as it lies and owns a bias alone, also
// where it comes first. Networks inside networks are inlined.
// CHECK-LABEL: module attributes {ae.model = "tied"}
// CHECK-NOT: ae.state @decoder.0.weight
// CHECK: ae.state @decoder.0.bias : tensor<4xf32>
// CHECK: ae.state @encoder.fc.weight : tensor<2x4xf32>
// CHECK-LABEL: func.func @objective.rec(
// CHECK-SAME: %[[DB:[a-z0-9]+]]: tensor<4xf32> {ae.state = "decoder.0.bias"}
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "encoder.fc.weight"}
// CHECK: %[[Z:.*]] = nn.matmul %{{.*}}, %[[W]] transpose_rhs
// CHECK: %[[Y:.*]] = nn.matmul %{{.*}}, %[[W]] : tensor<?x2xf32>, tensor<2x4xf32>
// CHECK: nn.add %[[Y]], %[[DB]]
ae.model @tied {
  ae.network @decoder(%z: tensor<?x2xf32>) {
    %y = ae.dense %z, 4 tied @encoder::@fc : tensor<?x2xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 as @fc : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.network @both(%x: tensor<?x4xf32>) {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x2xf32>) -> tensor<?x4xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder, @decoder] with #ae.adam {
    %y = ae.apply @both(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x : tensor<?x4xf32>
    ae.minimize %mse : tensor<?xf32>
  }
}

// -----

// Penalties read weights, not biases, of the networks they name and of no other:
// a dot in a name makes no network part of another.
// CHECK-LABEL: func.func @objective.rec(
// CHECK-SAME: %[[W:[a-z0-9]+]]: tensor<2x4xf32> {ae.state = "enc.0.weight"}
// CHECK-SAME: %[[OTHER:[a-z0-9]+]]: tensor<4x2xf32> {ae.state = "enc.a.0.weight"}
// CHECK-SAME: ae.trains = ["enc.0.weight", "enc.0.bias"]
// CHECK: nn.l2 %[[W]] reduce sum : tensor<2x4xf32>
// CHECK-NOT: nn.l2
// CHECK: return
ae.model @penalty {
  ae.network @enc(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.network @"enc.a"(%z: tensor<?x2xf32>) {
    %y = ae.dense %z, 4 : tensor<?x2xf32>
    ae.return %y : tensor<?x4xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@enc] with #ae.adam {
    %z = ae.apply @enc(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %y = ae.apply @"enc.a"(%z) : (tensor<?x2xf32>) -> tensor<?x4xf32>
    %mse = nn.mse %y, %x : tensor<?x4xf32>
    %l2 = ae.weight_l2 [@enc] : tensor<f32>
    ae.minimize %mse + 0.1 * %l2 : tensor<?xf32>, tensor<f32>
  }
}

// -----

// Statistics: of an input the program prepares itself, of a layer in the graph.
// CHECK-LABEL: module attributes {ae.model = "normalized"}
// CHECK: ae.state @input.x.offset : tensor<4xf32> {{.*}}statistic init constant(0.000000e+00
// CHECK: ae.state @input.x.scale : tensor<4xf32> {{.*}}statistic init constant(1.000000e+00
// CHECK: ae.normalizer minmax of @x offset @input.x.offset scale @input.x.scale in_preparation
// CHECK-LABEL: func.func @objective.rec(
// CHECK-SAME: %[[O:[a-z0-9]+]]: tensor<4xf32> {ae.state = "encoder.0.offset"}
// CHECK-SAME: %[[S:[a-z0-9]+]]: tensor<4xf32> {ae.state = "encoder.0.scale"}
// CHECK-SAME: %[[X:[a-z0-9]+]]: tensor<?x4xf32> {ae.input = "x"}
// CHECK: %[[C:.*]] = nn.sub %[[X]], %[[O]]
// CHECK: nn.mul %[[C]], %[[S]]
// CHECK: ae.normalizer robust of @x offset @encoder.0.offset scale @encoder.0.scale{{$}}
ae.model @normalized {
  ae.input @x : tensor<?x4xf32> normalize minmax
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %n = ae.normalize %x, robust : tensor<?x4xf32>
    %z = ae.dense %n, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
}
