//===- Train.cpp - The verb "train" ---------------------------------------===//
//
// Everything that can fail early fails before the first step: outputs are
// opened, weights and data read and compared. The weights file is replaced
// once, at the end; the last weights are kept.
//
//===----------------------------------------------------------------------===//
#include "Bench.h"
#include "Commands.h"
#include "Inputs.h"
#include "Options.h"

#include "../AtomicFile.h"
#include "../Console.h"
#include "../Error.h"
#include "../Normalize.h"
#include "../RunLog.h"
#include "../Weights.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <memory>

using namespace aec::runtime;

namespace {
struct TrainArguments {
  std::vector<std::string> data, validation;
  std::string weights, init, log;
  int64_t epochs = 0, batchSize = 0, seed = 0, threads = 0, benchSteps = 0;
  double learningRate = 0;
  bool noShuffle = false;
  Reading reading;
};

/// Writes epochs to the terminal and to the log.
class Listener : public TrainListener {
public:
  Listener(const aec_model &model, int64_t epochs, const std::string &log)
      : log(log, model, epochs), progress(model, epochs) {}
  void onStep(int64_t epoch, int64_t done, int64_t steps,
              const std::vector<double> &losses) override {
    progress.onStep(epoch, done, steps, losses);
  }
  void onEpoch(const EpochReport &report) override {
    progress.onEpoch(report);
    log.write(report);
  }

private:
  RunLog log;
  Progress progress;
};
} // namespace

std::string aec::runtime::defaultWeights(const aec_model &model) {
  return concat("./", model.name, ".safetensors");
}

