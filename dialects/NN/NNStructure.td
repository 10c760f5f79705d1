//===- NNStructure.td - Gradients and groups ------------------------------===//
#ifndef AEC_NN_STRUCTURE
#define AEC_NN_STRUCTURE

include "dialects/NN/NNBase.td"

def NN_GradientOp : NN_InferredOp<"gradient"> {
  let summary = "gradient of a value with respect to others";
  let description = [{
    The gradient of `value` (of its sum, where it has several elements) with
    respect to each operand of `wrt`. The gradient pass replaces it by nn ops; a
    gradient of something that holds a gradient is thus a second-order one.

    ```mlir
    %dx = nn.gradient %loss wrt %x : tensor<f32>, tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$value, Variadic<NN_Tensor>:$wrt);
  let results = (outs Variadic<NN_Tensor>:$results);
  let assemblyFormat = "$value `wrt` $wrt attr-dict `:` type($value) `,` type($wrt)";
}

def NN_GroupOp : Op<NN_Dialect, "group", [Pure, IsolatedFromAbove, SingleBlockImplicitTerminator<"YieldOp">,
     DeclareOpInterfaceMethods<OpAsmOpInterface, ["getAsmBlockArgumentNames"]>]> {
  let summary = "ops that become one loop nest or one library call";
  let description = [{
    The fusion passes move ops into groups; a target lowers a group as a whole.
    Block arguments stand for the operands, one each. A group has one root: the
    op that decides its loops (a product or a reduction), or none, where all ops
    are elementwise.
  }];
  let arguments = (ins Variadic<AnyType>:$inputs);
  let results = (outs Variadic<NN_AnyTensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    static void addLinalgLowering(::mlir::RewritePatternSet &patterns);
    YieldOp getYield();
  }];
}
def NN_YieldOp : Op<NN_Dialect, "yield", [Pure, Terminator, ReturnLike, HasParent<"GroupOp">]> {
  let summary = "results of a group";
  let arguments = (ins Variadic<NN_AnyTensor>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
  let builders = [OpBuilder<(ins), [{ }]>];
  let extraClassDeclaration = [{
    static void addLinalgLowering(::mlir::RewritePatternSet &patterns) {}
  }];
}

#endif // AEC_NN_STRUCTURE
