//===- Activations.cpp - Which activations libraries compute --------------===//
//
// A table a library: formulas and parameters of oneDNN's eltwise page, the
// epilogues of cuBLASLt's reference. An op that is missing is computed by
// generated code.
//
//===----------------------------------------------------------------------===//
#include "Activations.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aec;
using blas::Activation;
using blas::Epilogue;

static std::optional<Epilogue> ofOneDNN(Operation *op) {
  return llvm::TypeSwitch<Operation *, std::optional<Epilogue>>(op)
      .Case([](nn::ReluOp) { return Epilogue{Activation::Relu}; })
      .Case([](nn::LeakyReluOp leaky) {
        return Epilogue{Activation::Relu, leaky.getSlope().convertToDouble()};
      })
      .Case([](nn::Relu6Op) { return Epilogue{Activation::Clip, 0.0, 6.0}; })
      .Case(
          [](nn::HardTanhOp) { return Epilogue{Activation::Clip, -1.0, 1.0}; })
      .Case([](nn::EluOp elu) {
        return Epilogue{Activation::Elu, elu.getAlpha().convertToDouble()};
      })
      .Case([](nn::SigmoidOp) { return Epilogue{Activation::Logistic}; })
      .Case([](nn::TanhOp) { return Epilogue{Activation::Tanh}; })
      .Case([](nn::SiluOp) { return Epilogue{Activation::Swish, 1.0}; })
      .Case([](nn::SoftplusOp) { return Epilogue{Activation::SoftRelu, 1.0}; })
      .Case([](nn::HardSigmoidOp) {
        return Epilogue{Activation::HardSigmoid, 1.0 / 6.0, 0.5};
      })
      .Case([](nn::HardSwishOp) {
        return Epilogue{Activation::HardSwish, 1.0 / 6.0, 0.5};
      })
      .Case([](nn::GeluOp gelu) {
        bool tanh = gelu.getApproximation() == nn::GeluApproximation::Tanh;
        return Epilogue{tanh ? Activation::GeluTanh : Activation::GeluErf};
      })
      .Default(std::nullopt);
}

/// Its GELU is the approximation by tanh, alone.
static std::optional<Epilogue> ofCublasLt(Operation *op) {
  if (isa<nn::ReluOp>(op))
    return Epilogue{Activation::Relu};
  if (auto gelu = dyn_cast<nn::GeluOp>(op))
    if (gelu.getApproximation() == nn::GeluApproximation::Tanh)
      return Epilogue{Activation::GeluTanh};
  return std::nullopt;
}

const blas::Library *blas::findLibrary(StringRef name) {
  static const Library oneDNN{"oneDNN", ofOneDNN},
      cublasLt{"cuBLASLt", ofCublasLt};
  return llvm::StringSwitch<const Library *>(name)
      .Case("onednn", &oneDNN)
      .Case("cublaslt", &cublasLt)
      .Default(nullptr);
}
