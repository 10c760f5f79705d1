//===- TrainListener.cpp - Reports to all who asked for them --------------===//
//
// A checkpoint is taken behind a step or an epoch, never within.
//
//===----------------------------------------------------------------------===//
#include "TrainListener.h"

#include "../Error.h"
#include "../Support/AtomicFile.h"

using namespace aec::runtime;

void Checkpointer::continues(const std::string &path,
                             const TrainProgress &progress) {
  saved = path;
  savedStep = progress.step;
  savedEpoch = progress.epoch;
}

void Checkpointer::save(const TrainProgress &progress) {
  if (progress.step == savedStep && progress.epoch == savedEpoch)
    return;
  AtomicFile file(folder.pathOf(progress.step));
  writeCheckpoint(file, states, progress, settings, keepBest,
                  notes ? notes(progress)
                        : std::map<std::string, std::string>());
  continues(file.path(), progress);
  folder.prune();
}

void Checkpointer::pass(const TrainProgress &progress) {
  if (!isDue(progress))
    return;
  try {
    save(progress);
  } catch (const Error &error) {
    printWarning(concat(error.what(), "; training goes on, ",
                        saved.empty() ? "without a checkpoint so far"
                                      : "the newest checkpoint is " + saved));
  }
}

Listener::Listener(const aec_model &model, const TrainArguments &arguments,
                   const TrainOptions &options, const TrainProgress &start,
                   Checkpointer *checkpointer)
    : log(arguments.log, model, options.epochs,
          start.step ? start.epoch : RunLog::anew),
      events(arguments.tensorboard, model, start.step),
      checkpointer(checkpointer) {
  if (!arguments.quiet)
    progress = std::make_unique<Progress>(model, options.epochs);
}

void Listener::onStep(int64_t epoch, int64_t done, int64_t steps,
                      const std::vector<double> &losses) {
  if (progress)
    progress->onStep(epoch, done, steps, losses);
}

void Listener::onEpoch(const EpochReport &report) {
  if (progress)
    progress->onEpoch(report);
  log.write(report);
  events.write(report);
}

void Listener::onBoundary(const TrainProgress &reached) {
  if (checkpointer)
    checkpointer->pass(reached);
}
