//===- Cells.h - What the cells of recurrences are written with -----------===//
#ifndef AEC_LIB_CONVERSION_NNTOLINALG_CELLS_H
#define AEC_LIB_CONVERSION_NNTOLINALG_CELLS_H

#include "Scalars.h"
#include "dialects/NN/Recurrent.h"

namespace aec::nn {

/// Takes a cell's numbers one operand behind another.
class ElementReader {
public:
  explicit ElementReader(mlir::ValueRange elements) : elements(elements) {}

  mlir::ValueRange take(unsigned count) {
    mlir::ValueRange taken = elements.take_front(count);
    elements = elements.drop_front(count);
    return taken;
  }

private:
  mlir::ValueRange elements;
};

inline mlir::Value sigmoid(Scalars &s, mlir::Value x) {
  mlir::Value one = s.constant(1.0);
  return s.div(one, s.add(one, s.exp(s.neg(x))));
}

/// `value` where the mask is 1, `kept` where it is 0; the mask may be null.
inline mlir::Value masked(Scalars &s, mlir::Value mask, mlir::Value value,
                          mlir::Value kept) {
  return mask ? s.add(kept, s.mul(mask, s.sub(value, kept))) : value;
}

} // namespace aec::nn

#endif // AEC_LIB_CONVERSION_NNTOLINALG_CELLS_H
