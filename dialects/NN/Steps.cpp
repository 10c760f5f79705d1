//===- Steps.cpp - One step of a recurrence, as nn ops --------------------===//
#include "dialects/NN/Steps.h"

using namespace mlir;
using namespace aec::nn;

static RankedTensorType typeOf(Value value) {
  return cast<RankedTensorType>(value.getType());
}

/// `type` with another shape behind the batch, as nn.reshape writes it.
static SmallVector<int64_t> shapeOf(RankedTensorType type,
                                    ArrayRef<int64_t> sample) {
  SmallVector<int64_t> shape{hasBatch(type) ? -1 : type.getDimSize(0)};
  shape.append(sample.begin(), sample.end());
  return shape;
}

namespace {
/// nn arithmetic at one place.
struct Math {
  OpBuilder &builder;
  Location loc;

  template <typename Op, typename... Args> Value make(Args... args) const {
    return Op::create(builder, loc, args...)->getResult(0);
  }
  Value add(Value a, Value b) const { return make<AddOp>(a, b); }
  Value sub(Value a, Value b) const { return make<SubOp>(a, b); }
  Value mul(Value a, Value b) const { return make<MulOp>(a, b); }
  Value matmul(Value a, Value b, bool transposed) const {
    return make<MatmulOp>(a, b, false, transposed);
  }
  Value sigmoid(Value x) const { return make<SigmoidOp>(x); }
  Value tanh(Value x) const { return make<TanhOp>(x); }
  Value oneMinus(Value x) const {
    return sub(constantLike(builder, loc, 1.0, x), x);
  }
  /// grad through y = sigmoid, and through y = tanh.
  Value throughSigmoid(Value grad, Value y) const {
    return mul(grad, mul(y, oneMinus(y)));
  }
  Value throughTanh(Value grad, Value y) const {
    return mul(grad, oneMinus(mul(y, y)));
  }
  /// `count` groups of `width` along dimension `dim`, from `group` on.
  Value groups(Value x, int64_t dim, int64_t group, int64_t width,
               int64_t count = 1) const {
    return make<SliceOp>(x, static_cast<uint64_t>(dim),
                         static_cast<uint64_t>(group * width),
                         static_cast<uint64_t>(count * width));
  }
  Value joined(ValueRange parts) const {
    return ConcatOp::create(builder, loc, parts, 1);
  }
  /// `value` where the mask is 1, `kept` where it is 0.
  Value masked(Value mask, Value value, Value kept) const {
    return mask ? add(kept, mul(mask, sub(value, kept))) : value;
  }
};
} // namespace

StepResult GruCell::forward(OpBuilder &b, ValueRange inputs,
                            ValueRange carried) const {
  Math m{b, loc};
  Value x = inputs[0], mask = inputs[1], h = carried[0];
  int64_t width = typeOf(weight).getDimSize(1);
  int64_t joint = resetBefore ? 2 : 3; // gates whose product is with h itself
  Value s = m.add(m.matmul(h, m.groups(weight, 0, 0, width, joint), true),
                  m.groups(bias, 0, 0, width, joint));
  auto gate = [&](int64_t i) {
    return m.sigmoid(m.add(m.groups(x, 1, i, width), m.groups(s, 1, i, width)));
  };
  Value r = gate(0), z = gate(1), kept, candidate;
  if (resetBefore) {
    kept = m.mul(r, h);
    candidate = m.add(m.matmul(kept, m.groups(weight, 0, 2, width), true),
                      m.groups(bias, 0, 2, width));
  } else {
    kept = m.groups(s, 1, 2, width);
    candidate = m.mul(r, kept);
  }
  Value n = m.tanh(m.add(m.groups(x, 1, 2, width), candidate));
  Value next = m.add(n, m.mul(z, m.sub(h, n)));
  next = m.masked(mask, next, h);
  return {{next, h, m.joined({r, z, n, kept})}, {next}};
}

StepResult GruCell::backward(OpBuilder &b, ValueRange inputs,
                             ValueRange carried) const {
  Math m{b, loc};
  Value h = inputs[1], gates = inputs[2], mask = inputs[3];
  int64_t width = typeOf(weight).getDimSize(1);
  auto gate = [&](int64_t i) { return m.groups(gates, 1, i, width); };
  Value r = gate(0), z = gate(1), n = gate(2), kept = gate(3);
  Value dh = m.add(inputs[0], carried[0]);
  Value moved = mask ? m.mul(mask, dh) : dh;
  Value dz = m.throughSigmoid(m.mul(moved, m.sub(h, n)), z);
  Value dn = m.throughTanh(m.mul(moved, m.oneMinus(z)), n);
  Value before = m.mul(moved, z);
  if (mask)
    before = m.add(before, m.sub(dh, moved));
  if (resetBefore) {
    Value product = m.matmul(dn, m.groups(weight, 0, 2, width), false);
    Value dr = m.throughSigmoid(m.mul(product, h), r);
    Value rz = m.joined({dr, dz});
    before = m.add(before, m.mul(product, r));
    before =
        m.add(before, m.matmul(rz, m.groups(weight, 0, 0, width, 2), false));
    Value d = m.joined({dr, dz, dn});
    return {{d, d}, {before}};
  }
  Value dr = m.throughSigmoid(m.mul(dn, kept), r);
  Value hidden = m.joined({dr, dz, m.mul(dn, r)});
  before = m.add(before, m.matmul(hidden, weight, false));
  return {{m.joined({dr, dz, dn}), hidden}, {before}};
}

