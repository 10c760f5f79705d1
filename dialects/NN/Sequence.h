//===- Sequence.h - Tokens, steps and padding -----------------------------===//
#ifndef AEC_DIALECTS_NN_SEQUENCE_H
#define AEC_DIALECTS_NN_SEQUENCE_H

#include "dialects/NN/NN.h"

#define GET_OP_CLASSES
#include "dialects/NN/NNSequence.h.inc"

#endif // AEC_DIALECTS_NN_SEQUENCE_H
