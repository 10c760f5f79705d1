//===- OutlineParallel.cpp - The pass aec-outline-parallel ----------------===//
//
// Runs when bodies are in the LLVM dialect: what a region takes from outside is
// then pointers and numbers, and a closure is a struct of just these. Upstream's
// paths to OpenMP and async would bring their runtimes.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/CPU/Passes.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/RegionUtils.h"

namespace aec {
#define GEN_PASS_DEF_OUTLINEPARALLELPASS
#include "aec/Target/CPU/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
class OutlineParallel : public aec::impl::OutlineParallelPassBase<OutlineParallel> {
public:
  void runOnOperation() override {
    SmallVector<cpu::ParallelForOp> loops;
    getOperation().walk([&](cpu::ParallelForOp op) { loops.push_back(op); });
    if (loops.empty())
      return;
    declareRuntime();
    for (cpu::ParallelForOp loop : loops)
      if (failed(outline(loop)))
        return signalPassFailure();
  }

private:
  void declareRuntime();
  LogicalResult outline(cpu::ParallelForOp loop);
  LogicalResult capture(cpu::ParallelForOp loop, SetVector<Value> &captures);
  LLVM::LLVMFuncOp makeBody(cpu::ParallelForOp loop, ValueRange captures,
                            LLVM::LLVMStructType closure);
  void call(cpu::ParallelForOp loop, LLVM::LLVMFuncOp body,
            ValueRange captures, LLVM::LLVMStructType closure);

  static constexpr StringRef runtimeName = "aec_parallel_for";
};
} // namespace

void OutlineParallel::declareRuntime() {
  if (getOperation().lookupSymbol(runtimeName))
    return;
  OpBuilder builder = OpBuilder::atBlockBegin(getOperation().getBody());
  Type pointer = LLVM::LLVMPointerType::get(&getContext());
  Type number = builder.getI64Type();
  auto type = LLVM::LLVMFunctionType::get(
      LLVM::LLVMVoidType::get(&getContext()),
      {pointer, number, number, pointer, pointer});
  LLVM::LLVMFuncOp::create(builder, getOperation().getLoc(), runtimeName, type);
}

/// Index values carry over as i64 through casts that vanish later.
static Value castTo(OpBuilder &builder, Value value, Type type) {
  if (value.getType() == type)
    return value;
  return UnrealizedConversionCastOp::create(builder, value.getLoc(), type,
                                            value)
      .getResult(0);
}

static Type closureType(Value value) {
  return value.getType().isIndex() ? IntegerType::get(value.getContext(), 64)
                                   : value.getType();
}

/// Constants are made again in the body: they need no place in the closure.
static bool isRecomputed(Operation *op) {
  return op && (op->hasTrait<OpTrait::ConstantLike>() ||
                isa<LLVM::ZeroOp, LLVM::AddressOfOp, LLVM::PoisonOp>(op));
}

LogicalResult OutlineParallel::capture(cpu::ParallelForOp loop,
                                       SetVector<Value> &captures) {
  SetVector<Value> used;
  getUsedValuesDefinedAbove(loop.getBody(), used);
  for (Value value : used) {
    Operation *op = value.getDefiningOp();
    if (isRecomputed(op)) {
      OpBuilder builder = OpBuilder::atBlockBegin(&loop.getBody().front());
      Value clone = builder.clone(*op)->getResult(0);
      replaceAllUsesInRegionWith(value, clone, loop.getBody());
      continue;
    }
    if (!LLVM::isCompatibleType(closureType(value)))
      return loop.emitOpError("takes a ")
             << value.getType() << " from outside, expected bodies in the LLVM "
             << "dialect";
    captures.insert(value);
  }
  return success();
}

