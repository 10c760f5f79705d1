//===- TileOrder.h - Which tiles of a product a piece has -----------------===//
//
// A piece is a range of the order of the tiles: panel by panel, or, of a weight
// gradient, row by row. A place in it is counted in vectors of a row of tiles,
// so that narrow tiles count for what they are.
//
// To write a line that another core has read costs some 30 ns where cores have
// no cache in common (measured: 90 us for the 200 KB that a thread updates of a
// wide layer, 3 us of lines of its own, and 90 again for an interleaved
// partition, whose borders prefetchers cross). Rows, which lie one behind the
// other, keep an optimizer's moments to one thread.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_TILEORDER_H
#define AEC_LIB_TARGET_CPU_TILEORDER_H

#include "Emitter.h"

namespace aec::cpu {

class TileOrder {
public:
  using Range = std::pair<mlir::Value, mlir::Value>;

  /// Of one matrix with so many rows of tiles.
  TileOrder(Emitter &emitter, const Panels &panels, mlir::Value rowTiles)
      : e(emitter), panels(panels), rowTiles(rowTiles) {}

  bool isByRows() const {
    const Contraction &product = e.payload.product;
    return product.lhsTransposed && !product.rhsTransposed;
  }
  /// Number of places.
  mlir::Value length() const;
  /// The row tiles of a panel that lie in [lo, hi).
  Range rowsOfPanel(mlir::Value panel, mlir::Value lo, mlir::Value hi) const;
  /// Of an order by rows: the row tiles that [lo, hi) touches, and the panels
  /// of one of them that lie in it.
  Range rows(mlir::Value lo, mlir::Value hi) const;
  Range panelsOfRow(mlir::Value row, mlir::Value lo, mlir::Value hi) const;

private:
  Emitter &e;
  const Panels &panels;
  mlir::Value rowTiles;
};

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_TILEORDER_H
