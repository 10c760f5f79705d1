//===- ModelDescription.cpp - What a program knows of its model -----------===//
#include "aec/Target/ModelDescription.h"
#include "Signature.h"
#include "aec/Buffers/Arena.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Runtime/Abi.h"
#include "dialects/AE/AE.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;
using namespace aec;

namespace {
class Reader {
public:
  explicit Reader(ModuleOp module) : module(module) {}
  FailureOr<ModelDescription> read();

private:
  LogicalResult readDeclarations();
  LogicalResult readNormalizers();
  LogicalResult readFunctions();
  LogicalResult readStep(FunctionOpInterface func, StringRef name);
  LogicalResult readEntry(FunctionOpInterface func, StringRef name);
  LogicalResult completeObjectives();
  FailureOr<TensorDescription> tensor(Operation *op, StringRef name, Type type);
  FailureOr<int64_t> inputIndex(FunctionOpInterface func, StringRef name);
  void readMatmuls();

  ModuleOp module;
  ModelDescription model;
  llvm::StringMap<int64_t> states, inputs;
  llvm::StringMap<FunctionOpInterface> evaluations, schedules, accumulations,
      updates;
};
} // namespace

static std::optional<int64_t> dtypeOf(Type type) {
  if (type.isF32())
    return AEC_F32;
  if (type.isF64())
    return AEC_F64;
  if (type.isInteger(32))
    return AEC_I32;
  if (type.isInteger(64))
    return AEC_I64;
  if (type.isInteger(8))
    return AEC_U8;
  return std::nullopt;
}

FailureOr<TensorDescription> Reader::tensor(Operation *op, StringRef name,
                                            Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  std::optional<int64_t> dtype =
      shaped ? dtypeOf(shaped.getElementType()) : std::nullopt;
  if (!dtype)
    return op->emitOpError("gives '")
           << name << "' type " << type
           << ", expected elements of f32, f64, i32, i64 or i8";
  TensorDescription result{name.str(), *dtype, {}};
  for (int64_t dim : shaped.getShape())
    result.dims.push_back(ShapedType::isDynamic(dim) ? -1 : dim);
  return result;
}

static std::string textOf(Operation *op, StringRef name) {
  auto attr = op->getAttrOfType<StringAttr>(name);
  return attr ? attr.str() : std::string();
}

static int64_t wholeIn(DictionaryAttr attrs, StringRef name, int64_t missing) {
  auto attr = attrs.getAs<IntegerAttr>(name);
  return attr ? attr.getInt() : missing;
}

static double realIn(DictionaryAttr attrs, StringRef name) {
  auto attr = attrs.getAs<FloatAttr>(name);
  return attr ? attr.getValueAsDouble() : 0.0;
}

static CodeDescription codeOf(FunctionOpInterface func) {
  return {nameOf(func), arenaLinesOf(func)};
}

LogicalResult Reader::readDeclarations() {
  for (auto op : module.getOps<ae::StateOp>()) {
    FailureOr<TensorDescription> described =
        tensor(op, op.getSymName(), op.getType());
    if (failed(described))
      return failure();
    states[op.getSymName()] = model.states.size();
    LayoutDescription layout;
    if (op.getView())
      layout = {op.getView()->vec(), op.getOrder()->vec()};
    model.states.push_back({*described, int64_t(op.getRole()), layout,
                            int64_t(op.getDistribution()),
                            op.getA().convertToDouble(),
                            op.getB().convertToDouble()});
  }
  for (auto op : module.getOps<ae::InputOp>()) {
    FailureOr<TensorDescription> described =
        tensor(op, op.getSymName(), op.getType());
    if (failed(described))
      return failure();
    InputDescription input{*described};
    input.integerScale = op.getScale().value_or(APFloat(0.0)).convertToDouble();
    if (auto picture = op.getPicture()) {
      bool planes = picture->size() == 3;
      input.channels = planes ? picture->front() : 1;
      input.height = (*picture)[planes];
      input.width = (*picture)[planes + 1];
    }
    input.classes = op.getClasses().value_or(0);
    input.missing = op.getMissing();
    inputs[op.getSymName()] = model.inputs.size();
    model.inputs.push_back(input);
  }
  return readNormalizers();
}

