//===- Describe.cpp - aec describe ----------------------------------------===//
//
// Reads the definition as it is written; only entries are derived first, so
// that the list is what the program will offer. What a layer owns is asked of
// the layer, so new ones appear here without being named.
//
//===----------------------------------------------------------------------===//
#include "../SourceFile.h"
#include "Commands.h"
#include "Source.h"
#include "aec/Driver/Compile.h"
#include "aec/Driver/Registration.h"
#include "aec/Transforms/Passes.h"
#include "dialects/AE/AE.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/FileUtilities.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace aec;
namespace cl = llvm::cl;

namespace {
struct DescribeCommandLine {
  cl::OptionCategory category{"aec describe"};
  SourceOptions source{category};
};

struct Row {
  std::string name, op, output, note;
  int64_t parameters = 0;
};

/// Prints one model.
class Describer {
public:
  Describer(ae::ModelOp model, llvm::raw_ostream &out)
      : model(model), out(out) {}
  void describe();

private:
  void describeInputs();
  int64_t describeNetwork(ae::NetworkOp network);
  void describeObjective(ae::ObjectiveOp objective);
  void describeEntries();

  ae::ModelOp model;
  llvm::raw_ostream &out;
};
} // namespace

/// A tensor's type without the word: ?x784xf32.
static std::string textOf(Type type) {
  std::string text;
  llvm::raw_string_ostream(text) << type;
  llvm::StringRef inner = text;
  return inner.consume_front("tensor<") && inner.consume_back(">") ? inner.str()
                                                                   : text;
}

static std::string textOf(TypeRange types) {
  return llvm::join(
      llvm::map_range(types, [](Type type) { return textOf(type); }), ", ");
}

template <typename BodyOp> static std::string argumentsOf(BodyOp op) {
  std::string text;
  for (auto [at, type] : llvm::enumerate(op.getBody().getArgumentTypes()))
    text +=
        (at ? ", " : "") + op.getArgumentName(at).str() + ": " + textOf(type);
  return text;
}

static std::string counted(int64_t count, llvm::StringRef noun) {
  return (llvm::Twine(count) + " " + noun + (count == 1 ? "" : "s")).str();
}

/// The row of the op at `index` of a network; parameters are named after it, as
/// MakeStateExplicit names them.
static Row rowOf(ae::NetworkOp network, Operation &op, int64_t index) {
  auto given = op.getAttrOfType<StringAttr>("layer_name");
  std::string last = given ? given.str() : std::to_string(index);
  Row row{network.getSymName().str() + "." + last,
          op.getName().getStringRef().str(), textOf(op.getResultTypes()), ""};
  auto layer = dyn_cast<ae::LayerOpInterface>(op);
  if (!layer)
    return row;
  int64_t statistics = 0;
  for (const ae::StateSpec &state : layer.getStates()) {
    if (state.shared)
      row.note += "; shares the " + state.suffix.str() + " of " +
                  state.shared.getRootReference().str() + "." +
                  state.shared.getLeafReference().str();
    else if (state.role == ae::StateRole::Parameter)
      row.parameters += state.type.getNumElements();
    else
      statistics += state.type.getNumElements();
  }
  if (statistics)
    row.note += "; " + counted(statistics, "statistic");
  return row;
}

int64_t Describer::describeNetwork(ae::NetworkOp network) {
  std::vector<Row> rows{{"layer", "op", "output", "", 0}};
  size_t widths[] = {0, 0, 0};
  int64_t total = 0;
  for (auto [index, op] : llvm::enumerate(network.getBody().front()))
    if (!isa<ae::ReturnOp>(op))
      rows.push_back(rowOf(network, op, index));
  for (const Row &row : rows) {
    widths[0] = std::max(widths[0], row.name.size());
    widths[1] = std::max(widths[1], row.op.size());
    widths[2] = std::max(widths[2], row.output.size());
    total += row.parameters;
  }
  out << "\nnetwork " << network.getSymName() << "(" << argumentsOf(network)
      << ") -> "
      << textOf(network.getBody().front().getTerminator()->getOperandTypes())
      << ", " << counted(total, "parameter") << "\n";
  for (const Row &row : rows) {
    out << "  " << llvm::left_justify(row.name, widths[0]) << "  "
        << llvm::left_justify(row.op, widths[1]) << "  "
        << llvm::left_justify(row.output, widths[2]) << "  ";
    if (&row == &rows.front())
      out << "parameters\n";
    else
      out << llvm::right_justify(std::to_string(row.parameters), 10) << row.note
          << "\n";
  }
  return total;
}

