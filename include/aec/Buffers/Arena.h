//===- Arena.h - The arena a planned function needs -----------------------===//
//
// What aec-plan-memory writes on a function, read back in the ABI's terms.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_BUFFERS_ARENA_H
#define AEC_BUFFERS_ARENA_H

#include "aec/Buffers/Attributes.h"
#include "aec/Runtime/Abi.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Operation.h"
#include "llvm/ADT/STLExtras.h"
#include <vector>

namespace aec {

/// The function needs as many bytes as the largest of these lines gives; empty
/// where it was not planned.
inline std::vector<aec_batch_bytes> arenaLinesOf(mlir::Operation *function) {
  auto values = [&](llvm::StringRef name) {
    auto list = function->getAttrOfType<mlir::DenseI64ArrayAttr>(name);
    return list ? list.asArrayRef() : llvm::ArrayRef<int64_t>();
  };
  std::vector<aec_batch_bytes> lines;
  for (auto [fixed, perSample] :
       llvm::zip(values(kArenaFixedAttr), values(kArenaPerSampleAttr)))
    lines.push_back({fixed, perSample});
  return lines;
}

} // namespace aec

#endif // AEC_BUFFERS_ARENA_H
