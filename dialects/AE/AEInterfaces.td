//===- AEInterfaces.td - What passes ask of ae ----------------------------===//
#ifndef AEC_AE_INTERFACES
#define AEC_AE_INTERFACES

include "mlir/IR/OpBase.td"

def AE_LayerOpInterface : OpInterface<"LayerOpInterface"> {
  let cppNamespace = "::aec::ae";
  let description = [{
    A layer that owns state: parameters, running or fitted statistics. The pass
    that makes state explicit declares what `getStates` lists and replaces the
    layer by what `buildPure` builds of pure ops.
  }];
  let methods = [
    InterfaceMethod<"The states the layer owns, in the order files list them.",
      "::llvm::SmallVector<::aec::ae::StateSpec>", "getStates", (ins)>,
    InterfaceMethod<"Builds the layer's result from its operands and states.",
      "::mlir::Value", "buildPure", (ins "::aec::ae::PureBuilder &":$builder)>,
    InterfaceMethod<"Builds all results, where a layer has several.",
      "::llvm::SmallVector<::mlir::Value>", "buildResults",
      (ins "::aec::ae::PureBuilder &":$builder), "",
      [{ return {$_op.buildPure(builder)}; }]>,
    InterfaceMethod<[{
      How the layer's statistics (offset, then scale) are fitted on the input of
      the model that its first operand is; none where nothing is fitted.
    }], "::std::optional<::aec::ae::NormalizeMethod>", "getFit", (ins), "",
      [{ return ::std::nullopt; }]>
  ];
}

def AE_WeightReaderOpInterface : OpInterface<"WeightReaderOpInterface"> {
  let cppNamespace = "::aec::ae";
  let description = "An op of an objective that reads the weights of networks.";
  let methods = [
    InterfaceMethod<"The networks.", "::mlir::ArrayAttr", "getNetworks">,
    InterfaceMethod<"Builds the result from the networks' weights (not biases).",
      "::mlir::Value", "buildFromWeights",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::ValueRange":$weights)>
  ];
}

def AE_OptimizerAttrInterface : AttrInterface<"OptimizerAttrInterface"> {
  let cppNamespace = "::aec::ae";
  let description = "An optimizer: which moments it keeps and how it updates.";
  let methods = [
    InterfaceMethod<"Names of the moments kept for a parameter, as PyTorch's.",
      "::llvm::SmallVector<::llvm::StringRef>", "getMoments", (ins)>,
    InterfaceMethod<[{
      Builds one update: values are (parameter, moments...), the result likewise.
    }], "::llvm::SmallVector<::mlir::Value>", "buildUpdate",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::ValueRange":$values, "::mlir::Value":$gradient,
           "::mlir::Value":$learningRate, "::mlir::Value":$step)>,
    InterfaceMethod<"The base learning rate.", "double", "getBaseLearningRate", (ins)>,
    InterfaceMethod<"The schedule of the rate; null: constant.", "::mlir::Attribute",
      "getSchedule", (ins), "", [{ return {}; }]>,
    InterfaceMethod<"How gradients are clipped; null: not at all.", "::mlir::Attribute",
      "getClip", (ins), "", [{ return {}; }]>,
    InterfaceMethod<"Says what is out of range, or nothing.", "::llvm::LogicalResult", "check",
      (ins "::llvm::function_ref<::mlir::InFlightDiagnostic()>":$emitError)>
  ];
}

def AE_ScheduleAttrInterface : AttrInterface<"ScheduleAttrInterface"> {
  let cppNamespace = "::aec::ae";
  let description = "A learning-rate schedule: a factor of the base rate.";
  let methods = [
    InterfaceMethod<[{
      Builds the factor (f64) from the epoch so far as a real number (`epoch`, f64, 0 at
      the first step), the planned number of epochs (`epochs`, f64), and how much of an
      epoch a step is (`step`, f64).
    }], "::mlir::Value", "buildFactor",
      (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
           "::mlir::Value":$epoch, "::mlir::Value":$epochs, "::mlir::Value":$step)>,
    InterfaceMethod<"Says what is out of range, or nothing.", "::llvm::LogicalResult", "check",
      (ins "::llvm::function_ref<::mlir::InFlightDiagnostic()>":$emitError)>
  ];
}

def AE_ClipAttrInterface : AttrInterface<"ClipAttrInterface"> {
  let cppNamespace = "::aec::ae";
  let description = "How gradients are bounded before the update.";
  let methods = [
    InterfaceMethod<"Replaces the gradients of all parameters by bounded ones.",
      "void", "buildClip", (ins "::mlir::OpBuilder &":$builder, "::mlir::Location":$loc,
        "::llvm::MutableArrayRef<::mlir::Value>":$gradients)>,
    InterfaceMethod<"Says what is out of range, or nothing.", "::llvm::LogicalResult", "check",
      (ins "::llvm::function_ref<::mlir::InFlightDiagnostic()>":$emitError)>
  ];
}

def AE_InitializerAttrInterface : AttrInterface<"InitializerAttrInterface"> {
  let cppNamespace = "::aec::ae";
  let description = "How a parameter starts.";
  let methods = [
    InterfaceMethod<"The distribution for a parameter with these fans.",
      "::aec::ae::Distribution", "getDistribution", (ins "int64_t":$fanIn, "int64_t":$fanOut)>
  ];
}

#endif // AEC_AE_INTERFACES
