//===- MemRefs.cpp - Memrefs over bare pointers ---------------------------===//
#include "aec/Target/MemRefs.h"
#include "mlir/Conversion/LLVMCommon/MemRefBuilder.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

using namespace mlir;

Value aec::buildMemref(OpBuilder &builder, Location loc, Value pointer,
                       MemRefType type, Value leading) {
  LLVMTypeConverter types(builder.getContext());
  auto descriptor =
      MemRefDescriptor::poison(builder, loc, types.convertType(type));
  descriptor.setAllocatedPtr(builder, loc, pointer);
  descriptor.setAlignedPtr(builder, loc, pointer);
  descriptor.setConstantOffset(builder, loc, 0);
  int64_t stride = 1;
  for (int64_t dim = type.getRank() - 1; dim >= 0; --dim) {
    descriptor.setConstantStride(builder, loc, dim, stride);
    if (type.isDynamicDim(dim)) {
      descriptor.setSize(builder, loc, dim, leading);
      continue;
    }
    descriptor.setConstantSize(builder, loc, dim, type.getDimSize(dim));
    stride *= type.getDimSize(dim);
  }
  return UnrealizedConversionCastOp::create(builder, loc, type,
                                            Value(descriptor))
      .getResult(0);
}
