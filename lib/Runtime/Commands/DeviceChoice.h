//===- DeviceChoice.h - --device, and the descriptor it chooses -----------===//
//
// The verbs and their help come from the descriptor, so that it is chosen
// before the command line is parsed: --device is taken out of it here, wherever
// it stands.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_DEVICECHOICE_H
#define AEC_LIB_RUNTIME_COMMANDS_DEVICECHOICE_H

#include "aec/Runtime/Abi.h"

#include <string>
#include <vector>

namespace aec::runtime {

class DeviceChoice {
public:
  DeviceChoice(const aec_model *const *models, int argc,
               const char *const *argv);

  /// The best descriptor for the device asked for, else for a GPU where there
  /// is code for one. Throws Error and UsageError.
  const aec_model &model() const;

  /// The words without --device.
  int argc() const { return int(words.size()); }
  const char *const *argv() const { return words.data(); }

  /// A line for --help, and the end of a message that there is no device; both
  /// empty where the program has code for one device alone.
  std::string help() const;
  std::string remedy() const;

private:
  /// Each ends with null.
  std::vector<const aec_model *> onCpu, onCuda;
  std::vector<const char *> words;
  const char *asked = nullptr;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_DEVICECHOICE_H