LogicalResult Reader::readNormalizers() {
  for (auto op : module.getOps<ae::NormalizerOp>()) {
    auto input = inputs.find(op.getInput());
    auto offset = states.find(op.getOffset());
    auto factor = states.find(op.getFactor());
    if (input == inputs.end() || offset == states.end() ||
        factor == states.end())
      return op.emitOpError(
                 "expected a declared input and two declared states, found ")
             << op.getInputAttr() << ", " << op.getOffsetAttr() << ", "
             << op.getFactorAttr();
    model.normalizers.push_back({int64_t(op.getMethod()), input->second,
                                 offset->second, factor->second,
                                 op.getInPreparation()});
  }
  return success();
}

FailureOr<int64_t> Reader::inputIndex(FunctionOpInterface func,
                                      StringRef name) {
  auto at = inputs.find(name);
  if (at == inputs.end())
    return func.emitOpError("takes input '")
           << name << "', expected an ae.input that declares it";
  return at->second;
}

LogicalResult Reader::readStep(FunctionOpInterface func, StringRef name) {
  ObjectiveDescription objective;
  objective.name = name.str();
  for (const Argument &argument : argumentsOf(func)) {
    if (StringAttr input = argument.text(kInputAttr)) {
      FailureOr<int64_t> index = inputIndex(func, input.getValue());
      if (failed(index))
        return failure();
      objective.inputs.push_back(*index);
    }
    objective.followsEpochs |= argument.has(kEpochAttr);
    if (argument.has(kLossesAttr))
      objective.dtype =
          dtypeOf(cast<ShapedType>(argument.type).getElementType())
              .value_or(AEC_F32);
  }
  auto names = func->getAttrOfType<ArrayAttr>(kTermsAttr);
  auto weights = func->getAttrOfType<ArrayAttr>(kWeightsAttr);
  if (!names || !weights || names.size() != weights.size())
    return func.emitOpError("expected '")
           << kTermsAttr << "' and '" << kWeightsAttr << "' of the same length";
  for (auto [term, weight] : llvm::zip_equal(names, weights))
    objective.terms.push_back({cast<StringAttr>(term).str(),
                               cast<FloatAttr>(weight).getValueAsDouble()});
  objective.learningRate = realIn(func->getAttrDictionary(), kLearningRateAttr);
  objective.every = wholeIn(func->getAttrDictionary(), kEveryAttr, 1);
  objective.training = textOf(func, kTrainingAttr);
  objective.step = codeOf(func);
  model.objectives.push_back(objective);
  return success();
}

LogicalResult Reader::readEntry(FunctionOpInterface func, StringRef name) {
  EntryDescription entry;
  entry.name = name.str();
  for (const Argument &argument : argumentsOf(func)) {
    StringAttr input = argument.text(kInputAttr);
    StringAttr latent = argument.text(kArgumentAttr);
    if (input || latent) {
      FailureOr<int64_t> source =
          input ? inputIndex(func, input.getValue()) : int64_t(-1);
      FailureOr<TensorDescription> described =
          tensor(func, (input ? input : latent).getValue(), argument.type);
      if (failed(source) || failed(described))
        return failure();
      entry.inputs.push_back(*described);
      entry.sources.push_back(*source);
    } else if (argument.has(kOutputAttr)) {
      StringAttr target = argument.text(kTargetAttr);
      FailureOr<int64_t> index =
          target ? inputIndex(func, target.getValue()) : int64_t(-1);
      FailureOr<TensorDescription> described =
          tensor(func, target ? target.getValue() : name, argument.type);
      if (failed(index) || failed(described))
        return failure();
      entry.outputs.push_back(*described);
      entry.targets.push_back(*index);
    }
  }
  if (auto step = func->getAttrOfType<FloatAttr>(kGridStepAttr))
    model.latentStep = step.getValueAsDouble();
  entry.code = codeOf(func);
  model.entries.push_back(entry);
  return success();
}

