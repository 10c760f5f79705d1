//===- FlattenGroups.cpp - Dimensions a group treats alike become one -----===//
//
// Loops over the pixels and channels of an image are one loop where nothing
// tells them apart, and kernels reduce along one dimension. The batch stays for
// itself: it is what runs in parallel. Upstream's collapse of linalg.generic
// does this an op at a time; a group must agree.
//
//===----------------------------------------------------------------------===//
#include "aec/Transforms/Passes.h"
#include "dialects/NN/NN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/IRMapping.h"

namespace aec {
#define GEN_PASS_DEF_FLATTENGROUPSPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

class Flattening {
public:
  explicit Flattening(nn::GroupOp group) : group(group) {}

  /// Finds out which neighbouring dimensions are treated alike.
  bool find();
  void apply();

private:
  bool addShape(Type type);
  bool addReduction(nn::ReductionOpInterface op);
  /// A reduction's result that lacks the reduced dimensions.
  bool isReduced(Value value) const {
    auto op = value.getDefiningOp<nn::ReductionOpInterface>();
    return op && typeOf(value).getRank() < rank;
  }
  static RankedTensorType typeOf(Value value) {
    return cast<RankedTensorType>(value.getType());
  }
  SmallVector<int64_t> aligned(RankedTensorType type) const {
    SmallVector<int64_t> shape(rank - type.getRank(), 1);
    llvm::append_range(shape, type.getShape());
    return shape;
  }
  RankedTensorType flattened(RankedTensorType type) const;
  void cloneReduction(nn::ReductionOpInterface op, OpBuilder &builder,
                      IRMapping &mapping) const;

  nn::GroupOp group;
  int64_t rank = 0;
  SmallVector<int64_t> full;
  /// Whether dimension i is one with dimension i - 1.
  SmallVector<bool> joins;
};

} // namespace

bool Flattening::addShape(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (!tensor || tensor.getRank() == 0)
    return true;
  SmallVector<int64_t> shape = aligned(tensor);
  for (int64_t i = 2; i < rank; ++i) {
    bool both = shape[i - 1] == full[i - 1] && shape[i] == full[i];
    bool none = shape[i - 1] == 1 && shape[i] == 1;
    if (!both && !none)
      joins[i] = false;
  }
  return true;
}

bool Flattening::addReduction(nn::ReductionOpInterface op) {
  Value input = op->getOperand(0), result = op->getResult(0);
  if (typeOf(input).getRank() != rank ||
      typeOf(input).getShape() != ArrayRef(full))
    return false;
  SmallVector<int64_t> dims = op.getReducedDims();
  for (int64_t i = 2; i < rank; ++i)
    if (llvm::is_contained(dims, i) != llvm::is_contained(dims, i - 1))
      joins[i] = false;
  if (!isReduced(result))
    return addShape(result.getType());
  return op->hasAttr("dims") &&
         llvm::all_of(result.getUsers(), llvm::IsaPred<nn::YieldOp>);
}

bool Flattening::find() {
  Block &body = group.getBody().front();
  for (Operation &op : body.without_terminator()) {
    if (!isa<nn::ElementwiseOpInterface, nn::ReductionOpInterface>(op))
      return false;
    Value widest =
        isa<nn::ReductionOpInterface>(op) ? op.getOperand(0) : op.getResult(0);
    if (typeOf(widest).getRank() > rank) {
      rank = typeOf(widest).getRank();
      full.assign(typeOf(widest).getShape().begin(),
                  typeOf(widest).getShape().end());
    }
  }
  if (rank < 3)
    return false;
  joins.assign(rank, true);
  joins[0] = joins[1] = false;
  for (BlockArgument argument : body.getArguments())
    addShape(argument.getType());
  for (Operation &op : body.without_terminator())
    if (auto reduction = dyn_cast<nn::ReductionOpInterface>(op)) {
      if (!addReduction(reduction))
        return false;
    } else {
      for (Type type : op.getResultTypes())
        addShape(type);
    }
  return llvm::is_contained(joins, true);
}

