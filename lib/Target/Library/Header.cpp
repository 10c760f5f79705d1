//===- Header.cpp - The C header of a model's library ---------------------===//
//
// C99 that is C++ as well. Every name has the model's in front, statuses too,
// so that two models fit into one program; only what a caller must know is in
// comments, the rest is in docs/embedding.md.
//
//===----------------------------------------------------------------------===//
#include "aec/Runtime/Library.h"
#include "aec/Target/Library.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace aec;

static StringRef typeOf(int64_t dtype) {
  static const StringRef names[] = {"float", "double", "int32_t", "int64_t",
                                    "uint8_t"};
  return names[dtype];
}

namespace {
class Writer {
public:
  Writer(const LibraryInterface &library, raw_ostream &out)
      : library(library), out(out), macro(library.macro),
        prefix(library.prefix) {}
  void write();

private:
  void writeConstants();
  void writeMemory();
  void writeStatuses();
  void writeTypes();
  void writeLife();
  void writeTraining();
  void writeEntries();
  std::string largest(ArrayRef<aec_batch_bytes> lines) const;
  /// Their parameters, each with a comma behind it.
  std::string parameters(const std::vector<LibraryArgument> &arguments,
                         StringRef qualifier) const;

  const LibraryInterface &library;
  raw_ostream &out;
  const std::string &macro, &prefix;
};
} // namespace

static void writeConstant(raw_ostream &out, const LibraryConstant &constant) {
  out << "#define " << constant.name << " " << constant.value;
  if (!constant.comment.empty())
    out << " /* " << constant.comment << " */";
  out << "\n";
}

void Writer::writeConstants() {
  out << "/* The definition, the batch of its training, its parameters. */\n"
      << "#define " << macro << "_HASH \"" << library.hash << "\"\n"
      << "#define " << macro << "_BATCH " << library.batch << "\n"
      << "#define " << macro << "_PARAMETERS " << library.parameters << "\n\n"
      << "/* Elements of a row. */\n";
  for (const LibraryConstant &size : library.sizes)
    writeConstant(out, size);
  out << "\n/* Places in the losses of a step. */\n#define " << macro
      << "_LOSSES " << library.losses.size() << "\n";
  for (const LibraryConstant &loss : library.losses)
    writeConstant(out, loss);
}

/// A balanced tree of maxima: an argument of a macro is written twice, so that
/// a chain of ten would be written a thousand times.
std::string Writer::largest(ArrayRef<aec_batch_bytes> lines) const {
  if (lines.empty())
    return "0";
  if (lines.size() == 1)
    return ("(" + Twine(lines[0].fixed) + " + " + Twine(lines[0].per_sample) +
            " * " + macro + "_ROWS(batch))")
        .str();
  size_t half = lines.size() / 2;
  return macro + "_MAX(" + largest(lines.take_front(half)) + ", " +
         largest(lines.drop_front(half)) + ")";
}

void Writer::writeMemory() {
  out << "\n/* Bytes of memory that a model takes for batches of up to `batch` "
         "rows: a\n   constant where `batch` is one. */\n#define "
      << macro << "_MEMORY_BYTES(batch) ((size_t)(" << library.fixedBytes
      << " + " << library.sampleBytes << " * " << macro << "_ROWS(batch) + "
      << largest(library.lines) << "))\n#define " << macro
      << "_ROWS(batch) (((int64_t)(batch) + 15) / 16 * 16)\n#define " << macro
      << "_MAX(a, b) ((a) > (b) ? (a) : (b))\n\n";
}

void Writer::writeStatuses() {
  out << "/* What functions return. */\ntypedef enum " << prefix
      << "_status {\n";
#define AEC_LIBRARY_STATUS(name, value, text)                                  \
  out << "  " << macro << "_" #name " = " #value << ", /* " text " */\n";
  AEC_LIBRARY_STATUSES(AEC_LIBRARY_STATUS)
#undef AEC_LIBRARY_STATUS
  out << "  " << macro << "_STATUS_INT = 0x7fffffff\n} " << prefix
      << "_status;\n\n";
}

void Writer::writeTypes() {
  out << "/* What init may be told; 0 stands for the default. */\n"
      << "typedef struct " << prefix << "_options {\n"
      << "  int64_t batch;           /* rows of a step at most (" << macro
      << "_BATCH) */\n"
      << "  int64_t seed;            /* of initial weights and draws */\n"
      << "  int64_t threads;         /* 1: the caller's, no other (1) */\n"
      << "  int64_t epochs;          /* planned, for schedules (the "
         "definition's) */\n"
      << "  int64_t steps_per_epoch; /* for schedules"
      << (library.scheduled ? "; train_step needs it" : "") << " */\n} "
      << prefix << "_options;\n\n"
      << "typedef struct " << prefix << "_model " << prefix << "_model;\n\n";
}

