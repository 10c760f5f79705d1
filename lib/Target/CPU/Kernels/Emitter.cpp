//===- Emitter.cpp - Scalars, lengths and loops of kernels ----------------===//
#include "Emitter.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace aec::cpu;

/// Bytes of the widest float among the kernel's operands.
static int64_t widestElement(KernelOp kernel) {
  int64_t bytes = 4;
  for (Type type : kernel.getOperandTypes())
    if (auto memref = dyn_cast<MemRefType>(type))
      if (isa<FloatType>(memref.getElementType()))
        bytes = std::max<int64_t>(bytes, memref.getElementTypeBitWidth() / 8);
  return bytes;
}

Emitter::Emitter(OpBuilder &builder, const Payload &payload,
                 const Machine &machine)
    : builder(builder), loc(KernelOp(payload.kernel).getLoc()),
      payload(payload), machine(machine), extents(payload.rank),
      laneCount(vectorBytes / widestElement(payload.kernel)) {
  KernelOp kernel = payload.kernel;
  operands.map(
      kernel.getBody().getArguments(),
      kernel.getOperands().take_front(kernel.getBody().getNumArguments()));
  cloneScalars();
}

void Emitter::cloneScalars() {
  KernelOp kernel = payload.kernel;
  for (Operation &op : kernel.getBody().front().without_terminator()) {
    bool scalar = llvm::none_of(op.getResultTypes(), llvm::IsaPred<ShapedType>);
    if (!scalar)
      continue;
    if (auto dim = dyn_cast<tensor::DimOp>(&op))
      operands.map(dim.getResult(),
                   sizeOf(dim.getSource(), *dim.getConstantIndex()));
    else
      builder.clone(op, operands);
  }
}

Value Emitter::sizeOf(Value tensor, int64_t dim) {
  auto type = cast<RankedTensorType>(tensor.getType());
  if (!type.isDynamicDim(dim))
    return index(type.getDimSize(dim));
  if (auto argument = dyn_cast<BlockArgument>(tensor))
    return memref::DimOp::create(builder, loc, operand(argument), dim);
  Operation *op = tensor.getDefiningOp();
  if (auto cast = dyn_cast<tensor::CastOp>(op))
    return sizeOf(cast.getSource(), dim);
  if (auto empty = dyn_cast<tensor::EmptyOp>(op))
    return operands.lookup(empty.getDynamicSize(dim));
  if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op))
    return operands.lookup(cast<Value>(expand.getMixedOutputShape()[dim]));
  if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(op)) {
    Value size = index(1);
    for (int64_t part : collapse.getReassociationIndices()[dim])
      size = mul(size, sizeOf(collapse.getSrc(), part));
    return size;
  }
  if (auto convolution = dyn_cast<ConvolutionOp>(op))
    return sizeOf(convolution.getLhs(), dim); // the batch
  if (auto pool = dyn_cast<PoolOp>(op))
    return sizeOf(pool.getInputs().front(), dim); // the batch
  auto generic = cast<linalg::GenericOp>(op);
  unsigned result = cast<OpResult>(tensor).getResultNumber();
  return sizeOf(generic.getDpsInits()[result], dim);
}

Value Emitter::extent(unsigned dim) {
  if (!extents[dim])
    extents[dim] =
        sizeOf(payload.extents[dim].first, payload.extents[dim].second);
  return extents[dim];
}

std::optional<int64_t> Emitter::staticExtent(unsigned dim) {
  return getConstantIntValue(extent(dim));
}

//===--- Arithmetic on indices, folded where it is constant ---------------===//

