//===- ConvertRecurrences.cpp - Recurrences become cpu.scan ---------------===//
//
// The op says where its operands stand in the loop and builds its own cell; a
// recurrence that is no such loop is left to the reference loop, which the
// conversion to linalg makes.
//
//===----------------------------------------------------------------------===//
#include "ConvertRecurrences.h"
#include "dialects/CPU/CPU.h"
#include "dialects/NN/Recurrent.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Remarks.h"

using namespace mlir;
using namespace aec;

/// Carried values of a block of rows are on the stack of a thread.
constexpr int64_t maxWidth = 2048;

namespace {
/// What is kept of a recurrence: outputs that somebody reads.
struct Kept {
  SmallVector<unsigned> results;
  SmallVector<Value> destinations;
};
} // namespace

static Value makeDestination(OpBuilder &builder, Value result, Value like) {
  auto type = cast<RankedTensorType>(result.getType());
  SmallVector<OpFoldResult> sizes =
      getAsIndexOpFoldResult(builder.getContext(), type.getShape());
  if (type.isDynamicDim(0))
    sizes[0] = builder.createOrFold<tensor::DimOp>(result.getLoc(), like, 0);
  return tensor::EmptyOp::create(builder, result.getLoc(), sizes,
                                 type.getElementType());
}

/// Starts a cell; `builder` stands in it then.
static ValueRange startCell(OpBuilder &builder, cpu::ScanOp scan,
                            Region &region, int64_t arguments) {
  Block &block = region.emplaceBlock();
  for (int64_t i = 0; i < arguments; ++i)
    block.addArgument(scan.getElementType(), scan.getLoc());
  builder.setInsertionPointToStart(&block);
  return block.getArguments();
}

/// The cells as regions; numbers of results that are not kept are not yielded.
static void buildCells(OpBuilder &builder, nn::RecurrenceOpInterface op,
                       const nn::Recurrence &loop, cpu::ScanOp scan,
                       int64_t others, int64_t gates, ArrayRef<unsigned> kept) {
  OpBuilder::InsertionGuard guard(builder);
  Location loc = op.getLoc();
  SmallVector<Value> values = op.buildCell(
      builder, loc, startCell(builder, scan, scan.getCell(), others + gates));
  if (loop.held > 0) {
    cpu::NextOp::create(builder, loc, values);
    values = op.buildSecondCell(
        builder, loc,
        startCell(builder, scan, scan.getSecond(), others + loop.held + 1));
  }
  SmallVector<Value> yielded;
  ValueRange rest = values;
  for (unsigned output : loop.outputs) {
    auto type = cast<RankedTensorType>(op->getResult(output).getType());
    int64_t groups = type.getShape().back() / loop.width;
    if (llvm::is_contained(kept, output))
      llvm::append_range(yielded, rest.take_front(groups));
    rest = rest.drop_front(groups);
  }
  llvm::append_range(yielded, rest);
  cpu::NextOp::create(builder, loc, yielded);
}

/// Numbers of an element that are no product's.
static int64_t countNumbers(const nn::Recurrence &loop) {
  int64_t numbers = loop.initials.size();
  auto add = [&](Value value, int64_t vectorRank) {
    auto type = cast<RankedTensorType>(value.getType());
    numbers +=
        type.getRank() == vectorRank ? type.getShape().back() / loop.width : 1;
  };
  for (Value value : loop.sequences)
    add(value, 3);
  for (Value value : loop.vectors)
    add(value, 1);
  return numbers;
}

/// Numbers of the product before the first cell.
static int64_t countGates(const nn::Recurrence &loop) {
  if (loop.multiplied >= 0)
    return 0;
  auto weight = cast<RankedTensorType>(loop.weight.getType());
  return weight.getDimSize(loop.weightTransposed ? 0 : 1) / loop.width -
         (loop.held > 0);
}

static void convert(nn::RecurrenceOpInterface op, const nn::Recurrence &loop) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  Value weight = loop.weight;
  if (loop.weightTransposed)
    weight =
        nn::TransposeOp::create(builder, loc, weight, ArrayRef<int64_t>{1, 0});
  Kept kept;
  int64_t multiplied = -1;
  auto keep = [&](unsigned result) {
    kept.results.push_back(result);
    kept.destinations.push_back(
        makeDestination(builder, op->getResult(result), loop.sequences[0]));
  };
  for (auto [i, output] : llvm::enumerate(loop.outputs)) {
    bool isMultiplied = int(i) == loop.multiplied;
    if (op->getResult(output).use_empty() && !isMultiplied)
      continue;
    if (isMultiplied)
      multiplied = kept.results.size();
    keep(output);
  }
  bool finals = llvm::any_of(loop.finals, [&](int result) {
    return result >= 0 && !op->getResult(result).use_empty();
  });
  for (int result : loop.finals)
    if (finals)
      keep(result);
  SmallVector<Type> types = llvm::map_to_vector(
      kept.destinations, [](Value value) { return value.getType(); });
  SmallVector<Value> initials;
  llvm::copy_if(loop.initials, std::back_inserter(initials),
                [](Value value) { return bool(value); });
  auto scan = cpu::ScanOp::create(
      builder, loc, types, loop.sequences, loop.vectors, weight, initials,
      kept.destinations, loop.initials.size(), loop.width,
      multiplied < 0 ? IntegerAttr() : builder.getI64IntegerAttr(multiplied),
      loop.reverse);
  buildCells(builder, op, loop, scan, countNumbers(loop), countGates(loop),
             kept.results);
  for (auto [result, value] : llvm::zip_equal(kept.results, scan.getResults()))
    op->getResult(result).replaceAllUsesWith(value);
  op->erase();
}

void cpu::convertRecurrences(Operation *root) {
  SmallVector<nn::RecurrenceOpInterface> recurrences;
  root->walk([&](nn::RecurrenceOpInterface op) { recurrences.push_back(op); });
  for (nn::RecurrenceOpInterface op : recurrences) {
    std::string reason;
    std::optional<nn::Recurrence> loop = op.getRecurrence(reason);
    if (loop && loop->width > maxWidth) {
      reason = "a state of more than " + std::to_string(maxWidth) +
               " numbers does not fit a thread's stack";
      loop.reset();
    }
    auto options = remark::RemarkOpts::name("recurrence").category("cpu");
    if (!loop) {
      remark::missed(op.getLoc(), options) << "left to plain loops: " + reason;
      continue;
    }
    remark::passed(op.getLoc(), options)
        << "blocks of rows run through all steps";
    convert(op, *loop);
  }
}
