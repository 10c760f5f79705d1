//===- Train.cpp - The verb "train" ---------------------------------------===//
//
// From the command line to a run: samples, initial weights, what to resume
// from. Everything that can fail early fails before the first step: outputs are
// opened, weights and data read and compared.
//
//===----------------------------------------------------------------------===//
#include "Bench.h"
#include "Commands.h"
#include "Options.h"
#include "Program.h"
#include "TrainRun.h"

#include "../Checkpoints/Fingerprint.h"
#include "../Data/Schema.h"
#include "../Error.h"
#include "../Model/Normalize.h"
#include "../Support/AtomicFile.h"
#include "../Weights/Weights.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <unistd.h>

using namespace aec::runtime;

std::string aec::runtime::defaultWeights(const aec_model &model) {
  return concat("./", model.name, ".safetensors");
}

/// The command line's reading. --init brings the columns that its weights were
/// trained on; the file may be gone when a run that started from it resumes.
static Reading readingOf(const TrainArguments &arguments, bool resumes) {
  Reading reading = arguments.reading;
  reading.streams = true;
  if (!arguments.init.empty() &&
      !(resumes && access(arguments.init.c_str(), R_OK) != 0))
    reading.schemas =
        schemasOf(readSafetensors(arguments.init).metadata, arguments.init);
  return reading;
}

/// --rows is about the training data, whose columns are a file's as well.
static Reading wholeFile(Reading reading, const aec_model &model,
                         const Samples &train) {
  reading.rows = {};
  reading.streams = true;
  reading.memoryLimit =
      std::max<int64_t>(0, reading.memoryLimit - train.heldBytes());
  for (const auto &[input, set] : train.sets)
    if (set.facts)
      reading.schemas[model.inputs[input].tensor.name] = set.facts->columns;
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
                       trainingSlots(model),
                       wholeFile(arguments.reading, model, train), pool);
  auto rows = int64_t(std::llround(share * double(train.rows)));
  if (share == 0)
    return {};
  if (rows < 1 || rows >= train.rows)
    fail("--validation ", share, " of ", countText(train.rows, "sample"),
         " leaves nothing to ", rows < 1 ? "validate with" : "train on",
         "; give another share or a file");
  return takeLast(train, rows);
}

/// Fits the normalisers that --init did not bring.
static void fitNormalizers(Session &session, Samples &train,
                           const std::set<int64_t> &absent, bool all) {
  const aec_model &model = session.model();
  for (int64_t at = 0; at < model.normalizer_count; ++at) {
    const aec_normalizer &normalizer = model.normalizers[at];
    auto found = train.sets.find(normalizer.input);
    bool fit = all || absent.count(normalizer.offset_state) ||
               absent.count(normalizer.scale_state);
    if (!fit || found == train.sets.end())
      continue;
    std::string warning = fitNormalizer(normalizer, found->second,
                                        session.states(), session.pool());
    if (!warning.empty())
      printWarning(warning);
  }
}

/// Applies the normalisers of preparation.
static void normalizeAll(Session &session, Samples &train,
                         Samples &validation) {
  for (Samples *samples : {&train, &validation})
    for (auto &[input, set] : samples->sets)
      normalize(set, input, session.states(), session.pool());
}

/// What later commands must know of the data: the scale of integers, the rate
/// of recordings, the columns of tables.
static std::map<std::string, std::string> metadata(const aec_model &model,
                                                   const Samples &train) {
  std::map<std::string, std::string> result;
  for (const auto &[input, set] : train.sets) {
    std::string name = model.inputs[input].tensor.name;
    result["aec.scale." + name] = concat(set.scale);
    if (set.source.rate > 0)
      result["aec.rate." + name] = concat(set.source.rate);
    std::string columns = set.facts ? schemaText(set.facts->columns) : "";
    if (!columns.empty())
      result["aec.columns." + name] = columns;
  }
  return result;
}

