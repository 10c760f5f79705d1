//===- Grouping.cpp - Collecting ops that fuse ----------------------------===//
#include "Grouping.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace aec;

bool Grouping::collectNeeded(Operation *op,
                             llvm::SetVector<Operation *> &needed) const {
  Operation *front = ops.front();
  for (Value operand : op->getOperands()) {
    Operation *def = operand.getDefiningOp();
    if (!def || ops.contains(def) || needed.contains(def) ||
        def->isBeforeInBlock(front))
      continue;
    // It stands behind the group: it moves in front unless it depends on it.
    bool depends = llvm::any_of(def->getOperands(), [&](Value value) {
      Operation *source = value.getDefiningOp();
      return source && ops.contains(source);
    });
    if (depends || !isPure(def) || !collectNeeded(def, needed))
      return false;
    needed.insert(def);
  }
  return true;
}

bool Grouping::absorb(Operation *op) {
  llvm::SetVector<Operation *> needed;
  if (op->getBlock() != ops.front()->getBlock() || !collectNeeded(op, needed))
    return false;
  for (Operation *def : needed)
    def->moveBefore(ops.front());
  op->moveAfter(ops.back());
  ops.insert(op);
  return true;
}

bool Grouping::isInternal(Value value) const {
  return llvm::all_of(value.getUsers(),
                      [&](Operation *user) { return ops.contains(user); });
}

nn::GroupOp Grouping::materialize() {
  llvm::SetVector<Value> inputs;
  SmallVector<Value> results;
  SmallVector<Location> locs;
  for (Operation *op : ops) {
    locs.push_back(op->getLoc());
    for (Value operand : op->getOperands())
      if (!operand.getDefiningOp() || !ops.contains(operand.getDefiningOp()))
        inputs.insert(operand);
    for (Value result : op->getResults())
      if (!isInternal(result))
        results.push_back(result);
  }
  OpBuilder builder(ops.front());
  Location loc = builder.getFusedLoc(locs);
  auto group = nn::GroupOp::create(builder, loc, ValueRange(results).getTypes(),
                                   inputs.getArrayRef());
  Block *body = builder.createBlock(&group.getBody());
  IRMapping mapping;
  for (Value input : inputs)
    mapping.map(input, body->addArgument(input.getType(), input.getLoc()));
  builder.setInsertionPointToEnd(body);
  for (Operation *op : ops)
    builder.clone(*op, mapping);
  nn::YieldOp::create(builder, loc, llvm::map_to_vector(results, [&](Value v) {
                        return mapping.lookup(v);
                      }));
  for (auto [result, replacement] :
       llvm::zip_equal(results, group.getResults()))
    result.replaceAllUsesWith(replacement);
  for (Operation *op : llvm::reverse(ops))
    op->erase();
  return group;
}

LoopSpace aec::spaceOf(Type type) {
  auto tensor = cast<RankedTensorType>(type);
  ArrayRef<int64_t> shape =
      tensor.getShape().drop_while([](int64_t size) { return size == 1; });
  while (nn::hasBatch(tensor) && shape.back() == 1)
    shape = shape.drop_back();
  return LoopSpace(shape);
}
