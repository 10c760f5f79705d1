//===- AEAttrs.td - Optimizers, schedules, initialisers -------------------===//
#ifndef AEC_AE_ATTRS
#define AEC_AE_ATTRS

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "dialects/AE/AEBase.td"
include "dialects/AE/AEInterfaces.td"

class AE_Attr<string name, string attrMnemonic, list<Trait> traits = []>
    : AttrDef<AE_Dialect, name, traits> {
  let mnemonic = attrMnemonic;
}
class AE_F64<string value> : DefaultValuedParameter<"::mlir::FloatAttr",
    "::mlir::FloatAttr::get(::mlir::Float64Type::get($_ctxt), " # value # ")"> {
  let parser = "::aec::ae::parseNumber($_parser)";
  let printer = "$_printer.printAttributeWithoutType($_self)";
}
class AE_OptionalAttr<string description> : OptionalParameter<"::mlir::Attribute", description>;

//===--- schedules --------------------------------------------------------===//

class AE_ScheduleAttr<string name, string m> : AE_Attr<name, m,
    [DeclareAttrInterfaceMethods<AE_ScheduleAttrInterface>]>;
def AE_StepSchedule : AE_ScheduleAttr<"StepSchedule", "step"> {
  let summary = "multiplies the rate by gamma after every `every` epochs";
  let parameters = (ins AE_F64<"10.0">:$every, AE_F64<"0.1">:$gamma);
  let assemblyFormat = "(`<` struct($every, $gamma)^ `>`)?";
}
def AE_ExponentialSchedule : AE_ScheduleAttr<"ExponentialSchedule", "exponential"> {
  let summary = "multiplies the rate by gamma after every epoch";
  let parameters = (ins AE_F64<"0.95">:$gamma);
  let assemblyFormat = "(`<` struct($gamma)^ `>`)?";
}
def AE_CosineSchedule : AE_ScheduleAttr<"CosineSchedule", "cosine"> {
  let summary = "half a cosine from 1 to `minimum` over all epochs";
  let parameters = (ins AE_F64<"0.0">:$minimum);
  let assemblyFormat = "(`<` struct($minimum)^ `>`)?";
}
def AE_WarmupSchedule : AE_ScheduleAttr<"WarmupSchedule", "warmup"> {
  let summary = "rises linearly over the first `epochs`, from 1/n of the rate in the first of their n steps, then follows `then`";
  let parameters = (ins AE_F64<"1.0">:$epochs, AE_OptionalAttr<"the schedule behind">:$then);
  let assemblyFormat = "(`<` struct($epochs, $then)^ `>`)?";
}

//===--- clipping ---------------------------------------------------------===//

def AE_ClipNorm : AE_Attr<"ClipNorm", "clip_norm",
    [DeclareAttrInterfaceMethods<AE_ClipAttrInterface>]> {
  let summary = "scales all gradients so that their common norm is at most `maximum`";
  let parameters = (ins AE_F64<"1.0">:$maximum);
  let assemblyFormat = "`<` $maximum `>`";
}
def AE_ClipValue : AE_Attr<"ClipValue", "clip_value",
    [DeclareAttrInterfaceMethods<AE_ClipAttrInterface>]> {
  let summary = "cuts each element of a gradient to [-maximum, maximum]";
  let parameters = (ins AE_F64<"1.0">:$maximum);
  let assemblyFormat = "`<` $maximum `>`";
}

//===--- optimizers -------------------------------------------------------===//

class AE_OptimizerAttr<string name, string m> : AE_Attr<name, m,
    [DeclareAttrInterfaceMethods<AE_OptimizerAttrInterface>]>;
