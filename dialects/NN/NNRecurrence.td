//===- NNRecurrence.td - What a target asks a recurrence ------------------===//
#ifndef AEC_NN_RECURRENCE
#define AEC_NN_RECURRENCE

include "mlir/IR/OpBase.td"

def NN_RecurrenceOpInterface : OpInterface<"RecurrenceOpInterface"> {
  let cppNamespace = "::aec::nn";
  let description = [{
    Steps over time in which rows of the batch never meet: one product with a
    weight a step, or two one behind the other, and cells that work element by element.
  }];
  let methods = [
    InterfaceMethod<[{
      Where the op's operands and results stand in the loop; none, with the
      reason as the end of a sentence, where it is no such loop.
    }], "::std::optional<::aec::nn::Recurrence>", "getRecurrence",
      (ins "::std::string &":$reason)>,
    InterfaceMethod<[{
      Builds the cell for one element of the state: from the numbers of sequences,
      vectors, product (where it comes first) and carried values, in this order, to those
      of the outputs and of the carried values. Uses ops of arith and math only.
    }], "::llvm::SmallVector<::mlir::Value>", "buildCell",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::ValueRange":$elements)>,
    InterfaceMethod<[{
      Builds the cell behind a second product of the step (Recurrence::held is above 0): from the
      product, the numbers that buildCell makes then, and what that takes but for its
      product, to the numbers of the outputs and of the carried values.
    }], "::llvm::SmallVector<::mlir::Value>", "buildSecondCell",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::ValueRange":$elements), "", [{ return {}; }]>
  ];
}

#endif // AEC_NN_RECURRENCE
