//===- Messages.cpp - Errors that have no place in a file -----------------===//
#include "Messages.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"

using namespace mlir;

void aec::printPlainErrors(MLIRContext &context) {
  context.getDiagEngine().registerHandler([](Diagnostic &diagnostic) {
    if (diagnostic.getSeverity() != DiagnosticSeverity::Error ||
        !isa<UnknownLoc>(diagnostic.getLocation()))
      return failure();
    llvm::errs() << "aec: error: " << diagnostic << "\n";
    return success();
  });
}
