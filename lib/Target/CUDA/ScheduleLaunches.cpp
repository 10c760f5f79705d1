//===- ScheduleLaunches.cpp - The pass aec-schedule-launches --------------===//
//
// Runs before the plan, for two reasons: buffers are values here, so that what
// depends on what is known exactly, and the plan must know what will run at
// once. The algorithm is Analysis/LaunchSchedule.
//
//===----------------------------------------------------------------------===//
#include "MemoryAccesses.h"
#include "RowTiles.h"
#include "Shapes.h"
#include "aec/Analysis/LaunchSchedule.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Target/CUDA/Passes.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"

namespace aec {
#define GEN_PASS_DEF_SCHEDULELAUNCHESPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// Most bytes that a block may stream for an operation in a strand of row
/// tiles. An SM takes about 64 bytes a clock from the second-level cache, 100
/// GB/s. A launch of its own costs 1.5 to 3 us in a graph, and as much again
/// until all SMs have work and are done: what a block streams in 5 us costs
/// no more. Reckoned, not measured.
constexpr int64_t maxPhaseBytes = 512 << 10;

/// Largest batch of a definition for which rows are tiled: 128 blocks of 8,
/// about as many as an H200 has SMs (132). Behind that blocks wait for each
/// other and each reads all weights again, which tiles of 64 rows do not.
constexpr int64_t maxTiledBatch = 1024;

namespace {
/// An operation that will be a launch.
struct Node {
  Operation *op;
  /// In the order of the program.
  size_t number;
  MemoryAccesses accesses;
  bool isNumber = false, isSingleBlock = false, isRowTile = false;
  bool isUpdate = false, writesLosses = false;
  ScheduledPlace place{};
};

class FunctionScheduler {
public:
  explicit FunctionScheduler(func::FuncOp func)
      : func(func), body(func.getBody().front()) {}

  void run();

private:
  void collect();
  std::vector<ScheduledOperation> dependences();
  void order();
  void emit(Operation *op);
  void mark();

  func::FuncOp func;
  Block &body;
  std::vector<Node> nodes;
  llvm::DenseSet<Operation *> emitted;
};

struct ScheduleLaunches
    : aec::impl::ScheduleLaunchesPassBase<ScheduleLaunches> {
  void runOnOperation() override {
    func::FuncOp func = getOperation();
    if (func.isDeclaration() || !func.isPublic() ||
        func->hasAttr(kScheduleOfAttr) || !func.getBody().hasOneBlock())
      return;
    FunctionScheduler(func).run();
  }
};
} // namespace

void FunctionScheduler::collect() {
  auto module = func->getParentOfType<ModuleOp>();
  auto batch = module->getAttrOfType<IntegerAttr>(kBatchSizeAttr);
  bool mayTile = !batch || batch.getInt() <= maxTiledBatch;
  for (Operation &op : body.without_terminator()) {
    // Done again by whoever needs them, or no work.
    if (isMemoryEffectFree(&op) ||
        isa<memref::AllocOp, memref::DeallocOp, memref::LoadOp>(op))
      continue;
    Node node{&op, nodes.size(), MemoryAccesses(&op)};
    node.isNumber = cuda::isNumber(&op);
    node.isSingleBlock = cuda::isSingleBlock(&op);
    node.isRowTile =
        mayTile && rowTileBytes(&op).value_or(INT64_MAX) <= maxPhaseBytes;
    node.isUpdate = node.accesses.writes(kStateAttr);
    node.writesLosses = node.accesses.writes(kLossesAttr);
    nodes.push_back(std::move(node));
  }
}

/// Whether a barrier of a block is all that two operations need between them.
static bool mayJoin(const Node &first, const Node &second) {
  if (first.isRowTile && second.isRowTile)
    return first.accesses.conflictByRows(second.accesses);
  return first.isSingleBlock && second.isSingleBlock;
}

std::vector<ScheduledOperation> FunctionScheduler::dependences() {
  std::vector<ScheduledOperation> operations(nodes.size());
  for (size_t i = 0; i < nodes.size(); ++i) {
    operations[i].isUpdate = nodes[i].isUpdate;
    operations[i].mayWait = nodes[i].isRowTile;
    for (size_t on = 0; on < i; ++on) {
      // Losses are one strand, whose end is where the step's status is known.
      bool both = nodes[on].writesLosses && nodes[i].writesLosses;
      if (both || nodes[i].accesses.conflictWith(nodes[on].accesses))
        operations[i].after.push_back({on, mayJoin(nodes[on], nodes[i])});
    }
  }
  return operations;
}

/// Numbers first in their stage, side by side; losses last, in front of the
/// status; what is no single launch behind all.
void FunctionScheduler::order() {
  llvm::DenseMap<int64_t, int> ranks;
  for (const Node &node : nodes) {
    // Loops of the host and calls of libraries are not.
    bool isLaunch =
        isa<cpu::KernelOp, linalg::LinalgOp, memref::StoreOp, memref::CopyOp>(
            node.op);
    int rank = !isLaunch ? 3 : node.writesLosses ? 2 : node.isNumber ? 0 : 1;
    int &known = ranks.try_emplace(node.place.strand, rank).first->second;
    known = std::max(known, rank);
  }
  llvm::sort(nodes, [&](const Node &lhs, const Node &rhs) {
    auto key = [&](const Node &node) {
      return std::make_tuple(node.place.stage, ranks[node.place.strand],
                             node.place.strand, node.number);
    };
    return key(lhs) < key(rhs);
  });
}

/// Moves `op`, behind all it takes, to the end of the block.
void FunctionScheduler::emit(Operation *op) {
  if (!op || op->getBlock() != &body || !emitted.insert(op).second)
    return;
  SetVector<Value> used(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), used);
  for (Value value : used)
    emit(value.getDefiningOp());
  op->moveBefore(body.getTerminator());
}

/// Stages of one operation need no mark.
void FunctionScheduler::mark() {
  llvm::DenseMap<int64_t, size_t> sizes, strandSizes;
  for (const Node &node : nodes) {
    ++sizes[node.place.stage];
    ++strandSizes[node.place.strand];
  }
  Builder builder(func.getContext());
  llvm::DenseSet<int64_t> stages;
  for (const Node &node : nodes) {
    stages.insert(node.place.stage);
    if (sizes[node.place.stage] > 1)
      node.op->setAttr(kLaunchAttr, builder.getDenseI64ArrayAttr(
                                        {node.place.stage, node.place.strand}));
    if (node.isRowTile && strandSizes[node.place.strand] > 1)
      node.op->setAttr(kRowTilesAttr, builder.getUnitAttr());
  }
  remark::analysis(func.getLoc(), remark::RemarkOpts::name("schedule-launches")
                                      .category("cuda")
                                      .function(func.getName()))
      << llvm::formatv("{0} operations on memory in {1} stages", nodes.size(),
                       stages.size())
             .str();
}

void FunctionScheduler::run() {
  collect();
  std::vector<ScheduledPlace> places = scheduleLaunches(dependences());
  for (auto [node, place] : llvm::zip_equal(nodes, places))
    node.place = place;
  order();
  SmallVector<Operation *> rest, deallocs;
  for (Operation &op : body.without_terminator())
    (isa<memref::DeallocOp>(op) ? deallocs : rest).push_back(&op);
  for (const Node &node : nodes)
    emit(node.op);
  for (Operation *op : llvm::concat<Operation *>(rest, deallocs))
    emit(op);
  mark();
}
