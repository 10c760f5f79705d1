//===- Quantize.cpp - nn.quantize to linalg -------------------------------===//
#include "Scalars.h"
#include "dialects/NN/Compression.h"

using namespace mlir;
using namespace aec::nn;

// The runtime makes a latent of its integer by the same product, in the same
// type: what is decoded is bitwise what was encoded.
SmallVector<Value> QuantizeOp::buildScalars(OpBuilder &builder, Location loc,
                                            ValueRange elements, ValueRange) {
  Scalars s(builder, loc, elements.front());
  Value step = s.constant(getGridStep());
  Value place = s.make<math::RoundEvenOp>(s.div(elements[0], step));
  return {s.mul(place, step)};
}
