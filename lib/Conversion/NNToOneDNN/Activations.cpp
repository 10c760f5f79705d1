//===- Activations.cpp - Which activations oneDNN has ---------------------===//
//
// The table of ops that have a primitive: formulas and parameters of oneDNN's
// eltwise page. An op that is missing here is computed by generated code.
//
//===----------------------------------------------------------------------===//
#include "Activations.h"

#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aec;
using onednn::Activation;
using onednn::Eltwise;

std::optional<Eltwise> onednn::eltwiseOf(Operation *op) {
  return llvm::TypeSwitch<Operation *, std::optional<Eltwise>>(op)
      .Case([](nn::ReluOp) { return Eltwise{Activation::Relu}; })
      .Case([](nn::LeakyReluOp leaky) {
        return Eltwise{Activation::Relu, leaky.getSlope().convertToDouble()};
      })
      .Case([](nn::Relu6Op) {
        return Eltwise{Activation::Clip, 0.0, 6.0};
      })
      .Case([](nn::HardTanhOp) {
        return Eltwise{Activation::Clip, -1.0, 1.0};
      })
      .Case([](nn::EluOp elu) {
        return Eltwise{Activation::Elu, elu.getAlpha().convertToDouble()};
      })
      .Case([](nn::SigmoidOp) { return Eltwise{Activation::Logistic}; })
      .Case([](nn::TanhOp) { return Eltwise{Activation::Tanh}; })
      .Case([](nn::SiluOp) {
        return Eltwise{Activation::Swish, 1.0};
      })
      .Case([](nn::SoftplusOp) {
        return Eltwise{Activation::SoftRelu, 1.0};
      })
      .Case([](nn::HardSigmoidOp) {
        return Eltwise{Activation::HardSigmoid, 1.0 / 6.0, 0.5};
      })
      .Case([](nn::HardSwishOp) {
        return Eltwise{Activation::HardSwish, 1.0 / 6.0, 0.5};
      })
      .Case([](nn::GeluOp gelu) {
        bool tanh = gelu.getApproximation() == nn::GeluApproximation::Tanh;
        return Eltwise{tanh ? Activation::GeluTanh : Activation::GeluErf};
      })
      .Default(std::nullopt);
}