StepResult LstmCell::forward(OpBuilder &b, ValueRange inputs,
                             ValueRange carried) const {
  Math m{b, loc};
  Value mask = inputs[1], h = carried[0], c = carried[1];
  int64_t width = typeOf(weight).getDimSize(1);
  Value s = m.add(inputs[0], m.matmul(h, weight, true));
  auto part = [&](int64_t gate) { return m.groups(s, 1, gate, width); };
  Value i = m.sigmoid(part(0)), f = m.sigmoid(part(1));
  Value g = m.tanh(part(2)), o = m.sigmoid(part(3));
  Value cell = m.add(m.mul(f, c), m.mul(i, g));
  Value next = m.masked(mask, m.mul(o, m.tanh(cell)), h);
  cell = m.masked(mask, cell, c);
  return {{next, cell, h, m.joined({i, f, g, o, c})}, {next, cell}};
}

StepResult LstmCell::backward(OpBuilder &b, ValueRange inputs,
                              ValueRange carried) const {
  Math m{b, loc};
  Value gates = inputs[1], gradCells = inputs[2], mask = inputs[3];
  int64_t width = typeOf(weight).getDimSize(1);
  auto gate = [&](int64_t i) { return m.groups(gates, 1, i, width); };
  Value i = gate(0), f = gate(1), g = gate(2), o = gate(3), c = gate(4);
  Value dh = m.add(inputs[0], carried[0]), dc = carried[1];
  if (gradCells)
    dc = m.add(dc, gradCells);
  Value movedH = mask ? m.mul(mask, dh) : dh;
  Value movedC = mask ? m.mul(mask, dc) : dc;
  Value t = m.tanh(m.add(m.mul(f, c), m.mul(i, g)));
  Value dcell = m.add(movedC, m.throughTanh(m.mul(movedH, o), t));
  Value d = m.joined({m.throughSigmoid(m.mul(dcell, g), i),
                      m.throughSigmoid(m.mul(dcell, c), f),
                      m.throughTanh(m.mul(dcell, i), g),
                      m.throughSigmoid(m.mul(movedH, t), o)});
  Value beforeH = m.matmul(d, weight, false), beforeC = m.mul(dcell, f);
  if (mask) {
    beforeH = m.add(beforeH, m.sub(dh, movedH));
    beforeC = m.add(beforeC, m.sub(dc, movedC));
  }
  return {{d}, {beforeH, beforeC}};
}

StepResult aec::nn::unroll(OpBuilder &builder, Location loc, bool reverse,
                           ValueRange sequences, ValueRange initials,
                           StepBuilder step) {
  int64_t steps = typeOf(sequences.front()).getDimSize(1);
  SmallVector<SmallVector<Value>> outputs;
  SmallVector<Value> carried(initials);
  for (int64_t i = 0; i < steps; ++i) {
    int64_t t = reverse ? steps - 1 - i : i;
    SmallVector<Value> inputs;
    for (Value sequence : sequences) {
      Value &input = inputs.emplace_back();
      if (!sequence)
        continue;
      input = SliceOp::create(builder, loc, sequence, 1, t, 1);
      if (typeOf(sequence).getRank() == 3)
        input = ReshapeOp::create(
            builder, loc, input,
            shapeOf(typeOf(sequence), typeOf(sequence).getDimSize(2)));
    }
    StepResult result = step(builder, inputs, carried);
    outputs.resize(result.outputs.size());
    for (auto [all, output] : llvm::zip_equal(outputs, result.outputs)) {
      Value part = ReshapeOp::create(
          builder, loc, output,
          shapeOf(typeOf(output), {1, typeOf(output).getDimSize(1)}));
      all.insert(reverse ? all.begin() : all.end(), part);
    }
    carried = result.carried;
  }
  StepResult result;
  for (SmallVector<Value> &all : outputs)
    result.outputs.push_back(ConcatOp::create(builder, loc, all, 1));
  result.carried = carried;
  return result;
}

void aec::nn::buildUnrolledAdjoint(
    AdjointBuilder &adjoint, Operation *op,
    function_ref<SmallVector<Value>(ValueRange)> unrolled) {
  Location loc = op->getLoc();
  // Operands as values of their own: one may depend on another, and a gradient
  // with respect to an operand is of this op alone.
  SmallVector<Value> operands, wrt;
  SmallVector<unsigned> wanted;
  for (OpOperand &operand : op->getOpOperands()) {
    Value value = operand.get();
    if (adjoint.needs(operand.getOperandNumber())) {
      RankedTensorType type = typeOf(value);
      value = ReshapeOp::create(adjoint, loc, value,
                                shapeOf(type, type.getShape().drop_front()));
      wrt.push_back(value);
      wanted.push_back(operand.getOperandNumber());
    }
    operands.push_back(value);
  }
  Value total;
  for (auto [i, result] : llvm::enumerate(unrolled(operands))) {
    if (!adjoint.hasGrad(i))
      continue;
    Value product = MulOp::create(adjoint, loc, result, adjoint.grad(i));
    SmallVector<int64_t> dims =
        llvm::to_vector(llvm::seq<int64_t>(0, typeOf(product).getRank()));
    Value sum = SumOp::create(adjoint, loc, product, dims);
    total = total ? AddOp::create(adjoint, loc, total, sum) : sum;
  }
  auto gradient = GradientOp::create(adjoint, loc, total, wrt);
  for (auto [operand, value] : llvm::zip_equal(wanted, gradient.getResults()))
    adjoint.add(operand, value);
}

Value aec::nn::zeroState(OpBuilder &builder, Location loc, Value sequence,
                         Value weight) {
  int64_t width = typeOf(weight).getDimSize(1);
  auto size = [&](int64_t dim) { return typeOf(sequence).getDimSize(dim); };
  Value flat = ReshapeOp::create(builder, loc, sequence,
                                 shapeOf(typeOf(sequence), size(1) * size(2)));
  Value like = SliceOp::create(builder, loc, flat, 1, 0, width);
  return zerosLike(builder, loc, like);
}
