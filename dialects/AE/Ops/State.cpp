//===- State.cpp - ae.state -----------------------------------------------===//
#include "dialects/AE/AE.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace aec::ae;

/// Where the sizes that multiply to each of `shape` begin, and the end; nothing
/// where they do not. Sizes of 1 go with those before them.
static std::optional<SmallVector<size_t>> grouped(ArrayRef<int64_t> sizes,
                                                  ArrayRef<int64_t> shape) {
  SmallVector<size_t> begins{0};
  size_t at = 0;
  for (auto [i, size] : llvm::enumerate(shape)) {
    int64_t product = 1;
    while (at < sizes.size() && (product < size || sizes[at] == 1)) {
      // A size of 1 that the next of `shape` needs is left to it.
      if (product == size && i + 1 < shape.size() && shape[i + 1] == 1 &&
          at > begins.back())
        break;
      product *= sizes[at++];
    }
    if (product != size)
      return std::nullopt;
    begins.push_back(at);
  }
  if (at != sizes.size())
    return std::nullopt;
  return begins;
}

LogicalResult StateLayout::permute(ArrayRef<int64_t> shape,
                                   ArrayRef<int64_t> permutation) {
  if (view.empty()) {
    view.assign(shape.begin(), shape.end());
    order.assign(permutation.begin(), permutation.end());
    return success();
  }
  auto begins = grouped(applyPermutation(ArrayRef(view), order), shape);
  if (!begins)
    return failure();
  SmallVector<int64_t> now;
  for (int64_t dim : permutation)
    for (size_t at = (*begins)[dim]; at < (*begins)[dim + 1]; ++at)
      now.push_back(order[at]);
  order = now;
  return success();
}

StateLayout StateOp::getLayout() {
  if (!getView())
    return {};
  return {SmallVector<int64_t>(*getView()), SmallVector<int64_t>(*getOrder())};
}

void StateOp::setLayout(const StateLayout &layout) {
  setView(layout.view);
  setOrder(layout.order);
}

StateOp StateOp::declareCompanion(OpBuilder &builder, Location loc,
                                  StringRef name, StateRole role,
                                  double value) {
  return StateOp::create(builder, loc, name, getType(), role,
                         Distribution::Constant, APFloat(value), APFloat(0.0),
                         getViewAttr(), getOrderAttr());
}

LogicalResult StateOp::verify() {
  if (!getView())
    return success();
  if (!grouped(*getView(), cast<RankedTensorType>(getType()).getShape()))
    return emitOpError("expected a view that splits dimensions of ") // state_c1
           << getType() << ", found [" << *getView() << "]";
  if (getOrder()->size() != getView()->size() ||
      !isPermutationVector(*getOrder())) // state_c2
    return emitOpError("expected an order of the ")
           << getView()->size() << " dimensions of its view, found ["
           << *getOrder() << "]";
  return success();
}
