//===- Version.cpp - What --version prints --------------------------------===//
#include "aec/Driver/Version.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

std::string aec::versionText(llvm::StringRef tool) {
  return (tool + " " AEC_VERSION ", LLVM " LLVM_VERSION_STRING "\n").str();
}

void aec::setVersionOf(llvm::StringRef tool) {
  llvm::cl::SetVersionPrinter(
      [text = versionText(tool)](llvm::raw_ostream &stream) {
        stream << text;
      });
}
