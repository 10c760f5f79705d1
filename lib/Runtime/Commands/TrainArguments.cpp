//===- TrainArguments.cpp - Options of "train" ----------------------------===//
//
// Options that belong together are one group of the help.
//
//===----------------------------------------------------------------------===//
#include "TrainArguments.h"

#include "Commands.h"
#include "Options.h"

#include "../Error.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>

using namespace aec::runtime;

bool aec::runtime::parseShare(const std::string &text, double &share) {
  const char *last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, share);
  return error == std::errc() && end == last;
}

/// The message about a share out of range, empty without one.
static std::string checkShare(std::string &text) {
  double share = 0;
  if (!parseShare(text, share) || (share >= 0 && share < 1))
    return "";
  return "expected a share below 1 or a file, found " + quote(text);
}

std::optional<double> aec::runtime::parseDuration(const std::string &text) {
  static const std::map<std::string, double> units = {
      {"", 1}, {"s", 1}, {"m", 60}, {"h", 3600}};
  double value = 0;
  const char *last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, value);
  auto unit = units.find(std::string(end, last));
  if (error != std::errc() || unit == units.end() || !(value > 0) ||
      !std::isfinite(value * unit->second))
    return std::nullopt;
  return value * unit->second;
}

static void addData(CLI::App &app, TrainArguments &a) {
  addFiles(app, "--data", a.data,
           "Training data: IDX, .npy, .npz, CSV, WAV, .txt, also .gz; a folder "
           "of .png");
  addFiles(app, "--validation", a.validation,
           "Share of the data (its last rows) or file to validate on")
      ->check(CLI::Validator(checkShare, ""))
      ->type_name("SHARE|[NAME=]FILE");
  addReading(app, a.reading);
}

static void addTraining(CLI::App &app, TrainArguments &a) {
  addWhole(app, "--epochs", a.epochs, 1, "Passes over the data")
      ->capture_default_str();
  addWhole(app, "--batch-size", a.batchSize, 1, "Samples a step")
      ->capture_default_str();
  addWhole(app, "--accumulate", a.accumulate, 1,
           "Batches an update: the mean of their gradients is that of a batch "
           "N times as large, in the memory of a small one")
      ->capture_default_str();
  addPositive(app, "--learning-rate", a.learningRate,
              "Base learning rate instead of the definition's");
  addWhole(app, "--seed", a.seed, 0, "Seed of weights, order and noise")
      ->capture_default_str();
  addThreads(app, a.threads);
  app.add_flag("--no-shuffle", a.noShuffle, "Keep the order of the file");
  app.add_option("--augment", a.augment,
                 "Vary training samples: shift=N pixels (edge repeats the "
                 "border), flip, flip-vertical of pictures; noise=X of numbers")
      ->type_name("LIST");
  app.add_flag("--overfit-one-batch", a.overfitOneBatch,
               "Train on the first batch alone: a model that cannot learn it "
               "has a mistake");
}

static void addStops(CLI::App &app, TrainArguments &a) {
  auto checkTime = [](std::string &text) -> std::string {
    if (parseDuration(text))
      return "";
    return "expected a time such as 90s, 10m or 1.5h, found " + quote(text);
  };
  app.add_option("--max-time", a.maxTime,
                 "Stop after this time of this run: 90s, 10m, 1.5h")
      ->check(CLI::Validator(checkTime, ""))
      ->type_name("TIME")
      ->group("Stopping");
  addPositive(app, "--target-loss", a.targetLoss,
              "Stop when the monitored loss is at most this")
      ->group("Stopping");
  addWhole(app, "--patience", a.patience, 1,
           "Stop after N epochs in which the monitored loss did not fall")
      ->group("Stopping");
  addPositive(app, "--min-delta", a.minDelta,
              "What a fall must exceed to end the wait of --patience")
      ->group("Stopping");
  app.add_option("--monitor", a.monitor,
                 "Loss that decides: validation (default where there is one), "
                 "loss, or a term as the log names it")
      ->type_name("NAME")
      ->group("Stopping");
  app.add_flag("--no-best", a.noBest,
               "Write the last weights, not those of the best epoch")
      ->group("Stopping");
}

static void addOutputs(CLI::App &app, TrainArguments &a) {
  app.add_option("--weights", a.weights, "File to write the weights to")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--init", a.init, "Start from the weights of this file")
      ->type_name("FILE");
  app.add_option("--log", a.log, "File for one JSON line an epoch")
      ->type_name("FILE");
  app.add_option("--tensorboard", a.tensorboard,
                 "Folder for TensorBoard's event files")
      ->type_name("DIR");
  app.add_flag("--quiet", a.quiet, "Print warnings and errors only");
}

static void addCheckpoints(CLI::App &app, TrainArguments &a) {
  app.add_option("--checkpoint", a.checkpoint,
                 "Folder for checkpoints, which --resume continues from")
      ->type_name("DIR")
      ->group("Checkpoints");
  addWhole(app, "--every", a.every, 1,
           "Steps from one checkpoint to the next (default: an epoch)")
      ->group("Checkpoints");
  addWhole(app, "--keep", a.keep, 1, "Newest checkpoints to keep")
      ->capture_default_str()
      ->group("Checkpoints");
  app.add_flag("--resume", a.resume,
               "Continue bit for bit from the newest checkpoint; start afresh "
               "where there is none")
      ->group("Checkpoints");
}

