//===- FuseEpilogues.cpp - What follows a product joins it ----------------===//
//
// Bias and activation behind a forward product, the activation's gradient
// behind a data gradient, the optimizer's update behind a weight gradient: all
// of it elementwise on the product's result, done while that is in registers.
//
//===----------------------------------------------------------------------===//
#include "Grouping.h"
#include "aec/Transforms/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Remarks.h"

/// Columns of a batch that leave a vector nearly empty: a loop over all points
/// as they lie is faster than an epilogue a row at a time (a sigmoid with its
/// loss behind a convolution to one channel took four times the convolution).
constexpr int64_t narrowColumns = 4;

namespace aec {
#define GEN_PASS_DEF_FUSEEPILOGUESPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

/// Grows the group of one product.
class EpilogueBuilder {
public:
  explicit EpilogueBuilder(nn::ContractionOpInterface product)
      : group(product), type(product->getResult(0).getType()) {}

  void run() {
    while (!isNarrow() && absorbNext())
      ;
    remarkDeclined();
    remark::passed(group.getOps().front()->getLoc(),
                   remark::RemarkOpts::name("epilogue").category("fusion"))
        << "product with " + std::to_string(group.getOps().size() - 1) +
               " elementwise ops behind it";
    group.materialize();
  }

private:
  /// The first op behind the group that reads a result of it.
  Operation *firstUser(Value value) const {
    Operation *first = nullptr;
    for (Operation *user : value.getUsers())
      if (!group.contains(user) && (!first || user->isBeforeInBlock(first)))
        first = user;
    return first;
  }

  bool isNarrow() const {
    auto tensor = cast<RankedTensorType>(type);
    return nn::hasBatch(tensor) && tensor.getRank() > 2 &&
           tensor.getShape().back() <= narrowColumns;
  }

  bool isElementwiseHere(Operation *op) const {
    return isa<nn::ElementwiseOpInterface>(op) &&
           llvm::all_of(op->getResultTypes(),
                        [&](Type result) { return result == type; });
  }

  /// Worth it where the value then needs no memory, or where the op reads
  /// nothing else of its size (an activation whose input is kept).
  bool pays(Operation *op, Value value) const {
    bool last = llvm::all_of(value.getUsers(), [&](Operation *user) {
      return user == op || group.contains(user);
    });
    bool onlyHere = llvm::all_of(op->getOperands(), [&](Value operand) {
      return operand.getType() != type ||
             (operand.getDefiningOp() &&
              group.contains(operand.getDefiningOp()));
    });
    return last || onlyHere;
  }

  /// Elementwise ops that feed `op` alone come along (a mask from an
  /// activation).
  void absorbProducers(Operation *op) {
    for (Value operand : op->getOperands()) {
      Operation *def = operand.getDefiningOp();
      if (def && !group.contains(def) && isElementwiseHere(def) &&
          def->hasOneUse())
        group.absorb(def);
    }
  }

  bool absorbNext() {
    for (Operation *member : llvm::to_vector(group.getOps()))
      for (Value value : member->getResults()) {
        Operation *user = firstUser(value);
        if (!user || !isElementwiseHere(user) || !pays(user, value))
          continue;
        absorbProducers(user);
        if (group.absorb(user))
          return true;
      }
    return false;
  }

  void remarkDeclined() {
    for (Operation *member : group.getOps())
      for (Value value : member->getResults())
        if (Operation *user = firstUser(value); user && isElementwiseHere(user))
          remark::missed(
              user->getLoc(),
              remark::RemarkOpts::name("epilogue").category("fusion"))
              << (Twine(user->getName().getStringRef()) +
                  " stays out of the product: its operand has other readers or "
                  "it reads another tensor of that size, or columns are few")
                     .str();
  }

  Grouping group;
  Type type;
};

struct FuseEpilogues : aec::impl::FuseEpiloguesPassBase<FuseEpilogues> {
  void runOnOperation() override {
    SmallVector<nn::ContractionOpInterface> products;
    for (Block &block : getOperation().getBody())
      llvm::append_range(products, block.getOps<nn::ContractionOpInterface>());
    for (nn::ContractionOpInterface product : products)
      EpilogueBuilder(product).run();
  }
};

} // namespace
