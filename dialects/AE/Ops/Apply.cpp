//===- Apply.cpp - ae.apply -----------------------------------------------===//
#include "dialects/AE/AE.h"

#include "llvm/ADT/SmallPtrSet.h"

using namespace mlir;
using namespace aec::ae;

/// Whether `network` reaches `target` through its applications.
static bool reaches(NetworkOp network, NetworkOp target,
                    SymbolTableCollection &symbols,
                    llvm::SmallPtrSetImpl<Operation *> &seen) {
  if (!network || !seen.insert(network).second)
    return false;
  WalkResult result = network.walk([&](ApplyOp apply) {
    auto callee = symbols.lookupNearestSymbolFrom<NetworkOp>(
        network, apply.getCalleeAttr());
    bool found = callee == target || reaches(callee, target, symbols, seen);
    return found ? WalkResult::interrupt() : WalkResult::advance();
  });
  return result.wasInterrupted();
}

LogicalResult ApplyOp::verifySymbolUses(SymbolTableCollection &symbols) {
  Operation *parent = (*this)->getParentOp();
  auto network =
      symbols.lookupNearestSymbolFrom<NetworkOp>(parent, getCalleeAttr());
  if (!network) // apply_c1
    return emitOpError("applies missing network ") << getCalleeAttr();
  Block &body = network.getBody().front();
  if (body.getArgumentTypes() != getOperandTypes()) { // apply_c2
    auto diagnostic = emitOpError("expected operands of types (")
                      << body.getArgumentTypes() << "), found ("
                      << getOperandTypes() << ")";
    diagnostic.attachNote(network.getLoc()) << "the network is here";
    return diagnostic;
  }
  if (!body.empty() && isa<ReturnOp>(body.back()) &&
      body.back().getOperandTypes() != getResultTypes()) { // apply_c2
    auto diagnostic = emitOpError("expected results of types (")
                      << body.back().getOperandTypes() << "), found ("
                      << getResultTypes() << ")";
    diagnostic.attachNote(network.getLoc()) << "the network is here";
    return diagnostic;
  }
  if (auto caller = dyn_cast<NetworkOp>(parent)) { // apply_c3
    llvm::SmallPtrSet<Operation *, 8> seen;
    if (network == caller || reaches(network, caller, symbols, seen))
      return emitOpError("makes network @")
             << caller.getSymName() << " apply itself";
  }
  return success();
}
