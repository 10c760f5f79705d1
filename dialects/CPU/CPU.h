//===- CPU.h - The cpu dialect --------------------------------------------===//
//
// Generated kernels and parallel regions; README.md says what is in and why.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_CPU_CPU_H
#define AEC_DIALECTS_CPU_CPU_H

#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/CPU/CPUDialect.h.inc"
#include "dialects/CPU/CPUEnums.h.inc"

#define GET_OP_CLASSES
#include "dialects/CPU/CPU.h.inc"

namespace aec::cpu {
/// The type a payload's argument has for an operand of `type`: a tensor for a
/// memref, else the type itself.
mlir::Type payloadType(mlir::Type type);
/// The function's `aec_runtime *`, an argument marked `ae.runtime`, which is
/// added where it is missing.
mlir::Value runtimeOf(mlir::func::FuncOp func);

/// The address of a memref's first element as an LLVM pointer; null for null.
mlir::Value pointerTo(mlir::OpBuilder &builder, mlir::Location loc,
                      mlir::Value memref);

/// Calls a function of the runtime, which is declared where it is not yet.
void callRuntime(mlir::OpBuilder &builder, mlir::Location loc,
                 llvm::StringRef callee, mlir::ValueRange operands);
} // namespace aec::cpu

#endif // AEC_DIALECTS_CPU_CPU_H
