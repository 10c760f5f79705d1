//===- Products.h - Products over any dimensions --------------------------===//
#ifndef AEC_DIALECTS_NN_PRODUCTS_H
#define AEC_DIALECTS_NN_PRODUCTS_H

#include "dialects/NN/NN.h"

namespace aec::nn {

/// The three words of an equation "lhs,rhs->result".
struct Equation {
  std::string lhs, rhs, result;

  /// Splits the text at its comma and arrow; both must be there.
  static std::optional<Equation> parse(llvm::StringRef text);
  std::string &operand(unsigned i) { return i == 0 ? lhs : rhs; }
  std::string str() const { return lhs + "," + rhs + "->" + result; }
  /// Whether vectors can run along the result's last dimension: it belongs to
  /// one operand, which has it last, or last a letter that is summed over.
  bool hasVectors() const;
};

} // namespace aec::nn

#define GET_OP_CLASSES
#include "dialects/NN/NNProducts.h.inc"

#endif // AEC_DIALECTS_NN_PRODUCTS_H
