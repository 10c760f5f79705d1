//===- BufferizeState.cpp - State becomes memory updated in place ---------===//
//
// Rewrites the boundary of a function only; the body is one-shot
// bufferization's. The one thing it cannot do is make an update write into the
// old state, so the destinations are set here: the tensor of the old state
// itself, not a second `to_tensor` of its memory (what eliminate-empty-tensors
// would make), because the analysis would take the two for different memory.
//
//===----------------------------------------------------------------------===//
#include "StateOrder.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Buffers/Passes.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/LoopLikeInterface.h"
#include "llvm/ADT/StringSet.h"

namespace aec {
#define GEN_PASS_DEF_BUFFERIZESTATEPASS
#include "aec/Buffers/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
/// A returned tensor and the memory it goes to.
struct Result {
  Value value;
  Value memory;
  /// The state's old value; null for an output.
  Value before;
  StringAttr state;
  bool isLosses = false;
  /// The function goes on with it.
  bool isExposed = false;
};

struct BufferizeStatePass
    : aec::impl::BufferizeStatePassBase<BufferizeStatePass> {
  void runOnOperation() override;

private:
  LogicalResult checkSignature(func::FuncOp func);
  void separateDestinations(func::FuncOp func);
  void rewriteArguments(func::FuncOp func);
  void rewriteResults(func::FuncOp func);
  void updateInPlace(func::FuncOp func, MutableArrayRef<Result> results,
                     ArrayRef<Operation *> losses);

  /// Old values of states by name.
  llvm::StringMap<Value> states;
};
} // namespace

/// Says whether a tensor has only its leading dimension dynamic: the batch.
static bool isBatchLed(RankedTensorType type) {
  return llvm::none_of(
      llvm::drop_begin(type.getShape(), type.getRank() ? 1 : 0),
      ShapedType::isDynamic);
}

LogicalResult BufferizeStatePass::checkSignature(func::FuncOp func) {
  if (!func.getBody().hasOneBlock())
    return func.emitOpError("expected one block, found ")
           << func.getBody().getBlocks().size();
  llvm::StringMap<Type> types;
  for (auto [at, type] : llvm::enumerate(func.getArgumentTypes())) {
    if (auto tensor = dyn_cast<RankedTensorType>(type);
        tensor && !isBatchLed(tensor))
      return func.emitOpError("argument #")
             << at << " has type " << type
             << ", expected no dynamic dimension but the leading one (the "
                "batch)";
    if (auto name = func.getArgAttrOfType<StringAttr>(at, kStateAttr))
      types[name.getValue()] = type;
  }
  for (auto [at, type] : llvm::enumerate(func.getResultTypes())) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (!tensor || !isBatchLed(tensor))
      return func.emitOpError("result #")
             << at << " has type " << type
             << ", expected a tensor with no dynamic dimension but the batch";
    auto name = func.getResultAttrOfType<StringAttr>(at, kStateAttr);
    if (name && types.lookup(name.getValue()) != type)
      return func.emitOpError("returns state '")
             << name.getValue() << "' as " << type
             << ", expected an argument of that state and type";
  }
  return success();
}

/// Destinations of an operation, and what its loop's values begin as.
static SmallVector<OpOperand *> destinationsOf(Operation *op) {
  SmallVector<OpOperand *> found;
  if (auto style = dyn_cast<DestinationStyleOpInterface>(op))
    for (OpOperand &init : style.getDpsInitsMutable())
      found.push_back(&init);
  if (auto loop = dyn_cast<LoopLikeOpInterface>(op))
    for (OpOperand &init : loop.getInitsMutable())
      found.push_back(&init);
  return found;
}

