//===- Initializers.cpp - How parameters start ----------------------------===//
//
// Glorot and Bengio 2010; He et al. 2015; torch.nn.Linear's default, which is
// kaiming_uniform with a = sqrt(5), that is U(-1/sqrt(in), 1/sqrt(in)).
//
//===----------------------------------------------------------------------===//
#include "dialects/AE/AE.h"

#include <cmath>

using namespace mlir;
using namespace aec::ae;

static Distribution uniform(double bound) {
  return {Distribution::Uniform, -bound, bound};
}
static Distribution normal(double variance) {
  return {Distribution::Normal, 0.0, std::sqrt(variance)};
}

Distribution GlorotUniformAttr::getDistribution(int64_t in, int64_t out) const {
  return uniform(std::sqrt(6.0 / (in + out)));
}
Distribution GlorotNormalAttr::getDistribution(int64_t in, int64_t out) const {
  return normal(2.0 / (in + out));
}
Distribution HeUniformAttr::getDistribution(int64_t in, int64_t) const {
  return uniform(std::sqrt(6.0 / in));
}
Distribution HeNormalAttr::getDistribution(int64_t in, int64_t) const {
  return normal(2.0 / in);
}
Distribution TorchUniformAttr::getDistribution(int64_t in, int64_t) const {
  return uniform(1.0 / std::sqrt(double(in)));
}
Distribution UniformAttr::getDistribution(int64_t, int64_t) const {
  return {Distribution::Uniform, getLow().getValueAsDouble(),
          getHigh().getValueAsDouble()};
}
Distribution NormalAttr::getDistribution(int64_t, int64_t) const {
  return {Distribution::Normal, getMean().getValueAsDouble(),
          getStddev().getValueAsDouble()};
}
Distribution ConstantAttr::getDistribution(int64_t, int64_t) const {
  return {Distribution::Constant, getValue().getValueAsDouble(), 0.0};
}
Distribution ZerosAttr::getDistribution(int64_t, int64_t) const { return {}; }

LogicalResult
UniformAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                    FloatAttr low, FloatAttr high) {
  if (low.getValueAsDouble() < high.getValueAsDouble())
    return success();
  return emitError() << "expected #ae.uniform with low below high, found "
                     << low.getValueAsDouble() << " and "
                     << high.getValueAsDouble();
}

LogicalResult
NormalAttr::verify(llvm::function_ref<InFlightDiagnostic()> emitError,
                   FloatAttr mean, FloatAttr stddev) {
  if (stddev.getValueAsDouble() >= 0)
    return success();
  return emitError()
         << "expected #ae.normal with a stddev of at least 0, found "
         << stddev.getValueAsDouble();
}
