//===- Link.cpp - From an object to a program -----------------------------===//
//
// Calls the linker itself and no C compiler: what the user's machine must have
// is lld and libc-dev (start files, libc.a), nothing else. The archives a
// compiler would find (libstdc++, libgcc, libpng, libjpeg, zlib) are our own
// copies, beside the runtime's, so that they fit together wherever aec is
// installed.
//
//===----------------------------------------------------------------------===//
#include "Link.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;
using namespace aec;

std::string aec::installedFolder(StringRef relative) {
  static int anchor;
  std::string self = sys::fs::getMainExecutable(nullptr, &anchor);
  SmallString<256> folder(sys::path::parent_path(sys::path::parent_path(self)));
  sys::path::append(folder, relative);
  return sys::fs::is_directory(folder) ? folder.str().str() : std::string();
}

static Expected<std::string> findLinker(StringRef asked) {
  SmallVector<StringRef, 2> names{"ld.lld-22", "ld.lld"};
  if (!asked.empty())
    names.assign({asked});
  for (StringRef name : names)
    if (ErrorOr<std::string> path = sys::findProgramByName(name))
      return *path;
  if (!asked.empty())
    return createStringError("no linker '%s'; --linker names an lld",
                             asked.str().c_str());
  return createStringError(
      "no linker: expected ld.lld-22 or ld.lld in PATH (package lld-22), or "
      "one named by --linker");
}

namespace {
/// Builds the linker's command line. Files that are missing are remembered and
/// reported once, by name.
class CommandLine {
public:
  explicit CommandLine(std::string program) {
    arguments.push_back(std::move(program));
  }
  void add(ArrayRef<StringRef> flags) {
    for (StringRef flag : flags)
      arguments.push_back(flag.str());
  }
  /// A file of the C library's development package.
  void addSystem(StringRef name);
  /// A file of ours in lib/aec.
  void addOurs(StringRef name);
  Error missing() const;
  Error run() const;

private:
  std::string support = installedFolder("lib/aec");
  std::vector<std::string> arguments, missingSystem, missingOurs;
};
} // namespace

void CommandLine::addSystem(StringRef name) {
  std::string triple = Triple::normalize(sys::getDefaultTargetTriple());
  std::string multiarch = (Triple(triple).getArchName() + "-linux-gnu").str();
  for (const std::string &folder :
       {"/usr/lib/" + multiarch, std::string("/lib/" + multiarch),
        std::string("/usr/lib64"), std::string("/usr/lib")}) {
    std::string path = folder + "/" + name.str();
    if (sys::fs::exists(path)) {
      arguments.push_back(path);
      return;
    }
  }
  missingSystem.push_back(name.str());
}

void CommandLine::addOurs(StringRef name) {
  std::string path = support + "/" + name.str();
  if (support.empty() || !sys::fs::exists(path))
    missingOurs.push_back(name.str());
  arguments.push_back(path);
}

Error CommandLine::missing() const {
  if (!missingSystem.empty())
    return createStringError(
        "linking needs %s of the C library (package libc6-dev)",
        join(missingSystem, ", ").c_str());
  if (!missingOurs.empty())
    return createStringError(
        "this installation of aec is incomplete: no %s in lib/aec beside bin",
        join(missingOurs, ", ").c_str());
  return Error::success();
}

Error CommandLine::run() const {
  SmallString<128> log;
  if (std::error_code error =
          sys::fs::createTemporaryFile("aec-link", "log", log))
    return createStringError(error, "cannot create a temporary file");
  FileRemover remover(log);
  SmallVector<StringRef> references(arguments.begin(), arguments.end());
  std::optional<StringRef> redirects[] = {std::nullopt, StringRef(log),
                                          StringRef(log)};
  std::string message;
  int status = sys::ExecuteAndWait(arguments.front(), references, std::nullopt,
                                   redirects, 0, 0, &message);
  if (status == 0)
    return Error::success();
  auto output = MemoryBuffer::getFile(log);
  StringRef said = output ? (*output)->getBuffer().trim() : StringRef(message);
  return createStringError("%s failed:\n%s", arguments.front().c_str(),
                           said.str().c_str());
}

