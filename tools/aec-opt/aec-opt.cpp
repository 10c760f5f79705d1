//===- aec-opt.cpp - Runs passes, for tests and for their authors ---------===//
#include "dialects/AE/AE.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<aec::ae::AEDialect, aec::nn::NNDialect>();
  mlir::registerTransformsPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "aec pass driver", registry));
}
