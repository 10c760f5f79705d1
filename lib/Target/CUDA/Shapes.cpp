//===- Shapes.cpp - How many blocks an operation will be ------------------===//
#include "Shapes.h"
#include "Forms.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace aec;

bool aec::cuda::isNumber(Operation *op) {
  if (isa<memref::StoreOp>(op))
    return true;
  if (auto copy = dyn_cast<memref::CopyOp>(op)) {
    auto type = dyn_cast<MemRefType>(copy.getTarget().getType());
    return type && type.hasStaticShape() && type.getNumElements() == 1;
  }
  auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
  if (!linalgOp || !linalgOp.hasPureBufferSemantics())
    return false;
  return llvm::all_of(linalgOp.getStaticLoopRanges(),
                      [](int64_t size) { return size == 1; });
}

/// Points of the dimensions in [from, to); dynamic where one of them is.
static int64_t countOf(const cpu::Payload &payload, unsigned from,
                       unsigned to) {
  int64_t count = 1;
  for (unsigned dim = from; dim < to; ++dim) {
    auto [tensor, at] = payload.extents[dim];
    int64_t size = cast<ShapedType>(tensor.getType()).getDimSize(at);
    if (ShapedType::isDynamic(size))
      return ShapedType::kDynamic;
    count *= size;
  }
  return count;
}

static bool isSingleBlock(const cpu::Payload &payload) {
  unsigned rank = payload.rank;
  auto isFew = [](int64_t count, int64_t most) {
    return !ShapedType::isDynamic(count) && count <= most;
  };
  switch (payload.kind) {
  case cpu::KernelKind::Map:
    return isFew(countOf(payload, 0, payload.split), 1) &&
           !payload.reductions.empty();
  case cpu::KernelKind::Columns: {
    int64_t outer = countOf(payload, 0, payload.outer);
    int64_t columns = countOf(payload, payload.split, rank);
    return isFew(outer, 1) && isFew(columns, cuda::panelColumns);
  }
  default:
    return false;
  }
}

bool aec::cuda::isSingleBlock(Operation *op) {
  if (isNumber(op))
    return true;
  auto kernel = dyn_cast<cpu::KernelOp>(op);
  if (!kernel)
    return false;
  std::string reason;
  FailureOr<cpu::Payload> payload = cpu::analyzePayload(kernel, reason);
  return succeeded(payload) && ::isSingleBlock(*payload);
}
