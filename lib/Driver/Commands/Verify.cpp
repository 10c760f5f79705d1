//===- Verify.cpp - aec verify
//-----------------------------------------------===//
//
// Compiles the model for two targets, runs a training step of both in this
// process and prints the first op whose results differ.
//
//===----------------------------------------------------------------------===//
#include "../SourceFile.h"
#include "../Verify/Objective.h"
#include "Choice.h"
#include "Commands.h"
#include "Source.h"
#include "aec/Driver/Registration.h"
#include "mlir/IR/AsmState.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"

using namespace mlir;
using namespace aec;
namespace cl = llvm::cl;

namespace {
struct VerifyCommandLine {
  cl::OptionCategory category{"aec verify"};
  SourceOptions source{category};
  Choices<Target> targets{
      "target", cl::desc("The two that are compared (default cpu,cuda)"),
      cl::CommaSeparated, cl::cat(category),
      cl::values(clEnumValN(Target::CPU, "cpu", "the CPU's fast path"),
                 clEnumValN(Target::CUDA, "cuda", "an NVIDIA GPU"),
                 clEnumValN(Target::Reference, "reference", "plain loops"))};
  cl::list<std::string> data{
      "data",
      cl::desc(
          "Data as train takes it (FILE or INPUT=FILE), of which the first "
          "samples are the batch; default: random numbers"),
      cl::value_desc("file"), cl::cat(category)};
  cl::opt<int64_t> batch{"batch", cl::desc("Samples in the batch (default 16)"),
                         cl::init(16), cl::value_desc("n"), cl::cat(category)};
  cl::opt<int64_t> seed{
      "seed", cl::desc("Seed of states, draws and random data (default 0)"),
      cl::init(0), cl::value_desc("n"), cl::cat(category)};
  cl::opt<double> tolerance{
      "tolerance",
      cl::desc("What values may differ by, relative to the largest of their "
               "tensor; default: 1.2e-7 times the roundings on the longest way "
               "to them, which are the terms of sums and 8 an op"),
      cl::init(-1), cl::value_desc("x"), cl::cat(category)};
  LinkerOption linker{category};
  /// For tests of this command: a fault in the second target alone.
  cl::opt<std::string> seedFault{"seed-fault",
                                 cl::desc("Options of the pass aec-seed-fault"),
                                 cl::Hidden, cl::cat(category)};

  bool valid() const;
  Target target(size_t side) const {
    return targets.empty() ? (side ? Target::CUDA : Target::CPU)
                           : targets[unsigned(side)];
  }
};
} // namespace

static StringRef nameOf(Target target) {
  static const StringRef names[] = {"cpu", "reference", "cuda"};
  return names[int(target)];
}

bool VerifyCommandLine::valid() const {
  if (batch < 1) {
    llvm::errs() << "aec: error: --batch is " << batch
                 << ", expected at least 1\n";
    return false;
  }
  if (!targets.empty() && (targets.size() != 2 || targets[0] == targets[1])) {
    llvm::errs() << "aec: error: --target names what is compared, expected two "
                    "of cpu, cuda and reference: --target=cpu,cuda\n";
    return false;
  }
  if (tolerance.getNumOccurrences() && !(tolerance >= 0)) {
    llvm::errs() << "aec: error: --tolerance is " << tolerance
                 << ", expected at least 0\n";
    return false;
  }
  return true;
}

/// "[3, 5]" of an element of a tensor whose leading dimension may be the batch.
static std::string placeOf(size_t index, ArrayRef<int64_t> dims) {
  std::string text;
  for (int64_t at = int64_t(dims.size()) - 1; at >= 0; --at) {
    // Nothing is in front of the first one.
    size_t size = at ? size_t(dims[size_t(at)]) : index + 1;
    text = std::to_string(index % size) + (text.empty() ? "" : ", ") + text;
    index /= size;
  }
  return "[" + text + "]";
}

namespace {
/// Prints what was found of one objective.
class ObjectivePrinter {
public:
  ObjectivePrinter(const VerifiedModel &model, size_t index,
                   const VerifyReport &report, const VerifyCommandLine &line)
      : model(model), objective(model.objectives[index]), report(report),
        line(line) {}
  void print() const;

private:
  const aec_state *stateAt(size_t at) const {
    return at < objective.values.size()
               ? nullptr
               : &model.code[0]->model().states[at - objective.values.size()];
  }
  std::string what(size_t at) const;
  void printFirst(const VerifyReport::Finding &finding) const;

  const VerifiedModel &model;
  const VerifiedObjective &objective;
  const VerifyReport &report;
  const VerifyCommandLine &line;
};
} // namespace

/// "the backward nn.matmul at model.mlir:12:10".
std::string ObjectivePrinter::what(size_t at) const {
  if (const aec_state *state = stateAt(at))
    return std::string("state ") + state->tensor.name;
  const ExposedValue &value = objective.values[at];
  std::string text = value.isForward ? "the forward " : "the backward ";
  text += value.op;
  value.loc->walk([&](Location loc) {
    auto place = dyn_cast<FileLineColLoc>(loc);
    if (!place)
      return WalkResult::advance();
    text += " at " + place.getFilename().str() + ":" +
            std::to_string(place.getLine()) + ":" +
            std::to_string(place.getColumn());
    return WalkResult::interrupt();
  });
  return text;
}

