//===- NN.td - The nn dialect, all families -------------------------------===//
#ifndef AEC_NN
#define AEC_NN
include "mlir/IR/OpAsmInterface.td"
include "dialects/NN/NNElementwise.td"
include "dialects/NN/NNActivations.td"
include "dialects/NN/NNShape.td"
include "dialects/NN/NNLinear.td"
include "dialects/NN/NNLosses.td"
include "dialects/NN/NNOptimizers.td"
include "dialects/NN/NNStructure.td"
#endif // AEC_NN
