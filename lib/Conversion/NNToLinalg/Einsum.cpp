//===- Einsum.cpp - nn.einsum to linalg -----------------------------------===//
//
// The equation is the indexing maps. Every element is summed with the summed
// letters counting up, the first of lhs outermost, whatever the loops' order.
//
//===----------------------------------------------------------------------===//
#include "Tensors.h"
#include "dialects/NN/Products.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

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
  SmallVector<utils::IteratorType> iterators;
  for (char letter : loops)
    iterators.push_back(equation.result.find(letter) == std::string::npos
                            ? utils::IteratorType::reduction
                            : utils::IteratorType::parallel);
  Value zeros =
      filledTensor(rewriter, loc, sizes, op.getType().getElementType(), 0.0);
  SmallVector<AffineMap> maps{mapOf(equation.lhs), mapOf(equation.rhs),
                              mapOf(equation.result)};
  rewriter.replaceOpWithNewOp<linalg::GenericOp>(
      op, op.getType(), ValueRange{op.getLhs(), op.getRhs()}, zeros, maps,
      iterators, [](OpBuilder &builder, Location loc, ValueRange arguments) {
        Value product =
            arith::MulFOp::create(builder, loc, arguments[0], arguments[1]);
        Value sum = arith::AddFOp::create(builder, loc, arguments[2], product);
        linalg::YieldOp::create(builder, loc, sum);
      });
  return success();
}

void EinsumOp::addLinalgLowering(RewritePatternSet &patterns) {
  patterns.add(lower);
}