Value Emitter::index(int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

template <typename Op>
static Value compute(Emitter &emitter, Value lhs, Value rhs,
                     function_ref<int64_t(int64_t, int64_t)> constant) {
  auto left = getConstantIntValue(lhs), right = getConstantIntValue(rhs);
  if (left && right)
    return emitter.index(constant(*left, *right));
  return Op::create(emitter.builder, emitter.loc, lhs, rhs);
}

Value Emitter::add(Value lhs, Value rhs) {
  if (getConstantIntValue(rhs) == 0)
    return lhs;
  return compute<arith::AddIOp>(*this, lhs, rhs, std::plus<int64_t>());
}
Value Emitter::sub(Value lhs, Value rhs) {
  return compute<arith::SubIOp>(*this, lhs, rhs, std::minus<int64_t>());
}
Value Emitter::mul(Value lhs, Value rhs) {
  if (getConstantIntValue(rhs) == 1)
    return lhs;
  return compute<arith::MulIOp>(*this, lhs, rhs, std::multiplies<int64_t>());
}
Value Emitter::min(Value lhs, Value rhs) {
  return compute<arith::MinSIOp>(
      *this, lhs, rhs, [](int64_t a, int64_t b) { return std::min(a, b); });
}
Value Emitter::max(Value lhs, Value rhs) {
  return compute<arith::MaxSIOp>(
      *this, lhs, rhs, [](int64_t a, int64_t b) { return std::max(a, b); });
}
Value Emitter::ceilDiv(Value lhs, int64_t rhs) {
  if (rhs == 1)
    return lhs;
  return compute<arith::DivUIOp>(*this, add(lhs, index(rhs - 1)), index(rhs),
                                 std::divides<int64_t>());
}
Value Emitter::ceilDiv(Value lhs, Value rhs) {
  if (std::optional<int64_t> divisor = getConstantIntValue(rhs))
    return ceilDiv(lhs, *divisor);
  return arith::CeilDivUIOp::create(builder, loc, lhs, rhs);
}
Value Emitter::select(Value condition, Value first, Value second) {
  return builder.createOrFold<arith::SelectOp>(loc, condition, first, second);
}
Value Emitter::roundDown(Value value, int64_t divisor) {
  Value quotient = compute<arith::DivUIOp>(*this, value, index(divisor),
                                           std::divides<int64_t>());
  return mul(quotient, index(divisor));
}

//===--- Loops ------------------------------------------------------------===//

void Emitter::loop(Value lo, Value hi, int64_t step, Body body) {
  (void)fold(lo, hi, step, {}, [&](Value i, ValueRange) {
    body(i);
    return SmallVector<Value>();
  });
}

SmallVector<Value> Emitter::fold(Value lo, Value hi, int64_t step,
                                 ValueRange inits, FoldBody body) {
  auto first = getConstantIntValue(lo), end = getConstantIntValue(hi);
  if (first && end && *first >= *end)
    return llvm::to_vector(inits);
  if (first && end && *first + step >= *end)
    return body(lo, inits);
  auto loop = scf::ForOp::create(
      builder, loc, lo, hi, index(step), inits,
      [&](OpBuilder &, Location, Value i, ValueRange values) {
        OpBuilder::InsertionGuard guard(builder);
        builder.setInsertionPointToEnd(i.getParentBlock());
        scf::YieldOp::create(builder, loc, body(i, values));
      });
  return llvm::to_vector_of<Value>(loop.getResults());
}

void Emitter::parallel(Value count, Value work,
                       function_ref<void(Value, Value)> body) {
  auto constantCount = getConstantIntValue(count);
  auto constantWork = getConstantIntValue(work);
  if (constantCount && constantWork &&
      *constantCount * *constantWork <= machine.grainWork)
    return body(index(0), count);
  // A piece has at least the work that pays for waking a thread.
  Value pieces = compute<arith::DivUIOp>(*this, index(machine.grainWork), work,
                                         std::divides<int64_t>());
  Value grain = max(pieces, index(1));
  auto func = KernelOp(payload.kernel)->getParentOfType<func::FuncOp>();
  auto region =
      ParallelForOp::create(builder, loc, count, grain, runtimeOf(func));
  OpBuilder::InsertionGuard guard(builder);
  Block &block = region.getBody().front();
  builder.setInsertionPointToStart(&block);
  body(block.getArgument(0), block.getArgument(1));
}

void Emitter::branch(Value i, Value n, function_ref<void()> first,
                     function_ref<void()> second) {
  if (!first || !second)
    return first ? first() : second();
  Value isFirst =
      arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, i, n);
  auto split = scf::IfOp::create(builder, loc, isFirst, /*withElse=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(split.thenBlock());
  first();
  builder.setInsertionPointToStart(split.elseBlock());
  second();
}

Value Emitter::multiplyAdd(Value a, Value b, Value c) {
  if (machine.hasFma)
    return math::FmaOp::create(builder, loc, a, b, c);
  Value product = arith::MulFOp::create(builder, loc, a, b);
  return arith::AddFOp::create(builder, loc, c, product);
}

Value Emitter::scratch(ArrayRef<int64_t> shape, Type element) {
  Operation *scope = builder.getInsertionBlock()->getParentOp();
  while (!isa<ParallelForOp>(scope) &&
         !scope->hasTrait<OpTrait::IsIsolatedFromAbove>())
    scope = scope->getParentOp();
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(&scope->getRegion(0).front());
  return memref::AllocaOp::create(builder, loc, MemRefType::get(shape, element),
                                  builder.getI64IntegerAttr(vectorBytes));
}

Panels::Panels(int64_t columns, int64_t vectors, int64_t lanes) : lanes(lanes) {
  width = vectors * lanes;
  int64_t panels = llvm::divideCeil(columns, width);
  if (columns % lanes) {
    wide = columns / width;
    narrow = 1;
    wideVectors.assign(vectors, lanes);
    for (int64_t left = columns % width; left > 0; left -= lanes)
      narrowVectors.push_back(std::min(left, lanes));
    return;
  }
  int64_t base = columns / lanes / panels;
  wide = columns / lanes % panels;
  narrow = panels - wide;
  wideVectors.assign(base + 1, lanes);
  narrowVectors.assign(base, lanes);
  width = lanes * (wide ? base + 1 : base);
}

std::pair<Value, Value> Panels::place(Emitter &emitter, Value panel) const {
  Value wideStep = emitter.index(step(true));
  Value narrowStep = emitter.index(step(false));
  if (!wide)
    return {emitter.mul(panel, narrowStep), narrowStep};
  if (!narrow)
    return {emitter.mul(panel, wideStep), wideStep};
  OpBuilder &b = emitter.builder;
  Value border = emitter.index(wide);
  Value isWide = arith::CmpIOp::create(
      b, emitter.loc, arith::CmpIPredicate::slt, panel, border);
  Value behind =
      emitter.add(emitter.index(wide * step(true)),
                  emitter.mul(emitter.sub(panel, border), narrowStep));
  return {emitter.select(isWide, emitter.mul(panel, wideStep), behind),
          emitter.select(isWide, wideStep, narrowStep)};
}

Value Panels::startingBefore(Emitter &emitter, Value position) const {
  auto within = [&](Value value, int64_t end) {
    return emitter.min(emitter.max(value, emitter.index(0)),
                       emitter.index(end));
  };
  int64_t border = wide * step(true);
  Value first, second;
  if (wide)
    first = emitter.ceilDiv(within(position, border), step(true));
  if (narrow)
    second =
        emitter.ceilDiv(within(emitter.sub(position, emitter.index(border)),
                               narrow * step(false)),
                        step(false));
  if (!first || !second)
    return first ? first : second;
  return emitter.add(first, second);
}

void Panels::dispatch(Emitter &emitter, Value panel,
                      function_ref<void(Value, ArrayRef<int64_t>)> body) const {
  auto at = [&](Value vector) {
    return emitter.mul(vector, emitter.index(lanes));
  };
  auto first = [&] {
    body(at(emitter.mul(panel, emitter.index(step(true)))), wideVectors);
  };
  Value border = emitter.index(wide);
  auto last = [&] {
    // A single one has a constant place.
    Value behind = narrow == 1 ? emitter.index(0) : emitter.sub(panel, border);
    Value start = emitter.add(emitter.index(wide * step(true)),
                              emitter.mul(behind, emitter.index(step(false))));
    body(at(start), narrowVectors);
  };
  if (!narrow)
    return first();
  if (!wide)
    return last();
  emitter.branch(panel, border, first, last);
}
