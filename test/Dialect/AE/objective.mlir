// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  ae.network @decoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // CHECK: ae.objective @reconstruction(%x: tensor<?x784xf32>) trains [@encoder, @decoder] with #ae.adam
  ae.objective @reconstruction(%x: tensor<?x784xf32>) trains [@encoder, @decoder]
      with #ae.adam<learning_rate = 1.0e-3> {
    %l = nn.l2 %x : tensor<?x784xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  // CHECK: ae.objective @rarely(%x: tensor<?x784xf32>) trains [@encoder] every 5 with #ae.sgd
  ae.objective @rarely(%x: tensor<?x784xf32>) trains [@encoder] every 5 with #ae.sgd {
    %l = nn.l2 %x : tensor<?x784xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op trains no network; name at least one behind `trains`}}
  ae.objective @objective_c1(%x: tensor<?x4xf32>) trains [] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op trains missing network @missing}}
  ae.objective @objective_c2(%x: tensor<?x4xf32>) trains [@missing] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op trains @encoder twice}}
  ae.objective @objective_c2_twice(%x: tensor<?x4xf32>) trains [@encoder, @encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected ae.minimize at its end}}
  ae.objective @objective_c3(%x: tensor<?x4xf32>) trains [@encoder] with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected an optimizer such as #ae.adam behind `with`, found "adam"}}
  ae.objective @objective_c4(%x: tensor<?x4xf32>) trains [@encoder] with "adam" {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{'ae.objective' op expected every 1 or more batches, found 0}}
  ae.objective @objective_c5(%x: tensor<?x4xf32>) trains [@encoder] every 0 with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @encoder(%x: tensor<?x4xf32>) {
    %z = ae.dense %x, 2 : tensor<?x4xf32>
    ae.return %z : tensor<?x2xf32>
  }
  // expected-error @+1 {{custom op 'ae.objective' expected a list of networks, such as [@encoder, @decoder]}}
  ae.objective @objective_trains(%x: tensor<?x4xf32>) trains "encoder" with #ae.adam {
    %l = nn.l2 %x : tensor<?x4xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}
