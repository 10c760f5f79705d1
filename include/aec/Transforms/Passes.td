//===- Passes.td - Passes on definitions and nn ---------------------------===//
#ifndef AEC_TRANSFORMS_PASSES
#define AEC_TRANSFORMS_PASSES

include "mlir/Pass/PassBase.td"

//===--- definition rung --------------------------------------------------===//

def DeriveEntriesPass : Pass<"aec-derive-entries", "::mlir::ModuleOp"> {
  let summary = "derives encode, decode, reconstruct and score";
  let description = [{
    From networks named @encoder and @decoder, as the first objective applies
    them, and from that objective's data terms; an entry that is written stays.
    A model without these networks and without entries is an error.
  }];
  let dependentDialects = ["::aec::ae::AEDialect", "::aec::nn::NNDialect"];
}

def MakeStateExplicitPass : Pass<"aec-make-state-explicit", "::mlir::ModuleOp"> {
  let summary = "turns a model into pure functions of explicit states";
  let description = [{
    Every objective becomes two functions (training and inference mode), every
    entry one; networks are inlined, layers replaced by their pure ops, and
    parameters and statistics become leading arguments `ae.state = "<name>"`.
  }];
  let dependentDialects = ["::aec::ae::AEDialect", "::aec::nn::NNDialect", "::mlir::func::FuncDialect"];
}

def DescribeInputsPass : Pass<"aec-describe-inputs", "::mlir::ModuleOp"> {
  let summary = "says of every input how many classes it has and whether values may be missing";
  let description = [{
    Programs check their data against it. An input may have gaps, NaN, where every
    op that meets one absorbs it (nn.fill_missing, nn.observed, the target of a
    masked loss); elementwise ops pass it on. Where some ops expect gaps and
    another would spread them, a warning names it. Two numbers of classes for one
    input are an error.
  }];
}

def DescribeLatentsPass : Pass<"aec-describe-latents", "::mlir::ModuleOp"> {
  let summary = "says of the entry encode whether its result lies on a grid";
  let description = [{
    Where a quantizer's result is what the entry gives first, its step becomes
    `ae.grid_step`; programs then compress. A quantizer that is not there warns.
  }];
}

def VerifyExplicitPass : Pass<"aec-verify-explicit", "::mlir::ModuleOp"> {
  let summary = "verifies that no network, layer, objective or entry is left";
}

//===--- joint rung -------------------------------------------------------===//

