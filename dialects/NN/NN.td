//===- NN.td - The nn dialect, all families (for the reference) -----------===//
#ifndef AEC_NN
#define AEC_NN
include "dialects/NN/NNCore.td"
include "dialects/NN/NNOptimizers.td"
include "dialects/NN/NNRandom.td"
include "dialects/NN/NNVariational.td"
#endif // AEC_NN
