//===- Variational.h - Divergences, likelihoods, scaled terms -------------===//
#ifndef AEC_DIALECTS_NN_VARIATIONAL_H
#define AEC_DIALECTS_NN_VARIATIONAL_H

#include "dialects/NN/NN.h"

#define GET_OP_CLASSES
#include "dialects/NN/NNVariational.h.inc"

#endif // AEC_DIALECTS_NN_VARIATIONAL_H
