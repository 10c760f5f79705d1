//===- Inputs.h - From --data to prepared samples -------------------------===//
//
// Files bind to inputs by name; one without a name belongs to the first input.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_INPUTS_H
#define AEC_LIB_RUNTIME_COMMANDS_INPUTS_H

#include "../Data/Samples.h"
#include "../Support/MemoryLimit.h"

#include <map>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace aec::runtime {

/// Binds "FILE" and "NAME=FILE" arguments of option `flag` to `names`; every
/// name must get one file where `all` is set. Throws UsageError.
std::map<std::string, std::string>
bindFiles(const std::string &flag, const std::vector<std::string> &arguments,
          const std::vector<std::string> &names, bool all);

/// An input that a command needs data for.
struct Slot {
  /// Key of the samples: an index of the caller's choice.
  int64_t key;
  aec_input input;
};

/// What of the files the samples are; the same for all verbs that take data.
struct Reading {
  /// "a,b", or "NAME=a,b" for one input.
  std::vector<std::string> columns, without;
  /// Columns to take as words.
  std::vector<std::string> categories;
  /// "NAME", or "INPUT=NAME" where it is not of the first input's file.
  std::string ids, labels;
  /// Column of the first input's file with the weights of samples, and the
  /// input that takes them (loadSamples finds it; empty where the command has
  /// none).
  std::string weights, weigher;
  int64_t window = 0, stride = 0;
  RowRange rows;
  /// Columns of the training data by input, empty where they are to be learned.
  std::map<std::string, std::vector<Column>> schemas;
  char separator = 0;
  PictureOptions pictures;
  /// The most bytes that the data may take of memory. Beyond, data goes to a
  /// temporary file in `spool` (empty: the default) where the command
  /// `streams`, and is refused elsewhere.
  int64_t memoryLimit = usableMemory() / 2;
  bool streams = false;
  std::string spool;
};

/// --columns, --without, --categories, --label-column, --id-column,
/// --separator, --rows, --window, --stride, --resize, --crop, --grey, --colour,
/// --memory-limit and --spool.
void addReading(CLI::App &app, Reading &reading);
/// --memory-limit alone.
void addMemoryLimit(CLI::App &app, int64_t &bytes, const char *about);

/// The columns and the member that `reading` gives to the input `name` of those
/// called `names`.
ReadOptions optionsFor(const std::string &name,
                       const std::vector<std::string> &names,
                       const Reading &reading);

/// Reads one file for `input`, of the inputs called `names`, and prepares it
/// (without normalisers): columns, rows and windows as `reading` says.
Dataset loadSet(const std::string &path, const aec_input &input,
                const std::vector<std::string> &names, const Reading &reading,
                ThreadPool &pool);

/// Warns of words that the vocabularies do not have, and of columns that were
/// taken by position.
void warnOfWords(const std::string &origin, const TableFacts &facts);

/// Reads and prepares (without normalisers) the data of all slots.
Samples loadSamples(const std::string &flag,
                    const std::vector<std::string> &arguments,
                    const std::vector<Slot> &slots, const Reading &reading,
                    ThreadPool &pool);

/// The input that --weight-column feeds: the only one but the first that takes
/// a floating-point number a sample; empty without one. Throws UsageError where
/// there are several.
std::string weightInput(const std::vector<Slot> &slots);

/// The inputs that the objectives of `model` use, keyed by their index.
std::vector<Slot> trainingSlots(const aec_model &model);

/// The arguments of an entry, keyed by their position.
std::vector<Slot> entrySlots(const aec_model &model, const aec_entry &entry);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_INPUTS_H