/// Gives every operation a destination of its own. Common-subexpression
/// elimination merges fresh ones of one type, filled or not; two results that
/// grow in the same one are first kept apart by copies, and where both are
/// outputs, the second overwrites the first: bufferization does not see that
/// memory it has materialised a result in is read by the caller. Sequences that
/// a loop over time writes would share one memory likewise.
void BufferizeStatePass::separateDestinations(func::FuncOp func) {
  SmallVector<Operation *> ops;
  func.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<DestinationStyleOpInterface, LoopLikeOpInterface>(op))
      ops.push_back(op);
  });
  // Users before what they use: a fill that was copied here shares its empty.
  for (Operation *op : llvm::reverse(ops)) {
    OpBuilder builder(op);
    for (OpOperand *init : destinationsOf(op)) {
      Operation *fresh = init->get().getDefiningOp();
      if (!isa_and_nonnull<linalg::FillOp, tensor::EmptyOp>(fresh) ||
          init->get().hasOneUse())
        continue;
      builder.setInsertionPoint(op);
      Operation *own = builder.clone(*fresh);
      init->set(own->getResult(0));
      if (auto fill = dyn_cast<linalg::FillOp>(own))
        if (Operation *empty =
                fill.getOutputs()[0].getDefiningOp<tensor::EmptyOp>()) {
          builder.setInsertionPoint(own);
          own->setOperand(1, builder.clone(*empty)->getResult(0));
        }
    }
  }
}

void BufferizeStatePass::rewriteArguments(func::FuncOp func) {
  OpBuilder builder = OpBuilder::atBlockBegin(&func.getBody().front());
  llvm::StringSet<> updated;
  for (unsigned at = 0; at < func.getNumResults(); ++at)
    if (auto name = func.getResultAttrOfType<StringAttr>(at, kStateAttr))
      updated.insert(name.getValue());
  for (BlockArgument argument : func.getArguments()) {
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    if (!type)
      continue;
    auto name =
        func.getArgAttrOfType<StringAttr>(argument.getArgNumber(), kStateAttr);
    argument.setType(MemRefType::get(type.getShape(), type.getElementType()));
    bool writable = name && updated.contains(name.getValue());
    auto tensor = bufferization::ToTensorOp::create(
        builder, argument.getLoc(), type, argument, /*restrict=*/true,
        writable);
    argument.replaceAllUsesExcept(tensor, tensor);
    if (name)
      states[name.getValue()] = tensor;
  }
}

/// Follows destinations up from `value` to the tensor.empty it is built in,
/// where every step has one use. Returns the first operation that writes and
/// the operand to replace, or null.
static OpOperand *findEmptyDestination(Value value) {
  while (auto result = dyn_cast<OpResult>(value)) {
    auto op = dyn_cast<DestinationStyleOpInterface>(result.getOwner());
    if (!op)
      return nullptr;
    OpOperand *destination = op.getTiedOpOperand(result);
    value = destination->get();
    if (value.getDefiningOp<tensor::EmptyOp>())
      return destination;
    if (!value.hasOneUse())
      return nullptr;
  }
  return nullptr;
}

/// The operations that the losses depend on.
static llvm::SetVector<Operation *> findFeeding(ArrayRef<Operation *> losses) {
  llvm::SetVector<Operation *> feeding;
  BackwardSliceOptions options;
  options.omitBlockArguments = true;
  for (Operation *loss : losses)
    (void)getBackwardSlice(loss, &feeding, options);
  return feeding;
}

void BufferizeStatePass::updateInPlace(func::FuncOp func,
                                       MutableArrayRef<Result> results,
                                       ArrayRef<Operation *> losses) {
  Block &body = func.getBody().front();
  SmallVector<StateUpdate> updates;
  SmallVector<StringAttr> names;
  SmallVector<Attribute> copies;
  SmallPtrSet<Value, 8> taken;
  llvm::SetVector<Operation *> feeding = findFeeding(losses);
  for (Result &result : results) {
    if (!result.before)
      continue;
    OpOperand *destination = findEmptyDestination(result.value);
    // What the losses wait for cannot wait for them: running statistics that
    // one kernel computes with the activations. Memory of their own, which the
    // elimination of empty tensors would replace by the state's.
    if (destination && feeding.contains(destination->getOwner())) {
      OpBuilder builder(destination->getOwner());
      destination->set(bufferization::AllocTensorOp::create(
          builder, func.getLoc(),
          cast<RankedTensorType>(destination->get().getType()), ValueRange()));
      destination = nullptr;
    }
    if (!destination || !taken.insert(result.value).second) {
      copies.push_back(result.state);
      continue;
    }
    destination->set(result.before);
    updates.push_back({result.before, destination->getOwner()});
    names.push_back(result.state);
  }
  for (unsigned at : orderUpdates(body, updates, losses))
    copies.push_back(names[at]);
  if (copies.empty())
    return;
  func->setAttr(kStateCopiesAttr, ArrayAttr::get(&getContext(), copies));
  for (auto state : ArrayRef(copies))
    remark::missed(func.getLoc(),
                   remark::RemarkOpts::name("state-copy").category("buffers"))
        << ("state '" + cast<StringAttr>(state).getValue() +
            "' is copied once a call: its old value is read after the new one "
            "is known, or the new one is not computed element by element, or "
            "with what the losses need")
               .str();
}

