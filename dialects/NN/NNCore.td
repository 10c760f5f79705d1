//===- NNCore.td - The families that NN.h holds ---------------------------===//
#ifndef AEC_NN_CORE
#define AEC_NN_CORE
include "mlir/IR/OpAsmInterface.td"
include "dialects/NN/NNElementwise.td"
include "dialects/NN/NNActivations.td"
include "dialects/NN/NNShape.td"
include "dialects/NN/NNLinear.td"
include "dialects/NN/NNLosses.td"
include "dialects/NN/NNStructure.td"
#endif // AEC_NN_CORE
