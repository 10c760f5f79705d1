//===- Check.cpp - aec check ----------------------------------------------===//
//
// Compiles the model twice, in f64 without any optimisation and as a program
// would have it, runs both in this process and prints what agrees.
//
//===----------------------------------------------------------------------===//
#include "../Check/Build.h"
#include "../Check/Compare.h"
#include "../Check/Objective.h"
#include "../SourceFile.h"
#include "Choice.h"
#include "Commands.h"
#include "Source.h"
#include "aec/Driver/Registration.h"
#include "mlir/IR/AsmState.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/FileUtilities.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/SourceMgr.h"

using namespace mlir;
using namespace aec;
namespace cl = llvm::cl;

namespace {
struct CheckCommandLine {
  cl::OptionCategory category{"aec check"};
  SourceOptions source{category};
  cl::opt<int64_t> entries{
      "entries", cl::desc("Entries of each parameter to check (default 32)"),
      cl::init(32), cl::value_desc("n"), cl::cat(category)};
  cl::opt<int64_t> batch{"batch", cl::desc("Samples in the batch (default 4)"),
                         cl::init(4), cl::value_desc("n"), cl::cat(category)};
  cl::opt<int64_t> seed{
      "seed", cl::desc("Seed of states, data and entries (default 0)"),
      cl::init(0), cl::value_desc("n"), cl::cat(category)};
  Choice<Target> target{
      "target", cl::desc("What is compared with the f64 reference"),
      cl::init(Target::CPU), cl::cat(category),
      cl::values(
          clEnumValN(Target::CPU, "cpu", "the fast path (default)"),
          clEnumValN(Target::Reference, "reference", "plain loops in f32"))};
  LinkerOption linker{category};
  /// For tests of this command: a fault in both, and in what is compared alone.
  cl::opt<std::string> seedFault{"seed-fault",
                                 cl::desc("Options of the pass aec-seed-fault"),
                                 cl::Hidden, cl::cat(category)};
  cl::opt<std::string> seedFastFault{
      "seed-fault-fast", cl::desc("The same, on the fast path alone"),
      cl::Hidden, cl::cat(category)};

  bool valid() const;
};
} // namespace

bool CheckCommandLine::valid() const {
  for (const cl::opt<int64_t> *option : {&entries, &batch})
    if (*option < 1) {
      llvm::errs() << "aec: error: --" << option->ArgStr << " is " << *option
                   << ", expected at least 1\n";
      return false;
    }
  return true;
}

static llvm::StringRef textOf(const ParameterReport &parameter) {
  switch (parameter.verdict) {
  case Verdict::Ok:
    return parameter.vanishes ? "ok, it is 0" : "ok";
  case Verdict::WrongGradient:
    return "WRONG GRADIENT";
  case Verdict::WrongFastPath:
    return "FAST PATH DIFFERS";
  case Verdict::WrongStep:
    return "STEP DIFFERS";
  case Verdict::TooFew:
    return "TOO MANY KINKS";
  }
  llvm_unreachable("a verdict without a text");
}

static void printReport(llvm::raw_ostream &out, const ObjectiveReport &report) {
  size_t width = 9;
  for (const ParameterReport &parameter : report.parameters)
    width = std::max(width, parameter.name.size());
  std::string row = "  {0,-" + std::to_string(width) +
                    "} {1,-10} {2,7} {3,5} {4,12} {5,9} {6,9}  {7}\n";
  out << "objective " << report.name << ": loss "
      << llvm::format("%.6g, fast path off by %.1e\n", report.loss,
                      report.lossError);
  auto print = [&](auto &&...cells) {
    out << llvm::formatv(row.c_str(), cells...);
  };
  print("parameter", "shape", "entries", "kinks", "differences", "fast path",
        "step", "verdict");
  auto number = [](double value) {
    std::string text;
    llvm::raw_string_ostream(text) << llvm::format("%.1e", value);
    return text;
  };
  for (const ParameterReport &parameter : report.parameters)
    print(parameter.name, parameter.shape, parameter.entries, parameter.kinks,
          number(parameter.differenceError), number(parameter.fastError),
          number(parameter.stepError), textOf(parameter));
}

