//===- Noise.cpp - What layers that add noise share -----------------------===//
#include "Noise.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

Value aec::ae::drawMask(PureBuilder &builder, Location loc, Value like,
                        double probability, double kept) {
  Value draw = builder.drawUniform(loc, like.getType(), like);
  Value limit = nn::constantLike(builder, loc, probability, like);
  Value above = nn::SubOp::create(builder, loc, draw, limit);
  return nn::StepOp::create(builder, loc, above.getType(), above, APFloat(0.0),
                            APFloat(kept));
}

LogicalResult aec::ae::verifyProbability(Operation *op, double value) {
  if (value >= 0.0 && value <= 1.0)
    return success();
  return op->emitOpError("expected a probability from 0 to 1, found ") << value;
}
