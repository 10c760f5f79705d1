//===- PlanMemory.cpp - Every allocation gets a place in one arena --------===//
//
// Translates between the function and the planner (Analysis/MemoryPlan.h),
// which does the thinking. Lives are measured in positions of the body's
// operations; an allocation in a loop lives for the whole loop, which is safe
// because no value of one iteration survives into the next but through memory
// that is live around the loop.
//
//===----------------------------------------------------------------------===//
#include "Positions.h"
#include "aec/Analysis/MemoryPlan.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Buffers/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Interfaces/ViewLikeInterface.h"

namespace aec {
#define GEN_PASS_DEF_PLANMEMORYPASS
#include "aec/Buffers/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
/// Batch sizes the report speaks of.
constexpr int64_t reportedBatches[] = {1, 32, 128, 1024};

struct PlanMemoryPass : aec::impl::PlanMemoryPassBase<PlanMemoryPass> {
  using PlanMemoryPassBase::PlanMemoryPassBase;
  void runOnOperation() override;

private:
  LogicalResult collect(func::FuncOp func);
  FailureOr<BatchBytes> sizeOf(memref::AllocOp alloc);
  bool isBatch(Value value);
  void addLife(Value value, PlannedBuffer &buffer);
  void addReplaceable();
  void rewrite(func::FuncOp func, const MemoryPlan &plan);
  void report(func::FuncOp func, const MemoryPlan &plan);

  Block *body = nullptr;
  llvm::DenseMap<Operation *, int64_t> positions;
  SmallVector<memref::AllocOp> allocs;
  SmallVector<Operation *> deallocs;
  std::vector<PlannedBuffer> buffers;
};
} // namespace

/// The argument whose leading dimension is the batch, or null.
static Value batchArgument(Block &body) {
  for (BlockArgument argument : body.getArguments())
    if (auto type = dyn_cast<MemRefType>(argument.getType()))
      if (type.getRank() && type.isDynamicDim(0) &&
          type.getElementTypeBitWidth() > 8)
        return argument;
  return {};
}

bool PlanMemoryPass::isBatch(Value value) {
  auto dim = value.getDefiningOp<memref::DimOp>();
  auto argument =
      dim ? dyn_cast<BlockArgument>(dim.getSource()) : BlockArgument();
  return argument && argument.getOwner() == body && dim.getConstantIndex() == 0;
}

FailureOr<BatchBytes> PlanMemoryPass::sizeOf(memref::AllocOp alloc) {
  MemRefType type = alloc.getType();
  if (!type.getLayout().isIdentity())
    return alloc.emitOpError("has type ")
           << type << ", expected the identity layout";
  int64_t bytes = llvm::divideCeil(type.getElementTypeBitWidth(), 8);
  bool batchLed = type.getRank() && type.isDynamicDim(0);
  for (int64_t size : type.getShape().drop_front(batchLed)) {
    if (ShapedType::isDynamic(size))
      return alloc.emitOpError("has type ")
             << type
             << ", expected no dynamic dimension but the leading one (the "
                "batch)";
    if (llvm::MulOverflow(bytes, size, bytes))
      return alloc.emitOpError("has type ")
             << type << ", whose size overflows 64 bits";
  }
  if (batchLed && !isBatch(alloc.getDynamicSizes().front()))
    return alloc.emitOpError(
        "has a dynamic size that is not the batch (the leading "
        "dimension of an argument)");
  return batchLed ? BatchBytes{0, bytes} : BatchBytes{bytes, 0};
}

