//===- Payload.cpp - What a kernel's payload asks of a loop nest ----------===//
//
// Two steps: the reductions tell the form of the loop nest, then everything the
// results need is visited from the results back, as it will be computed.
//
//===----------------------------------------------------------------------===//
#include "Payload.h"

#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace aec::cpu;

/// Weights that a thread transposes for a convolution's data gradient.
constexpr int64_t maxTransposedBytes = 4 << 20;

static bool isReduction(utils::IteratorType type) {
  return type == utils::IteratorType::reduction;
}

namespace {
class Analyzer {
public:
  Analyzer(KernelOp kernel, std::string &reason)
      : context(kernel.getContext()), reason(reason) {
    payload.kernel = kernel;
  }

  FailureOr<Payload> run() {
    if (analyzeTranspose(payload))
      return std::move(payload);
    for (Operation &op : payload.kernel.getBody().front().without_terminator())
      if (auto generic = dyn_cast<linalg::GenericOp>(&op)) {
        if (failed(addGeneric(generic)))
          return failure();
      } else if (auto convolution = dyn_cast<ConvolutionOp>(&op)) {
        if (failed(addConvolution(convolution)))
          return failure();
      } else if (auto pool = dyn_cast<PoolOp>(&op)) {
        if (failed(addPool(pool)))
          return failure();
      }
    if (failed(findDomain()) || failed(checkReductions()))
      return failure();
    for (Value value : payload.kernel.getYield().getValues())
      payload.results.push_back(resultCoordinates(value));
    if (failed(visitAll()) || failed(checkOnePass()))
      return failure();
    // A copy computes nothing and still is work.
    payload.cost = std::max<int64_t>(payload.cost, 1);
    return std::move(payload);
  }

private:
  LogicalResult decline(const Twine &why) {
    if (reason.empty())
      reason = why.str();
    return failure();
  }

  LogicalResult addGeneric(linalg::GenericOp op);
  LogicalResult addReduction(linalg::GenericOp op);
  LogicalResult addContraction(linalg::GenericOp op);
  LogicalResult assignRoles(linalg::GenericOp op);
  LogicalResult addConvolution(ConvolutionOp op);
  LogicalResult addPool(PoolOp op);
  LogicalResult findDomain();
  LogicalResult findExtents(linalg::GenericOp op);
  LogicalResult checkReductions();
  Coordinates resultCoordinates(Value value);
  LogicalResult visitAll();
  LogicalResult visit(Value value, ArrayRef<AffineExpr> at);
  LogicalResult visitArgument(BlockArgument argument, ArrayRef<AffineExpr> at);
  LogicalResult visitInputs(linalg::GenericOp op, ArrayRef<AffineExpr> loops);
  LogicalResult checkOnePass();
  LogicalResult checkResult(Value value, ArrayRef<AffineExpr> at);
  /// A dimension of one is at 0.
  bool isSamePlace(ArrayRef<AffineExpr> a, ArrayRef<AffineExpr> b) {
    auto isSingle = [&](AffineExpr expr) {
      auto dim = dyn_cast<AffineDimExpr>(expr);
      return dim ? lengthOf(dim.getPosition()) == 1
                 : cast<AffineConstantExpr>(expr).getValue() == 0;
    };
    return llvm::all_of(llvm::zip_equal(a, b), [&](auto pair) {
      auto [left, right] = pair;
      return left == right || (isSingle(left) && isSingle(right));
    });
  }
  int64_t lengthOf(unsigned dim) {
    auto [tensor, i] = payload.extents[dim];
    return cast<RankedTensorType>(tensor.getType()).getDimSize(i);
  }
  void noteAccess(ArrayRef<AffineExpr> at) {
    payload.contiguous &= isIdentity(at);
    payload.contiguousRows &=
        isIdentity(at) || !payload.reaches(at, payload.split, payload.rank);
  }
  bool hasDynamicColumns() {
    auto [tensor, dim] = payload.extents[payload.vectorDim()];
    return cast<RankedTensorType>(tensor.getType()).isDynamicDim(dim);
  }