LLVM::LLVMFuncOp OutlineParallel::makeBody(cpu::ParallelForOp loop,
                                           ValueRange captures,
                                           LLVM::LLVMStructType closure) {
  Location loc = loop.getLoc();
  OpBuilder builder(&getContext());
  Type pointer = LLVM::LLVMPointerType::get(&getContext());
  Type number = builder.getI64Type();
  auto parent = loop->getParentOfType<SymbolOpInterface>();
  auto type = LLVM::LLVMFunctionType::get(
      LLVM::LLVMVoidType::get(&getContext()), {pointer, number, number});
  auto body = LLVM::LLVMFuncOp::create(
      builder, loc, (parent.getName() + ".parallel").str(), type,
      LLVM::Linkage::Internal);
  SymbolTable(getOperation()).insert(body, Block::iterator(parent));

  Block *entry = body.addEntryBlock(builder);
  Region &region = loop.getBody();
  Block *first = &region.front();
  builder.setInsertionPointToStart(entry);
  Value memory = entry->getArgument(0);
  for (auto [i, value] : llvm::enumerate(captures)) {
    Value field = LLVM::GEPOp::create(builder, loc, pointer, closure, memory,
                                      ArrayRef<LLVM::GEPArg>{0, int32_t(i)});
    Value loaded =
        LLVM::LoadOp::create(builder, loc, closure.getBody()[i], field);
    replaceAllUsesInRegionWith(value, castTo(builder, loaded, value.getType()),
                               region);
  }
  for (unsigned i = 0; i < 2; ++i)
    first->getArgument(i).replaceAllUsesWith(
        castTo(builder, entry->getArgument(i + 1),
               first->getArgument(i).getType()));
  loop.walk([&](cpu::EndOp end) {
    OpBuilder at(end);
    LLVM::ReturnOp::create(at, end.getLoc(), ValueRange());
    end.erase();
  });
  // Fixed allocas stay in the entry block: the frame holds them.
  entry->getOperations().splice(entry->end(), first->getOperations());
  first->dropAllUses();
  auto rest = std::next(region.begin());
  body.getBody().getBlocks().splice(body.getBody().end(), region.getBlocks(),
                                    rest, region.end());
  return body;
}

void OutlineParallel::call(cpu::ParallelForOp loop, LLVM::LLVMFuncOp body,
                           ValueRange captures, LLVM::LLVMStructType closure) {
  Location loc = loop.getLoc();
  Type pointer = LLVM::LLVMPointerType::get(&getContext());
  Operation *function = loop->getParentOfType<SymbolOpInterface>();
  OpBuilder builder =
      OpBuilder::atBlockBegin(&function->getRegion(0).front());
  Type number = builder.getI64Type();
  Value one = LLVM::ConstantOp::create(builder, loc, number, 1);
  // As its fields are: among the captures may be vectors.
  Value memory = LLVM::AllocaOp::create(builder, loc, pointer, closure, one);
  builder.setInsertionPoint(loop);
  for (auto [i, value] : llvm::enumerate(captures)) {
    Value field = LLVM::GEPOp::create(builder, loc, pointer, closure, memory,
                                      ArrayRef<LLVM::GEPArg>{0, int32_t(i)});
    LLVM::StoreOp::create(builder, loc,
                          castTo(builder, value, closure.getBody()[i]), field);
  }
  Value address = LLVM::AddressOfOp::create(builder, loc, body);
  LLVM::CallOp::create(builder, loc, TypeRange(), runtimeName,
                       ValueRange{loop.getRuntime(),
                                  castTo(builder, loop.getCount(), number),
                                  castTo(builder, loop.getGrain(), number),
                                  address, memory});
}

LogicalResult OutlineParallel::outline(cpu::ParallelForOp loop) {
  SetVector<Value> captures;
  if (failed(capture(loop, captures)))
    return failure();
  SmallVector<Type> fields =
      llvm::map_to_vector(captures.getArrayRef(), closureType);
  auto closure = LLVM::LLVMStructType::getLiteral(&getContext(), fields);
  LLVM::LLVMFuncOp body = makeBody(loop, captures.getArrayRef(), closure);
  call(loop, body, captures.getArrayRef(), closure);
  loop.erase();
  return success();
}
