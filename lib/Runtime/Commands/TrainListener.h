//===- TrainListener.h - Where a training run leaves its traces -----------===//
//
// Terminal, log, event file and checkpoints hear of the same reports. A
// checkpoint that cannot be written is a warning: the run is worth more than
// its copy.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_TRAINLISTENER_H
#define AEC_LIB_RUNTIME_COMMANDS_TRAINLISTENER_H

#include "TrainArguments.h"

#include "../Checkpoints/Checkpoint.h"
#include "../Checkpoints/CheckpointFolder.h"
#include "../Logs/Console.h"
#include "../Logs/EventFile.h"
#include "../Logs/RunLog.h"
#include "../Support/Interrupts.h"

#include <memory>

#include <functional>
#include <map>

namespace aec::runtime {

/// Saves the states of a session as the loop passes by.
class Checkpointer {
public:
  /// `folder` and `states` must outlive it. `every` 0: at the end of an epoch.
  Checkpointer(CheckpointFolder &folder, const States &states,
               const Settings &settings, bool keepBest, int64_t every)
      : folder(folder), states(states), settings(settings), keepBest(keepBest),
        every(every) {}

  /// Whether pass() saves here: where `every` steps are done.
  bool isDue(const TrainProgress &progress) const {
    return !(every ? progress.step % every : progress.batch);
  }
  /// Saves where that is due; warns where it fails.
  void pass(const TrainProgress &progress);
  /// Saves unless that is done. Throws Error.
  void save(const TrainProgress &progress);
  /// The newest file, empty before the first.
  const std::string &newest() const { return saved; }
  void continues(const std::string &path, const TrainProgress &progress);
  /// Gives what a weights file would say beside its tensors.
  std::function<std::map<std::string, std::string>(const TrainProgress &)>
      notes;

private:
  CheckpointFolder &folder;
  const States &states;
  Settings settings;
  bool keepBest;
  int64_t every;
  std::string saved;
  int64_t savedStep = -1, savedEpoch = -1;
};

class Listener : public TrainListener {
public:
  /// `checkpointer` may be null.
  Listener(const aec_model &model, const TrainArguments &arguments,
           const TrainOptions &options, const TrainProgress &start,
           Checkpointer *checkpointer);
  void onStep(int64_t epoch, int64_t done, int64_t steps,
              const std::vector<double> &losses) override;
  void onEpoch(const EpochReport &report) override;
  void onBoundary(const TrainProgress &progress) override;
  bool wantsBoundary(const TrainProgress &progress) override {
    return checkpointer && checkpointer->isDue(progress);
  }
  bool interrupted() override { return interrupts.received() != 0; }
  int signal() const { return interrupts.received(); }
  /// Takes the bar off the terminal: lines follow.
  void close() { progress.reset(); }

private:
  RunLog log;
  EventFile events;
  std::unique_ptr<Progress> progress;
  Checkpointer *checkpointer;
  Interrupts interrupts;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_TRAINLISTENER_H
