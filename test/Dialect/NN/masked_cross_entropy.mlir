// RUN: aec-opt %s -split-input-file -verify-diagnostics | aec-opt -split-input-file | FileCheck %s

// CHECK-LABEL: @masked_cross_entropy(
// CHECK: nn.masked_cross_entropy %{{.*}}, %{{.*}} mask %{{.*}} : tensor<?x28x96xf32>, tensor<?x28xi64>, tensor<?x28xf32>
// CHECK: nn.masked_cross_entropy %{{.*}}, %{{.*}} mask %{{.*}} reduce sum :
func.func @masked_cross_entropy(%y: tensor<?x28x96xf32>, %t: tensor<?x28xi64>, %m: tensor<?x28xf32>) {
  %l = nn.masked_cross_entropy %y, %t mask %m : tensor<?x28x96xf32>, tensor<?x28xi64>, tensor<?x28xf32>
  %k = nn.masked_cross_entropy %y, %t mask %m reduce sum : tensor<?x28x96xf32>, tensor<?x28xi64>, tensor<?x28xf32>
  return
}

// -----

func.func @masked_cross_entropy_c1(%y: tensor<?x96xf32>, %t: tensor<?xi64>, %m: tensor<?xf32>) {
  // expected-error @+1 {{'nn.masked_cross_entropy' op expected a prediction [batch, steps, classes] and a target [batch, steps], found 'tensor<?x96xf32>' and 'tensor<?xi64>'}}
  %l = nn.masked_cross_entropy %y, %t mask %m : tensor<?x96xf32>, tensor<?xi64>, tensor<?xf32>
  return
}

// -----

func.func @masked_cross_entropy_c2(%y: tensor<?x28x96xf32>, %t: tensor<?x28xi64>, %m: tensor<?x27xf32>) {
  // expected-error @+1 {{'nn.masked_cross_entropy' op expected a mask of type 'tensor<?x28xf32>', found 'tensor<?x27xf32>'}}
  %l = nn.masked_cross_entropy %y, %t mask %m : tensor<?x28x96xf32>, tensor<?x28xi64>, tensor<?x27xf32>
  return
}
