//===- CPU.cpp - The cpu dialect: registration ----------------------------===//
#include "dialects/CPU/CPU.h"

#include "mlir/IR/Builders.h"

using namespace mlir;

#include "dialects/CPU/CPUDialect.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/CPU/CPU.cpp.inc"

void aec::cpu::CPUDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "dialects/CPU/CPU.cpp.inc"
      >();
}