/// True where --validation names a share and not a file.
static bool parseShare(const std::string &text, double &share) {
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

/// --rows is about the training data.
static Reading wholeFile(Reading reading) {
  reading.rows = {};
  return reading;
}

static Samples loadValidation(const TrainArguments &arguments,
                              const aec_model &model, Samples &train,
                              ThreadPool &pool) {
  double share = 0;
  if (arguments.validation.empty())
    return {};
  if (arguments.validation.size() > 1 ||
      !parseShare(arguments.validation[0], share))
    return loadSamples("--validation", arguments.validation,
                       trainingSlots(model), wholeFile(arguments.reading),
                       pool);
  auto rows = int64_t(std::llround(share * double(train.rows)));
  if (share == 0)
    return {};
  if (rows < 1 || rows >= train.rows)
    fail("--validation ", share, " of ", countText(train.rows, "sample"),
         " leaves nothing to ", rows < 1 ? "validate with" : "train on",
         "; give another share or a file");
  return takeLast(train, rows);
}

/// Fits the normalisers that --init did not bring and applies those of
/// preparation.
static void normalizeAll(Session &session, Samples &train, Samples &validation,
                         const std::set<int64_t> &absent, bool fitAll) {
  const aec_model &model = session.model();
  for (int64_t at = 0; at < model.normalizer_count; ++at) {
    const aec_normalizer &normalizer = model.normalizers[at];
    auto found = train.sets.find(normalizer.input);
    bool fit = fitAll || absent.count(normalizer.offset_state) ||
               absent.count(normalizer.scale_state);
    if (!fit || found == train.sets.end())
      continue;
    std::string warning = fitNormalizer(normalizer, found->second,
                                        session.states(), session.pool());
    if (!warning.empty())
      printWarning(warning);
  }
  for (Samples *samples : {&train, &validation})
    for (auto &[input, set] : samples->sets)
      normalize(set, input, session.states(), session.pool());
}

/// Initial weights; returns the normaliser states that a file did not have.
static std::set<int64_t> initialize(Session &session,
                                    const TrainArguments &arguments) {
  session.states().initialize(arguments.seed);
  if (arguments.init.empty())
    return {};
  std::set<int64_t> optional;
  const aec_model &model = session.model();
  for (int64_t at = 0; at < model.normalizer_count; ++at)
    optional.insert({model.normalizers[at].offset_state,
                     model.normalizers[at].scale_state});
  return loadWeights(session.states(), arguments.init, optional).absent;
}

/// What later commands must know of the data: the scale of integers, the rate
/// of recordings.
static std::map<std::string, std::string> metadata(const aec_model &model,
                                                   const Samples &train) {
  std::map<std::string, std::string> result;
  for (const auto &[input, set] : train.sets) {
    std::string name = model.inputs[input].tensor.name;
    result["aec.scale." + name] = concat(set.scale);
    if (set.source.rate > 0)
      result["aec.rate." + name] = concat(set.source.rate);
  }
  return result;
}

static TrainOptions trainOptions(const TrainArguments &arguments,
                                 const CLI::App &app) {
  TrainOptions options;
  options.epochs = arguments.epochs;
  options.batchSize = arguments.batchSize;
  options.seed = arguments.seed;
  options.shuffle = !arguments.noShuffle;
  if (app.count("--learning-rate"))
    options.learningRate = arguments.learningRate;
  return options;
}

static void announce(const aec_model &model, const TrainArguments &arguments,
                     const Samples &train, const Samples &validation,
                     int threads) {
  std::printf("training %s on %s", model.name,
              countText(train.rows, "sample").c_str());
  if (validation.rows)
    std::printf(", validating on %lld", (long long)validation.rows);
  std::printf(": %s, batch %lld, seed %lld, %s\n",
              countText(arguments.epochs, "epoch").c_str(),
              (long long)arguments.batchSize, (long long)arguments.seed,
              countText(threads, "thread").c_str());
  std::fflush(stdout);
}

static void runTrain(const TrainArguments &arguments, const aec_model &model,
                     const TrainOptions &options) {
  int threads = chosenThreads(arguments.threads);
  Session session(model, threads);
  std::set<int64_t> absent = initialize(session, arguments);
  if (arguments.benchSteps)
    return runBench(session, options, arguments.benchSteps, arguments.data);
  AtomicFile weights(arguments.weights);
  Samples train = loadSamples("--data", arguments.data, trainingSlots(model),
                              arguments.reading, session.pool());
  Samples validation = loadValidation(arguments, model, train, session.pool());
  normalizeAll(session, train, validation, absent, arguments.init.empty());
  Trainer trainer(session, train, validation.rows ? &validation : nullptr,
                  options);
  Listener listener(model, options.epochs, arguments.log);
  announce(model, arguments, train, validation, session.pool().threads());
  trainer.run(listener);
  saveWeights(weights, session.states(), metadata(model, train));
  std::printf("weights written to %s\n", arguments.weights.c_str());
}

static void addDeveloperOptions(CLI::App &app, TrainArguments &arguments) {
  addWhole(app, "--bench-steps", arguments.benchSteps, 1,
           "Time N steps on full batches and print JSON; trains on noise "
           "without --data and writes no file")
      ->group("Developer");
}

Command aec::runtime::addTrain(CLI::App &app, const aec_model &model,
                               const std::string &program) {
  auto arguments = std::make_shared<TrainArguments>();
  TrainArguments &a = *arguments;
  a.weights = defaultWeights(model);
  a.epochs = model.default_epochs > 0 ? model.default_epochs : 10;
  a.batchSize = model.default_batch_size > 0 ? model.default_batch_size : 32;
  addFiles(app, "--data", a.data,
           "Training data: IDX, .npy, .npz, CSV, WAV, .txt, also .gz; a folder "
           "of .png");
  addFiles(app, "--validation", a.validation,
           "Share of the data (its last rows) or file to validate on")
      ->check(CLI::Validator(checkShare, ""))
      ->type_name("SHARE|[NAME=]FILE");
  addReading(app, a.reading);
  addWhole(app, "--epochs", a.epochs, 1, "Passes over the data")
      ->capture_default_str();
  addWhole(app, "--batch-size", a.batchSize, 1, "Samples a step")
      ->capture_default_str();
  addPositive(app, "--learning-rate", a.learningRate,
              "Base learning rate instead of the definition's");
  addWhole(app, "--seed", a.seed, 0, "Seed of weights, order and noise")
      ->capture_default_str();
  addThreads(app, a.threads);
  app.add_option("--weights", a.weights, "File to write the weights to")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--init", a.init, "Start from the weights of this file")
      ->type_name("FILE");
  app.add_flag("--no-shuffle", a.noShuffle, "Keep the order of the file");
  app.add_option("--log", a.log, "File for one JSON line an epoch")
      ->type_name("FILE");
  addDeveloperOptions(app, a);
  app.footer("Examples:\n  " + program +
             " train --data train.npy --epochs 20 --validation 0.1\n  " +
             program +
             " train --data images-idx3-ubyte.gz --weights "
             "first.safetensors --log run.jsonl\n  " +
             program +
             " train --data more.csv --init first.safetensors "
             "--learning-rate 1e-4");
  return [arguments, &app, &model] {
    runTrain(*arguments, model, trainOptions(*arguments, app));
  };
}
