//===- Derivatives.h - Penalties made of derivatives ----------------------===//
#ifndef AEC_DIALECTS_NN_DERIVATIVES_H
#define AEC_DIALECTS_NN_DERIVATIVES_H

#include "dialects/NN/NN.h"

#define GET_OP_CLASSES
#include "dialects/NN/NNDerivatives.h.inc"

#endif // AEC_DIALECTS_NN_DERIVATIVES_H
