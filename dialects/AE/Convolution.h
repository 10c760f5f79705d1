//===- Convolution.h - Convolutional layers -------------------------------===//
//
// The four layers differ in two things, 1-D or 2-D and plain or transposed; all
// else is here, on images: a signal is an image of height 1.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_AE_CONVOLUTION_H
#define AEC_DIALECTS_AE_CONVOLUTION_H

#include "dialects/AE/AE.h"
#include "dialects/NN/Image.h"

namespace aec::ae {

/// What a layer says, as written; null attributes are defaults.
struct ConvolutionAttrs {
  llvm::StringRef op;
  /// Dimensions of pixels: 1 or 2.
  unsigned dims;
  bool transposed;
  int64_t channels;
  mlir::DenseI64ArrayAttr kernel, strides, dilation, outputPadding;
  /// Numbers, or the string `same` or `valid`.
  mlir::Attribute padding;
  mlir::IntegerAttr groups;

  template <typename LayerOp>
  static ConvolutionAttrs get(LayerOp layer, llvm::StringRef op, unsigned dims,
                              bool transposed,
                              mlir::DenseI64ArrayAttr outputPadding) {
    return {op,
            dims,
            transposed,
            static_cast<int64_t>(layer.getChannels()),
            layer.getKernelAttr(),
            layer.getStridesAttr(),
            layer.getDilationAttr(),
            outputPadding,
            layer.getPaddingAttr(),
            layer.getGroupsAttr()};
  }
};

/// What follows from it for an input: all sizes, on images.
struct ConvolutionLayer {
  ConvolutionAttrs attrs;
  mlir::RankedTensorType input;
  nn::ImageShape from, to;
  nn::Window window;
  int64_t groups;

  /// Checks everything, with messages at `loc`.
  static mlir::FailureOr<ConvolutionLayer>
  get(std::optional<mlir::Location> loc, const ConvolutionAttrs &attrs,
      mlir::Type input);
  /// The layer's result.
  mlir::RankedTensorType resultType() const;
  /// [channels, C/groups, kernel], transposed [C, channels/groups, kernel].
  mlir::RankedTensorType weightType() const;
  /// Weight and, unless `noBias`, bias.
  llvm::SmallVector<StateSpec> states(bool noBias, mlir::Attribute weightInit,
                                      mlir::Attribute biasInit) const;
  /// Ops of nn on the layer's operand and states.
  mlir::Value build(PureBuilder &builder, mlir::Location loc,
                    bool noBias) const;
};

/// Checks that `init` and `bias_init` are initialisers.
llvm::LogicalResult verifyInitialisers(mlir::Operation *op,
                                       mlir::Attribute weight,
                                       mlir::Attribute bias);

} // namespace aec::ae

#define GET_OP_CLASSES
#include "dialects/AE/AEConvolution.h.inc"

#endif // AEC_DIALECTS_AE_CONVOLUTION_H
