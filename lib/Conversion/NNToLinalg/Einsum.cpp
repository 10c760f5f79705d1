//===- Einsum.cpp - nn.einsum to linalg -----------------------------------===//
//
// The equation is the indexing maps. Every element is summed with the summed
// letters counting up, the first of lhs outermost, whatever the loops' order.
//
//===----------------------------------------------------------------------===//
#include "Tensors.h"
#include "dialects/NN/Products.h"

using namespace mlir;
using namespace aec::nn;

/// Letters in the order of the loops: the result's last one innermost where
/// vectors run along it, else what is summed.
static std::string loopOrder(const Equation &equation) {
  std::string loops = equation.result, summed;
  for (char letter : equation.lhs)
    if (loops.find(letter) == std::string::npos)
      summed += letter;
  if (loops.empty())
    return summed;
  char n = loops.back();
  bool contiguous = StringRef(equation.lhs).ends_with(StringRef(&n, 1)) ||
                    StringRef(equation.rhs).ends_with(StringRef(&n, 1));
  return contiguous ? loops.substr(0, loops.size() - 1) + summed + n
                    : loops + summed;
}

static LogicalResult lower(EinsumOp op, PatternRewriter &rewriter) {
  Location loc = op.getLoc();
  Equation equation = *Equation::parse(op.getEquation());
  std::string loops = loopOrder(equation);
  auto mapOf = [&](StringRef word) {
    SmallVector<AffineExpr> exprs;
    for (char letter : word)
      exprs.push_back(rewriter.getAffineDimExpr(loops.find(letter)));
    return AffineMap::get(loops.size(), 0, exprs, op.getContext());
  };
  SmallVector<OpFoldResult> sizes;
  for (char letter : equation.result) {
    size_t left = equation.lhs.find(letter);
    sizes.push_back(
        left != std::string::npos
            ? sizeOf(rewriter, loc, op.getLhs(), left)
            : sizeOf(rewriter, loc, op.getRhs(), equation.rhs.find(letter)));
  }
  Value zeros =
      filledTensor(rewriter, loc, sizes, op.getType().getElementType(), 0.0);
  SmallVector<AffineMap> maps{mapOf(equation.lhs), mapOf(equation.rhs),
                              mapOf(equation.result)};
  rewriter.replaceOp(
      op, contract(rewriter, loc, op.getLhs(), op.getRhs(), zeros, maps));
  return success();
}

void EinsumOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
