//===- Convolution.h - Convolutions and their gradients -------------------===//
#ifndef AEC_DIALECTS_NN_CONVOLUTION_H
#define AEC_DIALECTS_NN_CONVOLUTION_H

#include "dialects/NN/Image.h"

#define GET_OP_CLASSES
#include "dialects/NN/NNConvolution.h.inc"

namespace aec::nn {

// Checks that the three ops share, each with the op's name in its message.

/// Rank 4, fixed sizes, the element type of `image`.
llvm::LogicalResult checkWeight(std::optional<mlir::Location> loc,
                                llvm::StringRef op, mlir::Type weight,
                                mlir::Type image, bool channelsLast);
/// One element type and one batch.
llvm::LogicalResult checkPair(std::optional<mlir::Location> loc,
                              llvm::StringRef op, mlir::Type input,
                              mlir::Type grad);
/// `groups` divides both numbers of channels.
llvm::LogicalResult checkGroups(std::optional<mlir::Location> loc,
                                llvm::StringRef op, int64_t groups, int64_t in,
                                int64_t out);
/// The weight has the input channels of one group.
llvm::LogicalResult checkGroupChannels(std::optional<mlir::Location> loc,
                                       llvm::StringRef op, int64_t groups,
                                       int64_t channels, int64_t weightIn);
/// A gradient has as many channels as the weight makes.
llvm::LogicalResult checkWeightCount(std::optional<mlir::Location> loc,
                                     llvm::StringRef op, int64_t channels,
                                     int64_t weightOut);
/// The convolution of an image of `size` gives `expected` pixels.
llvm::LogicalResult checkCount(std::optional<mlir::Location> loc,
                               llvm::StringRef op, const Window &window,
                               Size2 size, Size2 found);

inline int64_t groupsOr1(mlir::IntegerAttr groups) {
  return groups ? groups.getInt() : 1;
}

/// All sizes of a verified op, from its image, its weight and its result.
template <typename ConvolutionOp>
ConvolutionShape shapeOf(mlir::Value image, mlir::Value weight,
                         mlir::Value result, ConvolutionOp op) {
  bool last = op.getChannelsLast();
  auto from = ImageShape::get(image.getType(), last);
  auto to = ImageShape::get(result.getType(), last);
  Window window{WeightShape::get(weight.getType(), last).kernel};
  llvm::copy(op.getStrides(), window.strides.begin());
  llvm::copy(op.getPadding(), window.padding.begin());
  llvm::copy(op.getDilation(), window.dilation.begin());
  return {from.batch,    static_cast<int64_t>(op.getGroups()),
          from.channels, to.channels,
          from.size,     to.size,
          window};
}

} // namespace aec::nn

#endif // AEC_DIALECTS_NN_CONVOLUTION_H
