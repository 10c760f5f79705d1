//===- StepLoop.cpp - The reference loop of recurrences -------------------===//
//
// The step's nn ops stand in the loop's body and are lowered there like any
// others; sequences are read and written in slices, in place once bufferized.
//
//===----------------------------------------------------------------------===//
#include "StepLoop.h"
#include "Tensors.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec::nn;

namespace {
/// Where a step's part of a sequence lies.
struct StepSlice {
  SmallVector<OpFoldResult> offsets, sizes, strides;

  StepSlice(OpBuilder &builder, Location loc, Value sequence, Value step) {
    sizes = sizesOf(builder, loc, sequence);
    offsets.assign(sizes.size(), builder.getIndexAttr(0));
    strides.assign(sizes.size(), builder.getIndexAttr(1));
    offsets[1] = step;
    sizes[1] = builder.getIndexAttr(1);
  }
};
} // namespace

/// [B, F] of a [B, T, F]; [B, 1] of a mask.
static Value readStep(OpBuilder &builder, Location loc, Value sequence,
                      Value step) {
  auto type = cast<RankedTensorType>(sequence.getType());
  StepSlice slice(builder, loc, sequence, step);
  auto part = RankedTensorType::get(
      {type.getDimSize(0), type.getRank() == 3 ? type.getDimSize(2) : 1},
      type.getElementType());
  return tensor::ExtractSliceOp::create(
      builder, loc, part, sequence, slice.offsets, slice.sizes, slice.strides);
}

static Value writeStep(OpBuilder &builder, Location loc, Value part,
                       Value sequence, Value step) {
  StepSlice slice(builder, loc, sequence, step);
  return tensor::InsertSliceOp::create(
      builder, loc, part, sequence, slice.offsets, slice.sizes, slice.strides);
}

LogicalResult aec::nn::lowerSteps(PatternRewriter &rewriter, Operation *op,
                                  bool reverse, ValueRange sequences,
                                  ValueRange initials, unsigned outputs,
                                  StepBuilder step) {
  Location loc = op->getLoc();
  Value first = sequences.front();
  int64_t steps = cast<RankedTensorType>(first.getType()).getDimSize(1);
  SmallVector<Value> inits;
  for (Value result : op->getResults().take_front(outputs)) {
    auto type = cast<RankedTensorType>(result.getType());
    SmallVector<OpFoldResult> sizes =
        getAsIndexOpFoldResult(rewriter.getContext(), type.getShape());
    sizes[0] = sizeOf(rewriter, loc, first, 0);
    inits.push_back(emptyTensor(rewriter, loc, sizes, type.getElementType()));
  }
  inits.append(initials.begin(), initials.end());
  auto index = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(rewriter, loc, value);
  };
  Value last = index(steps - 1);
  auto loop = scf::ForOp::create(
      rewriter, loc, index(0), index(steps), index(1), inits,
      [&](OpBuilder &builder, Location loc, Value i, ValueRange values) {
        Value t = reverse ? arith::SubIOp::create(builder, loc, last, i) : i;
        SmallVector<Value> inputs;
        for (Value sequence : sequences)
          inputs.push_back(sequence ? readStep(builder, loc, sequence, t)
                                    : Value());
        StepResult result = step(builder, inputs, values.drop_front(outputs));
        SmallVector<Value> next;
        for (auto [part, all] :
             llvm::zip_equal(result.outputs, values.take_front(outputs)))
          next.push_back(writeStep(builder, loc, part, all, t));
        // Into the memory that the next step reads.
        for (auto [value, place] :
             llvm::zip_equal(result.carried, values.drop_front(outputs)))
          next.push_back(
              linalg::CopyOp::create(builder, loc, value, place).getResult(0));
        scf::YieldOp::create(builder, loc, next);
      });
  rewriter.replaceOp(op, loop.getResults().take_front(op->getNumResults()));
  return success();
}
