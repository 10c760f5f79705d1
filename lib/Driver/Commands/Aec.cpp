//===- Aec.cpp - Chooses the command --------------------------------------===//
//
// The first argument is the command. LLVM's subcommands are not used: MLIR
// registers its options for the top level alone, and `aec compile
// --mlir-print-ir-after-all` must work. So each command is a program of its own
// to the command-line library.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "aec/Driver/Commands.h"
#include "aec/Driver/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace {
struct Command {
  StringRef name;
  int (*run)(int argc, char **argv);
};
} // namespace

static const Command commands[] = {{"check", aec::runCheck},
                                   {"compile", aec::runCompile},
                                   {"describe", aec::runDescribe},
                                   {"new", aec::runNew},
                                   {"verify", aec::runVerify}};

static const char help[] =
    R"(aec compiles autoencoders: a definition goes in, a program that trains the
model and uses it comes out.

  aec new mnist-dense              copy an example to ./mnist-dense
  aec describe model.mlir          layers, shapes and parameter counts
  aec compile model.mlir -o prog   make a program; ./prog train --help goes on
  aec compile model.mlir --emit=joint
                                   show a rung of the ladder: definition,
                                   explicit, joint, fused, target, buffers, llvm
  aec check model.mlir             compare its gradients with finite differences
  aec verify model.mlir            compare a training step on the CPU with a GPU's
  aec compile --help               all options
  aec --version
)";

static int reportUnknown(StringRef name) {
  const Command *nearest = nullptr;
  unsigned least = 3;
  for (const Command &command : commands)
    if (unsigned distance = name.edit_distance(command.name, true, least);
        distance < least) {
      least = distance;
      nearest = &command;
    }
  errs() << "aec: unknown command '" << name << "'";
  if (nearest)
    errs() << ", did you mean '" << nearest->name << "'?\n";
  else
    errs() << ", expected check, compile, describe, new or verify; see aec "
              "--help\n";
  return 1;
}

int aec::runAec(int argc, char **argv) {
  InitLLVM init(argc, argv);
  setVersionOf("aec");
  StringRef name = argc > 1 ? argv[1] : "--help";
  if (name == "--help" || name == "-h" || name == "help") {
    outs() << help;
    return argc > 1 ? 0 : 1;
  }
  if (name == "--version") {
    outs() << versionText("aec");
    return 0;
  }
  for (const Command &command : commands)
    if (name == command.name) {
      // What messages of the command-line library start with.
      std::string program = ("aec " + name).str();
      argv[1] = program.data();
      return command.run(argc - 1, argv + 1);
    }
  return reportUnknown(name);
}
