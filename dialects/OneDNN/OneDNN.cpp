//===- OneDNN.cpp - The onednn dialect: registration, bufferization -------===//
#include "dialects/OneDNN/OneDNN.h"

#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Dialect/Bufferization/IR/DstBufferizableOpInterfaceImpl.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aec::onednn;

#include "dialects/OneDNN/OneDNNDialect.cpp.inc"
#include "dialects/OneDNN/OneDNNEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/OneDNN/OneDNNAttrs.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/OneDNN/OneDNN.cpp.inc"

void OneDNNDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/OneDNN/OneDNNAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/OneDNN/OneDNN.cpp.inc"
      >();
}

namespace {
using namespace bufferization;

/// The output's old content is not read; every operand becomes a buffer.
struct MatmulBufferization
    : DstBufferizableOpInterfaceExternalModel<MatmulBufferization, MatmulOp> {
  bool bufferizesToMemoryRead(Operation *op, OpOperand &operand,
                              const AnalysisState &) const {
    return !cast<MatmulOp>(op).isDpsInit(&operand);
  }

  LogicalResult bufferize(Operation *op, RewriterBase &rewriter,
                          const BufferizationOptions &options,
                          BufferizationState &state) const {
    auto matmul = cast<MatmulOp>(op);
    if (!matmul.getResult())
      return success();
    rewriter.setInsertionPoint(op);
    SmallVector<Value> buffers;
    for (Value operand : op->getOperands()) {
      FailureOr<Value> buffer = getBuffer(rewriter, operand, options, state);
      if (failed(buffer))
        return failure();
      buffers.push_back(*buffer);
    }
    OperationState created(op->getLoc(), op->getName(), buffers, TypeRange(),
                           op->getAttrs());
    Operation *onMemory = rewriter.create(created);
    onMemory
        ->setPropertiesFromAttribute(op->getPropertiesAsAttribute(),
                                     /*emitError=*/nullptr)
        .succeeded();
    replaceOpWithBufferizedValues(rewriter, op, buffers.back());
    return success();
  }
};
} // namespace

void aec::onednn::registerBufferizationModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, OneDNNDialect *) {
    MatmulOp::attachInterface<MatmulBufferization>(*context);
  });
}
