//===- Describe.cpp - Names, sizes and memory of a model's library --------===//
//
// Names of a definition become C's: what is no letter or digit becomes '_'. Two
// that meet are an error, not a number behind one of them: a host's code must
// not change its meaning when an entry is added.
//
//===----------------------------------------------------------------------===//
#include "aec/Runtime/Library.h"
#include "aec/Target/Library.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace llvm;
using namespace aec;

/// `name` as a part of a C identifier.
static std::string identifier(StringRef name) {
  std::string result = name.str();
  for (char &c : result)
    c = isAlnum(c) ? c : '_';
  return result;
}

static std::string upper(StringRef name) {
  return StringRef(identifier(name)).upper();
}

/// A parameter's name: no keyword of C or C++, none of the other parameters.
static std::string parameter(StringRef name) {
  static const StringSet<> taken = {
      "alignas",  "alignof",  "and",          "asm",       "auto",
      "bool",     "break",    "case",         "catch",     "char",
      "class",    "const",    "continue",     "default",   "delete",
      "do",       "double",   "else",         "enum",      "explicit",
      "export",   "extern",   "false",        "float",     "for",
      "friend",   "goto",     "if",           "inline",    "int",
      "long",     "mutable",  "namespace",    "new",       "not",
      "operator", "or",       "private",      "protected", "public",
      "register", "restrict", "return",       "short",     "signed",
      "sizeof",   "static",   "struct",       "switch",    "template",
      "this",     "throw",    "true",         "try",       "typedef",
      "typename", "union",    "unsigned",     "using",     "virtual",
      "void",     "volatile", "while",        "xor",       "model",
      "rows",     "losses",   "learning_rate"};
  std::string result = identifier(name);
  if (taken.contains(result) || StringRef(result).starts_with("out"))
    result += '_';
  return isDigit(result[0]) ? "_" + result : result;
}

static int64_t bytesOf(int64_t dtype) {
  return dtype == AEC_U8 ? 1 : dtype == AEC_F32 || dtype == AEC_I32 ? 4 : 8;
}

/// Elements of a tensor, the batch aside. Verifiers have bounded the product.
static int64_t elementsOf(const TensorDescription &tensor) {
  int64_t count = 1;
  for (int64_t dim : tensor.dims)
    count *= dim < 0 ? 1 : dim;
  return count;
}

static int64_t stagedBytes(const TensorDescription &tensor) {
  return elementsOf(tensor) * std::max<int64_t>(bytesOf(tensor.dtype), 4);
}

static int64_t roundUp(int64_t bytes) { return (bytes + 63) / 64 * 64; }

namespace {
class Describer {
public:
  explicit Describer(const ModelDescription &model) : model(model) {}
  Expected<LibraryInterface> describe();

private:
  void describeInputs();
  void describeEntries();
  void describeLosses();
  void countMemory();
  void addLine(const CodeDescription &code);
  /// A macro's name; notes where it is taken.
  std::string macro(const Twine &rest);
  std::string sizeMacro(const Twine &rest, const TensorDescription &tensor,
                        StringRef comment);

  const ModelDescription &model;
  LibraryInterface library;
  StringSet<> names;
  /// The first name that is taken twice.
  std::string clash;
};
} // namespace

std::string Describer::macro(const Twine &rest) {
  std::string name = library.macro + "_" + rest.str();
  if (!names.insert(name).second && clash.empty())
    clash = name;
  return name;
}

std::string Describer::sizeMacro(const Twine &rest,
                                 const TensorDescription &tensor,
                                 StringRef comment) {
  std::string name = macro(rest + "_SIZE");
  library.sizes.push_back({name, elementsOf(tensor), comment.str()});
  return name;
}

/// "28 x 28"; nothing where the number of elements says it all.
static std::string shapeText(const TensorDescription &tensor) {
  SmallVector<std::string> sizes;
  for (int64_t dim : ArrayRef(tensor.dims).drop_front())
    sizes.push_back(std::to_string(dim));
  return sizes.size() > 1 ? join(sizes, " x ") : "";
}

void Describer::describeInputs() {
  for (auto [at, input] : enumerate(model.inputs)) {
    bool used = any_of(model.objectives, [&, index = int64_t(at)](auto &one) {
      return is_contained(one.inputs, index);
    });
    std::string size = sizeMacro(upper(input.tensor.name), input.tensor,
                                 shapeText(input.tensor));
    if (!used)
      continue;
    library.inputs.push_back(
        {parameter(input.tensor.name), size, input.tensor});
    library.inputIndices.push_back(at);
  }
}

