//===- OneDNN.h - The onednn dialect --------------------------------------===//
//
// One op a primitive of the library; README.md says what is in and why.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_ONEDNN_ONEDNN_H
#define AEC_DIALECTS_ONEDNN_ONEDNN_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/OneDNN/OneDNNDialect.h.inc"
#include "dialects/OneDNN/OneDNNEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/OneDNN/OneDNNAttrs.h.inc"
#define GET_OP_CLASSES
#include "dialects/OneDNN/OneDNN.h.inc"

namespace aec::onednn {
/// Lets one-shot bufferization place results.
void registerBufferizationModels(mlir::DialectRegistry &registry);
} // namespace aec::onednn

#endif // AEC_DIALECTS_ONEDNN_ONEDNN_H
