//===- TrainRun.h - A run from its first step to its last line ------------===//
//
// The weights file is replaced once, at the end, by a run that ended well or
// was interrupted; one that meets a loss that is not finite writes what it has
// to a file beside it: good weights of an earlier run stay.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_TRAINRUN_H
#define AEC_LIB_RUNTIME_COMMANDS_TRAINRUN_H

#include "TrainListener.h"

namespace aec::runtime {

/// "model.last-good.safetensors" for "model.safetensors".
std::string lastGoodPath(const std::string &weights);

class TrainRun {
public:
  using Metadata = std::map<std::string, std::string>;

  const TrainArguments &arguments;
  const TrainOptions &options;
  Session &session;
  const Samples &train, &validation;
  Trainer &trainer;
  Listener &listener;
  /// May be null.
  Checkpointer *checkpointer;

  /// Trains, saves, tells. Returns the exit code; throws Error.
  int run(AtomicFile &weights, const Metadata &metadata);

private:
  [[noreturn]] void failNonFinite(const NonFiniteError &error,
                                  const Metadata &metadata);
  bool saveCheckpoint();
  void writeWeights(AtomicFile &weights, Metadata metadata);
  std::string stopText(Stop stop) const;
  std::string placeText() const;
  void say(const std::string &line) const;
  void sayHowToContinue(Stop stop) const;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_TRAINRUN_H
