//===- Inputs.h - From --data to prepared samples -------------------------===//
//
// Files bind to inputs by name; one without a name belongs to the first input.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_INPUTS_H
#define AEC_LIB_RUNTIME_COMMANDS_INPUTS_H

#include "../Samples.h"

#include <map>
#include <string>
#include <vector>

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

/// Reads and prepares (without normalisers) the data of all slots.
Samples loadSamples(const std::string &flag,
                    const std::vector<std::string> &arguments,
                    const std::vector<Slot> &slots, ThreadPool &pool);

/// The inputs that the objectives of `model` use, keyed by their index.
std::vector<Slot> trainingSlots(const aec_model &model);

/// The arguments of an entry, keyed by their position.
std::vector<Slot> entrySlots(const aec_model &model, const aec_entry &entry);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_INPUTS_H