void Describer::describeInputs() {
  llvm::StringSet<> seen;
  for (auto input : model.getOps<ae::InputOp>()) {
    seen.insert(input.getSymName());
    out << "input " << input.getSymName() << ": " << textOf(input.getType());
    if (auto picture = input.getPicture())
      out << ", picture "
          << llvm::join(
                 llvm::map_range(*picture,
                                 [](int64_t d) { return llvm::itostr(d); }),
                 " x ");
    if (auto scale = input.getScale())
      out << llvm::format(", integers divided by %g", scale->convertToDouble());
    if (auto method = input.getNormalize())
      out << ", normalized: " << stringifyNormalizeMethod(*method);
    out << "\n";
  }
  for (auto objective : model.getOps<ae::ObjectiveOp>())
    for (auto [at, type] :
         llvm::enumerate(objective.getBody().getArgumentTypes()))
      if (seen.insert(objective.getArgumentName(at)).second)
        out << "input " << objective.getArgumentName(at) << ": " << textOf(type)
            << "\n";
}

void Describer::describeObjective(ae::ObjectiveOp objective) {
  std::string networks = llvm::join(
      llvm::map_range(objective.getTrains().getAsRange<FlatSymbolRefAttr>(),
                      [](auto network) { return network.getValue(); }),
      ", ");
  out << "\nobjective " << objective.getSymName() << "("
      << argumentsOf(objective) << ") trains " << networks << "\n  minimizes ";
  auto minimize =
      cast<ae::MinimizeOp>(objective.getBody().front().getTerminator());
  for (auto [at, name, weight] :
       llvm::enumerate(minimize.getNames().getAsRange<StringAttr>(),
                       minimize.getWeights().getAsRange<FloatAttr>())) {
    out << (at ? " + " : "");
    if (weight.getValueAsDouble() != 1.0)
      out << llvm::format("%g ", weight.getValueAsDouble());
    out << name.getValue();
  }
  out << "\n  with " << objective.getOptimizer() << "\n";
}

void Describer::describeEntries() {
  out << "\n";
  for (auto entry : model.getOps<ae::EntryOp>())
    out << "entry " << entry.getSymName() << "(" << argumentsOf(entry)
        << ") -> "
        << textOf(entry.getBody().front().getTerminator()->getOperandTypes())
        << "\n";
}

void Describer::describe() {
  out << "model " << model.getSymName();
  if (auto epochs = model.getEpochs())
    out << ", " << counted(*epochs, "epoch");
  if (auto batch = model.getBatchSize())
    out << ", batch size " << *batch;
  out << "\n";
  describeInputs();
  int64_t total = 0;
  for (auto network : model.getOps<ae::NetworkOp>())
    total += describeNetwork(network);
  out << "\ntotal: " << counted(total, "parameter") << "\n";
  for (auto objective : model.getOps<ae::ObjectiveOp>())
    describeObjective(objective);
  describeEntries();
}

static LogicalResult describeFile(ModuleOp module, StringRef name) {
  if (failed(selectModel(module, name)))
    return failure();
  auto models = module.getOps<ae::ModelOp>();
  if (models.empty())
    return mlir::emitError(UnknownLoc::get(module.getContext()),
                           "no ae.model in the file, expected a definition");
  auto manager = PassManager::on<ModuleOp>(module.getContext());
  manager.addPass(createDeriveEntriesPass());
  if (failed(manager.run(module)))
    return failure();
  Describer(*module.getOps<ae::ModelOp>().begin(), llvm::outs()).describe();
  return success();
}

int aec::runDescribe(int argc, char **argv) {
  DescribeCommandLine line;
  cl::HideUnrelatedOptions(line.category);
  cl::ParseCommandLineOptions(
      argc, argv, "prints layers, shapes, parameter counts and objectives\n");
  std::unique_ptr<SourceFile> file =
      SourceFile::open(line.source.input, line.source.sizes.settings());
  if (!file)
    return 1;
  OwningOpRef<ModuleOp> module = file->parse();
  return module && succeeded(describeFile(*module, line.source.model)) ? 0 : 1;
}
