//===- Einsum.cpp - nn.einsum ---------------------------------------------===//
//
// Equations are closed under differentiation and under transposition of any
// operand, which is why every product with more than two dimensions is one op.
//
//===----------------------------------------------------------------------===//
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Products.h"

using namespace mlir;
using namespace aec::nn;

static bool has(StringRef word, char letter) { return word.contains(letter); }

std::optional<Equation> Equation::parse(StringRef text) {
  auto [operands, result] = text.split("->");
  auto [lhs, rhs] = operands.split(',');
  if (text.count("->") != 1 || text.count(',') != 1 || has(result, ','))
    return std::nullopt;
  for (StringRef word : {lhs, rhs, result})
    for (auto [i, letter] : llvm::enumerate(word))
      if (!llvm::isAlpha(letter) || has(word.drop_front(i + 1), letter))
        return std::nullopt;
  return Equation{lhs.str(), rhs.str(), result.str()};
}

bool Equation::hasVectors() const {
  if (result.empty())
    return false;
  char n = result.back();
  if (has(lhs, n) && has(rhs, n))
    return false;
  char last = has(rhs, n) ? rhs.back() : lhs.back();
  return last == n || !has(result, last);
}

namespace {
/// Sizes of the letters, as the operands have them.
struct Sizes {
  SmallVector<std::pair<char, int64_t>> known;

  std::optional<int64_t> of(char letter) const {
    for (auto [name, size] : known)
      if (name == letter)
        return size;
    return std::nullopt;
  }
};
} // namespace

static LogicalResult collectSizes(std::optional<Location> loc, StringRef word,
                                  RankedTensorType type, Sizes &sizes) {
  if (static_cast<int64_t>(word.size()) != type.getRank()) // einsum_c2
    return emitOptionalError(loc, "'nn.einsum' op expected a letter for each ",
                             "of the ", type.getRank(), " dimensions of ", type,
                             ", found \"", word, "\"");
  for (auto [letter, size] : llvm::zip_equal(word, type.getShape())) {
    std::optional<int64_t> known = sizes.of(letter);
    if (known && *known != size) // einsum_c3
      return emitOptionalError(loc, "'nn.einsum' op has sizes ",
                               printSize(*known), " and ", printSize(size),
                               " for '", Twine(letter), "'; they must agree");
    sizes.known.emplace_back(letter, size);
  }
  return success();
}

/// einsum_c4
static LogicalResult checkLetters(std::optional<Location> loc,
                                  const Equation &equation) {
  for (char letter : equation.lhs + equation.rhs + equation.result)
    if (has(equation.lhs, letter) + has(equation.rhs, letter) +
            has(equation.result, letter) <
        2)
      return emitOptionalError(
          loc, "'nn.einsum' op expected every letter in two of lhs, rhs and ",
          "result, found '", Twine(letter), "' in one; ",
          has(equation.result, letter)
              ? "nn.broadcast repeats a tensor"
              : "nn.sum sums over a dimension of one tensor");
  return success();
}

LogicalResult EinsumOp::inferReturnTypes(MLIRContext *,
                                         std::optional<Location> loc,
                                         Adaptor adaptor,
                                         SmallVectorImpl<Type> &types) {
  auto lhs = cast<RankedTensorType>(adaptor.getLhs().getType());
  auto rhs = cast<RankedTensorType>(adaptor.getRhs().getType());
  std::optional<Equation> equation = Equation::parse(adaptor.getEquation());
  if (!equation) // einsum_c1
    return emitOptionalError(
        loc, "'nn.einsum' op expected an equation like \"btk,nk->btn\", a ",
        "letter once in each word, found \"", adaptor.getEquation(), "\"");
  if (lhs.getElementType() != rhs.getElementType())
    return emitOptionalError(loc, "'nn.einsum' op expected operands of one ",
                             "element type, found ", lhs, " and ", rhs);
  Sizes sizes;
  if (failed(collectSizes(loc, equation->lhs, lhs, sizes)) ||
      failed(collectSizes(loc, equation->rhs, rhs, sizes)) ||
      failed(checkLetters(loc, *equation)))
    return failure();
  SmallVector<int64_t> shape;
  for (char letter : equation->result)
    shape.push_back(*sizes.of(letter));
  auto type = RankedTensorType::get(shape, lhs.getElementType());
  if (!isBatchFirst(type)) // einsum_c5
    return emitOptionalError(loc, "'nn.einsum' op gives ", type,
                             "; the batch '?' must come first or be summed");
  types.push_back(type);
  return checkSize(loc, getOperationName(), type);
}

