//===- Convolution.cpp - cpu.convolution ----------------------------------===//
#include "dialects/CPU/CPU.h"

using namespace mlir;
using namespace aec::cpu;

RankedTensorType ConvolutionOp::getImageType() {
  return cast<RankedTensorType>(getRole() == ConvolutionRole::DataGradient
                                    ? getResult().getType()
                                    : getLhs().getType());
}

RankedTensorType ConvolutionOp::getWeightType() {
  return cast<RankedTensorType>(getRole() == ConvolutionRole::WeightGradient
                                    ? getResult().getType()
                                    : getRhs().getType());
}

RankedTensorType ConvolutionOp::getOutputType() {
  switch (getRole()) {
  case ConvolutionRole::Forward:
    return cast<RankedTensorType>(getResult().getType());
  case ConvolutionRole::DataGradient:
    return cast<RankedTensorType>(getLhs().getType());
  case ConvolutionRole::WeightGradient:
    return cast<RankedTensorType>(getRhs().getType());
  }
  llvm_unreachable("a closed set");
}
