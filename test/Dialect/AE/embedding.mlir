// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK: ae.embedding %tokens, 96 as @chars : tensor<?x32xi64> -> tensor<?x32x16xf32>
ae.model @m {
  ae.network @good(%tokens: tensor<?x32xi64>) {
    %e = ae.embedding %tokens, 96 as @chars : tensor<?x32xi64> -> tensor<?x32x16xf32>
    ae.return %e : tensor<?x32x16xf32>
  }
  ae.objective @o(%x: tensor<?x32xi64>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x32xi64>) -> tensor<?x32x16xf32>
    %l = nn.l2 %z : tensor<?x32x16xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
}

// -----

ae.model @m {
  ae.network @good(%tokens: tensor<?x32xi64>) {
    %e = ae.embedding %tokens, 96 as @chars : tensor<?x32xi64> -> tensor<?x32x16xf32>
    ae.return %e : tensor<?x32x16xf32>
  }
  ae.objective @o(%x: tensor<?x32xi64>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x32xi64>) -> tensor<?x32x16xf32>
    %l = nn.l2 %z : tensor<?x32x16xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @embedding_c1(%tokens: tensor<?x32xi64>) {
    // expected-error @+1 {{'ae.embedding' op expected a positive number of entries, found 0}}
    %e = ae.embedding %tokens, 0 : tensor<?x32xi64> -> tensor<?x32x16xf32>
    ae.return %e : tensor<?x32x16xf32>
  }
}

// -----

ae.model @m {
  ae.network @good(%tokens: tensor<?x32xi64>) {
    %e = ae.embedding %tokens, 96 as @chars : tensor<?x32xi64> -> tensor<?x32x16xf32>
    ae.return %e : tensor<?x32x16xf32>
  }
  ae.objective @o(%x: tensor<?x32xi64>) trains [@good] with #ae.adam {
    %z = ae.apply @good(%x) : (tensor<?x32xi64>) -> tensor<?x32x16xf32>
    %l = nn.l2 %z : tensor<?x32x16xf32>
    ae.minimize %l as "l" : tensor<?xf32>
  }
  ae.network @embedding_c2(%tokens: tensor<?x32xi64>) {
    // expected-error @+1 {{'ae.embedding' op expected a result of the indices' shape with a number of features behind it, found 'tensor<?x32xi64>' -> 'tensor<?x16xf32>'}}
    %e = ae.embedding %tokens, 96 : tensor<?x32xi64> -> tensor<?x16xf32>
    ae.return %e : tensor<?x16xf32>
  }
}
