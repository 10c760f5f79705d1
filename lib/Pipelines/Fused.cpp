//===- Fused.cpp - The fused phase: what becomes one loop nest or call ----===//
#include "aec/Pipelines/Pipelines.h"
#include "aec/Transforms/Passes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

void aec::buildFusedPhase(OpPassManager &manager,
                          const TargetOptions &options) {
  // The reference path is the oracle of what follows: it fuses nothing.
  if (options.target == Target::Reference)
    return;
  OpPassManager &formulas = manager.nest<func::FuncOp>();
  formulas.addPass(createDecomposePass());
  // Counts of fixed sizes and products of constants fold before broadcasts are
  // looked at: what is one number then hides no longer.
  formulas.addPass(createCanonicalizerPass());
  formulas.addPass(createFoldBroadcastsPass());
  formulas.addPass(createChooseImageLayoutsPass());
  // Layouts insert transposes at the boundaries, folding removes them; both
  // before groups, which see through no transpose.
  manager.addPass(createChooseStateLayoutsPass());
  OpPassManager &groups = manager.nest<func::FuncOp>();
  groups.addPass(createPropagateLayoutsPass());
  groups.addPass(createFoldTransposesPass());
  groups.addPass(createCanonicalizerPass());
  groups.addPass(createCSEPass());
  // Products first: what they absorb costs no pass over memory at all.
  groups.addPass(createFuseEpiloguesPass());
  groups.addPass(createFuseElementwisePass());
  // When it is known which dimensions a group treats alike.
  groups.addPass(createFlattenGroupsPass());
  manager.addPass(createVerifyFusedPass());
}
