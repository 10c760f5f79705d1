//===- FlattenChannelsLast.cpp - Flattened images lie as images do --------===//
//
// Images lie channels last inside, [B, H, W, C]; authors flatten [B, C, H, W].
// Instead of a reorder of activations and gradients at every step, the weights
// that meet a flattened image are kept in the order of its elements. What has
// to agree on an order is found first: values and states, in all functions,
// that share the flattened dimension. On forward functions, because gradients
// and optimizers then follow by themselves.
//
//===----------------------------------------------------------------------===//
#include "FlattenedDimension.h"
#include "TensorTypes.h"
#include "aec/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Remarks.h"

namespace aec {
#define GEN_PASS_DEF_FLATTENCHANNELSLASTPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// 1, ..., count - 1, 0 shifted by `first`: channels behind pixels.
static SmallVector<int64_t> channelsLast(int64_t count, int64_t first) {
  SmallVector<int64_t> order =
      llvm::to_vector(llvm::seq<int64_t>(first + 1, first + count));
  order.push_back(first);
  return order;
}

/// The reshape `op` between [B, C, ...] and [B, n], in the other order.
static void reorder(const FlatBorder &border, ArrayRef<int64_t> image) {
  Operation *op = border.op;
  OpBuilder builder(op);
  Location loc = op->getLoc();
  SmallVector<int64_t> order{0};
  order.append(channelsLast(image.size(), 1));
  Value value = op->getOperand(0);
  RankedTensorType result = typeOf(op->getResult(0));
  if (border.flattens) {
    value = nn::TransposeOp::create(builder, loc, value, order);
    value = nn::ReshapeOp::create(builder, loc, value,
                                  writtenShape(result.getShape()));
  } else {
    SmallVector<int64_t> shape{-1};
    llvm::append_range(shape, image.drop_front());
    shape.push_back(image.front());
    value = nn::ReshapeOp::create(builder, loc, value, shape);
    SmallVector<int64_t> back{0, int64_t(image.size())};
    llvm::append_range(back, llvm::seq<int64_t>(1, image.size()));
    value = nn::TransposeOp::create(builder, loc, value, back);
  }
  op->getResult(0).replaceAllUsesWith(value);
  op->erase();
}

namespace {

struct FlattenChannelsLast
    : aec::impl::FlattenChannelsLastPassBase<FlattenChannelsLast> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    SmallVector<FlatBorder> seeds;
    module.walk([&](Operation *op) {
      if (std::optional<FlatBorder> border = FlatBorder::get(op);
          border && border->isOfImage())
        seeds.push_back(*border);
    });
    StateArguments arguments(module);
    SmallVector<FlattenedDimension> accepted;
    llvm::DenseSet<Operation *> seen;
    for (const FlatBorder &seed : seeds) {
      if (seen.contains(seed.op))
        continue;
      FlattenedDimension dimension(arguments);
      bool agrees = dimension.grow(seed);
      for (const FlatBorder &border : dimension.getBorders())
        seen.insert(border.op);
      // One channel, or one pixel, has no order.
      if (!dimension.hasOrder())
        continue;
      if (agrees)
        accepted.push_back(std::move(dimension));
      else
        remarkDeclined(seed, dimension);
    }
    for (FlattenedDimension &dimension : accepted)
      apply(dimension);
    for (auto &[state, images] : flattened)
      keep(state, images);
  }

private:
  static void remarkDeclined(const FlatBorder &seed,
                             const FlattenedDimension &dimension) {
    remark::missed(seed.op->getLoc(),
                   remark::RemarkOpts::name("flatten").category("layout"))
        << (Twine("the flattened image is reordered at every step: ") +
            dimension.getReason())
               .str();
  }

  void apply(FlattenedDimension &dimension) {
    for (const FlatBorder &border : dimension.getBorders())
      reorder(border, dimension.getImage());
    for (auto [state, dim] : dimension.getStates())
      flattened[getOperation().lookupSymbol<ae::StateOp>(state)][dim] =
          SmallVector<int64_t>(dimension.getImage());
  }

  using Images = llvm::SmallDenseMap<int64_t, SmallVector<int64_t>, 2>;

  static void keep(ae::StateOp state, const Images &images) {
    ae::StateLayout layout;
    ArrayRef<int64_t> shape =
        cast<RankedTensorType>(state.getType()).getShape();
    for (auto [dim, size] : llvm::enumerate(shape)) {
      auto image = images.find(dim);
      bool flat = image != images.end();
      SmallVector<int64_t> sizes =
          flat ? image->second : SmallVector<int64_t>{size};
      layout.order.append(channelsLast(sizes.size(), layout.view.size()));
      llvm::append_range(layout.view, sizes);
    }
    state.setLayout(layout);
    remark::passed(state.getLoc(),
                   remark::RemarkOpts::name("flatten").category("layout"))
        << (Twine(state.getSymName()) + " is kept in the order of its image")
               .str();
  }

  llvm::MapVector<ae::StateOp, Images> flattened;
};

} // namespace
