//===- Draws.cpp - Random values of layers --------------------------------===//
#include "dialects/AE/AE.h"
#include "dialects/NN/Random.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

template <typename DrawOp>
static Value draw(PureBuilder &builder, Location loc, Type type, Value like,
                  const DrawKey &key) {
  return DrawOp::create(builder, loc, type, like ? like : key.like, key.seed,
                        key.step, key.stream, key.acrossCalls);
}

Value PureBuilder::drawUniform(Location loc, Type type, Value like) {
  return draw<nn::UniformOp>(*this, loc, type, like, nextKey());
}

Value PureBuilder::drawNormal(Location loc, Type type, Value like) {
  return draw<nn::NormalOp>(*this, loc, type, like, nextKey());
}
