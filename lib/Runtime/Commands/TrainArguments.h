//===- TrainArguments.h - The command line of "train" ---------------------===//
//
// Options and the rules among them. What a run is made of (Settings) and what
// a user may change when resuming are told apart here.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_TRAINARGUMENTS_H
#define AEC_LIB_RUNTIME_COMMANDS_TRAINARGUMENTS_H

#include "Calibrate.h"
#include "Inputs.h"

#include "../Training/Trainer.h"

#include <optional>

namespace aec::runtime {

struct TrainArguments {
  std::vector<std::string> data, validation;
  std::string weights, init, log, tensorboard, checkpoint, monitor, maxTime,
      augment;
  int64_t epochs = 0, batchSize = 0, accumulate = 1, seed = 0, threads = 0,
          benchSteps = 0;
  int64_t patience = 0, every = 0, keep = 3;
  double learningRate = 0, targetLoss = 0, minDelta = 0;
  bool noShuffle = false, noBest = false, quiet = false, resume = false,
       overfitOneBatch = false;
  Reading reading;
  CalibrationChoice calibration;
  /// Given on the command line, and not a default.
  bool hasEpochs = false, hasLearningRate = false, hasTargetLoss = false;
  /// The command line, for the message that says how to go on.
  std::string commandLine;
};

void addTrainOptions(CLI::App &app, TrainArguments &arguments,
                     const aec_model &model, const std::string &program);

/// Notes what was given and throws UsageError where options contradict.
void checkTrainOptions(TrainArguments &arguments, const CLI::App &app);

/// The loop's options; `validation`: there are samples to validate with. Throws
/// UsageError where --monitor names nothing.
TrainOptions trainOptions(const TrainArguments &arguments,
                          const aec_model &model, bool validation);

/// True where --validation names a share and not a file.
bool parseShare(const std::string &text, double &share);

/// Seconds of "90", "90s", "10m" or "1.5h"; nothing for another text.
std::optional<double> parseDuration(const std::string &text);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_TRAINARGUMENTS_H
