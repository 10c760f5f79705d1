//===- aec-lsp-server.cpp - Definitions in an editor ----------------------===//
#include "aec/Driver/Registration.h"
#include "aec/Driver/Version.h"

#include "mlir/IR/DialectRegistry.h"
#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"

int main(int argc, char **argv) {
  aec::setVersionOf("aec-lsp-server");
  mlir::DialectRegistry registry;
  aec::registerAllDialects(registry);
  return mlir::failed(mlir::MlirLspServerMain(argc, argv, registry));
}
