//===- Source.h - Options of every command that reads a definition --------===//
#ifndef AEC_LIB_DRIVER_COMMANDS_SOURCE_H
#define AEC_LIB_DRIVER_COMMANDS_SOURCE_H

#include "../Sizes.h"

#include "llvm/Support/CommandLine.h"

namespace aec {

/// The file, which of its models, and with which sizes.
struct SourceOptions {
  explicit SourceOptions(llvm::cl::OptionCategory &category)
      : input(llvm::cl::Positional, llvm::cl::desc("<model.mlir>"),
              llvm::cl::init("-"), llvm::cl::cat(category)),
        model("model",
              llvm::cl::desc("The model to take where the file has several"),
              llvm::cl::value_desc("name"), llvm::cl::cat(category)),
        sizes(category) {}

  llvm::cl::opt<std::string> input, model;
  SizesOption sizes;
};

/// The program that links what was compiled.
struct LinkerOption : llvm::cl::opt<std::string> {
  explicit LinkerOption(llvm::cl::OptionCategory &category)
      : opt("linker", llvm::cl::desc("An lld; default: ld.lld-22, ld.lld"),
            llvm::cl::value_desc("program"), llvm::cl::cat(category)) {}
};

} // namespace aec

#endif // AEC_LIB_DRIVER_COMMANDS_SOURCE_H