void aec::runtime::addTrainOptions(CLI::App &app, TrainArguments &a,
                                   const aec_model &model,
                                   const std::string &program) {
  a.weights = defaultWeights(model);
  a.epochs = model.default_epochs > 0 ? model.default_epochs : 10;
  a.batchSize = model.default_batch_size > 0 ? model.default_batch_size : 32;
  addData(app, a);
  addTraining(app, a);
  addStops(app, a);
  addOutputs(app, a);
  addCheckpoints(app, a);
  addCalibration(app, model, a.calibration);
  addWhole(app, "--bench-steps", a.benchSteps, 1,
           "Time N steps on full batches and print JSON; trains on noise "
           "without --data and writes no file")
      ->group("Developer");
  app.footer(
      "Examples:\n  " + program +
      " train --data train.npy --epochs 20 --validation 0.1\n  " + program +
      " train --data train.npy --validation 0.1 --epochs 500 "
      "--patience 10\n  " +
      program +
      " train --data images-idx3-ubyte.gz --checkpoint run --resume\n"
      "  " +
      program +
      " train --data more.csv --init first.safetensors "
      "--learning-rate 1e-4 --log run.jsonl\n"
      "Exit codes: 0 success, 1 failure, 2 usage, 3 a loss or weight "
      "not finite,\n  129, 130, 141 and 143 ended early by SIGHUP, SIGINT "
      "(Ctrl-C), SIGPIPE and SIGTERM, all saved");
}

void aec::runtime::checkTrainOptions(TrainArguments &a, const CLI::App &app) {
  a.hasEpochs = app.count("--epochs");
  a.hasLearningRate = app.count("--learning-rate");
  a.hasTargetLoss = app.count("--target-loss");
  for (const char *option : {"--every", "--keep", "--resume"})
    if (app.count(option) && a.checkpoint.empty())
      throw UsageError(concat(option, " needs --checkpoint DIR"));
  if (app.count("--min-delta") && !a.patience)
    throw UsageError("--min-delta needs --patience N");
  if (a.noBest && !a.monitor.empty() && !a.patience && !a.hasTargetLoss)
    throw UsageError("--monitor decides nothing with --no-best and without "
                     "--patience or --target-loss");
  if (a.overfitOneBatch && !a.validation.empty())
    throw UsageError("--overfit-one-batch trains on one batch alone; leave "
                     "out --validation");
  if (a.overfitOneBatch && !a.augment.empty())
    throw UsageError("--overfit-one-batch learns one batch by heart; leave "
                     "out --augment");
}

static Monitored monitorOf(const TrainArguments &arguments,
                           const aec_model &model, bool validation) {
  std::vector<Monitored> all = monitorsOf(model, validation);
  if (arguments.monitor.empty())
    return all[0];
  std::vector<std::string> names;
  std::string known;
  for (const Monitored &monitored : all) {
    if (monitored.name == arguments.monitor)
      return monitored;
    known += (known.empty() ? "" : ", ") + monitored.name;
    names.push_back(monitored.name);
  }
  if (!validation && arguments.monitor.rfind("validation", 0) == 0)
    throw UsageError(concat("--monitor ", arguments.monitor,
                            " needs --validation SHARE or FILE"));
  std::string near = nearest(arguments.monitor, names);
  throw UsageError(concat("--monitor: no such loss ", quote(arguments.monitor),
                          "; known: ", known,
                          near.empty() ? "" : ". Did you mean " + near + "?"));
}

TrainOptions aec::runtime::trainOptions(const TrainArguments &arguments,
                                        const aec_model &model,
                                        bool validation) {
  TrainOptions options;
  options.epochs = arguments.epochs;
  options.batchSize = arguments.batchSize;
  options.accumulate = arguments.accumulate;
  if (options.accumulate > 1 && !hasHalves(model))
    throw UsageError("--accumulate needs what aec compile leaves out with "
                     "--accumulation=false; compile the program without that");
  options.gradientNorm =
      !(arguments.log.empty() && arguments.tensorboard.empty());
  options.seed = arguments.seed;
  options.shuffle = !arguments.noShuffle;
  options.oneBatch = arguments.overfitOneBatch;
  if (!arguments.augment.empty())
    options.augmentation = parseAugmentation(arguments.augment, model);
  if (arguments.hasLearningRate)
    options.learningRate = arguments.learningRate;
  options.monitor = monitorOf(arguments, model, validation);
  // Of several objectives no one loss tells which epoch is the best: in an
  // adversarial game the first one's least is no sign of a good end.
  bool judged = validation && model.objective_count == 1;
  options.keepBest = !arguments.noBest && (judged || arguments.patience ||
                                           !arguments.monitor.empty());
  options.minDelta = arguments.minDelta;
  options.patience = arguments.patience;
  if (arguments.hasTargetLoss)
    options.targetLoss = arguments.targetLoss;
  if (!arguments.maxTime.empty())
    options.maxSeconds = *parseDuration(arguments.maxTime);
  return options;
}
