// RUN: aec-opt %s | aec-opt | FileCheck %s

// CHECK-LABEL: @relu(
// CHECK: nn.relu %{{.*}} : tensor<?x128xf32>{{$}}
func.func @relu(%0: tensor<?x128xf32>) {
  %1 = nn.relu %0 : tensor<?x128xf32>
  return
}
