//===- NNQuantizer.td - What a program asks of a latent -------------------===//
#ifndef AEC_NN_QUANTIZER
#define AEC_NN_QUANTIZER

include "mlir/IR/OpBase.td"

def NN_QuantizerOpInterface : OpInterface<"QuantizerOpInterface"> {
  let cppNamespace = "::aec::nn";
  let description = [{
    An op whose result lies on a grid: whole multiples of a step, which programs
    write as integers.
  }];
  let methods = [
    InterfaceMethod<"The distance of neighbours on the grid.", "double", "getGridStep", (ins)>
  ];
}

#endif // AEC_NN_QUANTIZER
