//===- Signature.cpp - Functions as they were at the buffers rung ---------===//
#include "Signature.h"
#include "aec/Buffers/Attributes.h"

using namespace mlir;
using namespace aec;

SmallVector<Argument> aec::argumentsOf(FunctionOpInterface func) {
  SmallVector<Argument> arguments;
  if (auto kept = func->getAttrOfType<ArrayAttr>(kSignatureAttr))
    for (auto attrs : kept.getAsRange<DictionaryAttr>())
      arguments.push_back({attrs.getAs<TypeAttr>("type").getValue(), attrs});
  else
    for (auto [at, type] : llvm::enumerate(func.getArgumentTypes()))
      arguments.push_back(
          {type, function_interface_impl::getArgAttrDict(func, at)});
  return arguments;
}

std::string aec::nameOf(FunctionOpInterface func) {
  StringRef name = func.getName();
  if (func->hasAttr(kSignatureAttr) || func->hasAttr(kScheduleOfAttr))
    name.consume_front("aec.");
  return name.str();
}
