//===- NNOptimizers.td - One update of a parameter ------------------------===//
//
// Pure functions from (parameter, gradient, moments) to their new values, made
// by the optimizer attributes of `ae`. Elementwise, so that they fuse behind
// the gradient that feeds them. Formulas are PyTorch's. The learning rate and
// the step (from 1) are scalars, the same for all elements. What all of them
// verify: (C1) gradient, moments and results have the parameter's type; (C2)
// there are as many new moments as moments.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_OPTIMIZERS
#define AEC_NN_OPTIMIZERS

include "dialects/NN/NNBase.td"

class NN_UpdateOp<string mnemonic, dag moments, dag newMoments, dag hyper>
    : NN_Op<mnemonic, [DeclareOpInterfaceMethods<NN_ElementwiseOpInterface, ["buildScalars", "buildUniforms"]>,
                       AllTypesMatch<["parameter", "gradient", "updated"]>]> {
  let arguments = !con((ins NN_Tensor:$parameter, NN_Tensor:$gradient), moments,
                       (ins F64:$learning_rate, I64:$step), hyper);
  let results = !con((outs NN_Tensor:$updated), newMoments);
  let extraClassDeclaration = elementwise;
  let hasVerifier = 1;
}

def NN_SgdUpdateOp : NN_UpdateOp<"sgd_update", (ins Variadic<NN_Tensor>:$momentum_buffer),
    (outs Variadic<NN_Tensor>:$updated_moments),
    (ins F64Attr:$momentum, F64Attr:$weight_decay, UnitAttr:$nesterov)> {
  let summary = "stochastic gradient descent with momentum, as torch.optim.SGD";
  let description = [{
    (C3) The momentum buffer is there where `momentum` is not 0, and only there; it starts as
    the first gradient. With g = gradient + weight_decay * parameter: b = momentum * b + g (the first
    time b = g), parameter -= rate * b; with `nesterov` -= rate * (g + momentum * b).

    ```mlir
    %u = nn.sgd_update %w, %g rate %rate step %t {momentum = 0.000000e+00 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>
    ```
  }];
  let assemblyFormat = [{ $parameter `,` $gradient (`,` `moments` $momentum_buffer^)? `rate` $learning_rate `step` $step
     attr-dict `:` type($parameter) (`,` type($momentum_buffer)^ `->` type($updated_moments))? }];
}
def NN_AdamUpdateOp : NN_UpdateOp<"adam_update",
    (ins NN_Tensor:$exp_avg, NN_Tensor:$exp_avg_sq),
    (outs NN_Tensor:$updated_exp_avg, NN_Tensor:$updated_exp_avg_sq),
    (ins F64Attr:$beta1, F64Attr:$beta2, F64Attr:$epsilon, F64Attr:$weight_decay, UnitAttr:$decoupled)> {
  let summary = "Adam, or AdamW where decoupled, as torch.optim";
  let description = [{
    With g = gradient + weight_decay * parameter (adamw, `decoupled`: g = gradient,
    and the parameter is first multiplied by 1 - rate * weight_decay):
    m = beta1 * m + (1 - beta1) * g, v = beta2 * v + (1 - beta2) * g^2, parameter -=
    rate * m / (1 - beta1^step) / (sqrt(v / (1 - beta2^step)) + epsilon).

    ```mlir
    %u, %a, %b = nn.adam_update %w, %g, %m, %v rate %rate step %t {beta1 = 9.000000e-01 : f64, beta2 = 8.750000e-01 : f64, epsilon = 1.000000e-08 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>, tensor<4xf32>
    ```
  }];
  let assemblyFormat = [{ $parameter `,` $gradient `,` $exp_avg `,` $exp_avg_sq `rate` $learning_rate `step` $step
     attr-dict `:` type($parameter) `,` type($exp_avg) `,` type($exp_avg_sq) `->` type($updated_exp_avg) `,` type($updated_exp_avg_sq) }];
}
def NN_RmspropUpdateOp : NN_UpdateOp<"rmsprop_update",
    (ins NN_Tensor:$square_avg, Variadic<NN_Tensor>:$momentum_buffer),
    (outs NN_Tensor:$updated_square_avg, Variadic<NN_Tensor>:$updated_moments),
    (ins F64Attr:$alpha, F64Attr:$epsilon, F64Attr:$momentum, F64Attr:$weight_decay)> {
  let summary = "RMSprop, as torch.optim.RMSprop";
  let description = [{
    With g = gradient + weight_decay * parameter: v = alpha * v + (1 - alpha) * g^2,
    d = g / (sqrt(v) + epsilon); with momentum b = momentum * b + d, parameter -=
    rate * b, else parameter -= rate * d. (C3) The momentum buffer is there where
    `momentum` is not 0, and only there.

    ```mlir
    %u, %a = nn.rmsprop_update %w, %g, %m rate %rate step %t {alpha = 7.500000e-01 : f64, epsilon = 1.000000e-08 : f64, momentum = 0.000000e+00 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
    ```
  }];
  let assemblyFormat = [{ $parameter `,` $gradient `,` $square_avg (`,` `moments` $momentum_buffer^)? `rate` $learning_rate `step` $step
     attr-dict `:` type($parameter) `,` type($square_avg) `->` type($updated_square_avg)
     (`,` type($momentum_buffer)^ `->` type($updated_moments))? }];
}
def NN_AdagradUpdateOp : NN_UpdateOp<"adagrad_update", (ins NN_Tensor:$sum),
    (outs NN_Tensor:$updated_sum), (ins F64Attr:$epsilon, F64Attr:$weight_decay)> {
  let summary = "Adagrad, as torch.optim.Adagrad";
  let description = [{
    With g = gradient + weight_decay * parameter: sum += g^2, parameter -=
    rate * g / (sqrt(sum) + epsilon).

    ```mlir
    %u, %a = nn.adagrad_update %w, %g, %m rate %rate step %t {epsilon = 1.000000e-10 : f64, weight_decay = 0.000000e+00 : f64} : tensor<4xf32>, tensor<4xf32> -> tensor<4xf32>
    ```
  }];
  let assemblyFormat = [{ $parameter `,` $gradient `,` $sum `rate` $learning_rate `step` $step
     attr-dict `:` type($parameter) `,` type($sum) `->` type($updated_sum) }];
}

#endif // AEC_NN_OPTIMIZERS
