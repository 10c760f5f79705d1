//===- LowerFrames.cpp - Public functions get the signature of the ABI ----===//
//
// Memrefs are built here by hand, descriptor by descriptor, and not by a
// conversion of the calling convention: a frame holds bare pointers, while
// upstream's bare-pointer convention leaves functions with dynamic shapes
// unconverted without a word. The casts vanish with the LLVM conversion.
//
//===----------------------------------------------------------------------===//
#include "aec/Buffers/Attributes.h"
#include "aec/Buffers/Losses.h"
#include "aec/Runtime/Abi.h"
#include "aec/Target/MemRefs.h"
#include "aec/Target/Passes.h"
#include "dialects/AE/AE.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include <cstddef>

namespace aec {
#define GEN_PASS_DEF_LOWERFRAMESPASS
#include "aec/Target/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
/// Builds loads from the frame of one function.
class FrameReader {
public:
  FrameReader(OpBuilder &builder, Location loc, Value frame)
      : builder(builder), loc(loc), frame(frame) {}

  /// The field at a byte offset of aec_frame.
  Value field(size_t offset, Type type);
  /// Element `index` of the pointer array at a byte offset of aec_frame.
  Value element(size_t offset, int64_t index);
  /// A memref over `pointer`; a leading `?` is the batch.
  Value memref(Value pointer, MemRefType type);
  /// The arena: its size is the caller's promise, so any size will do.
  Value arena(MemRefType type);

private:
  Value load(Value base, int64_t offset, Type type);
  Value pointer(size_t offset) {
    return field(offset, LLVM::LLVMPointerType::get(builder.getContext()));
  }

  OpBuilder &builder;
  Location loc;
  Value frame;
};

struct LowerFramesPass : aec::impl::LowerFramesPassBase<LowerFramesPass> {
  using LowerFramesPassBase::LowerFramesPassBase;
  void runOnOperation() override;

private:
  LogicalResult lower(func::FuncOp func);
  FailureOr<Value> read(FrameReader &frame, func::FuncOp func,
                        BlockArgument argument, int64_t &inputs);
  llvm::StringMap<int64_t> states;
};
} // namespace

Value FrameReader::load(Value base, int64_t offset, Type type) {
  auto pointerType = LLVM::LLVMPointerType::get(builder.getContext());
  Value at = LLVM::GEPOp::create(builder, loc, pointerType, builder.getI8Type(),
                                 base, ArrayRef<LLVM::GEPArg>{int32_t(offset)});
  return LLVM::LoadOp::create(builder, loc, type, at);
}

Value FrameReader::field(size_t offset, Type type) {
  return load(frame, offset, type);
}

Value FrameReader::element(size_t offset, int64_t index) {
  auto pointerType = LLVM::LLVMPointerType::get(builder.getContext());
  return load(pointer(offset), index * int64_t(sizeof(void *)), pointerType);
}

Value FrameReader::memref(Value pointer, MemRefType type) {
  return buildMemref(builder, loc, pointer, type,
                     field(offsetof(aec_frame, batch), builder.getI64Type()));
}

Value FrameReader::arena(MemRefType type) {
  Value size = LLVM::ConstantOp::create(builder, loc,
                                        builder.getI64IntegerAttr(INT64_MAX));
  return buildMemref(builder, loc, pointer(offsetof(aec_frame, arena)), type,
                     size);
}

FailureOr<Value> LowerFramesPass::read(FrameReader &frame, func::FuncOp func,
                                       BlockArgument argument,
                                       int64_t &inputs) {
  unsigned at = argument.getArgNumber();
  auto has = [&](StringRef name) { return bool(func.getArgAttr(at, name)); };
  Type type = argument.getType();
  if (has(kLearningRateAttr) && type.isF64())
    return frame.field(offsetof(aec_frame, learning_rate), type);
  if (has(kEpochAttr) && type.isF64())
    return frame.field(offsetof(aec_frame, epoch), type);
  if (has(kEpochsAttr) && type.isF64())
    return frame.field(offsetof(aec_frame, epochs), type);
  if (has(kGradientWeightAttr) && type.isF64())
    return frame.field(offsetof(aec_frame, gradient_weight), type);
  if (has(kStepAttr) && type.isInteger(64))
    return frame.field(offsetof(aec_frame, step), type);
  if (has(kSeedAttr) && type.isInteger(64))
    return frame.field(offsetof(aec_frame, seed), type);
  if (has(kScalarsAttr) && isa<LLVM::LLVMPointerType>(type))
    return frame.field(offsetof(aec_frame, scalars), type);
  if (has("ae.runtime") && isa<LLVM::LLVMPointerType>(type))
    return frame.field(offsetof(aec_frame, runtime), type);

  auto memory = dyn_cast<MemRefType>(type);
  if (!memory || !memory.getLayout().isIdentity())
    return func.emitOpError("argument #")
           << at << " has type " << type
           << ", expected an identity memref, or a scalar with a place in a "
              "frame";
  if (memory.getRank() &&
      llvm::any_of(memory.getShape().drop_front(), ShapedType::isDynamic))
    return func.emitOpError("argument #")
           << at << " has type " << type
           << ", expected no dynamic dimension but the leading one (the batch)";
  if (has(kArenaAttr))
    return frame.arena(memory);
  // Has the batch and is never read: any address will do.
  if (has(kRowsAttr))
    return frame.memref(frame.field(offsetof(aec_frame, runtime),
                                    LLVM::LLVMPointerType::get(&getContext())),
                        memory);
  if (auto name = func.getArgAttrOfType<StringAttr>(at, kStateAttr)) {
    auto state = states.find(name.getValue());
    if (state == states.end())
      return func.emitOpError("uses state '")
             << name.getValue() << "', expected an ae.state that declares it";
    return frame.memref(
        frame.element(offsetof(aec_frame, states), state->second), memory);
  }
  if (has(kLossesAttr))
    return frame.memref(frame.element(offsetof(aec_frame, outputs), 0), memory);
  if (auto output = func.getArgAttrOfType<IntegerAttr>(at, kOutputAttr))
    return frame.memref(
        frame.element(offsetof(aec_frame, outputs), output.getInt()), memory);
  return frame.memref(frame.element(offsetof(aec_frame, inputs), inputs++),
                      memory);
}

