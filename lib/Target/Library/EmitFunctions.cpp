//===- EmitFunctions.cpp - The functions of a model's library -------------===//
//
// Each gathers its pointers into arrays and calls the runtime. Emitted rather
// than static inline in the header, so that a shared library has them for other
// languages.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/Library.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/IRBuilder.h"

using namespace llvm;
using namespace aec;

namespace {
/// What a function puts in front of its arguments, or in place of them.
enum class Passes { Arguments, Library, Inputs };

/// A function that all models have. Types are letters, the result's first:
/// pointer, int64_t, 'w' for 32 bits (statuses), double. Of Passes::Inputs the
/// rows' pointers stand behind the model and are passed as one array.
struct CommonFunction {
  StringLiteral name;
  Passes passes;
  StringLiteral types;
};

constexpr CommonFunction kFunctions[] = {
    {"init", Passes::Library, "wpipp"},
    {"memory_bytes", Passes::Library, "ii"},
    {"close", Passes::Arguments, "wp"},
    {"error_text", Passes::Arguments, "pw"},
    {"message", Passes::Arguments, "pp"},
    {"load", Passes::Arguments, "wpp"},
    {"load_memory", Passes::Arguments, "wppi"},
    {"save", Passes::Arguments, "wpp"},
    {"set_seed", Passes::Arguments, "wpi"},
    {"fit", Passes::Inputs, "wpi"},
    {"train_step", Passes::Inputs, "wpidp"},
    {"evaluate", Passes::Inputs, "wpip"},
};

class Emitter {
public:
  Emitter(Module &module, const LibraryInterface &library)
      : module(module), library(library), builder(module.getContext()) {}
  void emit();

private:
  Constant *constants();
  void emitCommon(const CommonFunction &common, Constant *constants);
  void emitEntry(const LibraryEntry &entry, int64_t index);
  Function *define(const Twine &name, ArrayRef<Type *> types);
  Value *array(ArrayRef<Value *> pointers);
  void callRuntime(StringRef name, Type *result, ArrayRef<Value *> arguments);
  Type *type(char letter);

  Module &module;
  const LibraryInterface &library;
  IRBuilder<> builder;
};
} // namespace

/// `fit` is there where there is something to fit.
static bool has(const LibraryInterface &library, const CommonFunction &common) {
  return library.fits || common.name != "fit";
}

std::vector<std::string>
aec::libraryFunctions(const LibraryInterface &library) {
  std::vector<std::string> names;
  for (const CommonFunction &common : kFunctions)
    if (has(library, common))
      names.push_back(library.prefix + "_" + common.name.str());
  for (const LibraryEntry &entry : library.entries)
    names.push_back(entry.name);
  return names;
}

Type *Emitter::type(char letter) {
  switch (letter) {
  case 'p':
    return builder.getPtrTy();
  case 'd':
    return builder.getDoubleTy();
  case 'w':
    return builder.getInt32Ty();
  }
  return builder.getInt64Ty();
}

/// aec_library, whose fields are eight bytes wide each.
Constant *Emitter::constants() {
  std::vector<int64_t> lines;
  for (const aec_batch_bytes &line : library.lines)
    lines.insert(lines.end(), {line.fixed, line.per_sample});
  auto place = [&](Constant *value) {
    auto *global = new GlobalVariable(module, value->getType(), true,
                                      GlobalValue::PrivateLinkage, value);
    global->setAlignment(Align(8));
    return global;
  };
  Constant *table = place(ConstantDataArray::get(module.getContext(), lines));
  return place(
      ConstantStruct::getAnon({module.getNamedGlobal("aec_models"),
                               builder.getInt64(library.fixedBytes),
                               builder.getInt64(library.sampleBytes),
                               builder.getInt64(library.lines.size()), table,
                               builder.getInt64(library.scheduled)}));
}

/// A function of the result and parameter types, with its body begun.
Function *Emitter::define(const Twine &name, ArrayRef<Type *> types) {
  auto *signature = FunctionType::get(types.front(), types.drop_front(), false);
  auto *function =
      Function::Create(signature, GlobalValue::ExternalLinkage, name, module);
  function->addFnAttr(Attribute::NoUnwind);
  builder.SetInsertPoint(BasicBlock::Create(module.getContext(), "", function));
  return function;
}

Value *Emitter::array(ArrayRef<Value *> pointers) {
  Value *memory = builder.CreateAlloca(
      builder.getPtrTy(),
      builder.getInt64(std::max<size_t>(pointers.size(), 1)));
  for (auto [at, pointer] : enumerate(pointers))
    builder.CreateStore(
        pointer, builder.CreateConstGEP1_64(builder.getPtrTy(), memory, at));
  return memory;
}

void Emitter::callRuntime(StringRef name, Type *result,
                          ArrayRef<Value *> arguments) {
  SmallVector<Type *> types;
  for (Value *argument : arguments)
    types.push_back(argument->getType());
  FunctionCallee callee = module.getOrInsertFunction(
      ("aec_library_" + name).str(), FunctionType::get(result, types, false));
  builder.CreateRet(builder.CreateCall(callee, arguments));
}

void Emitter::emitCommon(const CommonFunction &common, Constant *constants) {
  SmallVector<Type *> types;
  for (char letter : common.types)
    types.push_back(type(letter));
  if (common.passes == Passes::Inputs)
    types.insert(types.begin() + 2, library.inputs.size(), builder.getPtrTy());
  Function *function = define(library.prefix + "_" + common.name, types);
  SmallVector<Value *> arguments(llvm::make_pointer_range(function->args()));
  if (common.passes == Passes::Library)
    arguments.insert(arguments.begin(), constants);
  if (common.passes == Passes::Inputs) {
    auto first = arguments.begin() + 1, last = first + library.inputs.size();
    int64_t count = library.modelInputs;
    SmallVector<Value *> inputs(count,
                                ConstantPointerNull::get(builder.getPtrTy()));
    for (auto [at, value] :
         zip_equal(library.inputIndices, make_range(first, last)))
      inputs[at] = value;
    arguments.erase(first, last);
    arguments.insert(arguments.begin() + 1, array(inputs));
  }
  callRuntime(common.name, types.front(), arguments);
}

void Emitter::emitEntry(const LibraryEntry &entry, int64_t index) {
  SmallVector<Type *> types{type('w'), type('p')};
  types.append(entry.inputs.size(), type('p'));
  types.push_back(type('i'));
  types.append(entry.outputs.size(), type('p'));
  Function *function = define(entry.name, types);
  SmallVector<Value *> arguments(llvm::make_pointer_range(function->args()));
  ArrayRef<Value *> all = arguments;
  size_t rows = 1 + entry.inputs.size();
  Value *inputs = array(all.slice(1, entry.inputs.size()));
  Value *outputs = array(all.drop_front(rows + 1));
  callRuntime("run", types.front(),
              {all[0], builder.getInt64(index), inputs, all[rows], outputs});
}

void Emitter::emit() {
  Constant *library = constants();
  for (const CommonFunction &common : kFunctions)
    if (has(this->library, common))
      emitCommon(common, library);
  for (auto [at, entry] : enumerate(this->library.entries))
    emitEntry(entry, at);
}

void aec::emitLibrary(Module &module, const LibraryInterface &library) {
  Emitter(module, library).emit();
}
