//===- MultiHeadAttention.cpp - ae.multi_head_attention -------------------===//
//
// Vaswani et al. 2017, section 3.2; names, layouts and initial values of
// torch.nn.MultiheadAttention. Heads are never moved in front of time: products
// read them where the projection left them.
//
//===----------------------------------------------------------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Attention.h"
#include "dialects/NN/Products.h"

#include <cmath>

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

LogicalResult MultiHeadAttentionOp::inferReturnTypes(
    MLIRContext *, std::optional<Location> loc, Adaptor adaptor,
    SmallVectorImpl<Type> &types) {
  StringRef name = getOperationName();
  auto input = cast<RankedTensorType>(adaptor.getInput().getType());
  if (input.getRank() != 3) // multi_head_attention_c1
    return emitOptionalError(loc, "'", name, "' op expected an input ",
                             "[batch, length, width], found ", input);
  int64_t batch = input.getDimSize(0), length = input.getDimSize(1);
  int64_t width = input.getDimSize(2), heads = adaptor.getHeads();
  if (heads < 1 || width % heads) // multi_head_attention_c2
    return emitOptionalError(loc, "'", name, "' op expected a number of heads ",
                             "that divides the width ", width, ", found ",
                             heads);
  if (Value context = adaptor.getSource()) {
    auto type = cast<RankedTensorType>(context.getType());
    if (type.getRank() != 3 || type.getDimSize(0) != batch ||
        type.getDimSize(2) != width ||
        type.getElementType() != input.getElementType()) // ..._c3
      return emitOptionalError(loc, "'", name, "' op expected a context ",
                               "[batch, length, ", width, "] like the input ",
                               input, ", found ", type,
                               "; ae.dense changes its width");
    length = type.getDimSize(1);
  }
  auto expected =
      RankedTensorType::get({batch, length}, input.getElementType());
  if (Value mask = adaptor.getMask();
      mask && mask.getType() != expected) // multi_head_attention_c4
    return emitOptionalError(loc, "'", name, "' op expected a mask ", expected,
                             ", a number for each position attended to, found ",
                             mask.getType());
  types.push_back(input);
  return nn::checkSize(
      loc, name,
      RankedTensorType::get({3 * width, width}, input.getElementType()));
}

SmallVector<StateSpec> MultiHeadAttentionOp::getStates() {
  auto type = getInput().getType();
  int64_t width = type.getDimSize(2);
  auto shaped = [&](ArrayRef<int64_t> shape) {
    return RankedTensorType::get(shape, type.getElementType());
  };
  StateSpec in{"in_proj_weight", shaped({3 * width, width})};
  in.distribution = GlorotUniformAttr::get((*this)->getContext())
                        .getDistribution(width, 3 * width);
  StateSpec out{"out_proj.weight", shaped({width, width})};
  out.distribution = TorchUniformAttr::get((*this)->getContext())
                         .getDistribution(width, width);
  if (getNoBias())
    return {in, out};
  return {in, StateSpec{"in_proj_bias", shaped({3 * width})}, out,
          StateSpec{"out_proj.bias", shaped({width})}};
}

namespace {
/// Builds the layer's formula. Letters: b batch, t queries, s keys, h heads.
class AttentionBuilder {
public:
  AttentionBuilder(PureBuilder &builder, MultiHeadAttentionOp op)
      : b(builder), op(op), loc(op.getLoc()),
        width(op.getInput().getType().getDimSize(2)), heads(op.getHeads()) {}

  Value build();

private:
  Value state(unsigned weight, bool bias) {
    return b.state(op.getNoBias() ? weight : 2 * weight + bias);
  }
  Value project(Value x, Value weight, Value bias);
  /// [B, T, n * E] as [B, T, n * heads, E / heads].
  Value intoHeads(Value x);
  SmallVector<Value> queriesKeysValues();
  Value scores(Value query, Value key);