LogicalResult Reader::readFunctions() {
  for (auto func : module.getOps<FunctionOpInterface>()) {
    if (auto name = func->getAttrOfType<StringAttr>(kEvaluateOfAttr))
      evaluations[name.getValue()] = func;
    if (auto name = func->getAttrOfType<StringAttr>(kScheduleOfAttr))
      schedules[name.getValue()] = func;
    if (auto name = func->getAttrOfType<StringAttr>(kAccumulateOfAttr))
      accumulations[name.getValue()] = func;
    if (auto name = func->getAttrOfType<StringAttr>(kUpdateOfAttr))
      updates[name.getValue()] = func;
    if (auto name = func->getAttrOfType<StringAttr>(kStepOfAttr))
      if (failed(readStep(func, name.getValue())))
        return failure();
    if (auto name = func->getAttrOfType<StringAttr>(kEntryAttr))
      if (failed(readEntry(func, name.getValue())))
        return failure();
  }
  return completeObjectives();
}

LogicalResult Reader::completeObjectives() {
  for (ObjectiveDescription &objective : model.objectives) {
    auto evaluation = evaluations.find(objective.name);
    if (evaluation == evaluations.end())
      return module.emitOpError("has no function that evaluates objective '")
             << objective.name << "', expected one with '" << kEvaluateOfAttr
             << "'";
    objective.evaluate = codeOf(evaluation->second);
    if (FunctionOpInterface schedule = schedules.lookup(objective.name))
      objective.schedule = nameOf(schedule);
    FunctionOpInterface accumulation = accumulations.lookup(objective.name);
    FunctionOpInterface update = updates.lookup(objective.name);
    if (!accumulation != !update)
      return module.emitOpError("has '")
             << (update ? kUpdateOfAttr : kAccumulateOfAttr)
             << "' for objective '" << objective.name << "' and no '"
             << (update ? kAccumulateOfAttr : kUpdateOfAttr)
             << "', expected both halves of its step or neither";
    if (accumulation) {
      objective.accumulate = codeOf(accumulation);
      objective.update = codeOf(update);
      for (const Argument &argument : argumentsOf(update))
        if (argument.has(kGradientAttr))
          objective.accumulators.push_back(
              states.lookup(argument.text(kStateAttr).getValue()));
    }
  }
  return success();
}

void Reader::readMatmuls() {
  auto specs = module->getAttrOfType<ArrayAttr>("ae.matmuls");
  for (Attribute attr : specs ? specs.getValue() : ArrayRef<Attribute>()) {
    auto spec = cast<DictionaryAttr>(attr);
    auto whole = [&](StringRef key) { return wholeIn(spec, key, 0); };
    model.matmuls.push_back({whole("m"), whole("n"), whole("k"),
                             whole("lhs_transposed"), whole("rhs_transposed"),
                             whole("bias"), whole("activation"),
                             realIn(spec, "alpha"), realIn(spec, "beta")});
  }
}

FailureOr<ModelDescription> Reader::read() {
  model.name = textOf(module, kModelAttr);
  model.hash = textOf(module, kHashAttr);
  model.epochs = wholeIn(module->getAttrDictionary(), kEpochsAttr, 10);
  model.batchSize = wholeIn(module->getAttrDictionary(), kBatchSizeAttr, 32);
  readMatmuls();
  if (failed(readDeclarations()) || failed(readFunctions()))
    return failure();
  return std::move(model);
}

bool ModelDescription::compressesPictures() const {
  return latentStep > 0 &&
         llvm::any_of(inputs, [](const InputDescription &input) {
           return input.height > 0;
         });
}

FailureOr<ModelDescription> aec::describeModel(ModuleOp module) {
  return Reader(module).read();
}
