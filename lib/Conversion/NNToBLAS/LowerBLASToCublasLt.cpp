//===- LowerBLASToCublasLt.cpp - Products become calls of cuBLASLt --------===//
//
// Beside launches: the host's code enqueues a product as it enqueues a kernel,
// and its operands are addresses of the device.
//
//===----------------------------------------------------------------------===//
#include "aec/Conversion/Passes.h"
#include "aec/Runtime/Abi.h"
#include "dialects/BLAS/BLAS.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

namespace aec {
#define GEN_PASS_DEF_LOWERBLASTOCUBLASLTPASS
#include "aec/Conversion/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// The call's `form`, or none where the library has no such activation.
static std::optional<int64_t> formOf(blas::MatmulOp op) {
  int64_t form = 0;
  if (op.getTransposeLhs())
    form |= AEC_CUDA_LHS_TRANSPOSED;
  if (op.getTransposeRhs())
    form |= AEC_CUDA_RHS_TRANSPOSED;
  switch (op.getActivation()) {
  case blas::Activation::None:
    return form;
  case blas::Activation::Relu:
    // With a slope below 0 it is another function.
    if (!op.getAlpha().isZero())
      return std::nullopt;
    return form | AEC_CUDA_RELU;
  case blas::Activation::GeluTanh:
    return form | AEC_CUDA_GELU;
  default:
    return std::nullopt;
  }
}

static void lower(blas::MatmulOp op, int64_t form) {
  OpBuilder builder(op);
  Location loc = op.getLoc();
  auto size = [&](Value buffer, int64_t dim) -> Value {
    return arith::IndexCastOp::create(
        builder, loc, builder.getI64Type(),
        memref::DimOp::create(builder, loc, buffer, dim));
  };
  SmallVector<Value> operands{
      cpu::runtimeOf(op->getParentOfType<func::FuncOp>()),
      size(op.getOutput(), 0), size(op.getOutput(), 1),
      size(op.getLhs(), op.getTransposeLhs() ? 0 : 1),
      arith::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(form))};
  for (Value buffer : {op.getLhs(), op.getRhs(), op.getBias(), op.getOutput()})
    operands.push_back(cpu::pointerTo(builder, loc, buffer));
  cpu::callRuntime(builder, loc, "aec_cuda_matmul", operands);
  op.erase();
}

namespace {
struct LowerBLASToCublasLt
    : aec::impl::LowerBLASToCublasLtPassBase<LowerBLASToCublasLt> {
  void runOnOperation() override {
    SmallVector<blas::MatmulOp> products;
    getOperation().walk([&](blas::MatmulOp op) { products.push_back(op); });
    for (blas::MatmulOp op : products) {
      if (op.getResult()) {
        op.emitOpError("expected memrefs; bufferization comes first");
        return signalPassFailure();
      }
      std::optional<int64_t> form = formOf(op);
      if (!form) {
        op.emitOpError("expected no activation, relu or gelu_tanh; cuBLASLt "
                       "has no other");
        return signalPassFailure();
      }
      lower(op, *form);
    }
  }
};
} // namespace
