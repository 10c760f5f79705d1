//===- Output.cpp - What `aec compile` writes -----------------------------===//
//
// Text, an object, or what lld makes of one. Files are finished beside their
// place and renamed into it.
//
//===----------------------------------------------------------------------===//
#include "Output.h"
#include "Library.h"
#include "Link.h"
#include "aec/Target/CPU.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"

using namespace aec;

llvm::Error
aec::writeText(llvm::StringRef path,
               llvm::function_ref<void(llvm::raw_ostream &)> print) {
  return llvm::writeToOutput(path.empty() ? "-" : path,
                             [&](llvm::raw_ostream &out) {
                               print(out);
                               return llvm::Error::success();
                             });
}

std::string aec::outputPath(const CompileOptions &options,
                            llvm::StringRef name) {
  if (!options.output.empty())
    return options.output;
  if (options.emit == Emit::Lib)
    return ("lib" + name + ".a").str();
  llvm::StringRef suffix = options.emit == Emit::Object   ? ".o"
                           : options.emit == Emit::Shared ? ".so"
                                                          : "";
  return (name + suffix).str();
}

/// The device's code, or what LLVM made of the host's.
static llvm::Error writeListing(const llvm::Module &linked,
                                const CompileOptions &options,
                                llvm::ArrayRef<ModelDescription> models) {
  return writeText(options.output, [&](llvm::raw_ostream &out) {
    if (options.emit == Emit::LLVMIR)
      return linked.print(out, nullptr);
    for (const ModelDescription &model : models)
      if (model.device)
        out << model.device->ptx;
  });
}

/// What `models` ask of a link. Beside the output, so that renaming it into
/// place cannot cross file systems.
static LinkOptions linkOptions(const CompileOptions &options,
                               llvm::ArrayRef<ModelDescription> models,
                               const std::string &output) {
  bool isShared = options.emit == Emit::Shared;
  LinkOptions linking;
  linking.object = output + ".tmp.o";
  linking.output = output + ".tmp";
  linking.linker = options.linker;
  linking.product = isShared ? Product::Shared : Product::Program;
  linking.exports = {"aec.*", "aec_models", "aec_runtime_*"};
  linking.keepSymbols = options.keepSymbols;
  for (const ModelDescription &model : models) {
    linking.oneDnn |= !model.matmuls.empty();
    linking.jpeg |= options.emit == Emit::Exe && model.compressesPictures();
    linking.loadsLibraries |= model.device.has_value();
  }
  return linking;
}

llvm::Error aec::writeOutput(llvm::Module &linked, llvm::TargetMachine &machine,
                             const CompileOptions &options,
                             llvm::ArrayRef<ModelDescription> models,
                             const LibraryInterface *library) {
  if (options.emit == Emit::LLVMIR || options.emit == Emit::PTX)
    return writeListing(linked, options, models);
  llvm::StringRef name = models.front().name;
  std::string output = outputPath(options, name.empty() ? "a.out" : name);
  auto writeObject = [&](llvm::raw_ostream &out) -> llvm::Error {
    llvm::SmallVector<char, 0> bytes;
    llvm::raw_svector_ostream stream(bytes);
    if (llvm::Error error = emitObject(linked, machine, stream))
      return error;
    out.write(bytes.data(), bytes.size());
    return llvm::Error::success();
  };
  if (options.emit == Emit::Object)
    return llvm::writeToOutput(output, writeObject);
  LinkOptions linking = linkOptions(options, models, output);
  llvm::FileRemover object(linking.object), unfinished(linking.output);
  if (llvm::Error error = llvm::writeToOutput(linking.object, writeObject)) {
    llvm::consumeError(std::move(error));
    return llvm::createStringError("cannot write " + output +
                                   ": no file can be made in its folder");
  }
  if (library)
    return linkLibrary(linking, *library, output);
  if (llvm::Error error = link(linking))
    return error;
  if (std::error_code error = llvm::sys::fs::rename(linking.output, output))
    return llvm::createStringError("cannot write " + output + ": " +
                                   error.message());
  return llvm::Error::success();
}
