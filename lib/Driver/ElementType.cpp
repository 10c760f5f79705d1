//===- ElementType.cpp - The same model in f64 ----------------------------===//
//
// A definition says f32 where it says a type at all; checks of gradients by
// finite differences need f64. Types are replaced before the first phase, so
// that no pass knows of it.
//
//===----------------------------------------------------------------------===//
#include "ElementType.h"

#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/BuiltinAttributes.h"

using namespace mlir;

static Attribute widen(DenseFPElementsAttr elements) {
  Type wide = Float64Type::get(elements.getContext());
  return elements.mapValues(wide, [](const APFloat &value) {
    return APFloat(value.convertToDouble()).bitcastToAPInt();
  });
}

void aec::widenToF64(ModuleOp module) {
  AttrTypeReplacer replacer;
  Type wide = Float64Type::get(module.getContext());
  replacer.addReplacement([wide](Float32Type) { return wide; });
  replacer.addReplacement([wide](FloatAttr value) -> std::optional<Attribute> {
    if (!value.getType().isF32())
      return std::nullopt;
    return FloatAttr::get(wide, value.getValueAsDouble());
  });
  replacer.addReplacement(
      [](DenseFPElementsAttr elements) -> std::optional<Attribute> {
        if (!elements.getElementType().isF32())
          return std::nullopt;
        return widen(elements);
      });
  replacer.recursivelyReplaceElementsIn(module, /*replaceAttrs=*/true,
                                        /*replaceLocs=*/false,
                                        /*replaceTypes=*/true);
}
