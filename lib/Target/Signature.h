//===- Signature.h - Functions as they were at the buffers rung -----------===//
//
// The machine phase replaces arguments by a frame and puts a prefix in front of
// names; what they were is kept on the function.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_SIGNATURE_H
#define AEC_LIB_TARGET_SIGNATURE_H

#include "mlir/Interfaces/FunctionInterfaces.h"
#include <string>

namespace aec {

/// An argument as it is at the buffers rung.
struct Argument {
  mlir::Type type;
  mlir::DictionaryAttr attrs;
  mlir::StringAttr text(llvm::StringRef name) const {
    return attrs ? attrs.getAs<mlir::StringAttr>(name) : mlir::StringAttr();
  }
  bool has(llvm::StringRef name) const { return attrs && attrs.contains(name); }
};

/// The arguments of `func`, also behind the machine phase.
llvm::SmallVector<Argument> argumentsOf(mlir::FunctionOpInterface func);

/// The name of `func` before the machine phase gave it its prefix.
std::string nameOf(mlir::FunctionOpInterface func);

} // namespace aec

#endif // AEC_LIB_TARGET_SIGNATURE_H