  bool isIdentity(ArrayRef<AffineExpr> at) {
    return at.size() == payload.rank &&
           llvm::all_of(llvm::enumerate(at), [&](auto entry) {
             return entry.value() == getAffineDimExpr(entry.index(), context);
           });
  }

  MLIRContext *context;
  std::string &reason;
  Payload payload;
  llvm::DenseSet<std::pair<Value, AffineMap>> visited;
};
} // namespace

static bool isSplat(Operation *op) {
  auto constant = dyn_cast<arith::ConstantOp>(op);
  return constant && isa<SplatElementsAttr>(constant.getValue());
}

/// Whether the body is made of what exists on vectors too.
static bool hasElementwiseBody(linalg::GenericOp op) {
  return llvm::all_of(op.getBody()->without_terminator(), [](Operation &inner) {
    return isa<linalg::IndexOp, arith::ConstantOp>(inner) ||
           (OpTrait::hasElementwiseMappableTraits(&inner) &&
            isa<arith::ArithDialect, math::MathDialect>(inner.getDialect()));
  });
}

/// Work of one op in additions; the polynomials of a transcendental are long.
static int64_t costOf(Operation &op) {
  if (isa<arith::ConstantOp, linalg::IndexOp>(op))
    return 0;
  if (isa<math::MathDialect>(op.getDialect()) && !isa<math::AbsFOp>(op))
    return 16;
  return isa<arith::DivFOp>(op) ? 8 : 1;
}

LogicalResult Analyzer::addGeneric(linalg::GenericOp op) {
  if (!hasElementwiseBody(op))
    return decline("a body has an op with no form on vectors");
  for (AffineMap map : op.getIndexingMapsArray())
    for (AffineExpr expr : map.getResults())
      if (!isa<AffineDimExpr, AffineConstantExpr>(expr))
        return decline("an operand is read at a computed place");
  for (Operation &inner : op.getBody()->without_terminator())
    payload.cost += costOf(inner);
  if (op.getNumReductionLoops() == 0)
    return success();
  return op.getNumDpsInputs() == 2 ? addContraction(op) : addReduction(op);
}

LogicalResult Analyzer::addReduction(linalg::GenericOp op) {
  if (op.getNumResults() != 1)
    return decline("a reduction has several results");
  Block *body = op.getBody();
  Value soFar = body->getArguments().back();
  Operation *combiner = body->getTerminator()->getOperand(0).getDefiningOp();
  if (!combiner || combiner->getNumOperands() != 2 || !soFar.hasOneUse() ||
      !llvm::is_contained(combiner->getOperands(), soFar))
    return decline("a reduction's body does not end in its combiner");
  std::optional<TypedAttr> neutral = arith::getNeutralElement(combiner);
  if (!neutral)
    return decline("a reduction's combiner has no neutral element");
  Value element = combiner->getOperand(combiner->getOperand(0) == soFar);
  payload.reductions.push_back({op, combiner, element, *neutral});
  return success();
}

/// Whether the body adds the product of the two inputs to the output.
static bool isMultiplyAdd(Block &body) {
  auto sum = body.getTerminator()->getOperand(0).getDefiningOp<arith::AddFOp>();
  if (!sum)
    return false;
  Value soFar = body.getArgument(2);
  Value other = sum.getLhs() == soFar ? sum.getRhs() : sum.getLhs();
  if (sum.getLhs() != soFar && sum.getRhs() != soFar)
    return false;
  auto product = other.getDefiningOp<arith::MulFOp>();
  return product && ((product.getLhs() == body.getArgument(0) &&
                      product.getRhs() == body.getArgument(1)) ||
                     (product.getLhs() == body.getArgument(1) &&
                      product.getRhs() == body.getArgument(0)));
}

/// For each dimension of an operand the result's dimension, or its rank and the
/// number of the sum.
static SmallVector<unsigned> placesOf(linalg::GenericOp op, AffineMap map) {
  AffineMap out = op.getIndexingMapsArray().back();
  SmallVector<unsigned> sums, places;
  op.getReductionDims(sums);
  for (AffineExpr expr : map.getResults()) {
    if (std::optional<unsigned> dim = out.getResultPosition(expr))
      places.push_back(*dim);
    else
      places.push_back(
          out.getNumResults() +
          llvm::find(sums, cast<AffineDimExpr>(expr).getPosition()) -
          sums.begin());
  }
  return places;
}

