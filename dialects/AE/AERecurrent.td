//===- AERecurrent.td - Layers of sequences and text ----------------------===//
//
// Included by AE.td. Parameters have the names, layouts and gate order of
// torch.nn, so that a state_dict is a file of weights.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_AE_RECURRENT
#define AEC_AE_RECURRENT

/// A layer of several results.
class AE_RecurrentLayer<string m, int gates> : AE_Op<m, [DeclareOpInterfaceMethods<AE_LayerOpInterface, ["buildResults"]>,
    InferTypeOpAdaptor, AttrSizedOperandSegments, HasParent<"NetworkOp">]> {
  let extraClassDeclaration = [{
    /// Directions: 2 where bidirectional.
    int64_t getDirections() { return getBidirectional() ? 2 : 1; }
    static constexpr int64_t gates = }] # gates # [{;
  }];
  let extraClassDefinition = [{
    ::mlir::Value $cppClass::buildPure(::aec::ae::PureBuilder &builder) {
      return buildResults(builder).front();
    }
    ::llvm::SmallVector<::aec::ae::StateSpec> $cppClass::getStates() {
      return ::aec::ae::recurrentStates(getInput().getType(), getUnits(), gates, getDirections());
    }
  }];
}

def AE_GruOp : AE_RecurrentLayer<"gru", 3> {
  let summary = "gated recurrent units over a sequence";
  let description = [{
    As torch.nn.GRU with batch_first: for a step x of the input, [B, T, I], and the state h, [B, H],
    r = sigmoid(W_ir x + b_ir + W_hr h + b_hr), z = sigmoid(W_iz x + b_iz + W_hz h + b_hz),
    n = tanh(W_in x + b_in + r * (W_hn h + b_hn)), h' = (1 - z) * n + z * h. With `reset_before`, as in Cho et
    al., n = tanh(W_in x + b_in + W_hn (r * h) + b_hn). Results: the states, [B, T, H], and the last one, [B, H].

    `initial`: the first state, [B, H], zeros unless given. `mask`: [B, T], 1 for the steps that a sequence
    has; where it is 0 the state stays as it is and the result is 0. `reverse` goes from the last step to the
    first, whose state is the last one then. `bidirectional` has both directions with weights of their own;
    states, last and initial hold forward's H numbers and behind them reverse's.

    Parameters: weight_ih_l0 [3H, I], weight_hh_l0 [3H, H], bias_ih_l0 and bias_hh_l0 [3H], drawn from
    U(-1/sqrt(H), 1/sqrt(H)); with the suffix _reverse those of the other direction.

    ```mlir
    %s, %last = ae.gru %x, 64 : tensor<?x28x3xf32>
    %s, %last = ae.gru %x, 8 initial %h mask %m bidirectional as @gru : tensor<?x28x3xf32>, tensor<?x16xf32>, tensor<?x28xf32>
    ```
    (C1) the input has rank 3. (C2) `units` is positive. (C3) `initial` is [B, H], twice as wide where
    bidirectional. (C4) `mask` is [B, T]. (C5) `reverse` and `bidirectional` exclude each other.
  }];
  let arguments = (ins AE_Tensor:$input, I64Attr:$units, Optional<AE_Tensor>:$initial, Optional<AE_Tensor>:$mask,
      UnitAttr:$reverse, UnitAttr:$bidirectional, UnitAttr:$reset_before, OptionalAttr<SymbolNameAttr>:$layer_name);
  let results = (outs AE_Tensor:$output, AE_Tensor:$last);
  let assemblyFormat = "$input `,` $units" # AE_Words<[{ `initial` custom<Given>($initial) | `mask` custom<Given>($mask) | `reverse` $reverse |
      `bidirectional` $bidirectional | `reset_before` $reset_before | `as` custom<Given>($layer_name) }],
      "initial, mask, reverse, bidirectional, reset_before, as">.format # [{ attr-dict `:`
      custom<LayerTypes>(ref($initial), ref($mask), type($input), type($initial), type($mask)) }];
}

def AE_LstmOp : AE_RecurrentLayer<"lstm", 4> {
  let summary = "long short-term memory over a sequence";
  let description = [{
    As torch.nn.LSTM with batch_first: for a step x of the input, [B, T, I], the state h and the cell c, [B, H],
    i, f, g, o = W_ih x + b_ih + W_hh h + b_hh, c' = sigmoid(f) * c + sigmoid(i) * tanh(g), h' = sigmoid(o) * tanh(c').
    Results: the states, [B, T, H], the last one and the last cell, [B, H].

    `initial`: the first state, `cell` the first cell, zeros unless given; `mask`, `reverse`, `bidirectional` as in ae.gru.
    Parameters: weight_ih_l0 [4H, I], weight_hh_l0 [4H, H], bias_ih_l0 and bias_hh_l0 [4H], drawn from
    U(-1/sqrt(H), 1/sqrt(H)); with the suffix _reverse those of the other direction.

    ```mlir
    %s, %last, %c = ae.lstm %x, 64 : tensor<?x28x3xf32>
    %s, %last, %c = ae.lstm %x, 8 initial %h cell %c0 mask %m reverse as @lstm : tensor<?x28x3xf32>, tensor<?x8xf32>, tensor<?x8xf32>, tensor<?x28xf32>
    ```
    (C1) the input has rank 3. (C2) `units` is positive. (C3) `initial` and `cell` are [B, H], twice as wide where
    bidirectional. (C4) `mask` is [B, T]. (C5) `reverse` and `bidirectional` exclude each other.
  }];
  let arguments = (ins AE_Tensor:$input, I64Attr:$units, Optional<AE_Tensor>:$initial, Optional<AE_Tensor>:$initial_cell,
      Optional<AE_Tensor>:$mask, UnitAttr:$reverse, UnitAttr:$bidirectional, OptionalAttr<SymbolNameAttr>:$layer_name);
  let results = (outs AE_Tensor:$output, AE_Tensor:$last, AE_Tensor:$last_cell);
  let assemblyFormat = "$input `,` $units" # AE_Words<[{ `initial` custom<Given>($initial) | `cell` custom<Given>($initial_cell) | `mask` custom<Given>($mask) |
      `reverse` $reverse | `bidirectional` $bidirectional | `as` custom<Given>($layer_name) }],
      "initial, cell, mask, reverse, bidirectional, as">.format # [{ attr-dict `:` custom<LayerTypes>(ref($initial), ref($initial_cell),
      ref($mask), type($input), type($initial), type($initial_cell), type($mask)) }];
}

def AE_EmbeddingOp : AE_Op<"embedding", [DeclareOpInterfaceMethods<AE_LayerOpInterface>, HasParent<"NetworkOp">]> {
  let summary = "a vector for each index";
  let description = [{
    As torch.nn.Embedding: result[..., :] = weight[indices[...], :], weight: [entries, features] drawn from N(0, 1). The
    result's type says how many features an entry has. An index outside the table reads as zeros.

    ```mlir
    %e = ae.embedding %tokens, 96 as @chars : tensor<?x32xi64> -> tensor<?x32x16xf32>
    ```
    (C1) `entries` is positive. (C2) the result has the shape of the indices and the features behind it.
  }];
  let arguments = (ins RankedTensorOf<[I32, I64]>:$indices, I64Attr:$entries, OptionalAttr<SymbolNameAttr>:$layer_name);
  let results = (outs AE_Tensor:$result);
  let assemblyFormat = "$indices `,` $entries (`as` custom<Given>($layer_name)^)? attr-dict `:` type($indices) `->` type($result)";
  let hasVerifier = 1;
}

#endif // AEC_AE_RECURRENT
