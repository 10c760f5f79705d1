//===- MergeLaunches.cpp - The pass aec-merge-launches --------------------===//
//
// Which launches belong together was decided before the plan, which gave them
// places that allow it (ScheduleLaunches.cpp); here is what follows for
// kernels. It does not matter what form a kernel has.
//
//===----------------------------------------------------------------------===//
#include "MergedKernel.h"
#include "RowTiles.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Target/CUDA/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace aec {
#define GEN_PASS_DEF_MERGELAUNCHESPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// Bytes of parameters that kernels of all chips may have, by 8 a parameter,
/// and a margin for numbers of blocks.
constexpr size_t maxParameters = 4096 / 8 - 64;

namespace {
/// Strands of one stage, in their order.
using Stage = SmallVector<Strand>;

/// Collects the launches of a block of the host.
class StageCollector {
public:
  void add(gpu::LaunchFuncOp launch);
  /// Something that launches are not moved across.
  void cut() { stage = -1, strand = -1; }

  SmallVector<Stage> stages;

private:
  size_t parameters(gpu::LaunchFuncOp launch);

  int64_t stage = -1, strand = -1;
  llvm::DenseSet<int64_t> strands;
  llvm::DenseSet<Value> operands;
};

struct MergeLaunches : aec::impl::MergeLaunchesPassBase<MergeLaunches> {
  void runOnOperation() override {
    for (auto func : getOperation().getOps<func::FuncOp>()) {
      StageCollector found;
      func.walk([&](Block *block) {
        found.cut();
        for (Operation &op : *block)
          if (auto launch = dyn_cast<gpu::LaunchFuncOp>(op))
            found.add(launch);
          else if (!isMemoryEffectFree(&op))
            found.cut();
      });
      size_t before = 0, after = 0;
      for (const Stage &stage : found.stages) {
        for (const Strand &strand : stage)
          before += strand.size();
        ++after;
        merge(stage);
      }
      report(func, before, after);
    }
    eraseUnused();
  }

private:
  void merge(const Stage &stage);
  void eraseUnused();
  void report(func::FuncOp func, size_t before, size_t after);
};
} // namespace

/// Parameters that the stage has with `launch` in it.
size_t StageCollector::parameters(gpu::LaunchFuncOp launch) {
  operands.insert_range(launch.getKernelOperands());
  operands.insert(launch.getGridSizeOperandValues().x);
  return operands.size();
}

static bool isOf(DenseI64ArrayAttr place, int64_t stage, int64_t strand) {
  return place && place[0] == stage && place[1] == strand;
}

/// Whether what a block needs of the first was done by the same block.
static bool haveSameBlocks(gpu::LaunchFuncOp first, gpu::LaunchFuncOp second) {
  if (hasOneBlock(first) && hasOneBlock(second))
    return true;
  return first->hasAttr(kRowTilesAttr) && second->hasAttr(kRowTilesAttr) &&
         first.getGridSizeOperandValues().x ==
             second.getGridSizeOperandValues().x;
}

void StageCollector::add(gpu::LaunchFuncOp launch) {
  auto place = launch->getAttrOfType<DenseI64ArrayAttr>(kLaunchAttr);
  bool merges = canMerge(launch);
  bool isStatus = launch->hasAttr(kStatusAttr);
  gpu::LaunchFuncOp previous =
      stages.empty() ? gpu::LaunchFuncOp() : stages.back().back().back();
  bool isNext = merges && stage >= 0 && parameters(launch) <= maxParameters;
  // Behind the launch in front of it, in the same blocks.
  bool isPhase = isNext && (isStatus || isOf(place, stage, strand)) &&
                 haveSameBlocks(previous, launch);
  if (isPhase)
    return stages.back().back().push_back(launch);
  bool isBeside =
      isNext && place && place[0] == stage && !strands.contains(place[1]);
  if (!isBeside) {
    stages.emplace_back();
    strands.clear(), operands.clear();
    (void)parameters(launch);
  }
  stages.back().push_back({launch});
  // Without a mark nothing is beside it; a status may still follow.
  stage = !merges ? -1 : place ? place[0] : INT64_MAX;
  strand = place ? place[1] : INT64_MAX;
  strands.insert(strand);
}

void MergeLaunches::merge(const Stage &stage) {
  gpu::LaunchFuncOp first = stage.front().front();
  if (stage.size() == 1 && stage.front().size() == 1)
    return;
  size_t count = 0;
  for (const Strand &strand : stage)
    count += strand.size();
  remark::passed(first.getLoc(),
                 remark::RemarkOpts::name("merge-launches").category("cuda"))
      << llvm::formatv("one launch for {0} kernels, {1} beside each other",
                       count, stage.size())
             .str();
  auto module = SymbolTable::lookupNearestSymbolFrom<gpu::GPUModuleOp>(
      first, first.getKernelModuleName());
  MergedKernel(module, stage).write();
}

/// Kernels whose launches all became parts of others.
void MergeLaunches::eraseUnused() {
  llvm::DenseSet<Attribute> used;
  getOperation().walk(
      [&](gpu::LaunchFuncOp launch) { used.insert(launch.getKernelName()); });
  for (auto module : getOperation().getOps<gpu::GPUModuleOp>())
    for (auto kernel :
         llvm::make_early_inc_range(module.getOps<gpu::GPUFuncOp>()))
      if (kernel.isKernel() && !used.contains(kernel.getNameAttr()))
        kernel.erase();
}

void MergeLaunches::report(func::FuncOp func, size_t before, size_t after) {
  if (before)
    remark::analysis(func.getLoc(), remark::RemarkOpts::name("launches")
                                        .category("cuda")
                                        .function(func.getName()))
        << llvm::formatv("{0} launches for {1} kernels", after, before).str();
}
