//===- NNElementwise.td - Arithmetic, element by element ------------------===//
//
// The arithmetic users write and adjoints are made of.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_NN_ELEMENTWISE
#define AEC_NN_ELEMENTWISE

include "dialects/NN/NNBase.td"

def NN_ConstantOp : NN_InferredOp<"constant", [ConstantLike]> {
  let summary = "a number";
  let description = [{
    A scalar tensor that holds `value`; arithmetic broadcasts it. The element
    type is f32 unless the result says otherwise.

    ```mlir
    %half = nn.constant 0.5 : f32
    ```
  }];
  let arguments = (ins F64Attr:$value, TypeAttrOf<NN_Float>:$element_type);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = "custom<Number>($value) attr-dict `:` $element_type";
  let hasFolder = 1;
}

def NN_NegOp : NN_UnaryOp<"neg"> {
  let summary = "-x";
  let description = [{
    result = -x. Gradient: -dresult.

    ```mlir
    %y = nn.neg %x : tensor<?x4xf32>
    ```
  }];
}
def NN_AbsOp : NN_UnaryOp<"abs"> {
  let summary = "|x|; the gradient at 0 is 0";
  let description = [{
    result = |x|. Gradient: dresult * sign(x), 0 at 0.

    ```mlir
    %y = nn.abs %x : tensor<?x4xf32>
    ```
  }];
}
def NN_SignOp : NN_UnaryOp<"sign"> {
  let summary = "-1, 0 or 1; its gradient is 0";
  let description = [{
    result = -1, 0 or 1 as x is negative, 0 or positive. Its gradient is 0: it is
    what the adjoints of absolute values multiply by.

    ```mlir
    %y = nn.sign %x : tensor<?x4xf32>
    ```
  }];
}
def NN_ExpOp : NN_UnaryOp<"exp"> {
  let summary = "e to the x";
  let description = [{
    result = e^x. Gradient: dresult * result.

    ```mlir
    %y = nn.exp %x : tensor<?x4xf32>
    ```
  }];
}
def NN_LogOp : NN_UnaryOp<"log"> {
  let summary = "natural logarithm";
  let description = [{
    result = ln x; -inf at 0, NaN below. Gradient: dresult / x.

    ```mlir
    %y = nn.log %x : tensor<?x4xf32>
    ```
  }];
}
def NN_SqrtOp : NN_UnaryOp<"sqrt"> {
  let summary = "square root";
  let description = [{
    result = sqrt(x); NaN below 0. Gradient: dresult / (2 result), infinite at 0.

    ```mlir
    %y = nn.sqrt %x : tensor<?x4xf32>
    ```
  }];
}
def NN_SquareOp : NN_UnaryOp<"square"> {
  let summary = "x * x";
  let description = [{
    result = x^2. Gradient: dresult * 2 x.

    ```mlir
    %y = nn.square %x : tensor<?x4xf32>
    ```
  }];
}
def NN_ErfOp : NN_UnaryOp<"erf"> {
  let summary = "Gauss error function";
  let description = [{
    result = 2 / sqrt(pi) * the integral of exp(-t^2) from 0 to x.
    Gradient: dresult * 2 / sqrt(pi) * exp(-x^2).

    ```mlir
    %y = nn.erf %x : tensor<?x4xf32>
    ```
  }];
}

