//===- Recurrent.cpp - Generated definitions of the family ----------------===//
#include "dialects/NN/Recurrent.h"
#include "dialects/NN/Syntax.h"

using namespace mlir;
using namespace aec::nn;

#include "dialects/NN/NNRecurrence.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/NN/NNRecurrent.cpp.inc"
