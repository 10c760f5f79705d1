//===- Attention.cpp - Generated definitions of the family ----------------===//
#include "dialects/NN/Attention.h"
#include "dialects/NN/Syntax.h"

using namespace mlir;
using namespace aec::nn;

#define GET_OP_CLASSES
#include "dialects/NN/NNAttention.cpp.inc"
