//===- Attributes.h - Names of the attributes functions carry -------------===//
//
// Functions of the explicit rung and below say by attributes what their
// arguments and results are; dialects/README.md lists them rung by rung. One
// place for the spelling, no meaning.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_BUFFERS_ATTRIBUTES_H
#define AEC_BUFFERS_ATTRIBUTES_H

#include "llvm/ADT/StringRef.h"

namespace aec {

/// Of arguments and results.
constexpr llvm::StringLiteral kStateAttr = "ae.state";
constexpr llvm::StringLiteral kInputAttr = "ae.input";
constexpr llvm::StringLiteral kArgumentAttr = "ae.argument";
constexpr llvm::StringLiteral kOutputAttr = "ae.output";
constexpr llvm::StringLiteral kTargetAttr = "ae.target";
constexpr llvm::StringLiteral kLossesAttr = "ae.losses";
constexpr llvm::StringLiteral kLearningRateAttr = "ae.learning_rate";
constexpr llvm::StringLiteral kStepAttr = "ae.step";
constexpr llvm::StringLiteral kSeedAttr = "ae.seed";
constexpr llvm::StringLiteral kEpochAttr = "ae.epoch";
constexpr llvm::StringLiteral kGradientWeightAttr = "ae.gradient_weight";
/// Of a result that the function has on its way, for who asks (aec verify).
constexpr llvm::StringLiteral kValueAttr = "ae.value";
/// Of an accumulator: the parameter whose gradients it sums.
constexpr llvm::StringLiteral kGradientAttr = "ae.gradient";
constexpr llvm::StringLiteral kArenaAttr = "ae.arena";
/// Of a pointer: a device's copy of what changes from step to step.
constexpr llvm::StringLiteral kScalarsAttr = "ae.scalars";
/// Of memory, and of its place in the arena: holds a number for all kernels.
constexpr llvm::StringLiteral kStagedAttr = "ae.staged";
/// Of operations on memory and of launches: the stage, and the strand in it. A
/// device does a stage at once, its strands beside each other.
constexpr llvm::StringLiteral kLaunchAttr = "ae.launch";
/// Of the launch that notes whether the losses are finite.
constexpr llvm::StringLiteral kStatusAttr = "ae.status";
/// Of the branch around a step's updates, taken where the loss is finite.
constexpr llvm::StringLiteral kGuardAttr = "ae.guard";
/// Of a tensor that has the batch and nothing else, where no input has it.
constexpr llvm::StringLiteral kRowsAttr = "ae.rows";

/// Of functions.
constexpr llvm::StringLiteral kStepOfAttr = "ae.step_of";
constexpr llvm::StringLiteral kAccumulateOfAttr = "ae.accumulate_of";
constexpr llvm::StringLiteral kUpdateOfAttr = "ae.update_of";
constexpr llvm::StringLiteral kEvaluateOfAttr = "ae.evaluate_of";
constexpr llvm::StringLiteral kScheduleOfAttr = "ae.schedule_of";
constexpr llvm::StringLiteral kEntryAttr = "ae.entry";
constexpr llvm::StringLiteral kTermsAttr = "ae.terms";
constexpr llvm::StringLiteral kWeightsAttr = "ae.weights";
/// Which networks a step moves, and how, as a text; on each how many batches.
constexpr llvm::StringLiteral kTrainingAttr = "ae.training";
constexpr llvm::StringLiteral kEveryAttr = "ae.every";
/// Of an entry: neighbours on the grid that its result lies on are so far apart.
constexpr llvm::StringLiteral kGridStepAttr = "ae.grid_step";
constexpr llvm::StringLiteral kArenaFixedAttr = "ae.arena_fixed";
constexpr llvm::StringLiteral kArenaPerSampleAttr = "ae.arena_per_sample";
/// What the arguments were before the ABI's signature replaced them: one
/// dictionary each, their attributes and `type`.
constexpr llvm::StringLiteral kSignatureAttr = "ae.signature";
/// Batch sizes of the memory report, the plan's bytes, and the max-live bound.
constexpr llvm::StringLiteral kArenaBatchesAttr = "ae.arena_batches";
constexpr llvm::StringLiteral kArenaPeakAttr = "ae.arena_peak";
constexpr llvm::StringLiteral kArenaBoundAttr = "ae.arena_bound";
/// States that are read after their update, so that a copy is unavoidable.
constexpr llvm::StringLiteral kStateCopiesAttr = "ae.state_copies";

/// Of modules; `ae.epochs` also of an argument, the number of a run.
constexpr llvm::StringLiteral kModelAttr = "ae.model";
constexpr llvm::StringLiteral kEpochsAttr = "ae.epochs";
constexpr llvm::StringLiteral kBatchSizeAttr = "ae.batch_size";
/// Hash of the definition, hexadecimal.
constexpr llvm::StringLiteral kHashAttr = "ae.hash";

} // namespace aec

#endif // AEC_BUFFERS_ATTRIBUTES_H