/// Which operand is which: the columns, the result's last dimension, are those
/// of rhs.
LogicalResult Analyzer::assignRoles(linalg::GenericOp op) {
  Contraction &p = payload.product;
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  unsigned rank = maps[2].getNumResults(), n = rank - 1;
  SmallVector<unsigned> places[2] = {placesOf(op, maps[0]),
                                     placesOf(op, maps[1])};
  unsigned right = llvm::is_contained(places[1], n) ? 1 : 0;
  if (llvm::is_contained(places[1 - right], n))
    return decline("a reduction of two operands is no matrix product");
  p.op = op;
  p.lhs = dyn_cast<BlockArgument>(op.getDpsInputs()[1 - right]);
  p.rhs = dyn_cast<BlockArgument>(op.getDpsInputs()[right]);
  p.lhsAt = places[1 - right], p.rhsAt = places[right];
  p.numSums = op.getNumReductionLoops();
  for (unsigned dim = 0; dim < n; ++dim)
    (llvm::is_contained(p.rhsAt, dim) ? p.outer : p.rows).push_back(dim);
  p.lhsTransposed = !p.lhsAt.empty() && p.lhsAt.back() < rank;
  p.rhsTransposed = p.rhsAt.back() != n;
  return success();
}

LogicalResult Analyzer::addConvolution(ConvolutionOp op) {
  if (payload.hasRoot())
    return decline("it has two products");
  auto lhs = dyn_cast<BlockArgument>(op.getLhs());
  auto rhs = dyn_cast<BlockArgument>(op.getRhs());
  unsigned inputs = payload.kernel.getInputs().size();
  if (!lhs || !rhs || lhs.getArgNumber() >= inputs ||
      rhs.getArgNumber() >= inputs)
    return decline("an operand of the convolution is no input of the kernel");
  int64_t bytes = op.getWeightType().getElementTypeBitWidth() / 8;
  if (op.getRole() == ConvolutionRole::DataGradient &&
      op.getWeightType().getNumElements() * bytes > maxTransposedBytes)
    return decline("its weights are too many to transpose on the stack");
  payload.convolution = {op, lhs, rhs};
  return success();
}

LogicalResult Analyzer::addPool(PoolOp op) {
  if (payload.hasRoot())
    return decline("it has two products");
  if (!llvm::all_of(op.getInputs(), [&](Value input) {
        auto argument = dyn_cast<BlockArgument>(input);
        return argument &&
               argument.getArgNumber() < payload.kernel.getInputs().size();
      }))
    return decline("an operand of the pool is no input of the kernel");
  // What several windows write is not known before the last: nothing can
  // follow.
  OperandRange yielded = payload.kernel.getYield().getValues();
  if (op.isSpreading() && !isTiled(op) &&
      (yielded.size() != 1 || yielded.front() != op.getResult()))
    return decline("something follows a pool's gradient");
  payload.pool = op;
  return success();
}

LogicalResult Analyzer::addContraction(linalg::GenericOp op) {
  if (payload.hasRoot())
    return decline("it has two matrix products");
  SmallVector<AffineMap> maps = op.getIndexingMapsArray();
  if (!isMultiplyAdd(*op.getBody()) || maps[2].getNumResults() == 0 ||
      maps[2].getNumResults() != op.getNumParallelLoops() ||
      !llvm::all_of(maps,
                    [](AffineMap map) { return map.isProjectedPermutation(); }))
    return decline("a reduction of two operands is no matrix product");
  if (failed(assignRoles(op)))
    return failure();
  Contraction &p = payload.product;
  unsigned inputs = payload.kernel.getInputs().size();
  if (!p.lhs || !p.rhs || p.lhs.getArgNumber() >= inputs ||
      p.rhs.getArgNumber() >= inputs)
    return decline("an operand of the product is no input of the kernel");
  if (!p.rhsTransposed)
    return success();
  // Packed by panels of a scratch, whose size must be known and bounded.
  if (p.rhsAt.back() < maps[2].getNumResults() || p.numSums != 1)
    return decline("an operand of the product is read across its rows");
  int64_t depth = cast<RankedTensorType>(p.rhs.getType()).getShape().back();
  int64_t lanes =
      512 / cast<RankedTensorType>(p.rhs.getType()).getElementTypeBitWidth();
  if (ShapedType::isDynamic(depth) || depth > maxPackedElements / lanes)
    return decline("a transposed operand is too long to pack");
  return success();
}

