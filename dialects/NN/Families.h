//===- Families.h - All ops of nn, for what must visit every one ----------===//
//
// The core of the dialect is in NN.h, which adjoints and passes are written
// with. Every other family has a header of its own, so that adding an op to it
// rebuilds what uses the family and no more. Only the dialect's registration
// and the conversion to linalg include this file.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_NN_FAMILIES_H
#define AEC_DIALECTS_NN_FAMILIES_H

#include "dialects/NN/NN.h"
#include "dialects/NN/Optimizers.h"
#include "dialects/NN/Random.h"
#include "dialects/NN/Variational.h"

namespace aec::nn {

/// Calls `visit` with an OpList a family.
template <typename Visit> void visitFamilies(Visit visit) {
  visit(OpList<
#define GET_OP_LIST
#include "dialects/NN/NNCore.cpp.inc"
        >{});
  visit(OpList<
#define GET_OP_LIST
#include "dialects/NN/NNOptimizers.cpp.inc"
        >{});
  visit(OpList<
#define GET_OP_LIST
#include "dialects/NN/NNRandom.cpp.inc"
        >{});
  visit(OpList<
#define GET_OP_LIST
#include "dialects/NN/NNVariational.cpp.inc"
        >{});
}

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_FAMILIES_H
