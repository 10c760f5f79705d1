//===- LowerBLAS.cpp - Primitives become calls of the runtime -----------===//
//
// Behind bufferization. Equal products share a primitive: what differs between
// two calls is pointers alone. The specifications go into the descriptor, from
// which the program creates its primitives before the first step.
//
//===----------------------------------------------------------------------===//
#include "aec/Conversion/Passes.h"
#include "dialects/BLAS/BLAS.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/SetVector.h"

namespace aec {
#define GEN_PASS_DEF_LOWERBLASTOONEDNNPASS
#include "aec/Conversion/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// dnnl_alg_kind_t of a post-op, of oneDNN's dnnl_types.h.
static int64_t codeOf(blas::Activation activation) {
  using blas::Activation;
  switch (activation) {
  case Activation::None:
    return 0;
  case Activation::Relu:
    return 0x20;
  case Activation::Tanh:
    return 0x21;
  case Activation::Elu:
    return 0x22;
  case Activation::SoftRelu:
    return 0x27;
  case Activation::HardSigmoid:
    return 0x28;
  case Activation::Logistic:
    return 0x29;
  case Activation::GeluTanh:
    return 0x2b;
  case Activation::Swish:
    return 0x2c;
  case Activation::Clip:
    return 0x2e;
  case Activation::GeluErf:
    return 0x31;
  case Activation::HardSwish:
    return 0x34;
  }
  llvm_unreachable("an activation of the dialect");
}

/// The entry of aec_model.matmuls for a product; -1 stands for the batch.
static DictionaryAttr specOf(blas::MatmulOp op) {
  Builder builder(op.getContext());
  auto size = [](Value value, unsigned dim) {
    auto type = cast<MemRefType>(value.getType());
    return type.isDynamicDim(dim) ? int64_t(-1) : type.getDimSize(dim);
  };
  auto whole = [&](StringRef key, int64_t value) {
    return builder.getNamedAttr(key, builder.getI64IntegerAttr(value));
  };
  return builder.getDictionaryAttr(
      {whole("m", size(op.getOutput(), 0)), whole("n", size(op.getOutput(), 1)),
       whole("k", size(op.getLhs(), op.getTransposeLhs() ? 0 : 1)),
       whole("lhs_transposed", op.getTransposeLhs()),
       whole("rhs_transposed", op.getTransposeRhs()),
       whole("bias", static_cast<bool>(op.getBias())),
       whole("activation", codeOf(op.getActivation())),
       builder.getNamedAttr("alpha", op.getAlphaAttr()),
       builder.getNamedAttr("beta", op.getBetaAttr())});
}

/// The size that is the batch, or 0 where the product has none.
static Value batchOf(OpBuilder &builder, blas::MatmulOp op) {
  Location loc = op.getLoc();
  for (Value operand : {op.getLhs(), op.getRhs(), op.getOutput()})
    for (auto [i, size] :
         llvm::enumerate(cast<MemRefType>(operand.getType()).getShape()))
      if (ShapedType::isDynamic(size)) {
        Value dim = memref::DimOp::create(builder, loc, operand, i);
        return arith::IndexCastOp::create(builder, loc, builder.getI64Type(),
                                          dim);
      }
  return arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(0));
}

namespace {
struct LowerBLASToOneDNN
    : aec::impl::LowerBLASToOneDNNPassBase<LowerBLASToOneDNN> {
  void runOnOperation() override {
    SmallVector<blas::MatmulOp> products;
    getOperation().walk([&](blas::MatmulOp op) { products.push_back(op); });
    if (products.empty())
      return;
    for (blas::MatmulOp op : products) {
      if (op.getResult()) {
        op.emitOpError("expected memrefs; bufferization comes first");
        return signalPassFailure();
      }
      specs.insert(specOf(op));
      lower(op);
    }
    Builder builder(&getContext());
    getOperation()->setAttr("ae.matmuls",
                            builder.getArrayAttr(specs.getArrayRef()));
  }

private:
  void lower(blas::MatmulOp op) {
    OpBuilder builder(op);
    Location loc = op.getLoc();
    auto function = op->getParentOfType<func::FuncOp>();
    int64_t index = std::distance(specs.begin(), llvm::find(specs, specOf(op)));
    Value indexValue = arith::ConstantOp::create(
        builder, loc, builder.getI64IntegerAttr(index));
    SmallVector<Value> operands{cpu::runtimeOf(function), indexValue,
                                batchOf(builder, op)};
    for (Value buffer :
         {op.getLhs(), op.getRhs(), op.getBias(), op.getOutput()})
      operands.push_back(cpu::pointerTo(builder, loc, buffer));
    cpu::callRuntime(builder, loc, "aec_onednn_matmul", operands);
    op.erase();
  }

  llvm::SetVector<Attribute> specs;
};
} // namespace
