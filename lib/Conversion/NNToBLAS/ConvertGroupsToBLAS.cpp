//===- ConvertGroupsToBLAS.cpp - Products become library calls ----------===//
//
// A product group becomes one call with its bias and activation; ops of
// the epilogue the library cannot take become a group of their own behind it.
//
//===----------------------------------------------------------------------===//
#include "Activations.h"
#include "aec/Conversion/Passes.h"
#include "dialects/BLAS/BLAS.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Remarks.h"
#include "llvm/ADT/SetVector.h"

namespace aec {
#define GEN_PASS_DEF_CONVERTGROUPSTOBLASPASS
#include "aec/Conversion/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

/// One product group on its way to a call.
class GroupConversion {
public:
  GroupConversion(nn::GroupOp group, blas::Activations &activations)
      : group(group), builder(group), activations(activations) {}

  /// Null where the group becomes a call, else why it does not.
  const char *run();

private:
  const char *match();
  /// The only reader of `value` in the group, if it is not a result of it.
  Operation *onlyReader(Value value) const;
  bool matchBias(Value value);
  Value outer(Value inner) {
    auto argument = dyn_cast<BlockArgument>(inner);
    return argument ? group.getInputs()[argument.getArgNumber()] : Value();
  }
  void take(Operation *op) {
    taken.insert(op);
    computed = op->getResult(0);
  }
  Value buildCall();
  void buildRest(Value product);

  nn::GroupOp group;
  OpBuilder builder;
  blas::Activations &activations;
  nn::MatmulOp product;
  Value bias;
  blas::Epilogue epilogue;
  /// What the call computes, in the group, and the ops that were for it.
  Value computed;
  llvm::SmallPtrSet<Operation *, 4> taken;
};

} // namespace

Operation *GroupConversion::onlyReader(Value value) const {
  if (!value.hasOneUse())
    return nullptr;
  Operation *reader = *value.getUsers().begin();
  return isa<nn::YieldOp>(reader) ? nullptr : reader;
}

/// product + b, with b: [n] an argument of the group.
bool GroupConversion::matchBias(Value value) {
  auto add = dyn_cast_if_present<nn::AddOp>(onlyReader(value));
  if (!add)
    return false;
  Value other = add.getLhs() == value ? add.getRhs() : add.getLhs();
  auto type = cast<RankedTensorType>(other.getType());
  if (!isa<BlockArgument>(other) || type.getRank() != 1 ||
      type.getDimSize(0) != add.getType().getDimSize(1))
    return false;
  bias = other;
  take(add);
  return true;
}

const char *GroupConversion::match() {
  auto products = group.getBody().getOps<nn::MatmulOp>();
  if (products.empty())
    return "it has no product";
  product = *products.begin();
  if (!product.getType().getElementType().isF32())
    return "the library has f32 alone";
  if (!outer(product.getLhs()) || !outer(product.getRhs()))
    return "an operand of the product is computed in the group";
  take(product);
  matchBias(computed);
  if (Operation *reader = onlyReader(computed))
    if (std::optional<blas::Epilogue> found = activations(reader)) {
      epilogue = *found;
      take(reader);
    }
  return nullptr;
}

Value GroupConversion::buildCall() {
  Location loc = group.getLoc();
  Value lhs = outer(product.getLhs()), rhs = outer(product.getRhs());
  auto type = product.getType();
  SmallVector<Value> sizes;
  if (type.isDynamicDim(0))
    sizes.push_back(tensor::DimOp::create(builder, loc, lhs,
                                          product.getTransposeLhs() ? 1 : 0));
  Value init = tensor::EmptyOp::create(builder, loc, type.getShape(),
                                       type.getElementType(), sizes);
  return blas::MatmulOp::create(builder, loc, TypeRange(type), lhs, rhs,
                                bias ? outer(bias) : Value(), init,
                                product.getTransposeLhs(),
                                product.getTransposeRhs(), epilogue.activation,
                                APFloat(epilogue.alpha), APFloat(epilogue.beta))
      .getResult();
}

/// What is left of the group reads the call's result instead.
void GroupConversion::buildRest(Value result) {
  OperandRange yielded = group.getYield().getValues();
  if (yielded.size() == 1 && yielded.front() == computed) {
    group.replaceAllUsesWith(ValueRange(result));
    group.erase();
    return;
  }
  // Inputs that the call alone read are not read again.
  SmallVector<Value> inputs, arguments;
  for (BlockArgument argument : group.getBody().getArguments())
    if (llvm::any_of(argument.getUsers(),
                     [&](Operation *user) { return !taken.contains(user); })) {
      inputs.push_back(outer(argument));
      arguments.push_back(argument);
    }
  inputs.push_back(result);
  arguments.push_back(computed);
  auto rest = nn::GroupOp::create(builder, group.getLoc(),
                                  group.getResultTypes(), inputs);
  Block *body = builder.createBlock(&rest.getBody());
  IRMapping mapping;
  for (auto [argument, input] : llvm::zip_equal(arguments, inputs))
    mapping.map(argument, body->addArgument(input.getType(), input.getLoc()));
  builder.setInsertionPointToEnd(body);
  for (Operation &op : group.getBody().front())
    if (!taken.contains(&op))
      builder.clone(op, mapping);
  group.replaceAllUsesWith(rest.getResults());
  group.erase();
}

const char *GroupConversion::run() {
  if (const char *reason = match())
    return reason;
  buildRest(buildCall());
  return nullptr;
}

namespace {
struct ConvertGroupsToBLAS
    : aec::impl::ConvertGroupsToBLASPassBase<ConvertGroupsToBLAS> {
  using ConvertGroupsToBLASPassBase::ConvertGroupsToBLASPassBase;

  void runOnOperation() override {
    const blas::Library *named = blas::findLibrary(library);
    if (!named) {
      getOperation().emitError("unknown library '")
          << library << "', expected onednn or cublaslt";
      return signalPassFailure();
    }
    SmallVector<nn::GroupOp> groups;
    getOperation().walk([&](nn::GroupOp group) { groups.push_back(group); });
    for (nn::GroupOp group : groups) {
      Location loc = group.getLoc();
      auto options = remark::RemarkOpts::name(library).category("target");
      if (const char *why = GroupConversion(group, *named->activations).run())
        remark::missed(loc, options)
            << ("not a call of " + named->name + ": " + why).str();
      else
        remark::passed(loc, options)
            << ("product became a call of " + named->name).str();
    }
  }
};
} // namespace
