//===- SplitDepth.cpp - The pass aec-split-depth --------------------------===//
//
// Before the plan: partial sums are memory, which the arena has for a kernel
// alone and gives to others before and behind it.
//
//===----------------------------------------------------------------------===//
#include "ProductOperands.h"
#include "RowTiles.h"
#include "aec/Target/CUDA/Passes.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Remarks.h"

namespace aec {
#define GEN_PASS_DEF_SPLITDEPTHPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
struct SplitDepth : aec::impl::SplitDepthPassBase<SplitDepth> {
  void runOnOperation() override {
    // The plan knows memory of a function's straight line.
    if (getOperation().isDeclaration())
      return;
    for (auto kernel : getOperation().getBody().front().getOps<cpu::KernelOp>())
      split(kernel);
  }

private:
  static void split(cpu::KernelOp kernel) {
    std::string reason;
    FailureOr<cpu::Payload> payload = cpu::analyzePayload(kernel, reason);
    bool isProduct =
        succeeded(payload) && (payload->product.op || payload->convolution.op);
    if (!isProduct || kernel.getScratch() || kernel.getNumResults() ||
        kernel->hasAttr(cuda::kRowTilesAttr))
      return;
    int64_t elements = cuda::partialSums(cuda::sizeOfProduct(*payload));
    if (!elements)
      return;
    OpBuilder builder(kernel);
    Type element =
        getElementTypeOrSelf(cuda::resultOfProduct(*payload).getType());
    auto scratch = memref::AllocOp::create(builder, kernel.getLoc(),
                                           MemRefType::get(elements, element));
    kernel.getScratchMutable().assign(scratch);
    remark::passed(kernel.getLoc(),
                   remark::RemarkOpts::name("depth").category("cuda"))
        << "its sums are cut into slices: tiles are few for a GPU";
  }
};
} // namespace