LogicalResult Analyzer::findDomain() {
  linalg::GenericOp widest;
  for (auto op : payload.kernel.getBody().front().getOps<linalg::GenericOp>())
    if (op != payload.product.op &&
        (!widest || op.getNumLoops() > widest.getNumLoops() ||
         (op.getNumLoops() == widest.getNumLoops() &&
          op.getNumReductionLoops() > widest.getNumReductionLoops())))
      widest = op;
  if (payload.product.op) {
    payload.kind = KernelKind::Product;
    Contraction &p = payload.product;
    payload.rank = p.rows.size() + p.outer.size() + 1;
    payload.extents.resize(payload.rank);
    for (auto [tensor, places] : {std::pair(p.lhs, ArrayRef(p.lhsAt)),
                                  std::pair(p.rhs, ArrayRef(p.rhsAt))})
      for (auto [i, dim] : llvm::enumerate(places))
        if (dim < payload.rank)
          payload.extents[dim] = {tensor, i};
    return success();
  }
  if (ConvolutionOp op = payload.convolution.op) {
    payload.kind = op.getRole() == ConvolutionRole::WeightGradient
                       ? KernelKind::WeightGradient
                       : KernelKind::Convolution;
    payload.rank = 4;
    for (int64_t dim = 0; dim < 4; ++dim)
      payload.extents.push_back({op.getResult(), dim});
    return success();
  }
  if (payload.pool) {
    payload.kind = KernelKind::Pool;
    payload.rank = 4;
    for (int64_t dim = 0; dim < 4; ++dim)
      payload.extents.push_back({payload.pool.getResult(), dim});
    return success();
  }
  if (!widest || widest.getNumLoops() == 0)
    return decline("it has no loop");
  payload.rank = widest.getNumLoops();
  return findExtents(widest);
}

LogicalResult Analyzer::findExtents(linalg::GenericOp op) {
  payload.extents.resize(payload.rank);
  for (OpOperand &operand : op->getOpOperands()) {
    AffineMap map = op.getMatchingIndexingMap(&operand);
    for (auto [i, expr] : llvm::enumerate(map.getResults()))
      if (auto dim = dyn_cast<AffineDimExpr>(expr))
        if (!payload.extents[dim.getPosition()].first ||
            isa<BlockArgument>(operand.get()))
          payload.extents[dim.getPosition()] = {operand.get(), i};
  }
  for (auto &extent : payload.extents)
    if (!extent.first)
      return decline("a loop has no operand that tells its length");
  return success();
}

/// All reductions run along the last dimensions, or along all of the same ones
/// in front of them.
LogicalResult Analyzer::checkReductions() {
  payload.split = payload.vectorDim();
  if (payload.reductions.empty())
    return success();
  if (payload.hasRoot())
    return decline("it has a product and another reduction");
  auto all = [&](function_ref<bool(unsigned)> isReduced) {
    return llvm::all_of(payload.reductions, [&](const Reduction &r) {
      linalg::GenericOp op = r.op;
      if (op.getNumLoops() != payload.rank)
        return false;
      for (auto [dim, type] : llvm::enumerate(op.getIteratorTypesArray()))
        if (isReduction(type) != isReduced(dim))
          return false;
      return true;
    });
  };
  linalg::GenericOp first = payload.reductions.front().op;
  SmallVector<unsigned> sums;
  first.getReductionDims(sums);
  unsigned from = sums.front(), to = from + sums.size();
  if (to == payload.rank) {
    payload.split = from;
  } else {
    payload.kind = KernelKind::Columns;
    payload.outer = from;
    payload.split = to;
  }
  if (all([&](unsigned dim) { return dim >= from && dim < to; }))
    return success();
  return decline("its reductions are not all along the rows, nor all along "
                 "the columns, of one shape");
}

