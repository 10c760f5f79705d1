// RUN: aec-opt %s --aec-lower-frames=prefix=aec.v3. --allow-unregistered-dialect | FileCheck %s

// Offsets are those of aec_frame (Abi.h): batch 8, states 16, inputs 24, outputs 32,
// arena 40, step 48, learning rate 64, gradient weight 88.
ae.state @w : tensor<4x3xf32> parameter init constant(0.0, 0.0)
ae.state @b : tensor<3xf32> parameter init constant(0.0, 0.0)

// CHECK-LABEL: func.func @aec.v3.step(%{{.*}}: !llvm.ptr) -> i64
// CHECK-SAME: ae.signature = [{ae.state = "b", type = memref<3xf32>}
// CHECK-SAME: ae.step_of = "o"
func.func @step(%b: memref<3xf32> {ae.state = "b"}, %x: memref<?x3xf32> {ae.input = "x"},
                %losses: memref<1xf32> {ae.losses}, %rate: f64 {ae.learning_rate},
                %step: i64 {ae.step}, %arena: memref<?xi8> {ae.arena})
    attributes {ae.step_of = "o"} {
  // The second state, by the order of declarations.
  // CHECK: llvm.getelementptr %[[FRAME:.*]][16]
  // CHECK: %[[STATES:.*]] = llvm.load
  // CHECK: llvm.getelementptr %[[STATES]][8]
  // CHECK: %[[B:.*]] = builtin.unrealized_conversion_cast {{.*}} to memref<3xf32>
  // CHECK: llvm.getelementptr %[[FRAME]][24]
  // The batch is the leading size.
  // CHECK: llvm.getelementptr %[[FRAME]][8]
  // CHECK: %[[BATCH:.*]] = llvm.load {{.*}} -> i64
  // CHECK: llvm.insertvalue %[[BATCH]], %{{.*}}[3, 0]
  // CHECK: %[[X:.*]] = builtin.unrealized_conversion_cast {{.*}} to memref<?x3xf32>
  // CHECK: llvm.getelementptr %[[FRAME]][32]
  // CHECK: %[[LOSSES:.*]] = builtin.unrealized_conversion_cast {{.*}} to memref<1xf32>
  // CHECK: llvm.getelementptr %[[FRAME]][64]
  // CHECK: %[[RATE:.*]] = llvm.load {{.*}} -> f64
  // CHECK: llvm.getelementptr %[[FRAME]][48]
  // CHECK: %[[STEP:.*]] = llvm.load {{.*}} -> i64
  // CHECK: llvm.getelementptr %[[FRAME]][40]
  // CHECK: %[[ARENA:.*]] = builtin.unrealized_conversion_cast {{.*}} to memref<?xi8>
  // CHECK: "test.use"(%[[B]], %[[X]], %[[LOSSES]], %[[RATE]], %[[STEP]], %[[ARENA]])
  "test.use"(%b, %x, %losses, %rate, %step, %arena)
      : (memref<3xf32>, memref<?x3xf32>, memref<1xf32>, f64, i64, memref<?xi8>) -> ()
  // CHECK: %[[TOTAL:.*]] = memref.load %[[LOSSES]]
  // CHECK: %[[SIZE:.*]] = math.absf %[[TOTAL]]
  // CHECK: %[[FINITE:.*]] = arith.cmpf olt, %[[SIZE]]
  // CHECK: %[[STATUS:.*]] = arith.select %[[FINITE]]
  // CHECK: return %[[STATUS]] : i64
  return
}

// Without losses there is nothing to say but that all is well.
// CHECK-LABEL: func.func @aec.v3.encode
// CHECK: llvm.getelementptr %[[FRAME:.*]][32]
// CHECK: %[[OUTPUTS:.*]] = llvm.load
// CHECK: llvm.getelementptr %[[OUTPUTS]][8]
// CHECK: %[[OK:.*]] = arith.constant 0 : i64
// CHECK-NEXT: return %[[OK]]
func.func @encode(%z: memref<?x2xf32> {ae.output = 1 : i64}) attributes {ae.entry = "encode"} {
  "test.use"(%z) : (memref<?x2xf32>) -> ()
  return
}

// CHECK-LABEL: func.func @aec.v3.update
// CHECK: llvm.getelementptr %{{.*}}[88]
// CHECK: %[[SHARE:.*]] = llvm.load {{.*}} -> f64
// CHECK: "test.use"(%[[SHARE]])
func.func @update(%share: f64 {ae.gradient_weight}) attributes {ae.update_of = "o"} {
  "test.use"(%share) : (f64) -> ()
  return
}

// Private functions and schedules keep their signature; calls follow the prefix.
// CHECK-LABEL: func.func private @aec.v3.helper(%{{.*}}: f32) -> f32
func.func private @helper(%x: f32) -> f32 {
  return %x : f32
}

// CHECK-LABEL: func.func @aec.v3.rate
// CHECK-SAME: (%{{.*}}: f64, %{{.*}}: i64, %{{.*}}: i64, %{{.*}}: i64) -> f64
func.func @rate(%base: f64, %step: i64, %steps: i64, %epochs: i64) -> f64
    attributes {ae.schedule_of = "o"} {
  return %base : f64
}