/// Extends the life of `buffer` to all uses of `value` and of what may alias
/// it.
void PlanMemoryPass::addLife(Value value, PlannedBuffer &buffer) {
  SmallVector<Value> work{value};
  llvm::SmallPtrSet<Value, 8> seen{value};
  auto follow = [&](Value alias) {
    if (isa<BaseMemRefType>(alias.getType()) && seen.insert(alias).second)
      work.push_back(alias);
  };
  auto extend = [&](Operation *user) {
    int64_t at = positions.lookup(body->findAncestorOpInBlock(*user));
    buffer.first = std::min(buffer.first, at);
    buffer.last = std::max(buffer.last, at);
  };
  while (!work.empty())
    for (Operation *user : work.pop_back_val().getUsers()) {
      if (isa<memref::DeallocOp>(user))
        continue;
      // A view takes no time: only what reads or writes through it counts.
      if (!isa<ViewLikeOpInterface>(user))
        extend(user);
      for (Value result : user->getResults())
        follow(result);
      // A number is read again by each that takes it (aec-stage-scalars).
      if (isa<memref::LoadOp>(user) && value.getDefiningOp() &&
          value.getDefiningOp()->hasAttr(kStagedAttr))
        for (Operation *taker : user->getUsers())
          extend(taker);
      if (user->hasTrait<OpTrait::IsTerminator>() && user->getBlock() != body) {
        for (Value result : user->getParentOp()->getResults())
          follow(result);
        for (Region &region : user->getParentOp()->getRegions())
          for (Value argument : region.getArguments())
            follow(argument);
      }
      for (Region &region : user->getRegions())
        for (Value argument : region.getArguments())
          follow(argument);
    }
}

LogicalResult PlanMemoryPass::collect(func::FuncOp func) {
  allocs.clear(), deallocs.clear(), buffers.clear();
  body = &func.getBody().front();
  positions = positionsOf(*body);
  func.walk([&](memref::AllocOp alloc) { allocs.push_back(alloc); });
  func.walk([&](memref::DeallocOp dealloc) { deallocs.push_back(dealloc); });
  for (memref::AllocOp alloc : allocs) {
    FailureOr<BatchBytes> size = sizeOf(alloc);
    if (failed(size))
      return failure();
    PlannedBuffer buffer;
    buffer.size = *size;
    buffer.first = int64_t(positions.size());
    buffer.last = -1;
    addLife(alloc, buffer);
    if (buffer.last < 0)
      buffer.first = buffer.last = 0;
    buffers.push_back(buffer);
  }
  return success();
}

/// Whether `op` reads and writes each element of its operands at one point of
/// its loop, so that a result may take the place of an operand.
static bool isElementwise(linalg::LinalgOp op) {
  return op.getNumParallelLoops() == op.getNumLoops() &&
         llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) {
           return map.isIdentity() || map.getNumResults() == 0;
         });
}

void PlanMemoryPass::addReplaceable() {
  llvm::DenseMap<Value, size_t> indices;
  for (auto [at, alloc] : llvm::enumerate(allocs))
    indices[alloc] = at;
  for (Operation &op : *body) {
    auto elementwise = dyn_cast<linalg::LinalgOp>(op);
    // Others of its stage may still read what it would replace.
    if (!elementwise || !isElementwise(elementwise) ||
        elementwise->hasAttr(kLaunchAttr))
      continue;
    for (Value out : elementwise.getDpsInits()) {
      auto target = indices.find(out);
      if (target == indices.end() ||
          buffers[target->second].first != positions.lookup(&op))
        continue;
      for (Value in : elementwise.getDpsInputs())
        if (auto source = indices.find(in);
            source != indices.end() && in.getType() == out.getType())
          buffers[target->second].mayReplace.push_back(source->second);
    }
  }
}