/// Shapes of lower rank are aligned as the reductions leave them: [rows] in a
/// map, [columns] or [batch, columns] in a column kernel. Dimensions of one
/// stay at 0.
Coordinates Analyzer::resultCoordinates(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  unsigned missing =
      payload.rank - std::min<unsigned>(payload.rank, type.getRank());
  Coordinates result;
  for (int64_t i = 0; i < type.getRank(); ++i) {
    unsigned shift = payload.kind == KernelKind::Columns &&
                             i >= static_cast<int64_t>(payload.outer)
                         ? missing
                         : 0;
    auto [tensor, dim] =
        payload.extents[std::min<unsigned>(i + shift, payload.rank - 1)];
    bool single = type.getDimSize(i) == 1 &&
                  cast<RankedTensorType>(tensor.getType()).getDimSize(dim) != 1;
    result.push_back(single ? getAffineConstantExpr(0, context)
                            : getAffineDimExpr(i + shift, context));
  }
  return result;
}

/// Every result is written once at each of its places, by one thread.
LogicalResult Analyzer::checkResult(Value value, ArrayRef<AffineExpr> at) {
  auto type = cast<RankedTensorType>(value.getType());
  for (auto [i, expr] : llvm::enumerate(at)) {
    auto dim = dyn_cast<AffineDimExpr>(expr);
    if (dim && (dim.getPosition() >= payload.rank ||
                lengthOf(dim.getPosition()) != type.getDimSize(i)))
      return decline("a result has another shape than the loops");
  }
  for (unsigned dim = 0; dim < payload.rank; ++dim) {
    bool walked = llvm::is_contained(at, getAffineDimExpr(dim, context));
    bool narrow =
        payload.kind == KernelKind::Map && dim > 0 && dim >= payload.split;
    if (!walked && !payload.isReduced(dim) && !narrow && lengthOf(dim) != 1)
      return decline("a result does not have all loops that are not reduced");
  }
  return success();
}

LogicalResult Analyzer::visitAll() {
  if (payload.kind != KernelKind::Map && hasDynamicColumns())
    return decline("the number of columns is not known");
  YieldOp yield = payload.kernel.getYield();
  for (auto [value, at] : llvm::zip_equal(yield.getValues(), payload.results)) {
    if (failed(checkResult(value, at)))
      return failure();
    if (payload.hasRoot() && !isIdentity(at))
      return decline("a result is not of the product's shape");
    noteAccess(at);
    if (failed(visit(value, at)))
      return failure();
  }
  for (Reduction &reduction : payload.reductions) {
    Coordinates loops;
    for (unsigned i = 0; i < payload.rank; ++i)
      loops.push_back(getAffineDimExpr(i, context));
    if (failed(visitInputs(reduction.op, loops)))
      return failure();
    payload.contiguous = false;
  }
  return success();
}

LogicalResult Analyzer::visit(Value value, ArrayRef<AffineExpr> at) {
  for (AffineExpr expr : at)
    if (auto dim = dyn_cast<AffineDimExpr>(expr))
      if (dim.getPosition() >= payload.rank)
        return decline("a result has more dimensions than its loops");
  AffineMap map = AffineMap::get(payload.rank, 0, at, context);
  if (!visited.insert({value, map}).second)
    return success();
  if (auto argument = dyn_cast<BlockArgument>(value))
    return visitArgument(argument, at);
  Operation *op = value.getDefiningOp();
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op)) {
    payload.contiguous = false;
    FailureOr<Coordinates> source = sourceOfReshape(op, at);
    if (failed(source))
      return decline("a reshape changes more than dimensions of one");
    return visit(op->getOperand(0), *source);
  }
  if (isa<tensor::CastOp>(op))
    return visit(op->getOperand(0), at);
  if (isa<tensor::EmptyOp>(op) || isSplat(op))
    return success();
  if (payload.isRoot(op) && !isIdentity(at))
    return decline("a product is read at another place than it is made for");
  if (isa<ConvolutionOp, PoolOp>(op))
    return success();
  auto generic = dyn_cast<linalg::GenericOp>(op);
  if (!generic)
    return decline("no loops are generated for '" +
                   op->getName().getStringRef() + "'");
  if (payload.isRoot(op))
    return visit(generic.getDpsInits()[0], at);
  if (payload.isReduction(op)) {
    AffineMap out =
        generic.getMatchingIndexingMap(generic.getDpsInitOperand(0));
    if (!isSamePlace(at, out.getResults()))
      return decline("a reduction's result is read at another place than it is "
                     "made for");
    return visit(generic.getDpsInits()[0], at);
  }
  FailureOr<Coordinates> loops = loopsAt(generic, at);
  if (failed(loops))
    return decline("an elementwise result does not have all loops");
  return visitInputs(generic, *loops);
}

