//===- BlockReduction.cpp - Threads of a block add up what they have ------===//
//
// Harris, "Optimizing parallel reduction in CUDA" (2007): sequential
// addressing, without conflicts of banks.
//
//===----------------------------------------------------------------------===//
#include "BlockReduction.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

BlockReduction::BlockReduction(cpu::Emitter &emitter, Type element,
                               int64_t count, int64_t lanes)
    : e(emitter), count(count),
      memory(sharedMemory(e.builder, e.loc, {count, lanes}, element)) {}

Value BlockReduction::reduce(const cpu::Reduction &reduction, Value value,
                             Value thread, Value lane) {
  OpBuilder &b = e.builder;
  auto load = [&](Value at) -> Value {
    return memref::LoadOp::create(b, e.loc, memory, ValueRange{at, lane});
  };
  auto store = [&](Value what, Value at) {
    memref::StoreOp::create(b, e.loc, what, memory, ValueRange{at, lane});
  };
  SmallVector<Value> nowhere(e.payload.rank, e.index(0));
  cpu::Point point(e, nowhere, 0);
  store(value, thread);
  gpu::BarrierOp::create(b, e.loc);
  for (int64_t half = count / 2; half > 0; half /= 2) {
    when(b, e.loc, isLess(b, e.loc, thread, e.index(half)), [&] {
      Value other = load(e.add(thread, e.index(half)));
      store(point.combine(reduction, load(thread), other), thread);
    });
    gpu::BarrierOp::create(b, e.loc);
  }
  Value result = load(e.index(0));
  // The memory is free again when all have read it.
  gpu::BarrierOp::create(b, e.loc);
  return result;
}