/// The shape with dimensions joined; those it was repeated along stay away.
RankedTensorType Flattening::flattened(RankedTensorType type) const {
  if (type.getRank() == 0)
    return type;
  SmallVector<int64_t> shape;
  for (auto [i, size] : llvm::enumerate(aligned(type)))
    if (joins[i])
      shape.back() *= size;
    else
      shape.push_back(size);
  ArrayRef<int64_t> result = shape;
  while (type.getRank() < rank && result.size() > 1 && result.front() == 1)
    result = result.drop_front();
  return RankedTensorType::get(result, type.getElementType());
}

void Flattening::cloneReduction(nn::ReductionOpInterface op, OpBuilder &builder,
                                IRMapping &mapping) const {
  Operation *clone = builder.clone(*op.getOperation(), mapping);
  auto input = typeOf(clone->getOperand(0));
  SmallVector<int64_t> reduced = op.getReducedDims(), dims, shape;
  int64_t next = -1;
  for (int64_t i = 0; i < rank; ++i) {
    if (joins[i])
      continue;
    ++next;
    if (llvm::is_contained(reduced, i))
      dims.push_back(next);
    else
      shape.push_back(input.getDimSize(next));
  }
  if (op->hasAttr("dims"))
    clone->setAttr("dims", builder.getDenseI64ArrayAttr(dims));
  Value result = clone->getResult(0);
  result.setType(isReduced(op->getResult(0))
                     ? RankedTensorType::get(shape, input.getElementType())
                     : flattened(typeOf(op->getResult(0))));
}

static Value reshaped(OpBuilder &builder, Value value, Type to) {
  if (value.getType() == to)
    return value;
  SmallVector<int64_t> shape;
  for (int64_t size : cast<RankedTensorType>(to).getShape())
    shape.push_back(ShapedType::isDynamic(size) ? -1 : size);
  return nn::ReshapeOp::create(builder, value.getLoc(), value, shape);
}

void Flattening::apply() {
  OpBuilder builder(group);
  SmallVector<Value> inputs;
  for (Value input : group.getInputs()) {
    auto type = dyn_cast<RankedTensorType>(input.getType());
    inputs.push_back(type ? reshaped(builder, input, flattened(type)) : input);
  }
  Region region;
  Block *body = &region.emplaceBlock();
  IRMapping mapping;
  Block &old = group.getBody().front();
  for (auto [argument, input] : llvm::zip_equal(old.getArguments(), inputs))
    mapping.map(argument,
                body->addArgument(input.getType(), argument.getLoc()));
  builder.setInsertionPointToEnd(body);
  for (Operation &op : old.without_terminator()) {
    if (auto reduction = dyn_cast<nn::ReductionOpInterface>(op)) {
      cloneReduction(reduction, builder, mapping);
      continue;
    }
    Operation *clone = builder.clone(op, mapping);
    for (Value result : clone->getResults())
      result.setType(flattened(typeOf(result)));
  }
  auto yield = cast<nn::YieldOp>(builder.clone(*old.getTerminator(), mapping));
  builder.setInsertionPoint(group);
  auto flat = nn::GroupOp::create(builder, group.getLoc(),
                                  yield.getValues().getTypes(), inputs);
  flat.getBody().takeBody(region);
  for (auto [before, now] :
       llvm::zip_equal(group.getResults(), flat.getResults()))
    before.replaceAllUsesWith(reshaped(builder, now, before.getType()));
  group.erase();
}

namespace {
struct FlattenGroups : aec::impl::FlattenGroupsPassBase<FlattenGroups> {
  void runOnOperation() override {
    SmallVector<nn::GroupOp> groups;
    getOperation().walk([&](nn::GroupOp op) { groups.push_back(op); });
    for (nn::GroupOp group : groups) {
      Flattening flattening(group);
      if (flattening.find())
        flattening.apply();
    }
  }
};
} // namespace
