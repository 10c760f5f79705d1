//===- ConvolutionWalk.h - Tiles of a convolution's result ----------------===//
//
// Walks the result of a convolution or data gradient: strips of images in
// parallel, then panels of channels, rows and tiles of pixels of a row. What a
// tile computes is the derived class' business.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_CONVOLUTIONWALK_H
#define AEC_LIB_TARGET_CPU_CONVOLUTIONWALK_H

#include "PaddedImage.h"

namespace aec::cpu {

class ConvolutionWalk {
public:
  explicit ConvolutionWalk(Emitter &emitter);
  virtual ~ConvolutionWalk() = default;

  void run();

protected:
  /// Where a tile stands along one axis: result, source of tap 0, taps.
  struct Place {
    mlir::Value out, in, firstTap, taps;
  };

  /// Sets the panels and the pixels of a tile, at most `most`.
  void setTiles(Panels panels, int64_t most);
  /// Writes what a piece needs before its first tile.
  virtual void prepare() = 0;
  /// Writes a tile of so many pixels at `y`, `x` and vectors from a column on.
  virtual void tile(int64_t pixels, mlir::Value column,
                    llvm::ArrayRef<int64_t> vectors) = 0;
  /// Computes and stores the results at one pixel from the sum there.
  void storeAt(mlir::Value at, mlir::Value column, int64_t width,
               mlir::Value sum);

  /// Makes what `store` needs, at the start of a piece.
  void prepareStore();
  /// Writes a tile's sums, pixel by pixel and vector by vector, with what
  /// follows them.
  void store(int64_t pixels, mlir::Value column,
             llvm::ArrayRef<int64_t> vectors, mlir::ValueRange sums);

  /// Calls `body` for every tap of the tile: its row and column in the kernel
  /// and the index of the first pixel's source in the image.
  using TapBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
      mlir::Value tapRow, mlir::Value tapColumn, mlir::Value pixel,
      mlir::ValueRange soFar)>;
  llvm::SmallVector<mlir::Value> overTaps(mlir::ValueRange inits, TapBody body);

  Emitter &e;
  const Convolution &convolution;
  ConvolutionOp op;
  bool isGradient;
  int64_t groups;
  llvm::ArrayRef<int64_t> kernel;
  /// Channels of the source and of the result in a group.
  int64_t depth, columns;
  mlir::Type element;
  ConvolutionAxis high, wide;
  PaddedImage image;
  Panels panels;
  int64_t tilePixels = 1;
  /// Of the tile that is being written.
  mlir::Value batch, group;
  Place y, x;

private:
  int64_t work();
  void runPiece(mlir::Value lo, mlir::Value hi);
  void strip(mlir::Value panel);
  void row(mlir::Value column, llvm::ArrayRef<int64_t> vectors);
  Place placeOf(const ConvolutionAxis &axis, llvm::ArrayRef<AxisPhase> phases,
                mlir::Value phase, mlir::Value q, bool fromBegin);
  mlir::Value pick(llvm::ArrayRef<AxisPhase> phases, int64_t AxisPhase::*number,
                   mlir::Value phase);

  llvm::SmallVector<unsigned> results;
  /// A tile on its way to a long epilogue.
  mlir::Value spilled;
};

/// Whether the result has so few channels that vectors run over the source's.
bool sumsOverLanes(ConvolutionOp op, int64_t lanes);
/// Writes such a convolution.
void emitDots(Emitter &emitter);

/// Channels of a group: of the result, and of the source.
struct GroupSizes {
  int64_t columns, depth;
};
/// Whether groups have so few result channels that a vector runs over several.
bool sharesVectors(ConvolutionOp op, int64_t lanes);
/// Writes such a convolution.
void emitGrouped(Emitter &emitter);
/// Source channel `k` of each lane's group, for `width` result channels whose
/// first group's source begins at `at`.
mlir::Value loadForLanes(Emitter &emitter, mlir::Value memory, mlir::Value at,
                         int64_t width, const GroupSizes &group, int64_t k);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_CONVOLUTIONWALK_H
