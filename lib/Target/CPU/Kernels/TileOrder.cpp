//===- TileOrder.cpp - Which tiles of a product a piece has ---------------===//
#include "TileOrder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec::cpu;

Value TileOrder::length() const {
  return e.mul(rowTiles, e.index(panels.vectors()));
}

TileOrder::Range TileOrder::rowsOfPanel(Value panel, Value lo, Value hi) const {
  auto [start, width] = panels.place(e, panel);
  Value before = isByRows() ? start : e.mul(start, rowTiles);
  Value step = isByRows() ? e.index(panels.vectors()) : width;
  auto first = [&](Value place) {
    Value within = e.max(e.sub(place, before), e.index(0));
    return e.min(e.ceilDiv(within, step), rowTiles);
  };
  return {first(lo), first(hi)};
}

TileOrder::Range TileOrder::rows(Value lo, Value hi) const {
  Value vectors = e.index(panels.vectors());
  return {arith::DivUIOp::create(e.builder, e.loc, lo, vectors),
          e.ceilDiv(hi, vectors)};
}

TileOrder::Range TileOrder::panelsOfRow(Value row, Value lo, Value hi) const {
  Value start = e.mul(row, e.index(panels.vectors()));
  return {panels.startingBefore(e, e.sub(lo, start)),
          panels.startingBefore(e, e.sub(hi, start))};
}
