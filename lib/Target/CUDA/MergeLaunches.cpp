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
/// What becomes one launch: strands, or a part of each.
using Wave = SmallVector<Strand>;

/// Collects the launches of a block of the host. Where a launch needs all
/// blocks of the one in front of it in its strand, it is of the stage's next
/// wave; strands do not depend on each other, so that each wave has a part of
/// all.
class StageCollector {
public:
  void add(gpu::LaunchFuncOp launch);
  /// Something that launches are not moved across.
  void cut() { stage = -1; }
  /// Waves follow each other where the last launch of their stage was.
  void order();

  SmallVector<Wave> waves;

private:
  /// Where a strand of the stage under way has its last launch.
  struct Place {
    size_t wave, strand;
  };
  bool fits(size_t wave, gpu::LaunchFuncOp launch);
  Place append(size_t wave, gpu::LaunchFuncOp launch);
  bool addPhase(Place at, gpu::LaunchFuncOp launch);

  int64_t stage = -1;
  /// First wave of the stage under way, and of each stage that was.
  size_t first = 0;
  SmallVector<size_t> firsts;
  llvm::DenseMap<int64_t, Place> places;
  /// The launch that was added last, whose strand a status follows.
  Place last{0, 0};
  SmallVector<gpu::LaunchFuncOp> lastOfStage;
  /// What each wave passes to its kernel.
  SmallVector<llvm::DenseSet<Value>> operands;
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
      found.order();
      for (const Wave &wave : found.waves) {
        for (const Strand &strand : wave)
          before += strand.size();
        ++after;
        merge(wave);
      }
      report(func, before, after);
    }
    eraseUnused();
  }

private:
  void merge(const Wave &wave);
  void eraseUnused();
  void report(func::FuncOp func, size_t before, size_t after);
};
} // namespace

/// Whether what a block needs of the first was done by the same block.
static bool haveSameBlocks(gpu::LaunchFuncOp first, gpu::LaunchFuncOp second) {
  if (hasOneBlock(first) && hasOneBlock(second))
    return true;
  return first->hasAttr(kRowTilesAttr) && second->hasAttr(kRowTilesAttr) &&
         first.getGridSizeOperandValues().x ==
             second.getGridSizeOperandValues().x;
}

/// Whether the wave's kernel may have the parameters of `launch`, too.
bool StageCollector::fits(size_t wave, gpu::LaunchFuncOp launch) {
  llvm::DenseSet<Value> all = operands[wave];
  all.insert_range(launch.getKernelOperands());
  all.insert(launch.getGridSizeOperandValues().x);
  if (all.size() > maxParameters)
    return false;
  operands[wave] = std::move(all);
  return true;
}

/// As a strand of the first wave from `wave` on that has room for it.
StageCollector::Place StageCollector::append(size_t wave,
                                             gpu::LaunchFuncOp launch) {
  while (wave < waves.size() && !fits(wave, launch))
    ++wave;
  if (wave == waves.size()) {
    waves.emplace_back();
    operands.emplace_back();
    (void)fits(wave, launch);
  }
  waves[wave].push_back({launch});
  return {wave, waves[wave].size() - 1};
}

/// Behind the launch at a place, in the same blocks.
bool StageCollector::addPhase(Place at, gpu::LaunchFuncOp launch) {
  Strand &strand = waves[at.wave][at.strand];
  if (!haveSameBlocks(strand.back(), launch) || !fits(at.wave, launch))
    return false;
  strand.push_back(launch);
  return true;
}

void StageCollector::add(gpu::LaunchFuncOp launch) {
  auto mark = launch->getAttrOfType<DenseI64ArrayAttr>(kLaunchAttr);
  bool merges = canMerge(launch);
  bool isStatus = launch->hasAttr(kStatusAttr);
  if (merges && stage >= 0 && isStatus && addPhase(last, launch)) {
    lastOfStage.back() = launch;
    return;
  }
  if (!merges || stage < 0 || !mark || mark[0] != stage) {
    first = waves.size();
    firsts.push_back(first);
    lastOfStage.push_back(launch);
    places.clear();
    // Without a mark nothing is beside it; a status may still follow.
    stage = !merges ? -1 : mark ? mark[0] : INT64_MAX;
    last = append(first, launch);
    if (mark)
      places[mark[1]] = last;
    return;
  }
  lastOfStage.back() = launch;
  auto known = places.find(mark[1]);
  if (known == places.end())
    last = append(first, launch);
  else if (addPhase(known->second, launch))
    last = known->second;
  else
    last = append(known->second.wave + 1, launch);
  places[mark[1]] = last;
}

void StageCollector::order() {
  for (auto [at, end] : llvm::enumerate(lastOfStage)) {
    size_t to = at + 1 < firsts.size() ? firsts[at + 1] : waves.size();
    Block *block = end->getBlock();
    Block::iterator behind = std::next(end->getIterator());
    for (const Wave &wave : ArrayRef(waves).slice(firsts[at], to - firsts[at]))
      for (const Strand &strand : wave)
        for (gpu::LaunchFuncOp launch : strand)
          launch->moveBefore(block, behind);
  }
}

void MergeLaunches::merge(const Wave &wave) {
  gpu::LaunchFuncOp first = wave.front().front();
  if (wave.size() == 1 && wave.front().size() == 1)
    return;
  size_t count = 0;
  for (const Strand &strand : wave)
    count += strand.size();
  remark::passed(first.getLoc(),
                 remark::RemarkOpts::name("merge-launches").category("cuda"))
      << llvm::formatv("one launch for {0} kernels, {1} beside each other",
                       count, wave.size())
             .str();
  auto module = SymbolTable::lookupNearestSymbolFrom<gpu::GPUModuleOp>(
      first, first.getKernelModuleName());
  MergedKernel(module, wave).write();
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
