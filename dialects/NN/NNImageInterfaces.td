//===- NNImageInterfaces.td - What layout passes ask of ops on images -----===//
#ifndef AEC_NN_IMAGE_INTERFACES
#define AEC_NN_IMAGE_INTERFACES

include "mlir/IR/OpBase.td"

def NN_ImageOpInterface : OpInterface<"ImageOpInterface"> {
  let cppNamespace = "::aec::nn";
  let description = [{
    An op on images whose attribute `channels_last` says how they lie: [B, C, H, W],
    or [B, H, W, C] with weights [kh, kw, C/groups, O] for [O, C/groups, kh, kw].
  }];
  let methods = [
    InterfaceMethod<[{
      What a value of the op is: values 0 to the number of operands - 1 are the
      operands, those behind are the results.
    }], "::aec::nn::ImageRole", "getRole", (ins "unsigned":$value), "",
      [{ return ::aec::nn::ImageRole::Image; }]>,
    InterfaceMethod<"Whether images lie as [B, H, W, C].", "bool", "isChannelsLast",
      (ins), "", [{ return $_op.getChannelsLast(); }]>,
    InterfaceMethod<[{
      The op in the other layout on `operands`, which are in that layout already;
      the results have its types.
    }], "::mlir::Operation *", "inOtherLayout",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::ValueRange":$operands), "", [{
      return ::aec::nn::inOtherLayout(builder, $_op, operands);
    }]>,
    InterfaceMethod<[{
      Whether every element of the result is computed at once, so that elementwise
      ops can follow where it is.
    }], "bool", "allowsEpilogue", (ins), "", [{ return false; }]>
  ];
}

#endif // AEC_NN_IMAGE_INTERFACES
