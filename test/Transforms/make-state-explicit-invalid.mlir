// RUN: aec-opt %s -aec-make-state-explicit -split-input-file -verify-diagnostics

ae.model @first {
  // expected-note @-1 {{the first is here}}
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
}
// expected-error @+1 {{is a second model; choose one with --model}}
ae.model @second {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

// -----

ae.model @input_type {
  // expected-note @+1 {{the input is here}}
  ae.input @x : tensor<?x5xf32>
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{argument %x has type 'tensor<?x4xf32>' where the input of that name has 'tensor<?x5xf32>'}}
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

// -----

ae.model @entry_name {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{argument %encode has the name of an entry; rename one of them}}
  ae.objective @rec(%encode: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%encode) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
  // expected-note @+1 {{the entry is here}}
  ae.entry @encode(%v: tensor<?x4xf32>) {
    ae.return %v : tensor<?x4xf32>
  }
}

// -----

ae.model @state_twice {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    // expected-note @+1 {{the first is here}}
    %0 = ae.dense %x, 2 : tensor<?x4xf32>
    // expected-error @+1 {{names a second state "encoder.0.weight"}}
    %z = ae.dense %0, 2 as @"0" : tensor<?x2xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

// -----

ae.model @no_parameters {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = nn.relu %x : tensor<?x4xf32>
    ae.return %z : tensor<?x4xf32>
  }
  // expected-error @+1 {{'ae.objective' op trains @encoder, which has no parameters}}
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x4xf32>
    %l = nn.l2 %z : tensor<?x4xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

// -----

ae.model @never_applied {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op trains @encoder and never applies it}}
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

// -----

ae.model @no_weights {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.network @pointwise(%z: tensor<?x2xf32>) {
    %y = nn.relu %z : tensor<?x2xf32>
    ae.return %y : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    // expected-error @+1 {{'ae.weight_l1' op reads networks that have no weights}}
    %l1 = ae.weight_l1 [@pointwise] : tensor<f32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l + %l1 : tensor<?xf32>, tensor<f32>
  }
}

// -----

ae.model @fitted_on_no_input {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.normalize' op is fitted on the training data and is applied to something that is not an input of the model}}
    %n = ae.normalize %x, standardize : tensor<?x4xf32>
    %z = ae.dense %n, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %h = nn.square %x : tensor<?x4xf32>
    %z = ae.apply @encoder(%h) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.l2 %z : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
}

// -----

ae.model @fitted_on_two {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    // expected-error @+1 {{'ae.normalize' op is fitted on the training data and is applied to two inputs, %x and %y}}
    %n = ae.normalize %x, standardize : tensor<?x4xf32>
    %z = ae.dense %n, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.objective @rec(%x: tensor<?x4xf32>, %y: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %a = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %b = ae.apply @encoder(%y) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    %l = nn.mse %a, %b : tensor<?x2xf32>
    ae.minimize %l : tensor<?xf32>
  }
}