/// Prints one table an objective; true where all of them are right.
static bool compareModels(CheckedModel &reference, CheckedModel &fast,
                          const CheckParameters &parameters) {
  llvm::raw_ostream &out = llvm::outs();
  out << "model " << reference.code->model().name << ", seed "
      << parameters.seed << ", batch " << parameters.batch << "\ntolerances: "
      << llvm::format(
             "finite differences (f64) %.0e, fast path (f32) %.0e, step %.0e\n",
             kDifferenceTolerance, kPrecisionTolerance, kStepTolerance);
  int64_t count = 0, wrong = 0;
  bool passed = true;
  for (size_t at = 0; at < reference.objectives.size(); ++at) {
    ObjectiveReport report;
    std::string error = checkObjective(reference, fast, at, parameters, report);
    if (!error.empty()) {
      llvm::errs() << "aec: error: objective '" << report.name << "': " << error
                   << "\n";
      return false;
    }
    printReport(out, report);
    passed &= report.passed();
    count += report.parameters.size();
    wrong +=
        llvm::count_if(report.parameters, [](const ParameterReport &parameter) {
          return parameter.verdict != Verdict::Ok;
        });
  }
  if (passed)
    out << "all " << count << " gradients agree\n";
  else if (wrong)
    out << wrong << " of " << count << " gradients are wrong\n";
  else
    out << "losses of the fast path differ\n";
  return passed;
}

static LogicalResult check(ModuleOp module, const CheckCommandLine &line,
                           bool &passed) {
  llvm::SmallString<128> folder;
  if (std::error_code error =
          llvm::sys::fs::createUniqueDirectory("aec-check", folder))
    return mlir::emitError(module.getLoc(),
                           "cannot create a temporary folder: ")
           << error.message();
  llvm::scope_exit remove([&] { llvm::sys::fs::remove_directories(folder); });
  CheckBuildOptions options;
  options.linker = line.linker;
  options.seedFault = line.seedFault;
  options.folder = folder.str();
  options.configure = [](PassManager &manager) {
    return applyPassManagerCLOptions(manager);
  };
  if (failed(selectModel(module, line.source.model)) ||
      failed(prepareCheck(module, options)))
    return failure();
  CheckBuildOptions exact = options, quick = options;
  exact.f64 = true;
  quick.target = line.target;
  if (!line.seedFastFault.empty())
    quick.seedFault = line.seedFastFault;
  FailureOr<CheckedModel> reference = buildCheckedModel(module, exact);
  if (failed(reference))
    return failure();
  FailureOr<CheckedModel> fast = buildCheckedModel(module, quick);
  if (failed(fast))
    return failure();
  passed =
      compareModels(*reference, *fast, {line.entries, line.batch, line.seed});
  return success();
}

static const char overview[] =
    R"(compares the gradients of a definition with finite differences

Every parameter's gradient is compared with central finite differences of the
loss in f64, and the fast path's (f32) gradients and training steps with those of
the reference path. Entries are compared together along two random directions, and
by halves where that disagrees. Entries where the loss is not smooth are counted as
kinks and replaced. Exits with 1 where anything disagrees.
)";

int aec::runCheck(int argc, char **argv) {
  CheckCommandLine line;
  registerMLIRContextCLOptions();
  registerPassManagerCLOptions();
  registerAsmPrinterCLOptions();
  cl::HideUnrelatedOptions(line.category);
  cl::ParseCommandLineOptions(argc, argv, overview);
  if (!line.valid())
    return 1;

  // The fault is planted by its name, as tests give it.
  if (!line.seedFault.empty() || !line.seedFastFault.empty())
    registerAllPasses();
  std::unique_ptr<SourceFile> file =
      SourceFile::open(line.source.input, line.source.sizes.settings());
  if (!file)
    return 1;
  OwningOpRef<ModuleOp> module = file->parse();
  bool passed = false;
  return module && succeeded(check(*module, line, passed)) && passed ? 0 : 1;
}