def AE_Sgd : AE_OptimizerAttr<"Sgd", "sgd"> {
  let summary = "stochastic gradient descent, as torch.optim.SGD";
  let parameters = (ins AE_F64<"0.01">:$learning_rate, AE_F64<"0.0">:$momentum,
      AE_F64<"0.0">:$weight_decay, DefaultValuedParameter<"bool", "false">:$nesterov,
      AE_OptionalAttr<"schedule">:$schedule, AE_OptionalAttr<"clipping">:$clip);
  let assemblyFormat = "(`<` struct($learning_rate, $momentum, $weight_decay, $nesterov, $schedule, $clip)^ `>`)?";
}
class AE_AdamLike<string name, string m, string decay> : AE_OptimizerAttr<name, m> {
  let parameters = (ins AE_F64<"1.0e-3">:$learning_rate, AE_F64<"0.9">:$beta1, AE_F64<"0.999">:$beta2,
      AE_F64<"1.0e-8">:$epsilon, AE_F64<decay>:$weight_decay,
      AE_OptionalAttr<"schedule">:$schedule, AE_OptionalAttr<"clipping">:$clip);
  let assemblyFormat = "(`<` struct($learning_rate, $beta1, $beta2, $epsilon, $weight_decay, $schedule, $clip)^ `>`)?";
}
def AE_Adam : AE_AdamLike<"Adam", "adam", "0.0"> {
  let summary = "Adam (Kingma and Ba 2015), as torch.optim.Adam";
}
def AE_AdamW : AE_AdamLike<"AdamW", "adamw", "0.01"> {
  let summary = "Adam with decoupled weight decay, as torch.optim.AdamW";
}
def AE_Rmsprop : AE_OptimizerAttr<"Rmsprop", "rmsprop"> {
  let summary = "RMSprop, as torch.optim.RMSprop";
  let parameters = (ins AE_F64<"0.01">:$learning_rate, AE_F64<"0.99">:$alpha,
      AE_F64<"1.0e-8">:$epsilon, AE_F64<"0.0">:$momentum, AE_F64<"0.0">:$weight_decay,
      AE_OptionalAttr<"schedule">:$schedule, AE_OptionalAttr<"clipping">:$clip);
  let assemblyFormat = "(`<` struct($learning_rate, $alpha, $epsilon, $momentum, $weight_decay, $schedule, $clip)^ `>`)?";
}
def AE_Adagrad : AE_OptimizerAttr<"Adagrad", "adagrad"> {
  let summary = "Adagrad, as torch.optim.Adagrad";
  let parameters = (ins AE_F64<"0.01">:$learning_rate, AE_F64<"1.0e-10">:$epsilon,
      AE_F64<"0.0">:$weight_decay,
      AE_OptionalAttr<"schedule">:$schedule, AE_OptionalAttr<"clipping">:$clip);
  let assemblyFormat = "(`<` struct($learning_rate, $epsilon, $weight_decay, $schedule, $clip)^ `>`)?";
}

//===--- initialisers -----------------------------------------------------===//

class AE_InitAttr<string name, string m> : AE_Attr<name, m,
    [DeclareAttrInterfaceMethods<AE_InitializerAttrInterface>]>;
def AE_GlorotUniform : AE_InitAttr<"GlorotUniform", "glorot_uniform"> {
  let summary = "U(-a, a), a = sqrt(6 / (fan in + fan out))";
}
def AE_GlorotNormal : AE_InitAttr<"GlorotNormal", "glorot_normal"> {
  let summary = "N(0, 2 / (fan in + fan out))";
}
def AE_HeUniform : AE_InitAttr<"HeUniform", "he_uniform"> { let summary = "U(-a, a), a = sqrt(6 / fan in)"; }
def AE_HeNormal : AE_InitAttr<"HeNormal", "he_normal"> { let summary = "N(0, 2 / fan in)"; }
def AE_TorchUniform : AE_InitAttr<"TorchUniform", "torch_uniform"> {
  let summary = "U(-a, a), a = 1 / sqrt(fan in): what torch.nn.Linear does";
}
def AE_Uniform : AE_InitAttr<"Uniform", "uniform"> {
  let summary = "U(low, high)";
  let parameters = (ins AE_F64<"-0.05">:$low, AE_F64<"0.05">:$high);
  let assemblyFormat = "(`<` struct($low, $high)^ `>`)?";
  let genVerifyDecl = 1;
}
def AE_Normal : AE_InitAttr<"Normal", "normal"> {
  let summary = "N(mean, stddev^2)";
  let parameters = (ins AE_F64<"0.0">:$mean, AE_F64<"0.05">:$stddev);
  let assemblyFormat = "(`<` struct($mean, $stddev)^ `>`)?";
  let genVerifyDecl = 1;
}
def AE_Constant : AE_InitAttr<"Constant", "constant"> {
  let summary = "one value everywhere";
  let parameters = (ins AE_F64<"0.0">:$value);
  let assemblyFormat = "`<` $value `>`";
}
def AE_Zeros : AE_InitAttr<"Zeros", "zeros"> { let summary = "0 everywhere"; }

//===--- normalisation ----------------------------------------------------===//

def AE_Method : I32EnumAttr<"NormalizeMethod", "how columns are normalised", [
    I32EnumAttrCase<"Standardize", 0, "standardize">, I32EnumAttrCase<"Minmax", 1, "minmax">,
    I32EnumAttrCase<"Robust", 2, "robust">, I32EnumAttrCase<"Unit", 3, "unit">]> {
  let cppNamespace = "::aec::ae";
  let genSpecializedAttr = 0;
}
def AE_MethodAttr : EnumAttr<AE_Dialect, AE_Method, "method"> {
  // MLIR's parser would say it in C++'s words, and twice.
  let assemblyFormat = ?;
  let hasCustomAssemblyFormat = 1;
}

def AE_Role : I32EnumAttr<"StateRole", "what a state is", [
    I32EnumAttrCase<"Parameter", 0, "parameter">, I32EnumAttrCase<"Statistic", 1, "statistic">,
    I32EnumAttrCase<"Moment", 2, "moment">, I32EnumAttrCase<"Counter", 3, "counter">,
    I32EnumAttrCase<"Accumulator", 4, "accumulator">]> {
  let cppNamespace = "::aec::ae";
  let genSpecializedAttr = 0;
}
def AE_RoleAttr : EnumAttr<AE_Dialect, AE_Role, "role">;

#endif // AEC_AE_ATTRS
