//===- Images.h - Pooling, resampling, borders ----------------------------===//
#ifndef AEC_DIALECTS_NN_IMAGES_H
#define AEC_DIALECTS_NN_IMAGES_H

#include "dialects/NN/Image.h"

namespace aec::nn {

/// The window of verified attributes; `strides` of the kernel where absent.
Window poolWindow(llvm::ArrayRef<int64_t> kernel,
                  std::optional<llvm::ArrayRef<int64_t>> strides,
                  llvm::ArrayRef<int64_t> padding);
/// Checks the numbers of a pooling window (C2, C3) and makes it.
mlir::FailureOr<Window> makePoolWindow(std::optional<mlir::Location> loc,
                                       llvm::StringRef op,
                                       llvm::ArrayRef<int64_t> kernel,
                                       mlir::DenseI64ArrayAttr strides,
                                       mlir::DenseI64ArrayAttr padding);
/// The type of a pooled image, all of (C1) to (C4) checked.
mlir::FailureOr<mlir::RankedTensorType>
inferPooled(std::optional<mlir::Location> loc, llvm::StringRef op,
            mlir::Type image, llvm::ArrayRef<int64_t> kernel,
            mlir::DenseI64ArrayAttr strides, mlir::DenseI64ArrayAttr padding,
            bool channelsLast);
/// The same for the input of a pooling op.
template <typename Adaptor>
mlir::FailureOr<mlir::RankedTensorType>
inferPooled(std::optional<mlir::Location> loc, llvm::StringRef op,
            Adaptor adaptor) {
  return inferPooled(loc, op, adaptor.getInput().getType(), adaptor.getKernel(),
                     adaptor.getStridesAttr(), adaptor.getPaddingAttr(),
                     adaptor.getChannelsLast());
}
/// The same for a signal, [B, C, L].
mlir::FailureOr<mlir::RankedTensorType>
inferPooledSignal(std::optional<mlir::Location> loc, llvm::StringRef op,
                  mlir::Type signal, int64_t kernel, mlir::IntegerAttr strides,
                  mlir::DenseI64ArrayAttr padding);
/// The window of a signal as one of an image of height 1.
struct SignalWindow {
  mlir::DenseI64ArrayAttr kernel, strides, padding;

  SignalWindow(mlir::Builder &builder, int64_t kernel,
               std::optional<int64_t> strides, llvm::ArrayRef<int64_t> padding);
};
/// Checks that `what` is a number from `least` to maxWindowNumber.
llvm::LogicalResult checkNumber(std::optional<mlir::Location> loc,
                                llvm::StringRef op, llvm::StringRef what,
                                int64_t number, int64_t least);
/// Checks that there are channels of pixels, [B, C, H, W] or [B, C, L].
llvm::LogicalResult checkChannels(std::optional<mlir::Location> loc,
                                  llvm::StringRef op,
                                  mlir::RankedTensorType type);
/// Checks that `what` has the type that is `expected`.
llvm::LogicalResult checkType(std::optional<mlir::Location> loc,
                              llvm::StringRef op, llvm::StringRef what,
                              mlir::Type expected, mlir::Type found);
/// Checks an image and the border that is cut from it or put around it (C1,
/// C2); gives the size of the image with `border` added, `sign` times.
mlir::FailureOr<Size2> inferBordered(std::optional<mlir::Location> loc,
                                     llvm::StringRef op, mlir::Type image,
                                     llvm::ArrayRef<int64_t> border, int sign,
                                     bool channelsLast);
/// An image of this size in place of `image`'s.
mlir::RankedTensorType withSize(mlir::Type image, Size2 size,
                                bool channelsLast);

/// A signal [B, C, L] as an image [B, C, 1, L].
mlir::Value asImage(mlir::OpBuilder &builder, mlir::Location loc,
                    mlir::Value signal);
/// An image [B, C, 1, L] as a signal [B, C, L].
mlir::Value asSignal(mlir::OpBuilder &builder, mlir::Location loc,
                     mlir::Value image);
/// The formula of a pool of signals: `PoolOp` of images of height 1.
template <typename PoolOp, typename SignalOp>
mlir::Value poolSignal(mlir::OpBuilder &builder, SignalOp op) {
  mlir::Value image = asImage(builder, op.getLoc(), op.getInput());
  SignalWindow window(builder, op.getKernel(), op.getStrides(),
                      op.getPadding());
  mlir::Value pooled =
      PoolOp::create(builder, op.getLoc(), image, window.kernel, window.strides,
                     window.padding, nullptr);
  return asSignal(builder, op.getLoc(), pooled);
}
/// Checks that `type` has rank 3; `what` names it.
llvm::LogicalResult checkSignal(std::optional<mlir::Location> loc,
                                llvm::StringRef op, llvm::StringRef what,
                                mlir::Type type);

} // namespace aec::nn

#define GET_OP_CLASSES
#include "dialects/NN/NNImages.h.inc"

#endif // AEC_DIALECTS_NN_IMAGES_H