void BufferizeStatePass::rewriteResults(func::FuncOp func) {
  Block &body = func.getBody().front();
  Operation *terminator = body.getTerminator();
  Location loc = terminator->getLoc();
  auto materialize = [&](OpBuilder &builder,
                         const Result &result) -> Operation * {
    return bufferization::MaterializeInDestinationOp::create(
        builder, loc, /*result=*/Type(), result.value, result.memory,
        /*restrict=*/true, /*writable=*/true);
  };

  SmallVector<Result> results;
  SmallVector<Operation *> losses;
  int64_t outputs = 0;
  for (auto [at, value] : llvm::enumerate(terminator->getOperands())) {
    auto type = cast<RankedTensorType>(value.getType());
    Result result{
        value, {}, {}, func.getResultAttrOfType<StringAttr>(at, kStateAttr)};
    if (result.state) {
      result.before = states.lookup(result.state.getValue());
      result.memory = result.before.getDefiningOp()->getOperand(0);
    } else {
      result.isLosses = bool(func.getResultAttr(at, kLossesAttr));
      result.isExposed = bool(func.getResultAttr(at, kValueAttr));
      DictionaryAttr attrs = func.getResultAttrDict(at);
      NamedAttrList list(attrs);
      if (!result.isLosses)
        list.set(kOutputAttr, OpBuilder(func).getI64IntegerAttr(outputs++));
      unsigned place = func.getNumArguments();
      (void)func.insertArgument(
          place, MemRefType::get(type.getShape(), type.getElementType()),
          list.getDictionary(&getContext()), loc);
      result.memory = func.getArgument(place);
    }
    if (result.value != result.before)
      results.push_back(result);
  }

  // Outputs are written where their value is known, but those at the end that
  // later operations would otherwise write over: bufferization does not see
  // that the caller reads them. States that are not built in place are written
  // at the end, where all readers of the old value are done.
  for (Result &result : results) {
    if (result.before)
      continue;
    OpBuilder builder(terminator);
    if (Operation *producer = result.value.getDefiningOp();
        producer && !result.isExposed)
      builder.setInsertionPointAfter(producer);
    Operation *written = materialize(builder, result);
    if (result.isLosses)
      losses.push_back(written);
  }
  updateInPlace(func, results, losses);
  OpBuilder builder(terminator);
  for (Result &result : results) {
    if (!result.before)
      continue;
    // One state becomes the old value of another: keep it past its update.
    if (result.value.getDefiningOp<bufferization::ToTensorOp>()) {
      OpBuilder start(func.getContext());
      start.setInsertionPointAfter(result.value.getDefiningOp());
      result.value = bufferization::AllocTensorOp::create(
          start, loc, cast<RankedTensorType>(result.value.getType()),
          ValueRange(), result.value);
    }
    materialize(builder, result);
  }
  terminator->setOperands({});
}

void BufferizeStatePass::runOnOperation() {
  func::FuncOp func = getOperation();
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  if (func.isDeclaration() ||
      (llvm::none_of(func.getArgumentTypes(), isTensor) &&
       llvm::none_of(func.getResultTypes(), isTensor)))
    return;
  states.clear();
  if (failed(checkSignature(func)))
    return signalPassFailure();
  separateDestinations(func);
  rewriteArguments(func);
  rewriteResults(func);
  BitVector all(func.getNumResults(), true);
  func.setType(FunctionType::get(&getContext(),
                                 func.getBody().front().getArgumentTypes(),
                                 func.getResultTypes()));
  (void)func.eraseResults(all);
}