/// With the line of the definition it comes from.
void ObjectivePrinter::printFirst(const VerifyReport::Finding &finding) const {
  std::string text;
  llvm::raw_string_ostream out(text);
  const Difference &difference = finding.difference;
  const aec_state *state = stateAt(finding.at);
  if (state)
    out << "every op agrees, but the step leaves state " << state->tensor.name
        << " different";
  else
    out << "the " << (objective.values[finding.at].isForward ? "for" : "back")
        << "ward " << objective.values[finding.at].op << " differs";
  ArrayRef<int64_t> dims =
      state ? ArrayRef(state->tensor.dims, size_t(state->tensor.rank))
            : ArrayRef(objective.values[finding.at].dims);
  out << ": element " << placeOf(difference.index, dims) << " is "
      << llvm::format("%.9g", difference.one) << " on "
      << nameOf(line.target(0)) << " and "
      << llvm::format("%.9g", difference.other) << " on "
      << nameOf(line.target(1))
      << llvm::format(", %.1e of the largest apart, tolerance %.1e",
                      difference.relative, finding.tolerance);
  Location loc = state || objective.values.empty()
                     ? Location(UnknownLoc::get(
                           objective.values.front().loc->getContext()))
                     : objective.values[finding.at].loc;
  mlir::emitError(loc, text);
}

void ObjectivePrinter::print() const {
  llvm::raw_ostream &out = llvm::outs();
  out << "objective " << objective.name << ": " << objective.values.size()
      << " results of ops and " << model.code[0]->model().state_count
      << " states, " << report.compared << " values compared\n";
  out << llvm::format("largest difference %.1e", report.largest.relative);
  if (report.largest.relative > 0)
    out << ", " << what(report.furthest);
  out << "\n";
  out.flush();
  if (report.findings.empty())
    return;
  printFirst(report.findings.front());
  if (size_t more = report.findings.size() - 1)
    out << more << " more " << (more == 1 ? "differs" : "differ")
        << " behind it\n";
}

static LogicalResult verify(ModuleOp module, const VerifyCommandLine &line,
                            bool &agrees) {
  llvm::SmallString<128> folder;
  if (std::error_code error =
          llvm::sys::fs::createUniqueDirectory("aec-verify", folder))
    return mlir::emitError(module.getLoc(),
                           "cannot create a temporary folder: ")
           << error.message();
  llvm::scope_exit remove([&] { llvm::sys::fs::remove_directories(folder); });
  if (failed(selectModel(module, line.source.model)))
    return failure();
  FailureOr<VerifiedModel> model =
      buildVerifiedModel(module, {{line.target(0), line.target(1)},
                                  line.batch,
                                  line.seedFault,
                                  line.linker,
                                  folder.str().str(),
                                  [](PassManager &manager) {
                                    return applyPassManagerCLOptions(manager);
                                  }});
  if (failed(model))
    return failure();
  llvm::raw_ostream &out = llvm::outs();
  out << "model " << model->code[0]->model().name << ", seed " << line.seed
      << ", batch " << line.batch;
  for (size_t side : {0, 1})
    out << (side ? " and " : ": ") << nameOf(line.target(side)) << " on "
        << model->code[side]->place();
  out << ", values of the " << (model->rung == Rung::Fused ? "fused" : "joint")
      << " rung\n";
  VerifyParameters parameters{
      line.batch, line.seed, {line.data.begin(), line.data.end()}, {}};
  if (line.tolerance.getNumOccurrences())
    parameters.tolerance = line.tolerance;
  agrees = true;
  for (size_t at = 0; at < model->objectives.size(); ++at) {
    VerifyReport report;
    std::string error = verifyObjective(*model, at, parameters, report);
    if (!error.empty())
      return mlir::emitError(UnknownLoc::get(module.getContext()), error);
    ObjectivePrinter(*model, at, report, line).print();
    agrees &= report.findings.empty();
  }
  if (agrees)
    out << "all values agree\n";
  return success();
}

static const char overview[] =
    R"(runs a training step on two targets and finds the first op that differs

Both begin with the same weights, batch and draws. All results of ops, forward and
backward, are compared in the order of execution, at the lowest rung that the
targets share, and then what a step as programs have it leaves in the states. Exits
with 1 where anything differs.

examples:
  aec verify model.mlir                              the CPU with a GPU
  aec verify model.mlir --target=reference,cpu       plain loops with the fast path
  aec verify model.mlir --data train.npy --batch 128
)";

int aec::runVerify(int argc, char **argv) {
  VerifyCommandLine line;
  registerMLIRContextCLOptions();
  registerPassManagerCLOptions();
  registerAsmPrinterCLOptions();
  cl::HideUnrelatedOptions(line.category);
  cl::ParseCommandLineOptions(argc, argv, overview);
  if (!line.valid())
    return 1;
  // The fault is planted by its name, as tests give it.
  if (!line.seedFault.empty())
    registerAllPasses();
  std::unique_ptr<SourceFile> file =
      SourceFile::open(line.source.input, line.source.sizes.settings());
  if (!file)
    return 1;
  OwningOpRef<ModuleOp> module = file->parse();
  bool agrees = false;
  return module && succeeded(verify(*module, line, agrees)) && agrees ? 0 : 1;
}
