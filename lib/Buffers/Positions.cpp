//===- Positions.cpp - When operations of a block run ---------------------===//
#include "Positions.h"
#include "aec/Buffers/Attributes.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Operation.h"

using namespace mlir;

llvm::DenseMap<Operation *, int64_t> aec::positionsOf(Block &block) {
  llvm::DenseMap<Operation *, int64_t> positions;
  int64_t next = 0, stage = -1, start = 0;
  for (Operation &op : block) {
    int64_t position = next++;
    if (auto launch = op.getAttrOfType<DenseI64ArrayAttr>(kLaunchAttr)) {
      if (launch[0] != stage)
        start = position;
      stage = launch[0];
      position = start;
    }
    positions[&op] = position;
  }
  return positions;
}
