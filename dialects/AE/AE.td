//===- AE.td - The ops of ae ----------------------------------------------===//
#ifndef AEC_AE
#define AEC_AE

include "mlir/IR/SymbolInterfaces.td"
include "mlir/IR/RegionKindInterface.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "dialects/AE/AELayer.td"

//===--- structure --------------------------------------------------------===//

def AE_ModelOp : AE_Op<"model", [SymbolTable, Symbol, NoTerminator, IsolatedFromAbove,
      RegionKindInterface, SingleBlock]> {
  let summary = "an autoencoder: networks, objectives, entries, inputs";
  let description = [{
    ```mlir
    ae.model @mnist epochs 30 batch_size 64 { ... }
    ```
    (C1) at least one objective. (C2) epochs and batch_size, where given, are positive.
    (C3) all floating-point tensors are f32, or all are f64. (C4) what stands in
    braces behind an op is a name that the op has.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, OptionalAttr<I64Attr>:$epochs,
                       OptionalAttr<I64Attr>:$batch_size);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{ $sym_name (`epochs` $epochs^)? (`batch_size` $batch_size^)?
      attr-dict-with-keyword $body }];
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    static ::mlir::RegionKind getRegionKind(unsigned) { return ::mlir::RegionKind::Graph; }
  }];
}

def AE_InputOp : AE_Op<"input", [Symbol]> {
  let summary = "declares how data becomes an argument";
  let description = [{
    Objectives and entries bind to inputs by the name of their arguments. Integers
    are divided by `scale`, or by their type's maximum. `picture` is
    [height, width] or [channels, height, width]. `normalize` fits each column on
    the training rows; results in the input's units are mapped back.

    ```mlir
    ae.input @x : tensor<?x64xf32> scale 16.0 picture [8, 8]
    ae.input @row : tensor<?x10xf32> normalize standardize
    ```
    `classes` says that values are 0 to that less one, `missing` that some may be
    NaN; the compiler writes both where all that reads the input agrees.
    (C1) `scale` > 0. (C2) the picture has as many pixels as a sample has elements.
    (C3) integers, such as classes, are not normalized. (C4) `unit` cannot be
    mapped back: it is a layer of a network. (C5) `classes` is positive and of integers.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttrOf<AE_AnyTensor>:$type,
      OptionalAttr<F64Attr>:$scale, OptionalAttr<DenseI64ArrayAttr>:$picture,
      OptionalAttr<AE_MethodAttr>:$normalize, OptionalAttr<I64Attr>:$classes, UnitAttr:$missing);
  let assemblyFormat = [{ $sym_name `:` $type (`scale` custom<Scalar>($scale)^)? (`picture` $picture^)?
      (`normalize` $normalize^)? (`classes` $classes^)? (`missing` $missing^)? attr-dict }];
  let hasVerifier = 1;
  let builders = [OpBuilder<(ins "::mlir::StringAttr":$name, "::mlir::Type":$type), [{
    $_state.addAttribute(getSymNameAttrName($_state.name), name);
    $_state.addAttribute(getTypeAttrName($_state.name), ::mlir::TypeAttr::get(type));
  }]>];
}

/// NoTerminator: a forgotten ae.return is our message, not "block with no
/// terminator"; verifyRegions checks the end.
class AE_Body<string m, list<Trait> traits> : AE_Op<m, !listconcat([Symbol, IsolatedFromAbove,
      HasParent<"ModelOp">, SingleBlock, NoTerminator, DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>], traits)> {
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    /// Name of the i-th argument, which inputs bind to.
    ::llvm::StringRef getArgumentName(unsigned i) {
      return ::mlir::cast<::mlir::StringAttr>(getArgNames()[i]).getValue();
    }
  }];
  let extraClassDefinition = [{
    void $cppClass::getAsmBlockArgumentNames(::mlir::Region &, ::mlir::OpAsmSetValueNameFn set) {
      ::aec::ae::setArgumentNames(getArgNames(), getBody(), set);
    }
  }];
}

