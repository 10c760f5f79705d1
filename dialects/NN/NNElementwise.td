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

def NN_NegOp : NN_UnaryOp<"neg"> { let summary = "-x"; }
def NN_AbsOp : NN_UnaryOp<"abs"> { let summary = "|x|; the gradient at 0 is 0"; }
def NN_SignOp : NN_UnaryOp<"sign"> { let summary = "-1, 0 or 1; its gradient is 0"; }
def NN_ExpOp : NN_UnaryOp<"exp"> { let summary = "e to the x"; }
def NN_LogOp : NN_UnaryOp<"log"> { let summary = "natural logarithm"; }
def NN_SqrtOp : NN_UnaryOp<"sqrt"> { let summary = "square root"; }
def NN_SquareOp : NN_UnaryOp<"square"> { let summary = "x * x"; }
def NN_ErfOp : NN_UnaryOp<"erf"> { let summary = "Gauss error function"; }

def NN_StepOp : NN_UnaryOp<"step"> {
  let summary = "one number where x > 0, another elsewhere";
  let description = [{
    result = x > 0 ? `high` : `low`. Its gradient is 0: it is what the adjoints
    of piecewise linear activations multiply by.
  }];
  let arguments = (ins NN_Tensor:$input, DefaultValuedAttr<F64Attr, "0.0">:$low,
                       DefaultValuedAttr<F64Attr, "1.0">:$high);
}

def NN_ClampOp : NN_UnaryOp<"clamp"> {
  let summary = "x, cut to [low, high]";
  let description = [{
    The gradient passes where low <= x <= high. (C1) `low` <= `high`.
  }];
  let arguments = (ins NN_Tensor:$input, F64Attr:$low, F64Attr:$high);
  let hasVerifier = 1;
}

def NN_WithinOp : NN_UnaryOp<"within"> {
  let summary = "1 where low < x < high, 0 elsewhere";
  let description = "Its gradient is 0; `closed` counts the bounds in.";
  let arguments = (ins NN_Tensor:$input, F64Attr:$low, F64Attr:$high, UnitAttr:$closed);
}

def NN_AddOp : NN_BinaryOp<"add", [Commutative]> { let summary = "a + b"; let hasFolder = 1; }
def NN_SubOp : NN_BinaryOp<"sub"> { let summary = "a - b"; let hasFolder = 1; }
def NN_MulOp : NN_BinaryOp<"mul", [Commutative]> { let summary = "a * b"; let hasFolder = 1; }
def NN_DivOp : NN_BinaryOp<"div"> { let summary = "a / b"; let hasFolder = 1; }
def NN_PowOp : NN_BinaryOp<"pow"> { let summary = "a to the b, for a > 0"; }
def NN_MaximumOp : NN_BinaryOp<"maximum"> {
  let summary = "the larger one; equal ones share the gradient";
}
def NN_MinimumOp : NN_BinaryOp<"minimum"> {
  let summary = "the smaller one; equal ones share the gradient";
}

def NN_SelectOp : NN_InferredOp<"select", [NN_Differentiable, NN_Elementwise]> {
  let summary = "a where p > 0, b elsewhere";
  let description = "Broadcasts like arithmetic. No gradient flows to `predicate`.";
  let arguments = (ins NN_Tensor:$predicate, NN_Tensor:$lhs, NN_Tensor:$rhs);
  let results = (outs NN_Tensor:$result);
  let assemblyFormat = [{ $predicate `,` $lhs `,` $rhs attr-dict `:`
      custom<OperandTypes3>(type($predicate), type($lhs), type($rhs)) }];
  let extraClassDeclaration = elementwise # [{
    bool isDifferentiableOperand(unsigned operand) { return operand != 0; }
  }];
}

#endif // AEC_NN_ELEMENTWISE
