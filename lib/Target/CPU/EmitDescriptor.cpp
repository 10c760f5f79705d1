//===- EmitDescriptor.cpp - aec_model as LLVM constants -------------------===//
//
// Lays out the structures of Abi.h. Every field of theirs is eight bytes wide
// for this file's sake: a structure is the list of its fields, no padding, no
// target's ABI. The static_asserts tie the lists to the header.
//
//===----------------------------------------------------------------------===//
#include "aec/Runtime/Abi.h"
#include "aec/Target/CPU.h"
#include "llvm/IR/Constants.h"

using namespace llvm;
using namespace aec;

namespace {
class DescriptorBuilder {
public:
  DescriptorBuilder(Module &module, const CpuLevel &level)
      : module(module), context(module.getContext()), level(level) {}
  Constant *model(const ModelDescription &model);

private:
  using Fields = std::vector<Constant *>;

  Constant *whole(int64_t value) {
    return ConstantInt::get(Type::getInt64Ty(context), value);
  }
  Constant *real(double value) {
    return ConstantFP::get(Type::getDoubleTy(context), value);
  }
  Constant *null() {
    return ConstantPointerNull::get(PointerType::get(context, 0));
  }
  Constant *text(StringRef value);
  Constant *symbol(StringRef name);
  /// The address of a constant made of `values`; null where there are none.
  Constant *array(ArrayRef<Constant *> values);
  Constant *wholes(ArrayRef<int64_t> values);
  Constant *place(Constant *value);
  /// Appends `fields` to a list of structures that lie one behind the other.
  static void append(Fields &list, const Fields &fields) {
    list.insert(list.end(), fields.begin(), fields.end());
  }

  Fields tensor(const TensorDescription &tensor);
  Constant *layout(const LayoutDescription &layout);
  Fields code(const CodeDescription &code);
  Fields state(const StateDescription &state);
  Fields input(const InputDescription &input);
  Fields normalizer(const NormalizerDescription &normalizer);
  Fields objective(const ObjectiveDescription &objective);
  Fields entry(const EntryDescription &entry);
  Fields matmul(const MatmulDescription &matmul);
  Constant *device(const DeviceDescription &device);

  template <typename T, typename Layout>
  Constant *list(const std::vector<T> &items, Layout layout, size_t bytes) {
    Fields fields;
    for (const T &item : items)
      append(fields, (this->*layout)(item));
    assert(fields.size() * 8 == items.size() * bytes &&
           "a list of fields differs from Abi.h");
    (void)bytes;
    return array(fields);
  }

  Module &module;
  LLVMContext &context;
  const CpuLevel &level;
};
} // namespace

static_assert(sizeof(aec_tensor) == 4 * 8 && sizeof(aec_code) == 3 * 8 &&
                  sizeof(aec_batch_bytes) == 2 * 8 &&
                  sizeof(aec_layout) == 3 * 8 && sizeof(aec_state) == 9 * 8 &&
                  sizeof(aec_input) == 10 * 8 &&
                  sizeof(aec_normalizer) == 5 * 8 &&
                  sizeof(aec_term) == 2 * 8 &&
                  sizeof(aec_objective) == 24 * 8 &&
                  sizeof(aec_entry) == 10 * 8 &&
                  sizeof(aec_onednn_matmul_spec) == 9 * 8 &&
                  sizeof(aec_cuda) == 9 * 8 && sizeof(aec_model) == 21 * 8,
              "Abi.h changed: change the lists of fields below");

Constant *DescriptorBuilder::place(Constant *value) {
  auto *global =
      new GlobalVariable(module, value->getType(), /*isConstant=*/true,
                         GlobalValue::PrivateLinkage, value, "");
  global->setAlignment(Align(8));
  global->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
  return global;
}

Constant *DescriptorBuilder::text(StringRef value) {
  return place(ConstantDataArray::getString(context, value));
}

Constant *DescriptorBuilder::symbol(StringRef name) {
  Function *function = module.getFunction(level.prefix + name.str());
  assert(function && "the machine phase dropped a function");
  return function;
}

Constant *DescriptorBuilder::array(ArrayRef<Constant *> values) {
  return values.empty() ? null()
                        : place(ConstantStruct::getAnon(context, values));
}

Constant *DescriptorBuilder::wholes(ArrayRef<int64_t> values) {
  return values.empty() ? null()
                        : place(ConstantDataArray::get(context, values));
}

DescriptorBuilder::Fields
DescriptorBuilder::tensor(const TensorDescription &tensor) {
  return {text(tensor.name), whole(tensor.dtype), whole(tensor.dims.size()),
          wholes(tensor.dims)};
}

DescriptorBuilder::Fields DescriptorBuilder::code(const CodeDescription &code) {
  std::vector<int64_t> lines;
  for (const aec_batch_bytes &line : code.arena)
    lines.insert(lines.end(), {line.fixed, line.per_sample});
  return {code.function.empty() ? null() : symbol(code.function),
          whole(code.arena.size()), wholes(lines)};
}

Constant *DescriptorBuilder::layout(const LayoutDescription &layout) {
  if (layout.dims.empty())
    return null();
  return array(
      {whole(layout.dims.size()), wholes(layout.dims), wholes(layout.order)});
}

DescriptorBuilder::Fields
DescriptorBuilder::state(const StateDescription &state) {
  Fields fields = tensor(state.tensor);
  append(fields, {whole(state.role), layout(state.layout), whole(state.init),
                  real(state.a), real(state.b)});
  return fields;
}

