//===- NN.td - The nn dialect, all families (for the reference) -----------===//
#ifndef AEC_NN
#define AEC_NN
include "dialects/NN/NNCore.td"
include "dialects/NN/NNAttention.td"
include "dialects/NN/NNOptimizers.td"
include "dialects/NN/NNConvolution.td"
include "dialects/NN/NNProducts.td"
include "dialects/NN/NNImages.td"
include "dialects/NN/NNRandom.td"
include "dialects/NN/NNRecurrent.td"
include "dialects/NN/NNSequence.td"
include "dialects/NN/NNVariational.td"
include "dialects/NN/NNData.td"
include "dialects/NN/NNDerivatives.td"
include "dialects/NN/NNCompression.td"
#endif // AEC_NN
