//===- EntryRun.h - From arguments to a written result --------------------===//
//
// Apart from the command line, so that its steps stay small.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_ENTRYRUN_H
#define AEC_LIB_RUNTIME_COMMANDS_ENTRYRUN_H

#include "Inputs.h"

#include "aec/Runtime/Abi.h"

#include <string>
#include <vector>

namespace aec::runtime {

struct EntryArguments {
  std::vector<std::string> data, out, conditions;
  std::string weights;
  int64_t batchSize = 256, threads = 0, pictures = 20;
  /// Rows of an entry without data, and the key of its draws.
  int64_t count = 20, seed = 0;
  bool normalized = false;
  Reading reading;
};

/// Loads weights and data, calls the entry batch by batch and writes what
/// --out asks for. Throws Error; nothing is written then.
void runEntry(const EntryArguments &arguments, const aec_model &model,
              const aec_entry &entry);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_ENTRYRUN_H
