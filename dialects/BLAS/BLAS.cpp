//===- BLAS.cpp - The blas dialect: registration, bufferization ----------===//
#include "dialects/BLAS/BLAS.h"

#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Dialect/Bufferization/IR/DstBufferizableOpInterfaceImpl.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace aec::blas;

#include "dialects/BLAS/BLASDialect.cpp.inc"
#include "dialects/BLAS/BLASEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/BLAS/BLASAttrs.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/BLAS/BLAS.cpp.inc"

void BLASDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/BLAS/BLASAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/BLAS/BLAS.cpp.inc"
      >();
}

namespace {
using namespace bufferization;

/// A buffer of the same shape without gaps, which no library's call leaves.
Value allocateDense(OpBuilder &builder, Location loc, Value buffer) {
  auto type = cast<MemRefType>(buffer.getType());
  SmallVector<Value> sizes;
  for (auto [dim, size] : llvm::enumerate(type.getShape()))
    if (ShapedType::isDynamic(size))
      sizes.push_back(memref::DimOp::create(builder, loc, buffer, dim));
  return memref::AllocOp::create(
      builder, loc, MemRefType::get(type.getShape(), type.getElementType()),
      sizes);
}

bool isDense(Value buffer) {
  return cast<MemRefType>(buffer.getType()).getLayout().isIdentity();
}

/// The output's old content is not read; every operand becomes a buffer. Slices
/// of other buffers are copied: libraries are given dense ones.
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
    Location loc = op->getLoc();
    Value result;
    SmallVector<Value> buffers;
    for (OpOperand &operand : op->getOpOperands()) {
      FailureOr<Value> found =
          getBuffer(rewriter, operand.get(), options, state);
      if (failed(found))
        return failure();
      Value buffer = *found;
      if (!isDense(buffer)) {
        buffer = allocateDense(rewriter, loc, *found);
        if (!matmul.isDpsInit(&operand))
          memref::CopyOp::create(rewriter, loc, *found, buffer);
      }
      if (matmul.isDpsInit(&operand))
        result = *found;
      buffers.push_back(buffer);
    }
    OperationState created(loc, op->getName(), buffers, TypeRange(),
                           op->getAttrs());
    Operation *onMemory = rewriter.create(created);
    onMemory
        ->setPropertiesFromAttribute(op->getPropertiesAsAttribute(),
                                     /*emitError=*/nullptr)
        .succeeded();
    if (result != buffers.back())
      memref::CopyOp::create(rewriter, loc, buffers.back(), result);
    replaceOpWithBufferizedValues(rewriter, op, result);
    return success();
  }
};
} // namespace

void aec::blas::registerBufferizationModels(DialectRegistry &registry) {
  registry.addExtension(+[](MLIRContext *context, BLASDialect *) {
    MatmulOp::attachInterface<MatmulBufferization>(*context);
  });
}