void Describer::describeEntries() {
  for (const EntryDescription &entry : model.entries) {
    LibraryEntry result{library.prefix + "_" + identifier(entry.name), {}, {}};
    if (!names.insert(result.name).second && clash.empty())
      clash = result.name;
    std::string place = upper(entry.name);
    for (auto [tensor, source] : zip_equal(entry.inputs, entry.sources)) {
      // What an input of the model is has its size already.
      std::string size = library.macro + "_" + upper(tensor.name) + "_SIZE";
      if (source < 0)
        size = sizeMacro(place + "_" + upper(tensor.name), tensor,
                         shapeText(tensor));
      result.inputs.push_back({parameter(tensor.name), size, tensor});
    }
    for (auto [at, tensor] : enumerate(entry.outputs)) {
      std::string number = entry.outputs.size() > 1 ? std::to_string(at) : "";
      std::string size =
          sizeMacro(place + "_OUT" + number, tensor, shapeText(tensor));
      result.outputs.push_back({"out" + number, size, tensor});
    }
    library.entries.push_back(std::move(result));
  }
}

void Describer::describeLosses() {
  for (const ObjectiveDescription &objective : model.objectives) {
    std::string place = "LOSS_" + upper(objective.name);
    auto add = [&](const Twine &rest, StringRef comment) {
      int64_t at = library.losses.size();
      library.losses.push_back({macro(rest), at, comment.str()});
    };
    add(place, "weighted sum of its terms");
    for (auto &[term, weight] : objective.terms)
      add(place + "_TERM_" + upper(term), "");
    library.scheduled |= !objective.schedule.empty() || objective.followsEpochs;
  }
}

void Describer::addLine(const CodeDescription &code) {
  // Below another at every batch: nothing to choose.
  for (const aec_batch_bytes &line : code.arena) {
    auto covers = [](const aec_batch_bytes &a, const aec_batch_bytes &b) {
      return a.fixed >= b.fixed && a.per_sample >= b.per_sample;
    };
    if (any_of(library.lines, [&](auto &old) { return covers(old, line); }))
      continue;
    erase_if(library.lines, [&](auto &old) { return covers(line, old); });
    library.lines.push_back(line);
  }
}

/// Repeats the layout of lib/Runtime/Library/Model.cpp.
void Describer::countMemory() {
  size_t inputs = model.inputs.size(), outputs = 1, losses = 1;
  int64_t staged = 0;
  for (const LibraryArgument &input : library.inputs)
    staged += stagedBytes(input.tensor);
  library.sampleBytes = staged;
  for (const EntryDescription &entry : model.entries) {
    staged = 0;
    for (auto &list : {entry.inputs, entry.outputs})
      for (const TensorDescription &tensor : list)
        staged += stagedBytes(tensor);
    library.sampleBytes = std::max(library.sampleBytes, staged);
    inputs = std::max(inputs, entry.inputs.size());
    outputs = std::max(outputs, entry.outputs.size());
    addLine(entry.code);
  }
  for (const ObjectiveDescription &objective : model.objectives) {
    losses = std::max(losses, 1 + objective.terms.size());
    addLine(objective.step);
    addLine(objective.evaluate);
  }
  // The first line is for memory that is not aligned.
  library.fixedBytes = 64 + AEC_LIBRARY_CONTEXT_BYTES +
                       roundUp(model.states.size() * 8) +
                       roundUp(model.inputs.size() * 16) + roundUp(inputs * 8) +
                       roundUp(outputs * 8) + roundUp(losses * 8);
  for (const StateDescription &state : model.states) {
    if (state.role == AEC_ACCUMULATOR)
      continue;
    library.fixedBytes +=
        roundUp(elementsOf(state.tensor) * bytesOf(state.tensor.dtype));
    if (state.role == AEC_PARAMETER)
      library.parameters += elementsOf(state.tensor);
  }
}

Expected<LibraryInterface> Describer::describe() {
  library.model = model.name;
  library.modelInputs = model.inputs.size();
  library.hash = model.hash;
  library.prefix = identifier(model.name);
  if (isDigit(library.prefix[0]))
    library.prefix.insert(0, "_");
  library.macro = StringRef(library.prefix).upper();
  library.batch = std::max<int64_t>(model.batchSize, 1);
  library.fits = !model.normalizers.empty();
  for (StringRef constant : {"HASH", "BATCH", "PARAMETERS", "LOSSES", "H",
                             "MEMORY_BYTES", "MAX", "ROWS"})
    macro(constant);
#define AEC_LIBRARY_STATUS(name, value, text) macro(#name);
  AEC_LIBRARY_STATUSES(AEC_LIBRARY_STATUS)
#undef AEC_LIBRARY_STATUS
  for (const std::string &function : libraryFunctions(library))
    names.insert(function);
  for (StringRef type : {"_model", "_options", "_status"})
    names.insert((library.prefix + type).str());
  describeInputs();
  describeEntries();
  describeLosses();
  countMemory();
  if (library.prefix == "aec" || library.prefix == "aec_library")
    return createStringError("the functions of a library begin with the "
                             "model's name, and '%s' is taken; rename the "
                             "model",
                             library.prefix.c_str());
  if (!clash.empty())
    return createStringError("two things of model '%s' would be called '%s' "
                             "in C; rename one in the definition",
                             model.name.c_str(), clash.c_str());
  return std::move(library);
}

Expected<LibraryInterface> aec::describeLibrary(const ModelDescription &model) {
  return Describer(model).describe();
}
