//===- Optimizers.h - Updates of parameters -------------------------------===//
#ifndef AEC_DIALECTS_NN_OPTIMIZERS_H
#define AEC_DIALECTS_NN_OPTIMIZERS_H

#include "dialects/NN/NN.h"

#define GET_OP_CLASSES
#include "dialects/NN/NNOptimizers.h.inc"

#endif // AEC_DIALECTS_NN_OPTIMIZERS_H
