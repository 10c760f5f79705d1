//===- NNRecurrent.td - Recurrences over time -----------------------------===//
//
// A recurrence is one op, not a loop with a region: what it keeps for its
// gradient, which product stands outside the loop, and that rows of the batch
// never meet are known then, and every pass but the one that makes its loop
// sees a straight line. Gates and their order are PyTorch's.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_RECURRENT
#define AEC_NN_RECURRENT

include "dialects/NN/NNBase.td"
include "dialects/NN/NNRecurrence.td"

def NN_GruOp : NN_InferredOp<"gru", [NN_Differentiable,
      DeclareOpInterfaceMethods<NN_RecurrenceOpInterface, ["buildSecondCell"]>]> {
  let summary = "gated recurrent unit over a sequence";
  let description = [{
    `projected`: [B, T, 3H] is x W_ih^T + b_ih for all steps, its thirds for reset,
    update and candidate. `weight`: [3H, H] and `bias`: [3H] act on the state h, from
    `initial`: [B, H] on; s = h W^T + b:
    r = sigmoid(p_r + s_r), z = sigmoid(p_z + s_z), n = tanh(p_n + r * s_n),
    h' = (1 - z) * n + z * h, as torch.nn.GRU. With `reset_before`, as in Cho et al.,
    n = tanh(p_n + (r * h) W_n^T + b_n). Where `mask`: [B, T] is 0 the state stays as it
    is. `reverse` goes from the last step to the first.

    `states`: [B, T, H] the state behind each step, `previous` before it, `gates`:
    [B, T, 4H] r, z, n and s_n (with `reset_before` r * h): what the gradient reads.
    (C1) `projected` has rank 3. (C2) `weight` is [3H, H] where a step has 3H numbers. (C3) `bias` is
    [3H]. (C4) `initial` is [B, H]. (C5) `mask` is [B, T].

    Gradient: nn.gru_grad; of the weight, one product over all steps and samples.

    ```mlir
    %s, %previous, %gates = nn.gru %p, %w, %b, %h : tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$projected, NN_Tensor:$weight, NN_Tensor:$bias, NN_Tensor:$initial,
      Optional<NN_Tensor>:$mask, UnitAttr:$reverse, UnitAttr:$reset_before);
  let results = (outs NN_Tensor:$states, NN_Tensor:$previous, NN_Tensor:$gates);
  let assemblyFormat = [{ $projected `,` $weight `,` $bias `,` $initial (`mask` $mask^)? (`reverse` $reverse^)?
      (`reset_before` $reset_before^)? attr-dict `:` type($projected) `,` type($weight) `,` type($bias) `,` type($initial)
      (`,` type($mask)^)? }];
  let extraClassDeclaration = lowering # [{
    bool isDifferentiableOperand(unsigned operand) { return operand < 4; }
    ::mlir::Value weightGrad(::mlir::OpBuilder &builder, ::mlir::Value hidden);
  }];
}

def NN_GruGradOp : NN_InferredOp<"gru_grad", [NN_Differentiable,
      DeclareOpInterfaceMethods<NN_RecurrenceOpInterface, ["buildSecondCell"]>]> {
  let summary = "gradients of nn.gru, back through time";
  let description = [{
    `grad`: [B, T, H] of the states. `d_projected`: [B, T, 3H]; `d_hidden`: [B, T, 3H] of s, whose
    product with `previous` over all steps is the weight's gradient; `d_initial`: [B, H]. `previous` and
    `gates` are what nn.gru kept; its operands are read by this op's own gradient alone, which is that of
    the steps written out.
    (C1) `grad` has the type of `previous`.

    ```mlir
    %dp, %ds, %dh = nn.gru_grad %g of %p, %w, %b, %h kept %previous, %gates : tensor<?x28x64xf32>, tensor<?x28x192xf32>, tensor<192x64xf32>, tensor<192xf32>, tensor<?x64xf32>, tensor<?x28x64xf32>, tensor<?x28x256xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$grad, NN_Tensor:$projected, NN_Tensor:$weight, NN_Tensor:$bias, NN_Tensor:$initial,
      NN_Tensor:$previous, NN_Tensor:$gates, Optional<NN_Tensor>:$mask, UnitAttr:$reverse, UnitAttr:$reset_before);
  let results = (outs NN_Tensor:$d_projected, NN_Tensor:$d_hidden, NN_Tensor:$d_initial);
  let assemblyFormat = [{ $grad `of` $projected `,` $weight `,` $bias `,` $initial `kept` $previous `,` $gates
      (`mask` $mask^)? (`reverse` $reverse^)? (`reset_before` $reset_before^)? attr-dict `:` type($grad) `,` type($projected) `,`
      type($weight) `,` type($bias) `,` type($initial) `,` type($previous) `,` type($gates) (`,` type($mask)^)? }];
  let extraClassDeclaration = lowering # [{
    bool isDifferentiableOperand(unsigned operand) { return operand < 5; }
  }];
}