def AE_NetworkOp : AE_Body<"network", []> {
  let summary = "a function of tensors whose layers own parameters";
  let description = [{
    Every op of the body has an index, in order, which names its parameters as
    torch.nn.Sequential does: `encoder.0.weight`. The batch leads every tensor.

    ```mlir
    ae.network @encoder(%x: tensor<?x784xf32>) {
      %0 = ae.dense %x, 32 : tensor<?x784xf32>
      %z = nn.relu %0 : tensor<?x32xf32>
      ae.return %z : tensor<?x32xf32>
    }
    ```
    (C1) ends with ae.return.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$arg_names);
  let hasRegionVerifier = 1;
}

def AE_EntryOp : AE_Body<"entry", []> {
  let summary = "something the program offers";
  let description = [{
    A verb of the compiled program, in inference mode. Derived from @encoder and
    @decoder where it is not written.

    ```mlir
    ae.entry @encode(%x: tensor<?x784xf32>) {
      %z = ae.apply @encoder(%x) : (tensor<?x784xf32>) -> tensor<?x32xf32>
      ae.return %z : tensor<?x32xf32>
    }
    ```
    (C1) ends with ae.return.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$arg_names);
  let hasRegionVerifier = 1;
}

def AE_ObjectiveOp : AE_Body<"objective", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "what training minimises, and which networks it moves";
  let description = [{
    Gradients flow through networks that are not trained without moving them:
    neither their parameters nor their running statistics change.
    Several objectives run in their order on every batch; one with `every 5` on
    each fifth batch alone. Steps and schedules count what an objective runs on.

    ```mlir
    ae.objective @reconstruction(%x: tensor<?x784xf32>) trains [@encoder, @decoder]
        with #ae.adam<learning_rate = 1.0e-3> { ... }
    ```
    (C1) trains at least one network. (C2) every one exists, once. (C3) ends with
    ae.minimize. (C4) `with` is an optimizer whose numbers are in range. (C5) `every`
    is positive.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrArrayAttr:$arg_names,
      TypedArrayAttrBase<FlatSymbolRefAttr, "networks">:$trains,
      OptionalAttr<I64Attr>:$every, AnyAttr:$optimizer);
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
}

def AE_ReturnOp : AE_Op<"return", [Terminator, ReturnLike, ParentOneOf<["NetworkOp", "EntryOp"]>]> {
  let summary = "results of a network or an entry";
  let description = [{
    (C1) at least one value.

    ```mlir
    ae.return %x, %x : tensor<?x4xf32>, tensor<?x4xf32>
    ```
  }];
  let arguments = (ins Variadic<AE_AnyTensor>:$values);
  let assemblyFormat = "$values attr-dict `:` type($values)";
  let hasVerifier = 1;
}

def AE_MinimizeOp : AE_Op<"minimize", [Terminator, HasParent<"ObjectiveOp">]> {
  let summary = "the weighted sum to minimise";
  let description = [{
    Terms are a value a sample (their mean over the batch is minimised) or scalars.

    ```mlir
    ae.minimize %mse as "reconstruction" + 0.5 * %kl as "kl" : tensor<?xf32>, tensor<?xf32>
    ```
    A term's weight may follow a schedule, as learning rates do.

    ```mlir
    ae.minimize %mse as "reconstruction" + 4 * %kl as "kl" schedule(#ae.warmup<epochs = 10.0>) : tensor<?xf32>, tensor<?xf32>
    ```
    (C1) a term has rank 0, or rank 1 with the batch. (C2) names are unique.
    (C3) `schedule` is a schedule. (C4) names are not empty.
  }];
  let arguments = (ins Variadic<AE_Tensor>:$terms, F64ArrayAttr:$weights, StrArrayAttr:$names,
      OptionalAttr<ArrayAttr>:$schedules);
  let assemblyFormat = "custom<Terms>($terms, $weights, $names, $schedules, type($terms)) attr-dict";
  let hasVerifier = 1;
}

def AE_ApplyOp : AE_Op<"apply", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "applies a network";
  let description = [{
    The same weights each time; in an objective, gradients flow through it
    whether it is trained or not.
    (C1) the network exists. (C2) operands and results have its types. (C3) no
    network applies itself, directly or not.

    ```mlir
    %z = ae.apply @encoder(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<AE_AnyTensor>:$operands);
  let results = (outs Variadic<AE_AnyTensor>:$results);
  let assemblyFormat = "$callee `(` $operands `)` attr-dict `:` functional-type($operands, $results)";
}

//===--- layers -----------------------------------------------------------===//

def AE_DenseOp : AE_Layer<"dense", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "fully connected layer";
  let description = [{
    y = x W^T + b, W: [units, in], b: [units] (absent with `no_bias`), as
    torch.nn.Linear. With `tied @encoder::@fc1` the layer uses that layer's
    weight transposed, W^T, and owns a bias alone. Initialised as
    torch.nn.Linear: U(-1/sqrt(in), 1/sqrt(in)) for both, unless `init` and
    `bias_init` say otherwise.

    ```mlir
    %0 = ae.dense %x, 128 as @fc1 : tensor<?x784xf32>
    ```
    Further dimensions than two are rows, as the batch is: [B, T, in] becomes
    [B, T, units].
    (C1) the input has rank 2 or more. (C2) `units` is positive. (C3) a tied layer exists,
    is a dense layer that is not tied itself, maps `units` to the input's size.
  }];
  let arguments = (ins AE_Tensor:$input, I64Attr:$units, OptionalAttr<SymbolRefAttr>:$tied,
      UnitAttr:$no_bias, OptionalAttr<AnyAttr>:$weight_init, OptionalAttr<AnyAttr>:$bias_init,
      OptionalAttr<SymbolNameAttr>:$layer_name);
  let results = (outs AE_Tensor:$result);
  let assemblyFormat = "$input `,` $units" # AE_Words<[{ `tied` custom<Given>($tied) | `no_bias` $no_bias | `init` `(` custom<Given>($weight_init) `)` |
      `bias_init` `(` custom<Given>($bias_init) `)` | `as` custom<Given>($layer_name) }], "tied, no_bias, init, bias_init, as">.format
      # "attr-dict `:` type($input)";
  let hasVerifier = 1;
}

def AE_NormalizeOp : AE_Layer<"normalize"> {
  let summary = "columns normalised by statistics of the training data";
  let description = [{
    standardize: (x - mean) / deviation; minmax: (x - min) / (max - min);
    robust: (x - median) / interquartile range; a constant column gives 0.
    Fitted on the training rows before the first step, stored with the weights.
    unit: x / |x|, a sample at a time, without statistics.

    ```mlir
    %n = ae.normalize %x, standardize : tensor<?x10xf32>
    ```
    (C1) unless `unit`, the input is an argument of the network, which must be
    applied to an input of the model. (C2) the input has a batch and rank 2 or more.
  }];
  let arguments = (ins AE_Tensor:$input, AE_MethodAttr:$method, OptionalAttr<SymbolNameAttr>:$layer_name);
  let results = (outs AE_Tensor:$result);
  let extraClassDeclaration = [{
    ::std::optional<::aec::ae::NormalizeMethod> getFit() {
      if (getMethod() == ::aec::ae::NormalizeMethod::Unit)
        return ::std::nullopt;
      return getMethod();
    }
  }];
  let assemblyFormat = "$input `,` `` $method (`as` custom<Given>($layer_name)^)? attr-dict `:` type($input)";
  let hasVerifier = 1;
}

include "dialects/AE/AERecurrent.td"

//===--- penalties on weights ---------------------------------------------===//

class AE_WeightPenalty<string m> : AE_Op<m, [DeclareOpInterfaceMethods<SymbolUserOpInterface>,
    DeclareOpInterfaceMethods<AE_WeightReaderOpInterface, ["buildFromWeights"]>, ParentOneOf<["ObjectiveOp", "EntryOp"]>]> {
  let arguments = (ins TypedArrayAttrBase<FlatSymbolRefAttr, "networks">:$networks);
  let results = (outs AE_Tensor:$result);
  let assemblyFormat = "$networks attr-dict `:` type($result)";
}
def AE_WeightL1Op : AE_WeightPenalty<"weight_l1"> {
  let summary = "sum of |w| over the weights (not the biases) of networks";
  let description = [{
    A scalar; a tied weight counts for the network that owns it. Gradient: sign(w).
    (C1) every network exists.

    ```mlir
    %l = ae.weight_l1 [@encoder] : tensor<f32>
    ```
  }];
}
def AE_WeightL2Op : AE_WeightPenalty<"weight_l2"> {
  let summary = "sum of w^2 over the weights (not the biases) of networks";
  let description = [{
    A scalar; a tied weight counts for the network that owns it. Gradient: 2 w.
    (C1) every network exists.

    ```mlir
    %l = ae.weight_l2 [@encoder] : tensor<f32>
    ```
  }];
}

//===--- explicit rung ----------------------------------------------------===//

def AE_StateOp : AE_Op<"state", [Symbol]> {
  let summary = "declares a tensor that lives from step to step";
  let description = [{
    Made by the pass that makes state explicit; functions name states by the
    argument attribute `ae.state`. It starts as constant(value, 0), uniform(low, high)
    or normal(mean, deviation). `view` and `order` say how memory holds it: the
    elements, row-major, are seen as a tensor of the sizes `view`, whose dimensions
    lie in `order`, the first outermost. A matrix that is kept swapped is
    `view [rows, columns] order [1, 0]`. (C1) sizes of `view`, one behind the other,
    multiply to those of the type. (C2) `order` names every dimension of `view` once.

    ```mlir
    ae.state @encoder.0.weight : tensor<32x784xf32> parameter init uniform(-0.0357, 0.0357)
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttrOf<AE_Tensor>:$type, AE_RoleAttr:$role,
      I64Attr:$distribution, F64Attr:$a, F64Attr:$b, OptionalAttr<DenseI64ArrayAttr>:$view,
      OptionalAttr<DenseI64ArrayAttr>:$order);
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::aec::ae::StateLayout getLayout();
    void setLayout(const ::aec::ae::StateLayout &layout);
    /// Declares a state of the same type that lies as this one does, and starts
    /// as `value`: what an update reads together with it.
    StateOp declareCompanion(::mlir::OpBuilder &builder, ::mlir::Location loc,
        ::llvm::StringRef name, ::aec::ae::StateRole role, double value);
  }];
  let assemblyFormat = [{ $sym_name `:` $type `` $role `init` custom<Distribution>($distribution) `(` custom<Scalar>($a) `,` custom<Scalar>($b) `)`
      (`view` $view^ `order` $order)? attr-dict }];
}

def AE_NormalizerOp : AE_Op<"normalizer"> {
  let summary = "declares statistics that are fitted on an input";
  let description = [{
    Before the first step the program fits `offset` and `scale` on the input's
    training rows, so that (x - offset) * scale is normalized. It applies them
    itself where they are `in_preparation`; else the functions do.

    ```mlir
    ae.normalizer minmax of @x offset @encoder.0.offset scale @encoder.0.scale
    ```
  }];
  let arguments = (ins AE_MethodAttr:$method, FlatSymbolRefAttr:$input, FlatSymbolRefAttr:$offset,
      FlatSymbolRefAttr:$factor, UnitAttr:$in_preparation);
  let assemblyFormat = [{ `` $method `of` $input `offset` $offset `scale` $factor (`in_preparation` $in_preparation^)? attr-dict }];
}

include "dialects/AE/AENormalization.td"
include "dialects/AE/AEStochastic.td"
include "dialects/AE/AEAttention.td"

#endif // AEC_AE
