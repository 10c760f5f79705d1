//===- Flatten.cpp - Several dimensions walked as one --------------------===//
#include "Flatten.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace aec::cpu;

static bool hasDenseMemory(const Payload &payload) {
  KernelOp kernel = payload.kernel;
  return llvm::all_of(kernel.getOperandTypes(), [](Type type) {
    auto memref = dyn_cast<MemRefType>(type);
    return !memref || memref.getLayout().isIdentity();
  });
}

/// Whether all elements can be walked as one row, given a multiple of their
/// number.
static bool hasKnownTail(Emitter &e, bool &isMultiple) {
  int64_t known = 1;
  bool isStatic = true;
  for (unsigned dim = 0; dim < e.payload.rank; ++dim) {
    std::optional<int64_t> extent = e.staticExtent(dim);
    isStatic &= extent.has_value();
    known *= extent.value_or(1);
  }
  isMultiple = known % e.lanes() == 0;
  return isStatic || isMultiple;
}

/// Whether an argument is read or written along the dimensions from `from` on.
static bool hasColumns(const Payload &payload, BlockArgument argument,
                       unsigned from) {
  auto isWide = [&](const Coordinates &at) {
    return Payload::reaches(at, from, payload.rank);
  };
  KernelOp kernel = payload.kernel;
  unsigned inputs = kernel.getInputs().size();
  unsigned number = argument.getArgNumber();
  if (number >= inputs && isWide(payload.results[number - inputs]))
    return true;
  auto reads = payload.reads.find(argument);
  return reads != payload.reads.end() && llvm::any_of(reads->second, isWide);
}

/// Walks the dimensions from `from` on as one, the last.
static void flatten(Emitter &e, unsigned from) {
  const Payload &payload = e.payload;
  unsigned vec = payload.vectorDim();
  OpBuilder &builder = e.builder;
  Value count = e.index(1);
  for (unsigned dim = from; dim < payload.rank; ++dim)
    count = e.mul(count, e.extent(dim));
  for (unsigned dim = from; dim < vec; ++dim)
    e.setExtent(dim, e.index(1));
  e.setExtent(vec, count);

  SmallVector<OpFoldResult> sizes, strides(payload.rank);
  for (unsigned dim = 0; dim < payload.rank; ++dim)
    sizes.push_back(getAsOpFoldResult(e.extent(dim)));
  Value stride = count;
  for (unsigned dim = vec; dim-- > 0; stride = e.mul(stride, e.extent(dim)))
    strides[dim] = getAsOpFoldResult(stride);
  strides.back() = builder.getIndexAttr(1);
  for (BlockArgument argument :
       KernelOp(payload.kernel).getBody().getArguments()) {
    Value memory = e.operand(argument);
    if (isa<MemRefType>(memory.getType()) &&
        hasColumns(payload, argument, from))
      e.setOperand(argument,
                   memref::ReinterpretCastOp::create(
                       builder, e.loc, memory,
                       OpFoldResult(builder.getIndexAttr(0)), sizes, strides));
  }
}

bool aec::cpu::flattenDomain(Emitter &emitter, bool byElement) {
  const Payload &payload = emitter.payload;
  bool isMultiple = false;
  if (!hasDenseMemory(payload) || payload.rank < 2)
    return false;
  if (payload.contiguous && (hasKnownTail(emitter, isMultiple) || byElement))
    flatten(emitter, 0);
  else if (payload.contiguousRows && payload.split < payload.vectorDim())
    flatten(emitter, payload.split);
  return isMultiple;
}
