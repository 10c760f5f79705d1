//===- PointForm.cpp - A thread a point -----------------------------------===//
//
// Neighbouring threads are neighbours in memory. Dimensions that all operands
// have alike are one, so that most kernels divide nothing.
//
//===----------------------------------------------------------------------===//
#include "../CPU/Kernels/Flatten.h"
#include "../CPU/Kernels/Point.h"
#include "Forms.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

Launch aec::cuda::launchPoints(cpu::Emitter &host) {
  Value count = productOf(host, extentsOf(host, 0, host.payload.rank));
  return {blocksFor(host.builder, host.loc, count, pointThreads), pointThreads};
}

void aec::cuda::emitPoints(cpu::Emitter &e) {
  (void)cpu::flattenDomain(e, /*byElement=*/true);
  SmallVector<Value> extents = extentsOf(e, 0, e.payload.rank);
  auto results =
      llvm::to_vector(llvm::seq<unsigned>(0, e.payload.results.size()));
  overAll(e.builder, e.loc, productOf(e, extents), pointThreads, [&](Value i) {
    cpu::Point point(e, spread(e.builder, e.loc, i, extents), 0);
    point.store(results);
  });
}

void aec::cuda::emitReordering(cpu::Emitter &e) {
  cpu::KernelOp kernel = e.payload.kernel;
  Value input = e.operand(kernel.getBody().getArgument(0));
  Value output = e.operand(kernel.getBody().getArgument(1));
  SmallVector<Value> extents = extentsOf(e, 0, e.payload.rank);
  overAll(e.builder, e.loc, productOf(e, extents), pointThreads, [&](Value i) {
    SmallVector<Value> place = spread(e.builder, e.loc, i, extents);
    SmallVector<Value> source(place.size());
    for (auto [dim, at] : llvm::enumerate(e.payload.inputPlaces))
      source[at] = place[dim];
    Value value = memref::LoadOp::create(e.builder, e.loc, input, source);
    memref::StoreOp::create(e.builder, e.loc, value, output, place);
  });
}
