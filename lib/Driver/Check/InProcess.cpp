//===- InProcess.cpp - Code that the compiler runs itself
//------------------===//
#include "InProcess.h"
#include "aec/Buffers/Arena.h"
#include "aec/Buffers/Attributes.h"
#include "dialects/AE/AE.h"

using namespace mlir;
using namespace aec;

SignatureReader::SignatureReader(ModuleOp module) {
  for (auto op : module.getOps<ae::StateOp>())
    states.try_emplace(op.getSymName(), states.size());
  for (auto op : module.getOps<ae::InputOp>())
    inputs.try_emplace(op.getSymName(), inputs.size());
}

/// A batch leads where a dimension is dynamic.
static CheckedResult resultOf(ShapedType type) {
  CheckedResult result;
  for (int64_t dim : type.getShape())
    if (ShapedType::isDynamic(dim))
      result.perSample = true;
    else
      result.elements *= dim;
  return result;
}

CheckedFunction SignatureReader::read(func::FuncOp function) const {
  CheckedFunction result{"aec." + function.getName().str(),
                         arenaLinesOf(function),
                         {},
                         {},
                         AEC_F32};
  for (unsigned at = 0; at < function.getNumArguments(); ++at) {
    if (auto name = function.getArgAttrOfType<StringAttr>(at, kInputAttr))
      result.inputs.push_back(inputs.lookup(name.getValue()));
    if (!function.getArgAttr(at, kOutputAttr) &&
        !function.getArgAttr(at, kLossesAttr))
      continue;
    auto type = cast<ShapedType>(function.getArgumentTypes()[at]);
    result.outputs.push_back(resultOf(type));
    result.dtype = type.getElementType().isF64() ? AEC_F64 : AEC_F32;
  }
  return result;
}

std::unique_ptr<LoadedModel>
aec::compileAndLoad(ModuleOp module, const InProcessOptions &options) {
  CompileOptions compiling;
  compiling.emit = Emit::Shared;
  compiling.output = options.path;
  compiling.inProcess = true;
  compiling.target.target = options.target;
  if (options.target == Target::CPU)
    compiling.march = "native";
  compiling.linker = options.linker;
  // The rungs were verified; below them a wrong op shows in what it computes.
  compiling.verifyEach = false;
  compiling.configure = options.configure;
  Location loc = module.getLoc();
  if (failed(compile(module, compiling)))
    return nullptr;
  std::string error;
  std::unique_ptr<LoadedModel> loaded =
      LoadedModel::load(compiling.output, error);
  if (!loaded)
    mlir::emitError(loc, "cannot load the compiled model: ") << error;
  return loaded;
}