/// The same for a checkpoint, so that it is as good as a weights file: at an
/// epoch's end with the threshold of its weights, where there are validation
/// samples to find one by.
static std::map<std::string, std::string>
notesOf(Session &session, const TrainArguments &arguments, const Samples &train,
        const Samples &validation, const TrainProgress &reached) {
  std::map<std::string, std::string> notes = metadata(session.model(), train);
  if (validation.rows && !reached.batch)
    calibrate(session, arguments.calibration, train, validation, notes);
  return notes;
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

/// The folder of checkpoints, and in `newest` what to continue from.
static std::unique_ptr<CheckpointFolder>
openFolder(const TrainArguments &arguments,
           std::optional<SafetensorsFile> &newest) {
  if (arguments.checkpoint.empty())
    return nullptr;
  auto folder =
      std::make_unique<CheckpointFolder>(arguments.checkpoint, arguments.keep);
  if (arguments.resume)
    newest = folder->newest(printWarning);
  else if (std::vector<int64_t> steps = folder->steps(); !steps.empty())
    fail(arguments.checkpoint, " has checkpoints of an earlier run, up to ",
         folder->pathOf(steps[0]),
         "; continue it with --resume, or give another folder");
  return folder;
}

/// What the steps of a run depend on.
static Settings settingsOf(const aec_model &model,
                           const TrainArguments &arguments,
                           const TrainOptions &options, const Samples &train,
                           const Samples &validation) {
  auto flag = [](bool given) { return given ? "given" : "not given"; };
  return {{"--data", describe(train)},
          {"--validation", describe(validation)},
          {"--batch-size", concat(arguments.batchSize)},
          {"--accumulate", concat(arguments.accumulate)},
          {"--seed", concat(arguments.seed)},
          {"--learning-rate", arguments.hasLearningRate
                                  ? concat(arguments.learningRate)
                                  : "the definition's"},
          {"--no-shuffle", flag(arguments.noShuffle)},
          {"--overfit-one-batch", flag(arguments.overfitOneBatch)},
          {"--augment", augmentationText(options.augmentation, model)},
          {"--monitor", options.monitor.name}};
}

/// Takes up a checkpoint; the number of epochs is its unless another is given.
static void resume(const SafetensorsFile &file, const TrainArguments &arguments,
                   const Settings &settings, States &states,
                   TrainOptions &options, TrainProgress &progress) {
  loadCheckpoint(file, states, progress, settings);
  if (std::string warning = levelWarning(file, states.model());
      !warning.empty())
    printWarning(warning);
  if (!arguments.hasEpochs)
    options.epochs = progress.epochs;
  else if (options.epochs != progress.epochs)
    printWarning(concat("--epochs was ", progress.epochs, ", now ",
                        options.epochs,
                        "; schedules follow the new number from here on"));
}

static void announce(const aec_model &model, const TrainOptions &options,
                     const Samples &train, const Samples &validation,
                     const Session &session, const std::string &from) {
  std::printf("training %s on %s", model.name,
              countText(train.rows, "sample").c_str());
  if (validation.rows)
    std::printf(", validating on %lld", (long long)validation.rows);
  std::printf(": %s, batch %lld, ", countText(options.epochs, "epoch").c_str(),
              (long long)options.batchSize);
  if (options.accumulate > 1)
    std::printf("an update every %lld batches, ",
                (long long)options.accumulate);
  std::printf("seed %lld, %s\n", (long long)options.seed,
              session.device()
                  ? concat("on ", session.device()->name()).c_str()
                  : countText(session.pool().threads(), "thread").c_str());
  if (!from.empty())
    std::printf("continuing from %s\n", from.c_str());
  std::fflush(stdout);
}

static int runTrain(const TrainArguments &arguments, const aec_model &model) {
  Session session(model, chosenThreads(arguments.threads));
  if (arguments.benchSteps) {
    initialize(session, arguments);
    runBench(session, trainOptions(arguments, model, false),
             arguments.benchSteps, arguments.data, readingOf(arguments, false));
    return Success;
  }
  trainOptions(arguments, model, !arguments.validation.empty());
  if (!arguments.reading.weights.empty() &&
      weightInput(trainingSlots(model)).empty())
    fail("--weight-column: no input of ", model.name,
         " takes a number a sample, so that nothing weighs samples; "
         "nn.weight_samples in an objective does");
  std::optional<SafetensorsFile> newest;
  std::unique_ptr<CheckpointFolder> folder = openFolder(arguments, newest);
  std::set<int64_t> absent;
  if (!newest)
    absent = initialize(session, arguments);
  AtomicFile weights(arguments.weights);
  Samples train =
      loadSamples("--data", arguments.data, trainingSlots(model),
                  readingOf(arguments, newest.has_value()), session.pool());
  Samples validation = loadValidation(arguments, model, train, session.pool());
  TrainOptions options = trainOptions(arguments, model, validation.rows > 0);
  TrainProgress progress;
  std::unique_ptr<Checkpointer> checkpointer;
  if (folder) {
    Settings settings =
        settingsOf(model, arguments, options, train, validation);
    if (newest)
      resume(*newest, arguments, settings, session.states(), options, progress);
    checkpointer = std::make_unique<Checkpointer>(
        *folder, session.states(), settings, options.keepBest, arguments.every);
    if (newest)
      checkpointer->continues(newest->path, progress);
  }
  if (checkpointer)
    checkpointer->notes = [&](const TrainProgress &reached) {
      return notesOf(session, arguments, train, validation, reached);
    };
  if (!newest)
    fitNormalizers(session, train, absent, arguments.init.empty());
  normalizeAll(session, train, validation);
  std::string from = newest ? newest->path : "";
  newest.reset();
  progress.epochs = options.epochs;
  Trainer trainer(session, train, validation.rows ? &validation : nullptr,
                  options);
  trainer.progress() = std::move(progress);
  Listener listener(model, arguments, options, trainer.progress(),
                    checkpointer.get());
  if (!arguments.quiet)
    announce(model, options, train, validation, session, from);
  TrainRun run{arguments,  options, session,  train,
               validation, trainer, listener, checkpointer.get()};
  return run.run(weights, metadata(model, train));
}

Command aec::runtime::addTrain(CLI::App &app, const aec_model &model,
                               const std::string &program,
                               const std::string &commandLine) {
  auto arguments = std::make_shared<TrainArguments>();
  arguments->commandLine = commandLine;
  addTrainOptions(app, *arguments, model, program);
  return [arguments, &app, &model] {
    checkTrainOptions(*arguments, app);
    return runTrain(*arguments, model);
  };
}