/// Ours, main() included: an archive gives what is asked for and no more.
static void addRuntime(CommandLine &line, const LinkOptions &options) {
  if (options.oneDnn) {
    line.addOurs("libaecRuntimeOneDnn.a");
    line.addOurs("libdnnl.a");
  }
  if (options.jpeg)
    line.add({"--undefined=aec_jpeg"});
  line.addOurs("libaec-runtime.a");
}

/// What stands on the system's C library as it is where the image runs.
static void addOnSystem(CommandLine &line, const LinkOptions &options) {
  line.addSystem("crti.o");
  line.addOurs("crtbeginS.o");
  line.add({options.object});
  addRuntime(line, options);
  line.addSystem("libm.so");
  line.addSystem("libc.so");
}

/// All but the C library, whose dlopen must be that of what it opens: a driver
/// brings threads and thread-local data.
static void addHostedExecutable(CommandLine &line, const LinkOptions &options) {
  line.add({"-pie", "--dynamic-linker", "/lib64/ld-linux-x86-64.so.2"});
  line.addSystem("Scrt1.o");
  addOnSystem(line, options);
}

/// Everything in one file: it starts in any environment, whatever libraries are
/// there. Position-independent, as distributions expect of executables.
static void addExecutable(CommandLine &line, const LinkOptions &options) {
  line.add({"-static", "-pie", "--no-dynamic-linker", "-z", "text"});
  line.addSystem("rcrt1.o");
  line.addSystem("crti.o");
  line.addOurs("crtbeginS.o");
  line.add({options.object});
  line.add({"--start-group"});
  addRuntime(line, options);
  line.addSystem("libm.a");
  line.addSystem("libc.a");
  line.add({"--end-group"});
}

static Error addSharedLibrary(CommandLine &line, const LinkOptions &options,
                              StringRef exports) {
  std::error_code error;
  raw_fd_ostream script(exports, error);
  if (error)
    return createStringError(error, "cannot write %s", exports.str().c_str());
  script << "{ global: " << join(options.exports, "; ") << "; local: *; };\n";
  // Functions alone have no table of models.
  line.add({"-shared", "--undefined-version", "--version-script", exports});
  if (!options.soname.empty())
    line.add({"-soname", options.soname});
  // For hosts, and called by nothing inside.
  if (is_contained(options.exports, "aec_runtime_*"))
    line.add({"--undefined=aec_runtime_create"});
  addOnSystem(line, options);
  return Error::success();
}

/// One object for any linker: groups are dissolved, because a host's linker
/// would choose between ours and the host's of the same name.
static void addRelocatable(CommandLine &line, const LinkOptions &options) {
  line.add(
      {"-r", "--force-group-allocation", "-o", options.output, options.object});
  addRuntime(line, options);
}

/// What all images have in common; `exports` is a file that may be written.
static Error addImage(CommandLine &line, const LinkOptions &options,
                      StringRef exports) {
  // oneDNN's assembly has no stack note: say that the stack is not executable.
  line.add({"-o", options.output, "--gc-sections", "--icf=all",
            "--build-id=none", "--eh-frame-hdr", "--hash-style=gnu", "-z",
            "noexecstack", "-z", "relro", "-z", "now"});
  if (!options.keepSymbols)
    line.add({"--strip-all"});
  if (options.product == Product::Shared) {
    if (Error error = addSharedLibrary(line, options, exports))
      return error;
  } else if (options.loadsLibraries) {
    addHostedExecutable(line, options);
  } else {
    addExecutable(line, options);
  }
  line.addOurs("crtendS.o");
  line.addSystem("crtn.o");
  return Error::success();
}

Error aec::link(const LinkOptions &options) {
  Expected<std::string> linker = findLinker(options.linker);
  if (!linker)
    return linker.takeError();
  CommandLine line(*linker);
  std::string exports = options.output + ".exports";
  FileRemover remover(exports);
  if (options.product == Product::Relocatable)
    addRelocatable(line, options);
  else if (Error error = addImage(line, options, exports))
    return error;
  if (Error error = line.missing())
    return error;
  return line.run();
}