/// Gives every allocation its view of the arena, at the start of the body.
void PlanMemoryPass::rewrite(func::FuncOp func, const MemoryPlan &plan) {
  Location loc = func.getLoc();
  unsigned last = func.getNumArguments();
  auto arenaType = MemRefType::get({ShapedType::kDynamic},
                                   IntegerType::get(&getContext(), 8));
  OpBuilder builder = OpBuilder::atBlockBegin(body);
  NamedAttribute mark(kArenaAttr, builder.getUnitAttr());
  (void)func.insertArgument(last, arenaType, builder.getDictionaryAttr(mark),
                            loc);
  Value arena = func.getArgument(last);

  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(builder, loc, value);
  };
  Value batch, capacity;
  if (Value argument = batchArgument(*body)) {
    batch = memref::DimOp::create(builder, loc, argument, 0);
    Value granule = constant(batchGranule);
    Value more =
        arith::AddIOp::create(builder, loc, batch, constant(batchGranule - 1));
    Value blocks = arith::DivUIOp::create(builder, loc, more, granule);
    capacity = arith::MulIOp::create(builder, loc, blocks, granule);
  }
  for (auto [alloc, offset] : llvm::zip_equal(allocs, plan.offsets)) {
    Value at = constant(offset.fixed);
    if (offset.perSample) {
      Value samples = arith::MulIOp::create(builder, loc, capacity,
                                            constant(offset.perSample));
      at = arith::AddIOp::create(builder, loc, at, samples);
    }
    SmallVector<Value> sizes;
    if (!alloc.getDynamicSizes().empty())
      sizes.push_back(batch);
    Value view = memref::ViewOp::create(builder, alloc.getLoc(),
                                        alloc.getType(), arena, at, sizes);
    view.getDefiningOp()->setDiscardableAttrs(
        alloc->getDiscardableAttrDictionary());
    alloc.replaceAllUsesWith(view);
  }
  // At last: the builder stands before the first operation, which may be one.
  for (memref::AllocOp alloc : allocs)
    alloc.erase();
  for (Operation *dealloc : deallocs)
    dealloc->erase();
}

void PlanMemoryPass::report(func::FuncOp func, const MemoryPlan &plan) {
  Builder builder(&getContext());
  SmallVector<int64_t> peaks, bounds;
  for (int64_t batch : reportedBatches) {
    peaks.push_back(plan.peak(batch));
    bounds.push_back(maxLiveBytes(buffers, batch));
    double over = bounds.back()
                      ? 100.0 * (peaks.back() - bounds.back()) / bounds.back()
                      : 0.0;
    remark::analysis(func.getLoc(), remark::RemarkOpts::name("memory-plan")
                                        .category("aec-memory")
                                        .function(func.getName()))
        << llvm::formatv("batch {0}: {1} bytes planned, {2} live at once at "
                         "most (+{3:f1}%)",
                         batch, peaks.back(), bounds.back(), over)
               .str();
  }
  SmallVector<int64_t> fixed, perSample;
  for (const BatchBytes &line : plan.ends) {
    fixed.push_back(line.fixed);
    perSample.push_back(line.perSample);
  }
  func->setAttr(kArenaFixedAttr, builder.getDenseI64ArrayAttr(fixed));
  func->setAttr(kArenaPerSampleAttr, builder.getDenseI64ArrayAttr(perSample));
  func->setAttr(kArenaBatchesAttr,
                builder.getDenseI64ArrayAttr(reportedBatches));
  func->setAttr(kArenaPeakAttr, builder.getDenseI64ArrayAttr(peaks));
  func->setAttr(kArenaBoundAttr, builder.getDenseI64ArrayAttr(bounds));
}

void PlanMemoryPass::runOnOperation() {
  func::FuncOp func = getOperation();
  bool hasMemory = llvm::any_of(
      func.getArgumentTypes(), [](Type type) { return isa<MemRefType>(type); });
  if (func.isDeclaration() || func->hasAttr(kArenaFixedAttr) ||
      !func.isPublic() || !hasMemory)
    return;
  if (!func.getBody().hasOneBlock()) {
    func.emitOpError("expected one block, found ")
        << func.getBody().getBlocks().size();
    return signalPassFailure();
  }
  if (failed(collect(func)))
    return signalPassFailure();
  if (reuseOperands)
    addReplaceable();
  MemoryPlan plan;
  std::string problem = planMemory(buffers, plan);
  if (problem.empty())
    problem = verifyMemoryPlan(buffers, plan);
  if (!problem.empty()) {
    func.emitOpError("cannot plan its memory: ") << problem;
    return signalPassFailure();
  }
  report(func, plan);
  rewrite(func, plan);
}
