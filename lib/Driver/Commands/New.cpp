//===- New.cpp - aec new --------------------------------------------------===//
//
// Copies what an author of an example wrote and nothing a script made beside
// it: in the build tree the examples are the sources' own, where data of
// earlier runs may lie. Nothing that exists is written over.
//
//===----------------------------------------------------------------------===//
#include "../Link.h"
#include "Commands.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace {
struct NewCommandLine {
  cl::OptionCategory category{"aec new"};
  cl::opt<std::string> example{cl::Positional, cl::desc("<example>"),
                               cl::cat(category)};
  cl::opt<std::string> folder{cl::Positional, cl::desc("[folder]"),
                              cl::cat(category)};
};
} // namespace

static int fail(const Twine &message) {
  errs() << "aec: error: " << message << "\n";
  return 1;
}

static bool isWritten(StringRef path) {
  StringRef extension = sys::path::extension(path);
  return extension == ".mlir" || extension == ".md" || extension == ".py";
}

/// Names of the folders in `root` that hold a model, sorted.
static std::vector<std::string> examplesIn(StringRef root) {
  std::vector<std::string> names;
  std::error_code error;
  for (sys::fs::directory_iterator it(root, error), end; it != end && !error;
       it.increment(error)) {
    SmallString<256> model(it->path());
    sys::path::append(model, "model.mlir");
    if (sys::fs::exists(model))
      names.push_back(sys::path::filename(it->path()).str());
  }
  llvm::sort(names);
  return names;
}

static int reportUnknown(StringRef name, ArrayRef<std::string> names) {
  StringRef nearest;
  unsigned least = 4;
  for (StringRef candidate : names)
    if (unsigned distance = name.edit_distance(candidate, true, least);
        distance < least) {
      least = distance;
      nearest = candidate;
    }
  std::string list = join(names, ", ");
  if (nearest.empty())
    return fail("no example '" + name + "', expected one of " + list);
  return fail("no example '" + name + "', did you mean '" + nearest +
              "'? Examples: " + list);
}

static std::error_code copyFiles(StringRef from, StringRef to) {
  std::error_code error = sys::fs::create_directories(to);
  if (error)
    return error;
  for (sys::fs::directory_iterator it(from, error), end; it != end && !error;
       it.increment(error)) {
    if (!isWritten(it->path()))
      continue;
    SmallString<256> target(to);
    sys::path::append(target, sys::path::filename(it->path()));
    if (std::error_code failed = sys::fs::copy_file(it->path(), target))
      return failed;
  }
  return error;
}

int aec::runNew(int argc, char **argv) {
  NewCommandLine line;
  cl::HideUnrelatedOptions(line.category);
  cl::ParseCommandLineOptions(argc, argv, "copies an example to start from\n");
  std::string root = installedFolder("share/aec/examples");
  if (root.empty())
    return fail("this installation of aec is incomplete: no share/aec/examples "
                "beside bin");
  std::vector<std::string> names = examplesIn(root);
  if (line.example.empty())
    return fail("no example named, expected one of " + join(names, ", "));
  if (!is_contained(names, line.example))
    return reportUnknown(line.example, names);
  std::string folder = line.folder.empty() ? line.example : line.folder;
  if (sys::fs::exists(folder))
    return fail("'" + folder +
                "' exists, and nothing is overwritten; name "
                "another folder: aec new " +
                line.example + " <folder>");
  SmallString<256> from(root);
  sys::path::append(from, line.example);
  if (std::error_code error = copyFiles(from, folder))
    return fail("cannot write '" + folder + "': " + error.message());
  outs() << "copied " << line.example << " to " << folder
         << "\nnext: aec compile " << folder << "/model.mlir\n";
  return 0;
}
