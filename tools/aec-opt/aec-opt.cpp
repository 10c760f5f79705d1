//===- aec-opt.cpp - Runs passes, for tests and for their authors ---------===//
#include "aec/Pipelines/Registration.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  aec::registerDialects(registry);
  aec::registerPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "aec pass driver", registry));
}
