//===- NNCompression.td - Latents on a grid, and what they cost -----------===//
//
// What a latent needs to become a short file: values on a grid, and the bits
// that they take. Ballé, Laparra, Simoncelli (2017), End-to-end optimized image
// compression: uniform noise stands for rounding in training (ae.quantize).
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_COMPRESSION
#define AEC_NN_COMPRESSION

include "dialects/NN/NNBase.td"
include "dialects/NN/NNQuantizer.td"

def NN_QuantizeOp : NN_UnaryOp<"quantize", [DeclareOpInterfaceMethods<NN_QuantizerOpInterface>]> {
  let summary = "the nearest multiple of a step";
  let description = [{
    result = step * round(x / step), halves to the even multiple: IEEE's rounding,
    the same on every CPU. The gradient passes as it is (straight through): the
    true one is 0 wherever it exists.
    (C1) `step` is above 0, and finite.

    ```mlir
    %y = nn.quantize %x step 5.000000e-01 : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, F64Attr:$step);
  let assemblyFormat = "$input `step` custom<Number>($step) attr-dict `:` type($input)";
  let hasVerifier = 1;
}

def NN_RateOp : NN_InferredOp<"rate", [DeclareOpInterfaceMethods<NN_DecomposableOpInterface>]> {
  let summary = "bits that values on a grid take under logistic distributions";
  let description = [{
    -log2 of the probability of the interval of width `step` around each value,
    summed over a sample's features, under a logistic distribution of mean
    `location` and scale s = exp(`log_scale`): with a = (x - location) / s and
    h = step / (2 s) it is

        (softplus(a - h) + softplus(-a - h) - ln(1 - exp(-2 h))) / ln 2

    which neither overflows nor cancels far from the mean. Values need not lie on
    the grid: behind uniform noise it is the differentiable rate of Ballé et al.
    (C1) `location` and `log_scale` repeat to the input's shape, which has a batch.
    (C2) `step` is above 0, and finite.

    Gradient: the formula's, with respect to all three.

    ```mlir
    %bits = nn.rate %z, %location, %log_scale step 1.000000e+00 : tensor<?x8xf32>, tensor<8xf32>, tensor<8xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, NN_Tensor:$location, NN_Tensor:$log_scale, F64Attr:$step);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $input `,` $location `,` $log_scale `step` custom<Number>($step) attr-dict `:`
      custom<OperandTypes3>(type($input), type($location), type($log_scale)) }];
  let extraClassDeclaration = decomposition;
}

#endif // AEC_NN_COMPRESSION
