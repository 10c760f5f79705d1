//===- Derivatives.cpp - Generated definitions of the family --------------===//
#include "dialects/NN/Derivatives.h"
#include "dialects/NN/Syntax.h"

using namespace mlir;
using namespace aec::nn;

#define GET_OP_CLASSES
#include "dialects/NN/NNDerivatives.cpp.inc"
