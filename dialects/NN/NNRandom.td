//===- NNRandom.td - Draws keyed by an explicit counter -------------------===//
//
// Philox-4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy
// as 1, 2, 3", SC 2011): an element is a function of seed, step, stream and its
// place, so that threads, tiles and fusion never show in a draw. Elementwise, so
// that draws are made where they are used; the place comes from the loops.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_RANDOM
#define AEC_NN_RANDOM

include "dialects/NN/NNBase.td"

class NN_DrawOp<string mnemonic> : NN_Op<mnemonic, [NN_DifferentiableOpInterface,
      DeclareOpInterfaceMethods<NN_ElementwiseOpInterface, ["buildScalars", "buildUniforms"]>]> {
  let arguments = (ins NN_AnyTensor:$like, I64:$seed, I64:$step,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$stream, UnitAttr:$across_calls);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ `like` $like `seed` $seed `step` $step `stream` $stream
      (`across_calls` $across_calls^)? attr-dict `:` type($like) `->` type($result) }];
  let hasVerifier = 1;
  let extraClassDeclaration = lowering # noGradient;
}

def NN_UniformOp : NN_DrawOp<"uniform"> {
  let summary = "independent draws, uniform in [0, 1)";
  let description = [{
    `like`'s values are not read: it has the batch of the result. Element (row,
    feature) is word / 2^8 * 2^-24 of the first word of Philox at the counter
    (feature, row, step, stream) under the key `seed`; features count row-major
    behind the batch, from 0. With `across_calls` the step is the number of rows
    before this call's: row + step takes the place of row, and 0 that of step, so
    that a result does not depend on how rows are split into batches. Gradient: 0.
    (C1) `like` has a batch where the result has one.

    ```mlir
    %u = nn.uniform like %x seed %seed step %step stream 3 : tensor<?x4xf32> -> tensor<?x4xf32>
    ```
  }];
}
def NN_NormalOp : NN_DrawOp<"normal"> {
  let summary = "independent draws from the standard normal distribution";
  let description = [{
    Box and Muller's transform of two words of Philox, whose counter and key are
    those of `nn.uniform`: sqrt(-2 log u) sin(pi v / 2), with u in (0, 1] of the
    first word's upper 24 bits, v in [0, 1) of the second's and the sign from its
    lowest bit. The largest magnitude is 5.77. Gradient: 0.
    (C1) `like` has a batch where the result has one.

    ```mlir
    %n = nn.normal like %x seed %seed step %step stream 0 across_calls : tensor<?x4xf32> -> tensor<?x20xf32>
    ```
  }];
}

#endif // AEC_NN_RANDOM
