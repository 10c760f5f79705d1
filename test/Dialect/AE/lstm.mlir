// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

ae.model @m {
  ae.network @good(%x: tensor<?x28x3xf32>) {
    // CHECK: ae.lstm %x, 64 : tensor<?x28x3xf32>{{$}}
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28x3xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.network @all(%x: tensor<?x28x3xf32>, %h: tensor<?x8xf32>, %c0: tensor<?x8xf32>, %m: tensor<?x28xf32>) {
    // CHECK: ae.lstm %{{.*}}, 8 initial %{{.*}} cell %{{.*}} mask %{{.*}} reverse as @lstm : tensor<?x28x3xf32>, tensor<?x8xf32>, tensor<?x8xf32>, tensor<?x28xf32>
    %s, %last, %c = ae.lstm %x, 8 initial %h cell %c0 mask %m reverse as @lstm : tensor<?x28x3xf32>, tensor<?x8xf32>, tensor<?x8xf32>, tensor<?x28xf32>
    ae.return %last : tensor<?x8xf32>
  }
  ae.objective @o(%x: tensor<?x28x3xf32>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x28x3xf32>) -> tensor<?x64xf32>
    %l = nn.l2 %z : tensor<?x64xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @good(%x: tensor<?x28x3xf32>) {
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28x3xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.objective @o(%x: tensor<?x28x3xf32>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x28x3xf32>) -> tensor<?x64xf32>
    %l = nn.l2 %z : tensor<?x64xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @lstm_c1(%x: tensor<?x28xf32>) {
    // expected-error @+1 {{'ae.lstm' op expected a sequence [batch, steps, features], found 'tensor<?x28xf32>'; nn.reshape makes one of it}}
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28xf32>
    ae.return %last : tensor<?x64xf32>
  }
}

// -----

ae.model @m {
  ae.network @good(%x: tensor<?x28x3xf32>) {
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28x3xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.objective @o(%x: tensor<?x28x3xf32>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x28x3xf32>) -> tensor<?x64xf32>
    %l = nn.l2 %z : tensor<?x64xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @lstm_c2(%x: tensor<?x28x3xf32>) {
    // expected-error @+1 {{'ae.lstm' op expected a positive number of units, found 0}}
    %s, %last, %c = ae.lstm %x, 0 : tensor<?x28x3xf32>
    ae.return %last : tensor<?x64xf32>
  }
}

// -----

ae.model @m {
  ae.network @good(%x: tensor<?x28x3xf32>) {
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28x3xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.objective @o(%x: tensor<?x28x3xf32>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x28x3xf32>) -> tensor<?x64xf32>
    %l = nn.l2 %z : tensor<?x64xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @lstm_c3(%x: tensor<?x28x3xf32>, %h: tensor<?x8xf32>) {
    // expected-error @+1 {{'ae.lstm' op expected initial of type 'tensor<?x16xf32>', found 'tensor<?x8xf32>'}}
    %s, %last, %c = ae.lstm %x, 8 initial %h bidirectional : tensor<?x28x3xf32>, tensor<?x8xf32>
    ae.return %last : tensor<?x16xf32>
  }
}

// -----

ae.model @m {
  ae.network @good(%x: tensor<?x28x3xf32>) {
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28x3xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.objective @o(%x: tensor<?x28x3xf32>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x28x3xf32>) -> tensor<?x64xf32>
    %l = nn.l2 %z : tensor<?x64xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @lstm_c3_cell(%x: tensor<?x28x3xf32>, %h: tensor<?x9xf32>) {
    // expected-error @+1 {{'ae.lstm' op expected cell of type 'tensor<?x8xf32>', found 'tensor<?x9xf32>'}}
    %s, %last, %c = ae.lstm %x, 8 cell %h : tensor<?x28x3xf32>, tensor<?x9xf32>
    ae.return %last : tensor<?x8xf32>
  }
}

// -----

ae.model @m {
  ae.network @good(%x: tensor<?x28x3xf32>) {
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28x3xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.objective @o(%x: tensor<?x28x3xf32>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x28x3xf32>) -> tensor<?x64xf32>
    %l = nn.l2 %z : tensor<?x64xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @lstm_c4(%x: tensor<?x28x3xf32>, %m: tensor<?x27xf32>) {
    // expected-error @+1 {{'ae.lstm' op expected mask of type 'tensor<?x28xf32>', found 'tensor<?x27xf32>'}}
    %s, %last, %c = ae.lstm %x, 8 mask %m : tensor<?x28x3xf32>, tensor<?x27xf32>
    ae.return %last : tensor<?x8xf32>
  }
}

// -----

ae.model @m {
  ae.network @good(%x: tensor<?x28x3xf32>) {
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28x3xf32>
    ae.return %last : tensor<?x64xf32>
  }
  ae.objective @o(%x: tensor<?x28x3xf32>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x28x3xf32>) -> tensor<?x64xf32>
    %l = nn.l2 %z : tensor<?x64xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @lstm_c5(%x: tensor<?x28x3xf32>) {
    // expected-error @+1 {{'ae.lstm' op has both directions with `bidirectional`; remove `reverse`}}
    %s, %last, %c = ae.lstm %x, 8 reverse bidirectional : tensor<?x28x3xf32>
    ae.return %last : tensor<?x16xf32>
  }
}
