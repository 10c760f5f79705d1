//===- AEBase.td - The ae dialect -----------------------------------------===//
#ifndef AEC_AE_BASE
#define AEC_AE_BASE

include "mlir/IR/OpBase.td"

def AE_Dialect : Dialect {
  let name = "ae";
  let cppNamespace = "::aec::ae";
  let summary = "what an autoencoder's author writes, and what has state";
  let description = [{
    Models, networks whose layers own parameters, objectives and what the
    compiled program offers. See README.md.
  }];
  let useDefaultAttributePrinterParser = 1;
  let extraClassDeclaration = [{
    /// `!ae.batch<...>` is short for a tensor; the dialect has no type of its own.
    ::mlir::Type parseType(::mlir::DialectAsmParser &parser) const override;
    void printType(::mlir::Type, ::mlir::DialectAsmPrinter &) const override {}
  }];
}

def AE_Tensor : RankedTensorOf<[F32, F64]>;
def AE_AnyTensor : RankedTensorOf<[F32, F64, I32, I64]>;

#endif // AEC_AE_BASE
