//===- NNOptimizers.td - One update of a parameter ------------------------===//
//
// Pure functions from (parameter, gradient, moments) to their new values, made
// by the optimizer attributes of `ae`. Elementwise, so that they fuse behind
// the gradient that feeds them. Formulas are PyTorch's. The learning rate and
// the step (from 1) are scalars, the same for all elements.
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
}

def NN_SgdUpdateOp : NN_UpdateOp<"sgd_update", (ins Variadic<NN_Tensor>:$momentum_buffer),
    (outs Variadic<NN_Tensor>:$updated_moments),
    (ins F64Attr:$momentum, F64Attr:$weight_decay, UnitAttr:$nesterov)> {
  let summary = "stochastic gradient descent with momentum, as torch.optim.SGD";
  let description = "The momentum buffer is there where `momentum` is not 0 and starts as the first gradient.";
  let assemblyFormat = [{ $parameter `,` $gradient (`,` `moments` $momentum_buffer^)? `rate` $learning_rate `step` $step
     attr-dict `:` type($parameter) (`,` type($momentum_buffer)^ `->` type($updated_moments))? }];
}
def NN_AdamUpdateOp : NN_UpdateOp<"adam_update",
    (ins NN_Tensor:$exp_avg, NN_Tensor:$exp_avg_sq),
    (outs NN_Tensor:$updated_exp_avg, NN_Tensor:$updated_exp_avg_sq),
    (ins F64Attr:$beta1, F64Attr:$beta2, F64Attr:$epsilon, F64Attr:$weight_decay, UnitAttr:$decoupled)> {
  let summary = "Adam, or AdamW where decoupled, as torch.optim";
  let assemblyFormat = [{ $parameter `,` $gradient `,` $exp_avg `,` $exp_avg_sq `rate` $learning_rate `step` $step
     attr-dict `:` type($parameter) `,` type($exp_avg) `,` type($exp_avg_sq) `->` type($updated_exp_avg) `,` type($updated_exp_avg_sq) }];
}
def NN_RmspropUpdateOp : NN_UpdateOp<"rmsprop_update",
    (ins NN_Tensor:$square_avg, Variadic<NN_Tensor>:$momentum_buffer),
    (outs NN_Tensor:$updated_square_avg, Variadic<NN_Tensor>:$updated_moments),
    (ins F64Attr:$alpha, F64Attr:$epsilon, F64Attr:$momentum, F64Attr:$weight_decay)> {
  let summary = "RMSprop, as torch.optim.RMSprop";
  let assemblyFormat = [{ $parameter `,` $gradient `,` $square_avg (`,` `moments` $momentum_buffer^)? `rate` $learning_rate `step` $step
     attr-dict `:` type($parameter) `,` type($square_avg) `->` type($updated_square_avg)
     (`,` type($momentum_buffer)^ `->` type($updated_moments))? }];
}
def NN_AdagradUpdateOp : NN_UpdateOp<"adagrad_update", (ins NN_Tensor:$sum),
    (outs NN_Tensor:$updated_sum), (ins F64Attr:$epsilon, F64Attr:$weight_decay)> {
  let summary = "Adagrad, as torch.optim.Adagrad";
  let assemblyFormat = [{ $parameter `,` $gradient `,` $sum `rate` $learning_rate `step` $step
     attr-dict `:` type($parameter) `,` type($sum) `->` type($updated_sum) }];
}

#endif // AEC_NN_OPTIMIZERS
