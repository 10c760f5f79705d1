//===- EntryRun.h - From arguments to a written result --------------------===//
//
// Apart from the command line, so that its steps stay small.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_ENTRYRUN_H
#define AEC_LIB_RUNTIME_COMMANDS_ENTRYRUN_H

#include "Inputs.h"

#include "../Model/Inference.h"
#include "../Weights/Weights.h"

#include "aec/Runtime/Abi.h"

#include <string>
#include <vector>

namespace aec::runtime {

struct EntryArguments {
  std::vector<std::string> data, out, conditions;
  std::string weights;
  int64_t batchSize = kEntryBatch, threads = 0, pictures = 20;
  /// Rows of an entry without data, and the key of its draws.
  int64_t count = 20, seed = 0;
  bool normalized = false;
  Reading reading;
};

/// --data and what addReading adds, --weights, --batch-size, --threads.
void addDataOptions(CLI::App &app, EntryArguments &arguments, bool data = true);

/// addDataOptions where `entry` takes data, and --out, which takes `out`.
void addEntryOptions(CLI::App &app, EntryArguments &arguments,
                     const aec_entry &entry, const std::string &out);

/// The weights, with a hint where the file is not there.
LoadedWeights loadTrained(Session &session, const std::string &path);

/// The command line's reading, with the columns of the training data.
Reading readingOf(const EntryArguments &arguments,
                  const LoadedWeights &weights);

/// Loads weights and data, calls the entry batch by batch and writes what
/// --out asks for. Throws Error; nothing is written then.
void runEntry(const EntryArguments &arguments, const aec_model &model,
              const aec_entry &entry);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_ENTRYRUN_H