def NN_LstmOp : NN_InferredOp<"lstm", [NN_Differentiable,
      DeclareOpInterfaceMethods<NN_RecurrenceOpInterface>]> {
  let summary = "long short-term memory over a sequence";
  let description = [{
    `projected`: [B, T, 4H] is x W_ih^T + b_ih + b_hh for all steps, its quarters for input, forget,
    cell and output gate; `weight`: [4H, H] acts on the state h. With s = p + h W^T:
    i = sigmoid(s_i), f = sigmoid(s_f), g = tanh(s_g), o = sigmoid(s_o), c' = f * c + i * g,
    h' = o * tanh(c'), as torch.nn.LSTM. Where `mask`: [B, T] is 0 both states stay as they are.
    `reverse` goes from the last step to the first.

    `states` and `cells`: [B, T, H] h and c behind each step, `previous` h before it,
    `gates`: [B, T, 5H] i, f, g, o and the c before: what the gradient reads.
    (C1) `projected` has rank 3. (C2) `weight` is [4H, H] where a step has 4H numbers. (C3) `initial` and
    `initial_cell` are [B, H]. (C4) `mask` is [B, T].

    Gradient: nn.lstm_grad; of the weight, one product over all steps and samples.

    ```mlir
    %s, %c, %previous, %gates = nn.lstm %p, %w, %h, %c0 : tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$projected, NN_Tensor:$weight, NN_Tensor:$initial, NN_Tensor:$initial_cell,
      Optional<NN_Tensor>:$mask, UnitAttr:$reverse);
  let results = (outs NN_Tensor:$states, NN_Tensor:$cells, NN_Tensor:$previous, NN_Tensor:$gates);
  let assemblyFormat = [{ $projected `,` $weight `,` $initial `,` $initial_cell (`mask` $mask^)? (`reverse` $reverse^)?
      attr-dict `:` type($projected) `,` type($weight) `,` type($initial) `,` type($initial_cell) (`,` type($mask)^)? }];
  let extraClassDeclaration = lowering # [{
    bool isDifferentiableOperand(unsigned operand) { return operand < 4; }
  }];
}

def NN_LstmGradOp : NN_InferredOp<"lstm_grad", [NN_Differentiable, AttrSizedOperandSegments,
      DeclareOpInterfaceMethods<NN_RecurrenceOpInterface>]> {
  let summary = "gradients of nn.lstm, back through time";
  let description = [{
    `grad` and, where cells are used, `grad_cells`: [B, T, H]. `d_projected`: [B, T, 4H], which
    is the gradient of h W^T too; `d_initial` and `d_initial_cell`: [B, H]. `gates` is what nn.lstm kept; its
    operands are read by this op's own gradient alone, which is that of the steps written out.
    (C1) `grad` and `grad_cells` are [B, T, H].

    ```mlir
    %dp, %dh, %dc = nn.lstm_grad %g of %p, %w, %h, %c0 kept %gates : tensor<?x28x64xf32>, tensor<?x28x256xf32>, tensor<256x64xf32>, tensor<?x64xf32>, tensor<?x64xf32>, tensor<?x28x320xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$grad, NN_Tensor:$projected, NN_Tensor:$weight, NN_Tensor:$initial,
      NN_Tensor:$initial_cell, NN_Tensor:$gates, Optional<NN_Tensor>:$grad_cells, Optional<NN_Tensor>:$mask,
      UnitAttr:$reverse);
  let results = (outs NN_Tensor:$d_projected, NN_Tensor:$d_initial, NN_Tensor:$d_initial_cell);
  let assemblyFormat = [{ $grad `of` $projected `,` $weight `,` $initial `,` $initial_cell `kept` $gates
      (`cells` $grad_cells^)? (`mask` $mask^)? (`reverse` $reverse^)? attr-dict `:` type($grad) `,` type($projected) `,`
      type($weight) `,` type($initial) `,` type($initial_cell) `,` type($gates) (`cells` type($grad_cells)^)?
      (`mask` type($mask)^)? }];
  let extraClassDeclaration = lowering # [{
    bool isDifferentiableOperand(unsigned operand) {
      auto [cells, count] = getODSOperandIndexAndLength(6);
      return operand < 5 || (operand >= cells && operand < cells + count);
    }
  }];
}

#endif // AEC_NN_RECURRENT
