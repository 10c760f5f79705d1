//===- Data.h - Labels, weights and missing values ------------------------===//
#ifndef AEC_DIALECTS_NN_DATA_H
#define AEC_DIALECTS_NN_DATA_H

#include "dialects/NN/NN.h"

#define GET_OP_CLASSES
#include "dialects/NN/NNData.h.inc"

#endif // AEC_DIALECTS_NN_DATA_H