/// AEC_OK, or AEC_NONFINITE_LOSS where losses[0] is infinite or NaN.
static Value buildStatus(OpBuilder &builder, Location loc, Value losses) {
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIntOp::create(builder, loc, builder.getI64Type(),
                                        value);
  };
  if (!losses)
    return constant(AEC_OK);
  Value finite =
      compareWithInfinity(builder, loc, losses, arith::CmpFPredicate::OLT);
  return arith::SelectOp::create(builder, loc, finite, constant(AEC_OK),
                                 constant(AEC_NONFINITE_LOSS));
}

/// Keeps what the descriptor of a model is made of past the machine phase.
static void keepSignature(func::FuncOp func) {
  Builder builder(func.getContext());
  SmallVector<Attribute> signature;
  for (auto [at, type] : llvm::enumerate(func.getArgumentTypes())) {
    NamedAttrList argument(func.getArgAttrDict(at));
    argument.set("type", TypeAttr::get(type));
    signature.push_back(argument.getDictionary(func.getContext()));
  }
  func->setAttr(kSignatureAttr, builder.getArrayAttr(signature));
}

LogicalResult LowerFramesPass::lower(func::FuncOp func) {
  if (func.getNumResults())
    return func.emitOpError("returns ")
           << func.getNumResults()
           << " values, expected none: results are arguments";
  keepSignature(func);
  Location loc = func.getLoc();
  Block &entry = func.getBody().front();
  OpBuilder builder = OpBuilder::atBlockBegin(&entry);
  auto pointerType = LLVM::LLVMPointerType::get(&getContext());
  unsigned arguments = entry.getNumArguments();
  Value frame = entry.addArgument(pointerType, loc);
  FrameReader reader(builder, loc, frame);
  int64_t inputs = 0;
  bool onDevice = false;
  Value losses;
  for (unsigned at = 0; at < arguments; ++at) {
    BlockArgument argument = entry.getArgument(at);
    FailureOr<Value> value = read(reader, func, argument, inputs);
    if (failed(value))
      return failure();
    if (func.getArgAttr(at, kLossesAttr))
      losses = *value;
    onDevice |= bool(func.getArgAttr(at, kScalarsAttr));
    argument.replaceAllUsesWith(*value);
  }
  entry.eraseArguments(0, arguments);
  func.walk([&](func::ReturnOp op) {
    OpBuilder end(op);
    // A device's losses are out of reach here; its kernels keep the status.
    op->setOperands(
        {buildStatus(end, op.getLoc(), onDevice ? Value() : losses)});
  });
  func.removeArgAttrsAttr();
  func.setType(
      FunctionType::get(&getContext(), {pointerType}, {builder.getI64Type()}));
  return success();
}

void LowerFramesPass::runOnOperation() {
  ModuleOp module = getOperation();
  states.clear();
  for (auto state : module.getOps<ae::StateOp>())
    states.try_emplace(state.getSymName(), states.size());
  SymbolTableCollection tables;
  SymbolUserMap users(tables, module);
  for (auto func : llvm::make_early_inc_range(module.getOps<func::FuncOp>())) {
    if (func.isDeclaration())
      continue;
    if (func.isPublic() && !func->hasAttr(kScheduleOfAttr) &&
        failed(lower(func)))
      return signalPassFailure();
    // It has told who passes the pointer; LLVM IR has no place for it.
    for (unsigned at = 0; func.isPrivate() && at < func.getNumArguments(); ++at)
      func.removeArgAttr(at, "ae.runtime");
    if (!prefix.empty()) {
      auto name = StringAttr::get(&getContext(), prefix + func.getName());
      users.replaceAllUsesWith(func, name);
      func.setName(name);
    }
  }
}
