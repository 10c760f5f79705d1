//===- BufferizeKernels.cpp - Kernels on memrefs --------------------------===//
//
// The op's operands become memrefs, its payload stays as it is. An update may
// overwrite what it reads where the payload reads each element at the point
// that writes it.
//
//===----------------------------------------------------------------------===//
#include "Payload.h"
#include "aec/Target/CPU/Bufferization.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Bufferization/IR/DstBufferizableOpInterfaceImpl.h"

using namespace mlir;
using namespace mlir::bufferization;
using namespace aec;

namespace {
struct KernelBufferization
    : DstBufferizableOpInterfaceExternalModel<KernelBufferization,
                                              cpu::KernelOp> {
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const AnalysisState &) const {
    return !cast<cpu::KernelOp>(op).getArgument(operand).use_empty();
  }

  bool bufferizesToElementwiseAccess(Operation *op, const AnalysisState &,
                                     ArrayRef<OpOperand *> operands) const {
    std::string reason;
    auto payload = cpu::analyzePayload(cast<cpu::KernelOp>(op), reason);
    return succeeded(payload) && cpu::isElementwise(*payload, operands);
  }

  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    auto kernel = cast<cpu::KernelOp>(op);
    SmallVector<Value> inputs, outputs;
    for (OpOperand &operand : op->getOpOperands()) {
      Value value = operand.get();
      if (isa<RankedTensorType>(value.getType())) {
        FailureOr<Value> buffer = getBuffer(rewriter, value, options, state);
        if (failed(buffer))
          return failure();
        value = *buffer;
      }
      (kernel.isDpsInit(&operand) ? outputs : inputs).push_back(value);
    }
    auto onMemory = cpu::KernelOp::create(rewriter, op->getLoc(), TypeRange(),
                                          inputs, outputs);
    onMemory->setDiscardableAttrs(op->getDiscardableAttrDictionary());
    rewriter.inlineRegionBefore(kernel.getBody(), onMemory.getBody(),
                                onMemory.getBody().end());
    replaceOpWithBufferizedValues(rewriter, op, outputs);
    return success();
  }
};

/// A cell reads the numbers of its step and of steps before it: nothing of an
/// operand may be overwritten.
struct ScanBufferization
    : DstBufferizableOpInterfaceExternalModel<ScanBufferization, cpu::ScanOp> {
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const AnalysisState &) const {
    return !cast<cpu::ScanOp>(op).isDpsInit(&operand);
  }

  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    auto scan = cast<cpu::ScanOp>(op);
    SmallVector<Value> operands, outputs;
    for (OpOperand &operand : op->getOpOperands()) {
      FailureOr<Value> buffer =
          getBuffer(rewriter, operand.get(), options, state);
      if (failed(buffer))
        return failure();
      operands.push_back(*buffer);
      if (scan.isDpsInit(&operand))
        outputs.push_back(*buffer);
    }
    OperationState onMemory(op->getLoc(), op->getName(), operands, TypeRange(),
                            op->getAttrs());
    onMemory.propertiesAttr = op->getPropertiesAsAttribute();
    for (Region &region : op->getRegions())
      onMemory.addRegion()->takeBody(region);
    rewriter.create(onMemory);
    replaceOpWithBufferizedValues(rewriter, op, outputs);
    return success();
  }
};
} // namespace

void cpu::registerBufferization(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, cpu::CPUDialect *) {
    cpu::KernelOp::attachInterface<KernelBufferization>(*context);
    cpu::ScanOp::attachInterface<ScanBufferization>(*context);
  });
}