void Writer::writeLife() {
  out << "/* Makes a model with initial weights at the start of `memory`, "
         "which "
         "must stay\n   where it is until close. `options` may be NULL. */\n"
      << prefix << "_status " << prefix
      << "_init(void *memory, size_t bytes, const " << prefix
      << "_options *options,\n    " << prefix << "_model **model);\n\n"
      << "/* " << macro << "_MEMORY_BYTES as a function; 0 for a batch out of "
      << "range. */\nsize_t " << prefix << "_memory_bytes(int64_t batch);\n\n"
      << "/* Ends the threads of the model and frees what load kept of a file; "
         "the\n   memory is the caller's again. "
         "*/\n"
      << prefix << "_status " << prefix << "_close(" << prefix
      << "_model *model);\n\n"
      << "/* What a status means, and what else the model's last call had to "
         "say (\"\":\n   nothing). */\n"
      << "const char *" << prefix << "_error_text(" << prefix
      << "_status status);\nconst char *" << prefix << "_message(const "
      << prefix << "_model *model);\n\n"
      << "/* Weights from a safetensors file or its bytes; nothing changes on "
         "an error. */\n"
      << prefix << "_status " << prefix << "_load(" << prefix
      << "_model *model, const char *path);\n"
      << prefix << "_status " << prefix << "_load_memory(" << prefix
      << "_model *model, const void *bytes, size_t size);\n\n"
      << "/* Writes the weights; at every moment the path is the old file or "
         "the whole new\n   one. */\n"
      << prefix << "_status " << prefix << "_save(" << prefix
      << "_model *model, const char *path);\n\n"
      << "/* The key of random draws from now on. */\n"
      << prefix << "_status " << prefix << "_set_seed(" << prefix
      << "_model *model, int64_t seed);\n\n";
}

std::string Writer::parameters(const std::vector<LibraryArgument> &arguments,
                               StringRef qualifier) const {
  std::string text;
  for (const LibraryArgument &argument : arguments)
    text += (qualifier + typeOf(argument.tensor.dtype) + " *" + argument.name +
             ", ")
                .str();
  return text;
}

static std::string shapes(const std::vector<LibraryArgument> &arguments) {
  SmallVector<std::string> parts;
  for (const LibraryArgument &argument : arguments)
    parts.push_back(argument.name + "[rows][" + argument.size + "]");
  return join(parts, ", ");
}

void Writer::writeTraining() {
  std::string rows = parameters(library.inputs, "const ") + "int64_t rows";
  std::string takes = shapes(library.inputs);
  if (library.fits)
    out << "/* Fits the normalisers, before the first step: " << takes
        << ". */\n"
        << prefix << "_status " << prefix << "_fit(" << prefix
        << "_model *model, " << rows << ");\n\n";
  out << "/* One step on a batch, 1 row to the options' batch: " << takes
      << ".\n   A learning_rate of 0 is the definition's. losses[" << macro
      << "_LOSSES] may be NULL; an objective\n   that was not due "
      << "leaves NaN. */\n"
      << prefix << "_status " << prefix << "_train_step(" << prefix
      << "_model *model, " << rows
      << ", double learning_rate,\n    double *losses);\n\n"
      << "/* The same losses without a step: means over any number of rows. "
         "*/\n"
      << prefix << "_status " << prefix << "_evaluate(" << prefix
      << "_model *model, " << rows << ", double *losses);\n\n";
}

void Writer::writeEntries() {
  if (!library.entries.empty())
    out << "/* Any number of rows. */\n\n";
  for (const LibraryEntry &entry : library.entries) {
    out << "/* ";
    if (!entry.inputs.empty())
      out << shapes(entry.inputs) << " -> ";
    std::string results = parameters(entry.outputs, "");
    out << shapes(entry.outputs) << " */\n"
        << prefix << "_status " << entry.name << "(" << prefix
        << "_model *model, " << parameters(entry.inputs, "const ")
        << "int64_t rows, " << StringRef(results).drop_back(2) << ");\n\n";
  }
}

void Writer::write() {
  out << "/* Model \"" << library.model
      << "\" as a library, made by aec. Rows are row-major; floating-point "
         "values are\n   taken as the program takes those of an .npy file. One "
         "call at a time for a model. */\n#ifndef "
      << macro << "_H\n#define " << macro
      << "_H\n\n#include <stddef.h>\n#include <stdint.h>\n\n#ifdef "
         "__cplusplus\nextern \"C\" {\n#endif\n\n";
  writeConstants();
  writeMemory();
  writeStatuses();
  writeTypes();
  writeLife();
  writeTraining();
  writeEntries();
  out << "#ifdef __cplusplus\n}\n#endif\n\n#endif /* " << macro << "_H */\n";
}

void aec::writeLibraryHeader(const LibraryInterface &library,
                             raw_ostream &out) {
  Writer(library, out).write();
}
