//===- Library.h - A model as functions for other programs ----------------===//
//
// What --emit=lib adds to the object of a program: a C header and functions
// that carry the model's name. Both are written from one description, so that
// they cannot disagree; the work is done by the runtime
// (include/aec/Runtime/Library.h).
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TARGET_LIBRARY_H
#define AEC_TARGET_LIBRARY_H

#include "aec/Target/ModelDescription.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace aec {

/// A pointer to rows that a function takes.
struct LibraryArgument {
  /// Its name in C and its macro of elements a row: "x", "MNIST_X_SIZE".
  std::string name, size;
  TensorDescription tensor;
};

/// A function for one entry of the model.
struct LibraryEntry {
  std::string name;
  std::vector<LibraryArgument> inputs, outputs;
};

/// A constant of the header.
struct LibraryConstant {
  std::string name;
  int64_t value = 0;
  /// Empty, or what it is.
  std::string comment;
};

/// Everything the header and the functions are made of.
struct LibraryInterface {
  /// In front of functions and types, and of macros: "mnist", "MNIST".
  std::string prefix, macro;
  /// The inputs that objectives use, their indices in the model, and how many
  /// it has.
  std::vector<LibraryArgument> inputs;
  std::vector<int64_t> inputIndices;
  int64_t modelInputs = 0;
  std::vector<LibraryEntry> entries;
  std::vector<LibraryConstant> sizes, losses;
  int64_t parameters = 0, batch = 0;
  /// As in aec_library.
  int64_t fixedBytes = 0, sampleBytes = 0;
  std::vector<aec_batch_bytes> lines;
  bool scheduled = false;
  /// The model has normalisers that training must fit.
  bool fits = false;
  std::string model, hash;
};

/// The interface of a model; fails where two names of it become one in C.
llvm::Expected<LibraryInterface> describeLibrary(const ModelDescription &model);

/// The names of all functions, in the header's order.
std::vector<std::string> libraryFunctions(const LibraryInterface &library);

/// Writes the C header.
void writeLibraryHeader(const LibraryInterface &library,
                        llvm::raw_ostream &out);

/// Adds the functions to `module`, which has the table of models already.
void emitLibrary(llvm::Module &module, const LibraryInterface &library);

} // namespace aec

#endif // AEC_TARGET_LIBRARY_H