  PureBuilder &b;
  MultiHeadAttentionOp op;
  Location loc;
  int64_t width, heads;
};
} // namespace

Value AttentionBuilder::project(Value x, Value weight, Value bias) {
  Value product = nn::EinsumOp::create(b, loc, "btk,nk->btn", x, weight);
  return bias ? nn::AddOp::create(b, loc, product, bias).getResult() : product;
}

Value AttentionBuilder::intoHeads(Value x) {
  SmallVector<int64_t> shape(cast<RankedTensorType>(x.getType()).getShape());
  if (nn::hasBatch(x.getType()))
    shape.front() = -1;
  int64_t all = shape.back() / width * heads;
  shape.back() = all;
  shape.push_back(width / heads);
  return nn::ReshapeOp::create(b, loc, x, shape);
}

/// Each [B, length, heads, E / heads]. Of one input: one product, and parts of
/// its result; else a product each, with a part of the weight.
SmallVector<Value> AttentionBuilder::queriesKeysValues() {
  Value weight = state(0, false),
        bias = op.getNoBias() ? Value() : state(0, true);
  if (!op.getSource()) {
    Value all = intoHeads(project(b.operand(0), weight, bias));
    return nn::SplitOp::create(b, loc, all, 2, 3).getResults();
  }
  auto weights = nn::SplitOp::create(b, loc, weight, 0, 3).getResults();
  SmallVector<Value> biases(3), parts;
  if (bias)
    biases = nn::SplitOp::create(b, loc, bias, 0, 3).getResults();
  for (unsigned i = 0; i < 3; ++i)
    parts.push_back(
        intoHeads(project(b.operand(i ? 1 : 0), weights[i], biases[i])));
  return parts;
}

/// Scaled, and hidden where a key does not count.
Value AttentionBuilder::scores(Value query, Value key) {
  Value scores = nn::EinsumOp::create(b, loc, "bthd,bshd->bhts", query, key);
  double scale = 1.0 / std::sqrt(double(width / heads));
  scores = nn::MulOp::create(b, loc, scores,
                             nn::constantLike(b, loc, scale, scores));
  auto type = cast<RankedTensorType>(scores.getType());
  if (op.getCausal())
    scores = nn::AddOp::create(
        b, loc, scores,
        nn::CausalMaskOp::create(b, loc, type.getDimSize(2), type.getDimSize(3),
                                 type.getElementType()));
  if (!op.getMask())
    return scores;
  Value mask = b.operand(op.getSource() ? 2 : 1);
  Value absent =
      nn::SubOp::create(b, loc, nn::constantLike(b, loc, 1.0, mask), mask);
  Value hidden = nn::MulOp::create(
      b, loc, absent, nn::constantLike(b, loc, nn::hiddenScore, mask));
  int64_t batch = nn::hasBatch(mask.getType()) ? -1 : type.getDimSize(0);
  hidden = nn::ReshapeOp::create(
      b, loc, hidden, ArrayRef<int64_t>{batch, 1, 1, type.getDimSize(3)});
  return nn::AddOp::create(b, loc, scores, hidden);
}

Value AttentionBuilder::build() {
  SmallVector<Value> qkv = queriesKeysValues();
  Value weights = nn::SoftmaxOp::create(b, loc, scores(qkv[0], qkv[1]));
  Value heads =
      nn::EinsumOp::create(b, loc, "bhts,bshd->bthd", weights, qkv[2]);
  SmallVector<int64_t> shape(op.getInput().getType().getShape());
  if (nn::hasBatch(heads.getType()))
    shape.front() = -1;
  Value joined = nn::ReshapeOp::create(b, loc, heads, shape);
  return project(joined, state(1, false),
                 op.getNoBias() ? Value() : state(1, true));
}

Value MultiHeadAttentionOp::buildPure(PureBuilder &builder) {
  return AttentionBuilder(builder, *this).build();
}