/// Column kernels reduce in one pass over the rows.
LogicalResult Analyzer::checkOnePass() {
  if (payload.kind != KernelKind::Columns)
    return success();
  auto usesReduction = [&](Value value) {
    SetVector<Operation *> slice;
    BackwardSliceOptions options;
    options.inclusive = true;
    options.omitBlockArguments = true;
    (void)getBackwardSlice(value, &slice, options);
    return llvm::any_of(slice,
                        [&](Operation *op) { return payload.isReduction(op); });
  };
  for (Reduction &reduction : payload.reductions)
    if (llvm::any_of(reduction.op.getDpsInputs(), usesReduction))
      return decline("a reduction of columns needs another one's result");
  for (auto [value, at] :
       llvm::zip_equal(payload.kernel.getYield().getValues(), payload.results))
    if (payload.reaches(at, payload.outer, payload.split) &&
        usesReduction(value))
      return decline("a result of every row needs a reduction of columns");
  return success();
}

LogicalResult Analyzer::visitArgument(BlockArgument argument,
                                      ArrayRef<AffineExpr> at) {
  for (auto [i, expr] : llvm::enumerate(at))
    if (auto dim = dyn_cast<AffineDimExpr>(expr))
      if (dim.getPosition() == payload.vectorDim() && i + 1 != at.size())
        return decline("an operand is read across its rows");
  noteAccess(at);
  payload.reads[argument].emplace_back(at);
  unsigned inputs = payload.kernel.getInputs().size();
  if (argument.getArgNumber() < inputs)
    return success();
  if (Coordinates(at) != payload.results[argument.getArgNumber() - inputs])
    return decline("an output's content is read at another place than it is "
                   "written");
  return success();
}

LogicalResult Analyzer::visitInputs(linalg::GenericOp op,
                                    ArrayRef<AffineExpr> loops) {
  for (OpOperand &operand : op->getOpOperands()) {
    bool isInit = op.isDpsInit(&operand);
    bool used = !op.getMatchingBlockArgument(&operand).use_empty();
    if (!isa<RankedTensorType>(operand.get().getType()) || !used ||
        (isInit && op.getNumReductionLoops()))
      continue;
    Coordinates at = compose(op.getMatchingIndexingMap(&operand), loops);
    if (failed(visit(operand.get(), at)))
      return failure();
  }
  for (Operation &inner : op.getBody()->without_terminator())
    if (isa<linalg::IndexOp>(inner))
      payload.contiguous = payload.contiguousRows = false;
  return success();
}

FailureOr<Payload> aec::cpu::analyzePayload(KernelOp kernel,
                                            std::string &reason) {
  return Analyzer(kernel, reason).run();
}

bool aec::cpu::isElementwise(Payload &payload, ArrayRef<OpOperand *> operands) {
  std::optional<Coordinates> common;
  auto agrees = [&](const Coordinates &at) {
    if (!common)
      common = at;
    return *common == at;
  };
  unsigned inputs = payload.kernel.getInputs().size();
  for (OpOperand *operand : operands) {
    BlockArgument argument = payload.kernel.getArgument(*operand);
    if (payload.pool && llvm::is_contained(payload.pool.getInputs(), argument))
      return false;
    if (llvm::is_contained({payload.product.lhs, payload.product.rhs,
                            payload.convolution.lhs, payload.convolution.rhs},
                           argument))
      return false;
    if (operand->getOperandNumber() >= inputs &&
        !agrees(payload.results[operand->getOperandNumber() - inputs]))
      return false;
    auto reads = payload.reads.find(argument);
    if (reads != payload.reads.end() && !llvm::all_of(reads->second, agrees))
      return false;
  }
  return true;
}