def NN_StepOp : NN_UnaryOp<"step"> {
  let summary = "one number where x > 0, another elsewhere";
  let description = [{
    result = x > 0 ? `high` : `low`. Its gradient is 0: it is what the adjoints
    of piecewise linear activations multiply by.

    ```mlir
    %y = nn.step %x : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, DefaultValuedAttr<F64Attr, "0.0">:$low,
                       DefaultValuedAttr<F64Attr, "1.0">:$high);
}

def NN_ClampOp : NN_UnaryOp<"clamp"> {
  let summary = "x, cut to [low, high]";
  let description = [{
    The gradient passes where low <= x <= high. (C1) `low` <= `high`.

    ```mlir
    %y = nn.clamp %x {high = 1.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, F64Attr:$low, F64Attr:$high);
  let hasVerifier = 1;
}

def NN_WithinOp : NN_UnaryOp<"within"> {
  let summary = "1 where low < x < high, 0 elsewhere";
  let description = [{
    Its gradient is 0; `closed` counts the bounds in.

    ```mlir
    %y = nn.within %x {high = 1.000000e+00 : f64, low = -1.000000e+00 : f64} : tensor<?x4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$input, F64Attr:$low, F64Attr:$high, UnitAttr:$closed);
}

def NN_AddOp : NN_BinaryOp<"add", [Commutative]> {
  let summary = "a + b";
  let description = [{
    result = a + b, operands repeated to a common shape. Gradient: dresult for
    both, summed over what was repeated.

    ```mlir
    %y = nn.add %x, %b : tensor<?x4xf32>
    ```
  }];
  let hasFolder = 1;
}
def NN_SubOp : NN_BinaryOp<"sub"> {
  let summary = "a - b";
  let description = [{
    result = a - b, operands repeated to a common shape. Gradient: dresult and
    -dresult, summed over what was repeated.

    ```mlir
    %y = nn.sub %x, %b : tensor<?x4xf32>
    ```
  }];
  let hasFolder = 1;
}
def NN_MulOp : NN_BinaryOp<"mul", [Commutative]> {
  let summary = "a * b";
  let description = [{
    result = a * b, operands repeated to a common shape. Gradient: dresult * b and
    dresult * a, summed over what was repeated.

    ```mlir
    %y = nn.mul %x, %b : tensor<?x4xf32>
    ```
  }];
  let hasFolder = 1;
}
def NN_DivOp : NN_BinaryOp<"div"> {
  let summary = "a / b";
  let description = [{
    result = a / b, operands repeated to a common shape. Gradient: dresult / b and
    -dresult * a / b^2, summed over what was repeated.

    ```mlir
    %y = nn.div %x, %b : tensor<?x4xf32>
    ```
  }];
  let hasFolder = 1;
}
def NN_PowOp : NN_BinaryOp<"pow"> {
  let summary = "a to the b, for a > 0";
  let description = [{
    result = a^b for a > 0. Gradient: dresult * b * a^(b - 1) and
    dresult * result * ln a, summed over what was repeated.

    ```mlir
    %y = nn.pow %x, %b : tensor<?x4xf32>
    ```
  }];
}
def NN_MaximumOp : NN_BinaryOp<"maximum"> {
  let summary = "the larger one; equal ones share the gradient";
  let description = [{
    result = the larger of a and b; NaN where either is. The gradient goes to the
    larger one; equal ones get half each.

    ```mlir
    %y = nn.maximum %x, %b : tensor<?x4xf32>
    ```
  }];
}
def NN_MinimumOp : NN_BinaryOp<"minimum"> {
  let summary = "the smaller one; equal ones share the gradient";
  let description = [{
    result = the smaller of a and b; NaN where either is. The gradient goes to the
    smaller one; equal ones get half each.

    ```mlir
    %y = nn.minimum %x, %b : tensor<?x4xf32>
    ```
  }];
}

def NN_SelectOp : NN_InferredOp<"select", [NN_Differentiable, NN_Elementwise]> {
  let summary = "a where p > 0, b elsewhere";
  let description = [{
    Broadcasts like arithmetic. No gradient flows to `predicate`.
    Gradient: dresult where p > 0 for a, elsewhere for b.

    ```mlir
    %y = nn.select %x, %x, %a : tensor<?x4xf32>, tensor<?x4xf32>, tensor<4xf32>
    ```
  }];
  let arguments = (ins NN_Tensor:$predicate, NN_Tensor:$lhs, NN_Tensor:$rhs);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $predicate `,` $lhs `,` $rhs attr-dict `:`
      custom<OperandTypes3>(type($predicate), type($lhs), type($rhs)) }];
  let extraClassDeclaration = elementwise # [{
    bool isDifferentiableOperand(unsigned operand) { return operand != 0; }
  }];
}

#endif // AEC_NN_ELEMENTWISE
