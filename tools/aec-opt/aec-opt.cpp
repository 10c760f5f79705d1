//===- aec-opt.cpp - Runs passes, for tests and for their authors ---------===//
#include "aec/Driver/Registration.h"
#include "aec/Driver/Version.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  aec::setVersionOf("aec-opt");
  mlir::DialectRegistry registry;
  aec::registerAllDialects(registry);
  aec::registerAllPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "aec pass driver", registry));
}
