//===- DescribeInputs.cpp - What data an input may hold -------------------===//
//
// Programs check their data before the first step; what to check for follows
// from the ops that read an input, in all functions: gaps (NaN) are fine where
// every op that meets one absorbs it, and classes have a number where something
// counts them. Elementwise ops pass a gap on.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/AE/AE.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace aec {
#define GEN_PASS_DEF_DESCRIBEINPUTSPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

/// What the readers of one input say.
class InputReaders {
public:
  explicit InputReaders(ae::InputOp input) : input(input) {}

  /// Adds the ops that read `argument`, an argument that binds to the input.
  LogicalResult add(Value argument);
  void describe();

private:
  LogicalResult countClasses(OpOperand &use);
  void followGaps(Value value);

  ae::InputOp input;
  Operation *counting = nullptr;
  int64_t classes = 0;
  /// Ops that absorb a gap, and those that let it through to where it spreads.
  SmallVector<Operation *> absorbing, poisoned;
  llvm::DenseSet<Value> followed;
};

} // namespace

LogicalResult InputReaders::countClasses(OpOperand &use) {
  auto reader = dyn_cast<nn::DataReaderInterface>(use.getOwner());
  int64_t count = reader ? reader.getClassCount(use.getOperandNumber()) : 0;
  if (!count)
    return success();
  int64_t known = classes ? classes : input.getClasses().value_or(0);
  if (known && known != count) {
    auto diagnostic = use.getOwner()->emitOpError("reads input @")
                      << input.getSymName() << " as one of " << count
                      << " classes, expected " << known;
    diagnostic.attachNote(counting ? counting->getLoc() : input.getLoc())
        << "as here";
    return diagnostic;
  }
  classes = count;
  counting = use.getOwner();
  return success();
}

void InputReaders::followGaps(Value value) {
  if (!followed.insert(value).second)
    return;
  for (OpOperand &use : value.getUses()) {
    Operation *op = use.getOwner();
    auto reader = dyn_cast<nn::DataReaderInterface>(op);
    if (reader && reader.absorbsMissing(use.getOperandNumber()))
      absorbing.push_back(op);
    else if (isa<nn::ElementwiseOpInterface>(op))
      for (Value result : op->getResults())
        followGaps(result);
    else
      poisoned.push_back(op);
  }
}

LogicalResult InputReaders::add(Value argument) {
  auto type = cast<RankedTensorType>(argument.getType());
  if (isa<FloatType>(type.getElementType())) {
    followGaps(argument);
    return success();
  }
  // MLIR lists the last use first; the first to count is the one to follow.
  SmallVector<OpOperand *> uses = llvm::map_to_vector(
      argument.getUses(), [](OpOperand &use) { return &use; });
  for (OpOperand *use : llvm::reverse(uses))
    if (failed(countClasses(*use)))
      return failure();
  return success();
}

void InputReaders::describe() {
  Builder builder(input.getContext());
  if (classes)
    input.setClassesAttr(builder.getI64IntegerAttr(classes));
  if (absorbing.empty())
    return;
  if (poisoned.empty()) {
    input.setMissing(true);
    return;
  }
  auto diagnostic = poisoned.front()->emitWarning()
                    << "reads input @" << input.getSymName()
                    << " with its gaps, so that programs refuse data with NaN; "
                       "put nn.fill_missing in front";
  diagnostic.attachNote(absorbing.front()->getLoc())
      << "missing values are expected here";
}

namespace {
struct DescribeInputs : aec::impl::DescribeInputsPassBase<DescribeInputs> {
  void runOnOperation() override {
    for (auto input : getOperation().getOps<ae::InputOp>()) {
      InputReaders readers(input);
      bool bound = false;
      for (auto function : getOperation().getOps<func::FuncOp>())
        for (BlockArgument argument : function.getArguments()) {
          if (function.getArgAttrOfType<StringAttr>(argument.getArgNumber(),
                                                    "ae.input") !=
              input.getSymNameAttr())
            continue;
          bound = true;
          if (failed(readers.add(argument)))
            return signalPassFailure();
        }
      if (!bound)
        input.emitWarning()
            << "input @" << input.getSymName() << " is the argument of no "
            << "objective and no entry, and prepares nothing; inputs bind to "
            << "arguments by name";
      readers.describe();
    }
  }
};
} // namespace