def FuseStableLossesPass : Pass<"aec-fuse-stable-losses", "::mlir::func::FuncOp"> {
  let summary = "sigmoid + bce and softmax + cross_entropy become their logits forms";
  let description = [{
    Runs before gradients, so that both directions are stable. The activation
    stays where it has other users.
  }];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def SinkRepeatsPass : Pass<"aec-sink-repeats", "::mlir::func::FuncOp"> {
  let summary = "computes once what is the same at every step";
  let description = [{
    Products and elementwise ops of an nn.repeat_vector become those of its input.
    Runs before gradients, which then are of one step too.
  }];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def FlattenChannelsLastPass : Pass<"aec-flatten-channels-last", "::mlir::ModuleOp"> {
  let summary = "keeps weights in the order of the flattened images they meet";
  let description = [{
    Images lie channels last, so the flattened [B, C * H * W] of an author is a
    reorder at every step. Where what shares that dimension are products,
    elementwise ops and reductions, in all functions, it is flattened as
    [B, H * W * C] and the states that have it get a `view` and `order`; the
    runtime reorders them when it reads and writes files. Declined, with a remark,
    where something knows the order: an input, an entry's result, a draw. Runs on
    forward functions, whose gradients follow.
  }];
  let dependentDialects = ["::aec::ae::AEDialect", "::aec::nn::NNDialect"];
}

def BuildTrainingStepPass : Pass<"aec-build-training-step", "::mlir::ModuleOp"> {
  let summary = "adds losses, gradients and optimizer updates to objectives";
  let dependentDialects = ["::aec::ae::AEDialect", "::aec::nn::NNDialect",
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect", "::mlir::func::FuncDialect"];
}

def BuildAccumulationPass : Pass<"aec-build-accumulation", "::mlir::ModuleOp"> {
  let summary = "adds the step of every objective in two halves, with the gradients in between";
  let description = [{
    For gradients of several batches. `accumulate.<objective>` computes losses and
    gradients and adds these to accumulators, states named
    `<objective>.<parameter>.gradient`; `update.<objective>` takes the
    accumulators times `ae.gradient_weight` for the gradients, clips and updates. Runs on objectives, before
    aec-build-training-step makes steps of them.
  }];
  let dependentDialects = ["::aec::ae::AEDialect", "::aec::nn::NNDialect",
    "::mlir::arith::ArithDialect", "::mlir::math::MathDialect", "::mlir::func::FuncDialect"];
}

def BuildGradientCheckPass : Pass<"aec-build-gradient-check", "::mlir::ModuleOp"> {
  let summary = "adds functions of each objective's losses and gradients alone";
  let description = [{
    For `aec check`, on the explicit rung: of @"objective.a" it makes
    @"loss.a"(states, inputs) -> losses, and @"gradient.a"(states, inputs) ->
    losses and, before clipping, the gradient of every trained parameter, each
    with a result attribute `ae.gradient = "<state>"`. Both are training mode, and
    built as the step's are. Values behind nn.stop_gradient are computed, in
    @"loss.a", from states @"frozen.<state>" that finite differences leave alone.
  }];
  let dependentDialects = ["::aec::ae::AEDialect", "::aec::nn::NNDialect", "::mlir::arith::ArithDialect",
    "::mlir::math::MathDialect", "::mlir::func::FuncDialect"];
}

def ExposeValuesPass : Pass<"aec-expose-values", "::mlir::ModuleOp"> {
  let summary = "adds steps that also return every value they compute";
  let description = [{
    For `aec verify`, on the joint or the fused rung: of @"step.a" it makes
    @"values.a", which changes no state, with the step's losses as a plain result
    and, behind them, every floating-point tensor that it computes but new states,
    in its order, each with a result attribute `ae.value`.
  }];
}

def GenerateGradientsPass : Pass<"aec-generate-gradients", "::mlir::func::FuncOp"> {
  let summary = "replaces nn.gradient by adjoints, in reverse mode";
  let description = [{
    Activity analysis first: only what some `wrt` value reaches and what reaches
    the differentiated value gets an adjoint. Ops without an adjoint are formulas
    or errors; all of them are reported at once. Gradients of gradients work
    because an inner nn.gradient is replaced before the outer one.
  }];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def SeedFaultPass : Pass<"aec-seed-fault", "::mlir::ModuleOp"> {
  let summary = "plants a wrong adjoint, for tests of what finds one";
  let description = [{
    Changes one op of the backward part of every @"gradient.*" (or @"step.*"), the
    ops its losses do not depend on: the `index`-th called `op`, in program order;
    with `forward`, one op that the losses depend on. No pipeline of the compiler
    runs it.
  }];
  let options = [
    Option<"fault", "fault", "std::string", "\"negate\"",
           "negate, double, zero, swap (operands), first or second (that operand "
           "replaces the result), transpose-lhs or transpose-rhs">,
    Option<"op", "op", "std::string", "\"nn.mul\"", "name of the op">,
    Option<"index", "index", "unsigned", "0", "which one">,
    Option<"in", "in", "std::string", "\"gradient\"", "gradient, step or values: the functions that change">,
    Option<"forward", "forward", "bool", "false", "change the losses instead of the backward part">];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def VerifyJointPass : Pass<"aec-verify-joint", "::mlir::ModuleOp"> {
  let summary = "verifies that no nn.gradient is left";
}

//===--- fused rung -------------------------------------------------------===//

def DecomposePass : Pass<"aec-decompose", "::mlir::func::FuncOp"> {
  let summary = "replaces composite ops by their formulas";
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def FoldBroadcastsPass : Pass<"aec-fold-broadcasts", "::mlir::func::FuncOp"> {
  let summary = "lets elementwise ops repeat their operands themselves";
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def ChooseImageLayoutsPass : Pass<"aec-choose-image-layouts", "::mlir::func::FuncOp"> {
  let summary = "makes ops on images channels last, with transposes around them";
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def PropagateLayoutsPass : Pass<"aec-propagate-layouts", "::mlir::func::FuncOp"> {
  let summary = "moves transposes of images together until they cancel";
  let description = [{
    Below elementwise ops, reductions, broadcasts, slices, concatenations and
    reshapes that add or drop a 1. A remark counts the reorders that are left.
  }];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def FlattenGroupsPass : Pass<"aec-flatten-groups", "::mlir::func::FuncOp"> {
  let summary = "makes one dimension of those that a group treats alike";
  let description = [{
    [B, H, W, C] in an elementwise group becomes [B, H * W * C], or [B, H * W, C]
    where an operand is repeated along the pixels or a sum runs over them.
  }];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def ChooseStateLayoutsPass : Pass<"aec-choose-state-layouts", "::mlir::ModuleOp"> {
  let summary = "keeps weights in memory as products read them";
  let description = [{
    A matrix that most products read transposed as their second operand is kept
    transposed, with its moments; so is the weight of a convolution, [O, I, kh, kw],
    as [kh, kw, I, O], and of one of signals, [O, I, k], as [k, I, O]. The runtime
    reorders them when it reads and writes files.
  }];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def FoldTransposesPass : Pass<"aec-fold-transposes", "::mlir::func::FuncOp"> {
  let summary = "folds transposes into products, elementwise ops and reductions";
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def FuseEpiloguesPass : Pass<"aec-fuse-epilogues", "::mlir::func::FuncOp"> {
  let summary = "makes a group of every product with what follows it element by element";
  let description = [{
    Absorbs an elementwise reader of the product's result where the result then
    needs no memory, or where it reads nothing else of that size; elementwise ops
    that feed it alone come along. Optimizer updates thus run behind the weight
    gradient, block by block. A remark tells what stays out.
  }];
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def FuseElementwisePass : Pass<"aec-fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "makes groups of elementwise ops and reductions on the same space";
  let dependentDialects = ["::aec::nn::NNDialect"];
}

def VerifyFusedPass : Pass<"aec-verify-fused", "::mlir::ModuleOp"> {
  let summary = "verifies that every product is in a group and no formula is left";
}

#endif // AEC_TRANSFORMS_PASSES