void EinsumOp::buildAdjoint(AdjointBuilder &adjoint) {
  Equation equation = *Equation::parse(getEquation());
  Value grad = adjoint.grad();
  if (adjoint.needs(0))
    adjoint.add(0,
                adjoint.make<EinsumOp>(
                    Equation{equation.result, equation.rhs, equation.lhs}.str(),
                    grad, getRhs()));
  if (adjoint.needs(1))
    adjoint.add(1,
                adjoint.make<EinsumOp>(
                    Equation{equation.result, equation.lhs, equation.rhs}.str(),
                    grad, getLhs()));
}

//===--- transposes -------------------------------------------------------===//

/// The operand that the result's last dimension comes from reads it across its
/// rows.
bool EinsumOp::readsTransposed(unsigned operand) {
  Equation equation = *Equation::parse(getEquation());
  char n = equation.result.empty() ? 0 : equation.result.back();
  const std::string &word = equation.operand(operand);
  return has(word, n) && word.back() != n;
}

static void swapLast(std::string &word) {
  if (word.size() > 1)
    std::swap(word[word.size() - 1], word[word.size() - 2]);
}

Value EinsumOp::withTransposedOperand(OpBuilder &builder, unsigned operand,
                                      Value transposed) {
  Equation equation = *Equation::parse(getEquation());
  swapLast(equation.operand(operand));
  return EinsumOp::create(builder, getLoc(), equation.str(),
                          operand == 0 ? transposed : getLhs(),
                          operand == 0 ? getRhs() : transposed);
}

Value EinsumOp::withTransposedResult(OpBuilder &builder) {
  Equation equation = *Equation::parse(getEquation());
  swapLast(equation.result);
  return EinsumOp::create(builder, getLoc(), equation.str(), getLhs(),
                          getRhs());
}

namespace {

/// einsum(transpose(a), b) -> einsum that names a's dimensions as they lie,
/// unless vectors then had nothing to run along.
struct FoldOperandTranspose : OpRewritePattern<EinsumOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(EinsumOp op,
                                PatternRewriter &rewriter) const override {
    for (OpOperand &operand : op->getOpOperands()) {
      auto transpose = operand.get().getDefiningOp<TransposeOp>();
      if (!transpose)
        continue;
      Equation equation = *Equation::parse(op.getEquation());
      bool had = equation.hasVectors();
      std::string &word = equation.operand(operand.getOperandNumber());
      std::string old = word;
      for (auto [letter, dim] : llvm::zip(old, transpose.getPermutation()))
        word[dim] = letter;
      if (had && !equation.hasVectors())
        continue;
      rewriter.modifyOpInPlace(op, [&] {
        op.setEquation(equation.str());
        operand.set(transpose.getInput());
      });
      return success();
    }
    return failure();
  }
};

/// transpose(einsum) -> einsum that makes its result in that order.
struct FoldResultTranspose : OpRewritePattern<EinsumOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(EinsumOp op,
                                PatternRewriter &rewriter) const override {
    auto transpose = op->hasOneUse()
                         ? dyn_cast<TransposeOp>(*op->getUsers().begin())
                         : TransposeOp();
    if (!transpose)
      return failure();
    Equation equation = *Equation::parse(op.getEquation());
    bool had = equation.hasVectors();
    std::string old = equation.result;
    for (auto [i, dim] : llvm::enumerate(transpose.getPermutation()))
      equation.result[i] = old[dim];
    if (had && !equation.hasVectors())
      return failure();
    rewriter.setInsertionPoint(op);
    rewriter.replaceOpWithNewOp<EinsumOp>(transpose, equation.str(),
                                          op.getLhs(), op.getRhs());
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void EinsumOp::getCanonicalizationPatterns(RewritePatternSet &patterns,
                                           MLIRContext *context) {
  patterns.add<FoldOperandTranspose, FoldResultTranspose>(context);
}
