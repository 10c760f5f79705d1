//===- Point.cpp - Values of a payload at one place -----------------------===//
#include "Point.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

bool Point::isAlongVector(ArrayRef<AffineExpr> at) const {
  AffineExpr last = getAffineDimExpr(emitter.payload.vectorDim(),
                                     emitter.builder.getContext());
  return width > 0 && llvm::is_contained(at, last);
}

SmallVector<Value> Point::indices(ArrayRef<AffineExpr> at) {
  return llvm::map_to_vector(at, [&](AffineExpr expr) -> Value {
    if (auto dim = dyn_cast<AffineDimExpr>(expr))
      return place[dim.getPosition()];
    return emitter.index(cast<AffineConstantExpr>(expr).getValue());
  });
}

Value Point::widen(Value value) {
  if (width == 0 || isa<VectorType>(value.getType()))
    return value;
  auto type = VectorType::get(width, value.getType());
  return vector::BroadcastOp::create(emitter.builder, emitter.loc, type, value);
}

Value Point::load(Value argument, ArrayRef<AffineExpr> at) {
  Value memory = emitter.operand(argument);
  if (!isAlongVector(at))
    return memref::LoadOp::create(emitter.builder, emitter.loc, memory,
                                  indices(at));
  Type element = cast<MemRefType>(memory.getType()).getElementType();
  return vector::LoadOp::create(emitter.builder, emitter.loc,
                                VectorType::get(width, element), memory,
                                indices(at));
}

Value Point::get(Value tensor, ArrayRef<AffineExpr> at) {
  if (Value value = fixed.lookup(tensor))
    return value;
  AffineMap map = AffineMap::get(emitter.payload.rank, 0, at,
                                 emitter.builder.getContext());
  if (Value value = memo.lookup({tensor, map}))
    return value;
  if (isa<BlockArgument>(tensor))
    return memo[{tensor, map}] = load(tensor, at);
  Operation *op = tensor.getDefiningOp();
  if (auto constant = dyn_cast<arith::ConstantOp>(op))
    return arith::ConstantOp::create(
        emitter.builder, emitter.loc,
        cast<SplatElementsAttr>(constant.getValue())
            .getSplatValue<TypedAttr>());
  if (isa<tensor::CastOp>(op))
    return get(op->getOperand(0), at);
  if (isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp>(op))
    return get(op->getOperand(0), *sourceOfReshape(op, at));

  auto generic = cast<linalg::GenericOp>(op);
  Coordinates loops = *loopsAt(generic, at);
  IRMapping values = inputs(generic, loops);
  Operation *terminator = generic.getBody()->getTerminator();
  cloneBody(generic, terminator, loops, values);
  for (auto [result, yielded] :
       llvm::zip_equal(generic.getResults(), terminator->getOperands())) {
    Value value = values.lookupOrNull(yielded);
    memo[{result, map}] = value ? value : emitter.scalar(yielded);
  }
  return memo[{tensor, map}];
}

IRMapping Point::inputs(linalg::GenericOp op, ArrayRef<AffineExpr> loops) {
  IRMapping values;
  for (OpOperand &operand : op->getOpOperands()) {
    BlockArgument argument = op.getMatchingBlockArgument(&operand);
    if (argument.use_empty() ||
        (op.isDpsInit(&operand) && op.getNumReductionLoops()))
      continue;
    if (!isa<RankedTensorType>(operand.get().getType()))
      values.map(argument, emitter.scalar(operand.get()));
    else
      values.map(argument,
                 get(operand.get(),
                     compose(op.getMatchingIndexingMap(&operand), loops)));
  }
  return values;
}

/// The index of a loop: lanes count along the last dimension.
Value Point::loopIndex(AffineExpr loop) {
  Value start = indices({loop})[0];
  if (!isAlongVector({loop}))
    return start;
  auto type = VectorType::get(width, emitter.builder.getIndexType());
  Value lanes = vector::StepOp::create(emitter.builder, emitter.loc, type);
  return arith::AddIOp::create(emitter.builder, emitter.loc, widen(start),
                               lanes);
}

void Point::cloneBody(linalg::GenericOp op, Operation *end,
                      ArrayRef<AffineExpr> loops, IRMapping &values) {
  for (Operation &inner : op.getBody()->without_terminator()) {
    if (&inner == end)
      return;
    if (auto place = dyn_cast<linalg::IndexOp>(&inner))
      values.map(place.getResult(), loopIndex(loops[place.getDim()]));
    else
      cloneOp(inner, values);
  }
}

Value Point::cloneOp(Operation &op, IRMapping &values) {
  auto mapped = [&](Value value) {
    Value known = values.lookupOrNull(value);
    return known ? known : emitter.scalar(value);
  };
  bool wide = llvm::any_of(op.getOperands(), [&](Value value) {
    return isa<VectorType>(mapped(value).getType());
  });
  IRMapping here;
  for (Value value : op.getOperands())
    here.map(value, wide ? widen(mapped(value)) : mapped(value));
  Operation *clone = emitter.builder.clone(op, here);
  for (auto [from, to] : llvm::zip_equal(op.getResults(), clone->getResults())) {
    if (wide)
      to.setType(VectorType::get(width, from.getType()));
    values.map(from, to);
  }
  return op.getNumResults() ? clone->getResult(0) : Value();
}

Value Point::element(const Reduction &reduction) {
  linalg::GenericOp op = reduction.op;
  Coordinates loops;
  for (unsigned i = 0; i < emitter.payload.rank; ++i)
    loops.push_back(getAffineDimExpr(i, emitter.builder.getContext()));
  IRMapping values = inputs(op, loops);
  cloneBody(op, reduction.combiner, loops, values);
  Value value = values.lookupOrNull(reduction.element);
  return widen(value ? value : emitter.scalar(reduction.element));
}

Value Point::combine(const Reduction &reduction, Value soFar, Value element) {
  IRMapping values;
  bool first = reduction.combiner->getOperand(0) == reduction.element;
  values.map(reduction.combiner->getOperand(0), first ? element : soFar);
  values.map(reduction.combiner->getOperand(1), first ? soFar : element);
  Operation *clone = emitter.builder.clone(*reduction.combiner, values);
  clone->getResult(0).setType(soFar.getType());
  return clone->getResult(0);
}

void Point::store(ArrayRef<unsigned> results) {
  KernelOp kernel = emitter.payload.kernel;
  SmallVector<Value> values;
  for (unsigned i : results) {
    ArrayRef<AffineExpr> at = emitter.payload.results[i];
    Value value = get(kernel.getYield().getValues()[i], at);
    values.push_back(isAlongVector(at) ? widen(value) : value);
  }
  unsigned inputs = kernel.getInputs().size();
  for (auto [i, value] : llvm::zip_equal(results, values)) {
    Value memory = emitter.operand(kernel.getBody().getArgument(inputs + i));
    SmallVector<Value> where = indices(emitter.payload.results[i]);
    if (isa<VectorType>(value.getType()))
      vector::StoreOp::create(emitter.builder, emitter.loc, value, memory,
                              where);
    else
      memref::StoreOp::create(emitter.builder, emitter.loc, value, memory,
                              where);
  }
}
