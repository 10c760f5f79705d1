//===- ModelStates.cpp - What a model declares: states and inputs ---------===//
#include "ModelStates.h"

using namespace mlir;
using namespace aec;

ModelStates::ModelStates(ae::ModelOp model, ModuleOp module)
    : model(model), builder(OpBuilder::atBlockEnd(module.getBody())) {
  nameLayers();
}

/// Indices count every op of a network, as torch.nn.Sequential counts
/// activations; `as @fc1` overrides an index.
void ModelStates::nameLayers() {
  for (auto network : model.getOps<ae::NetworkOp>())
    for (auto [i, op] : llvm::enumerate(network.getBody().front())) {
      auto given = op.getAttrOfType<StringAttr>("layer_name");
      std::string last = given ? given.getValue().str() : std::to_string(i);
      std::string name = (network.getSymName() + "." + last).str();
      layersByName[name] = &op;
      layerNames[&op] = name;
    }
}

std::string ModelStates::stateName(Operation *layer,
                                   const ae::StateSpec &spec) {
  if (!spec.shared)
    return layerNames[layer] + "." + spec.suffix.str();
  return (spec.shared.getRootReference().getValue() + "." +
          spec.shared.getLeafReference().getValue() + "." + spec.suffix)
      .str();
}

LogicalResult ModelStates::declare() {
  for (auto input : model.getOps<ae::InputOp>()) {
    auto copy = cast<ae::InputOp>(builder.clone(*input));
    inputs[copy.getSymNameAttr()] = copy;
  }
  for (auto objective : model.getOps<ae::ObjectiveOp>())
    for (auto [i, type] :
         llvm::enumerate(objective.getBody().getArgumentTypes()))
      if (failed(declareInput(objective.getArgumentName(i), type,
                              objective.getLoc())))
        return failure();
  for (auto &entry : inputs)
    declarePreparation(entry.second);
  WalkResult result = model.walk([&](ae::LayerOpInterface layer) {
    for (const ae::StateSpec &spec : layer.getStates()) {
      if (spec.shared)
        continue;
      std::string name = stateName(layer, spec);
      if (failed(declareState(name, spec, layer.getLoc())))
        return WalkResult::interrupt();
      owners[builder.getStringAttr(name)] =
          layer->getParentOfType<ae::NetworkOp>();
    }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

LogicalResult ModelStates::declareInput(StringRef name, Type type,
                                        Location loc) {
  StringAttr key = builder.getStringAttr(name);
  if (auto it = inputs.find(key); it != inputs.end()) {
    if (it->second.getType() == type)
      return success();
    auto diagnostic = mlir::emitError(loc)
                      << "argument %" << name << " has type " << type
                      << " where the input of that name has "
                      << it->second.getType();
    diagnostic.attachNote(it->second.getLoc()) << "the input is here";
    return diagnostic;
  }
  // Inputs and entries become symbols of one module, and options of one
  // program.
  if (auto entry = model.lookupSymbol<ae::EntryOp>(name)) {
    auto diagnostic = mlir::emitError(loc)
                      << "argument %" << name
                      << " has the name of an entry; rename one of them";
    diagnostic.attachNote(entry.getLoc()) << "the entry is here";
    return diagnostic;
  }
  inputs[key] = ae::InputOp::create(builder, loc, key, type);
  return success();
}

/// `normalize` of an input: statistics which the program applies itself.
void ModelStates::declarePreparation(ae::InputOp input) {
  if (!input.getNormalize())
    return;
  auto type = cast<RankedTensorType>(input.getType());
  auto sample = RankedTensorType::get(type.getShape().drop_front(),
                                      type.getElementType());
  std::string prefix = ("input." + input.getSymName() + ".").str();
  ae::Distribution one{ae::Distribution::Constant, 1.0, 0.0};
  ae::StateSpec offset{"offset", sample, ae::StateRole::Statistic};
  ae::StateSpec scale{"scale", sample, ae::StateRole::Statistic, one};
  (void)declareState(prefix + "offset", offset, input.getLoc());
  (void)declareState(prefix + "scale", scale, input.getLoc());
  ae::NormalizerOp::create(builder, input.getLoc(), *input.getNormalize(),
                           input.getSymName(), prefix + "offset",
                           prefix + "scale", /*in_preparation=*/true);
}

LogicalResult ModelStates::declareState(StringRef name,
                                        const ae::StateSpec &spec,
                                        Location loc) {
  StringAttr key = builder.getStringAttr(name);
  if (auto it = states.find(key); it != states.end()) {
    auto diagnostic = mlir::emitError(loc) << "names a second state " << key;
    diagnostic.attachNote(it->second.getLoc()) << "the first is here";
    return diagnostic;
  }
  states[key] = ae::StateOp::create(
      builder, loc, name, spec.type, spec.role,
      static_cast<uint64_t>(spec.distribution.kind),
      APFloat(spec.distribution.a), APFloat(spec.distribution.b),
      /*view=*/{}, /*order=*/{});
  return success();
}

SmallVector<StringRef> ModelStates::statesOf(ae::LayerOpInterface layer) {
  SmallVector<StringRef> result;
  for (const ae::StateSpec &spec : layer.getStates()) {
    // A tie may name its layer by index or by name: both lead to its own name.
    std::string name = stateName(layer, spec);
    result.push_back(builder.getStringAttr(name).getValue());
  }
  return result;
}

SmallVector<StringRef>
ModelStates::select(StringRef network,
                    llvm::function_ref<bool(ae::StateOp)> wanted) {
  SmallVector<StringRef> result;
  for (auto &[name, state] : states) {
    ae::NetworkOp owner = owners.lookup(name);
    if (owner && owner.getSymName() == network &&
        state.getRole() == ae::StateRole::Parameter && wanted(state))
      result.push_back(name.getValue());
  }
  return result;
}

SmallVector<StringRef> ModelStates::weightsOf(StringRef network) {
  return select(network, [](ae::StateOp state) {
    return cast<RankedTensorType>(state.getType()).getRank() > 1;
  });
}

SmallVector<StringRef> ModelStates::parametersOf(StringRef network) {
  return select(network, [](ae::StateOp) { return true; });
}

StringRef ModelStates::ownerOf(StringRef state) {
  ae::NetworkOp owner = owners.lookup(builder.getStringAttr(state));
  return owner ? owner.getSymName() : StringRef();
}

unsigned ModelStates::positionOf(StringRef state) {
  auto *it = states.find(builder.getStringAttr(state));
  return it - states.begin();
}

Type ModelStates::typeOf(StringRef state) {
  return states.find(builder.getStringAttr(state))->second.getType();
}

ae::InputOp ModelStates::inputFor(StringRef name, Type type) {
  auto *it = inputs.find(builder.getStringAttr(name));
  if (it == inputs.end() || it->second.getType() != type)
    return {};
  return it->second;
}

LogicalResult ModelStates::declareFit(ae::LayerOpInterface layer,
                                      StringRef name) {
  StringAttr key = builder.getStringAttr(name);
  auto [it, isNew] = fits.try_emplace(layer, key);
  if (!isNew && it->second != key)
    return layer->emitOpError("is fitted on the training data and is applied "
                              "to two inputs, %")
           << it->second.getValue() << " and %" << name;
  if (!isNew)
    return success();
  SmallVector<StringRef> names = statesOf(layer);
  ae::NormalizerOp::create(builder, layer.getLoc(), *layer.getFit(), name,
                           names[0], names[1], /*in_preparation=*/false);
  return success();
}