DescriptorBuilder::Fields
DescriptorBuilder::input(const InputDescription &input) {
  Fields fields = tensor(input.tensor);
  append(fields,
         {real(input.integerScale), whole(input.height), whole(input.width),
          whole(input.channels), whole(input.classes), whole(input.missing)});
  return fields;
}

DescriptorBuilder::Fields
DescriptorBuilder::normalizer(const NormalizerDescription &normalizer) {
  return {whole(normalizer.method), whole(normalizer.input),
          whole(normalizer.offsetState), whole(normalizer.scaleState),
          whole(normalizer.inPreparation)};
}

DescriptorBuilder::Fields
DescriptorBuilder::objective(const ObjectiveDescription &objective) {
  Fields terms;
  for (auto &[name, weight] : objective.terms)
    append(terms, {text(name), real(weight)});
  Fields fields{text(objective.name),           whole(objective.dtype),
                whole(objective.inputs.size()), wholes(objective.inputs),
                whole(objective.terms.size()),  array(terms)};
  append(fields, code(objective.step));
  append(fields, code(objective.evaluate));
  append(fields,
         {real(objective.learningRate),
          objective.schedule.empty() ? null() : symbol(objective.schedule),
          whole(objective.every), text(objective.training)});
  append(fields, code(objective.accumulate));
  append(fields, code(objective.update));
  append(fields, {whole(objective.accumulators.size()),
                  wholes(objective.accumulators)});
  return fields;
}

DescriptorBuilder::Fields
DescriptorBuilder::entry(const EntryDescription &entry) {
  Fields fields{
      text(entry.name),
      whole(entry.inputs.size()),
      list(entry.inputs, &DescriptorBuilder::tensor, sizeof(aec_tensor)),
      wholes(entry.sources),
      whole(entry.outputs.size()),
      list(entry.outputs, &DescriptorBuilder::tensor, sizeof(aec_tensor)),
      wholes(entry.targets)};
  append(fields, code(entry.code));
  return fields;
}

DescriptorBuilder::Fields
DescriptorBuilder::matmul(const MatmulDescription &matmul) {
  return {whole(matmul.m),
          whole(matmul.n),
          whole(matmul.k),
          whole(matmul.lhsTransposed),
          whole(matmul.rhsTransposed),
          whole(matmul.bias),
          whole(matmul.activation),
          real(matmul.alpha),
          real(matmul.beta)};
}

Constant *DescriptorBuilder::device(const DeviceDescription &device) {
  Fields kernels;
  for (const std::string &name : device.kernels)
    kernels.push_back(text(name));
  auto bytes = [&](StringRef data) {
    return place(ConstantDataArray::getString(context, data, false));
  };
  // Naming the backend is what links it.
  Constant *backend =
      module.getOrInsertGlobal("aec_cuda_device", Type::getInt8Ty(context));
  Fields fields{text(device.chip),
                text(device.ptx),
                whole(device.ptx.size() + 1),
                device.cubin.empty() ? null() : bytes(device.cubin),
                whole(device.cubin.size()),
                whole(kernels.size()),
                array(kernels),
                backend,
                whole(device.usesCublasLt)};
  assert(fields.size() * 8 == sizeof(aec_cuda));
  return array(fields);
}

Constant *DescriptorBuilder::model(const ModelDescription &model) {
  // Naming the backend is what links it: only where something calls it.
  Constant *backend = null();
  if (!model.matmuls.empty())
    backend = module.getOrInsertGlobal("aec_onednn", Type::getInt8Ty(context));
  using Self = DescriptorBuilder;
  return ConstantStruct::getAnon(
      context,
      {whole(AEC_ABI_VERSION),
       text(model.name),
       text(model.hash),
       whole(level.abiLevel),
       whole(model.states.size()),
       list(model.states, &Self::state, sizeof(aec_state)),
       whole(model.inputs.size()),
       list(model.inputs, &Self::input, sizeof(aec_input)),
       whole(model.normalizers.size()),
       list(model.normalizers, &Self::normalizer, sizeof(aec_normalizer)),
       whole(model.objectives.size()),
       list(model.objectives, &Self::objective, sizeof(aec_objective)),
       whole(model.entries.size()),
       list(model.entries, &Self::entry, sizeof(aec_entry)),
       whole(model.epochs),
       whole(model.batchSize),
       whole(model.matmuls.size()),
       list(model.matmuls, &Self::matmul, sizeof(aec_onednn_matmul_spec)),
       backend,
       real(model.latentStep),
       model.device ? device(*model.device) : null()});
}

/// No function's: an entry may be called "model".
static std::string descriptorName(const CpuLevel &level) {
  return level.prefix + ":model";
}

void aec::emitDescriptor(Module &module, const ModelDescription &model,
                         const CpuLevel &level) {
  Constant *value = DescriptorBuilder(module, level).model(model);
  auto *global = new GlobalVariable(
      module, value->getType(), /*isConstant=*/true,
      GlobalValue::ExternalLinkage, value, descriptorName(level));
  global->setVisibility(GlobalValue::HiddenVisibility);
  global->setAlignment(Align(8));
}

void aec::emitModelTable(Module &module, ArrayRef<CpuLevel> levels) {
  auto *pointer = PointerType::get(module.getContext(), 0);
  std::vector<Constant *> models;
  for (const CpuLevel &level : levels)
    models.push_back(module.getNamedGlobal(descriptorName(level)));
  models.push_back(ConstantPointerNull::get(pointer));
  auto *type = ArrayType::get(pointer, models.size());
  new GlobalVariable(module, type, /*isConstant=*/true,
                     GlobalValue::ExternalLinkage,
                     ConstantArray::get(type, models), "aec_models");
}
