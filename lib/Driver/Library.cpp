//===- Library.cpp - An archive or shared library with its header ---------===//
//
// An archive holds one object, with the runtime and its C++ library inside and
// every name local but the model's functions: it links into any host, C or C++
// of whatever compiler, beside other models. The recipe: a relocatable link
// with groups dissolved, then names made local, as llvm-objcopy
// --keep-global-symbol does.
//
//===----------------------------------------------------------------------===//
#include "Library.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ObjCopy/ConfigManager.h"
#include "llvm/ObjCopy/ObjCopy.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace aec;

static bool isShared(StringRef output) { return output.ends_with(".so"); }

Error aec::checkLibrary(const ModelDescription &model, StringRef output) {
  if (!isShared(output) && !output.ends_with(".a"))
    return createStringError("--emit=lib makes an archive (-o lib%s.a) or a "
                             "shared library (-o lib%s.so), found -o %s",
                             model.name.c_str(), model.name.c_str(),
                             output.str().c_str());
  if (!model.matmuls.empty())
    return createStringError(
        "--emit=lib takes no --products=onednn: the library would be larger "
        "than all the rest of a host");
  return Error::success();
}

/// libmnist.a: mnist.h, in the same folder.
static std::string headerPath(StringRef output) {
  StringRef name = sys::path::stem(output);
  name.consume_front("lib");
  SmallString<256> path(sys::path::parent_path(output));
  sys::path::append(path, name + ".h");
  return path.str().str();
}

/// Renames a finished file into place.
static Error publish(StringRef from, StringRef to) {
  if (std::error_code error = sys::fs::rename(from, to))
    return createStringError("cannot write %s: %s", to.str().c_str(),
                             error.message().c_str());
  return Error::success();
}

/// The object at `path` with no global names but `functions`.
static Error keepGlobal(StringRef path, ArrayRef<std::string> functions,
                        bool keepSymbols, SmallVectorImpl<char> &result) {
  Expected<object::OwningBinary<object::ObjectFile>> object =
      object::ObjectFile::createObjectFile(path);
  if (!object)
    return object.takeError();
  objcopy::ConfigManager config;
  config.Common.InputFilename = config.Common.OutputFilename = path;
  for (const std::string &function : functions)
    if (Error error = config.Common.SymbolsToKeepGlobal.addMatcher(
            objcopy::NameOrPattern::create(function,
                                           objcopy::MatchStyle::Literal,
                                           [](Error error) { return error; })))
      return error;
  if (!keepSymbols) {
    config.Common.StripDebug = true;
    config.Common.StripUnneeded = true;
    config.Common.DiscardMode = objcopy::DiscardType::All;
  }
  raw_svector_ostream stream(result);
  return objcopy::executeObjcopyOnBinary(config, *object->getBinary(), stream);
}

static Error writeArchiveOf(ArrayRef<char> object, StringRef name,
                            StringRef path) {
  std::string member = (name + ".o").str();
  NewArchiveMember only(
      MemoryBufferRef(StringRef(object.data(), object.size()), member));
  return writeArchive(path, only, SymtabWritingMode::NormalSymtab,
                      object::Archive::K_GNU, /*Deterministic=*/true,
                      /*Thin=*/false);
}

Error aec::linkLibrary(LinkOptions linking, const LibraryInterface &library,
                       StringRef output) {
  std::vector<std::string> functions = libraryFunctions(library);
  std::string finished = linking.output;
  FileRemover relocatable;
  if (isShared(output)) {
    linking.product = Product::Shared;
    linking.exports = functions;
    linking.soname = sys::path::filename(output).str();
  } else {
    linking.product = Product::Relocatable;
    linking.output += ".o";
    relocatable.setFile(linking.output);
  }
  if (Error error = link(linking))
    return error;
  if (!isShared(output)) {
    SmallVector<char, 0> object;
    if (Error error =
            keepGlobal(linking.output, functions, linking.keepSymbols, object))
      return error;
    if (Error error = writeArchiveOf(object, library.prefix, finished))
      return error;
  }
  std::string header = headerPath(output), unfinished = header + ".tmp";
  FileRemover removeHeader(unfinished);
  if (Error error = writeToOutput(unfinished, [&](raw_ostream &out) {
        writeLibraryHeader(library, out);
        return Error::success();
      }))
    return error;
  if (Error error = publish(unfinished, header))
    return error;
  return publish(finished, output);
}
