//===- TrainRun.cpp - The end of training and what is said of it ----------===//
//
// A checkpoint is saved before the best weights are put back: continuing has to
// start from the last ones.
//
//===----------------------------------------------------------------------===//
#include "TrainRun.h"

#include "Program.h"

#include "../Compression/Codec.h"
#include "../Error.h"
#include "../Support/AtomicFile.h"
#include "../Weights/Weights.h"

#include <cstdio>

using namespace aec::runtime;

std::string aec::runtime::lastGoodPath(const std::string &weights) {
  static const std::string ending = ".safetensors";
  std::string stem = weights;
  if (stem.size() > ending.size() &&
      stem.compare(stem.size() - ending.size(), ending.size(), ending) == 0)
    stem.resize(stem.size() - ending.size());
  return stem + ".last-good" + ending;
}

void TrainRun::say(const std::string &line) const {
  if (arguments.quiet)
    return;
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}

/// "epoch 3" at its end, else "epoch 3, step 12 of 375".
std::string TrainRun::placeText() const {
  const TrainProgress &reached = trainer.progress();
  if (!reached.batch)
    return concat("epoch ", reached.epoch);
  return concat("epoch ", reached.epoch + 1, ", step ", reached.batch, " of ",
                trainer.stepsPerEpoch());
}

std::string TrainRun::stopText(Stop stop) const {
  const MonitorState &monitor = trainer.progress().monitor;
  const std::string &name = options.monitor.name;
  switch (stop) {
  case Stop::Epochs:
    return "";
  case Stop::Patience:
    return concat("stopped after ", placeText(), ": ", name,
                  " did not fall below ", shortNumber(monitor.reference),
                  options.minDelta > 0
                      ? " by more than " + shortNumber(options.minDelta)
                      : "",
                  " for ", countText(monitor.waited, "epoch"));
  case Stop::TargetLoss:
    return concat("stopped after ", placeText(), ": ", name, " ",
                  shortNumber(monitor.last), " is at most ",
                  shortNumber(*options.targetLoss));
  case Stop::Time:
    return concat("stopped after ", placeText(), ": --max-time ",
                  arguments.maxTime, " is over");
  case Stop::Interrupt:
    break;
  }
  return concat("interrupted after ", placeText());
}

/// Saves what training has come to; a failure is a warning.
bool TrainRun::saveCheckpoint() {
  try {
    checkpointer->save(trainer.progress());
    return true;
  } catch (const Error &error) {
    printWarning(error.what());
    return false;
  }
}

/// Adds the tables that latents are coded with, where the model's lie on a
/// grid. A failure is a warning: the weights are of use without them.
static std::string addEntropy(Session &session, const Samples &train,
                              std::map<std::string, std::string> &metadata) {
  std::string reason;
  auto entries = codecEntries(session.model(), reason);
  if (!entries || !train.sets.count(entries->inputIndex))
    return "";
  try {
    storeEntropy(session, *entries, train, metadata);
  } catch (const Error &error) {
    return concat(
        "no entropy model is stored, so that compress will not work: ",
        error.what());
  }
  return "";
}

/// A threshold is of the weights that are written.
void TrainRun::writeWeights(AtomicFile &weights, Metadata metadata) {
  std::string which = placeText() + ", the last";
  const TrainProgress &reached = trainer.progress();
  if (trainer.restoreBest())
    which = concat("epoch ", reached.goodEpoch,
                   ", the best: ", options.monitor.name, " ",
                   shortNumber(reached.monitor.best));
  if (int64_t state = session.states().firstNonFinite(); state >= 0)
    fail("the last update made ",
         quote(session.model().states[state].tensor.name),
         " non-finite; no weights were written");
  CalibrationReport calibrated =
      calibrate(session, arguments.calibration, train, validation, metadata);
  std::string entropy = addEntropy(session, train, metadata);
  saveWeights(weights, session.states(), metadata);
  if (!entropy.empty() && !arguments.quiet)
    printWarning(entropy);
  if (!calibrated.line.empty())
    say(calibrated.line);
  if (!calibrated.warning.empty() && !arguments.quiet)
    printWarning(calibrated.warning);
  say(concat("weights written to ", arguments.weights, " (", which, ")"));
  if (!calibrated.problem.empty())
    fail(calibrated.problem);
}

void TrainRun::sayHowToContinue(Stop stop) const {
  if (stop != Stop::Time && stop != Stop::Interrupt)
    return;
  if (checkpointer)
    return say(concat("saved ", checkpointer->newest(),
                      "; continue with: ", arguments.commandLine,
                      arguments.resume ? "" : " --resume"));
  say(concat("continue from these weights with --init ", arguments.weights,
             "; with --checkpoint DIR a run continues bit for bit"));
}

void TrainRun::failNonFinite(const NonFiniteError &error,
                             const Metadata &metadata) {
  TrainProgress &reached = trainer.progress();
  std::string start;
  if (reached.goodEpoch && arguments.weights != "-") {
    start = lastGoodPath(arguments.weights);
    session.states().setWeights(reached.good);
    AtomicFile file(start);
    saveWeights(file, session.states(), metadata);
    throw NonFiniteError(concat(
        error.what(), "; the weights of epoch ", reached.goodEpoch, " are in ",
        start, ": start from them with --init and a smaller --learning-rate"));
  }
  if (checkpointer && !checkpointer->newest().empty())
    throw NonFiniteError(concat(
        error.what(), "; the newest checkpoint is ", checkpointer->newest(),
        ": start from its weights with --init and a smaller --learning-rate"));
  throw NonFiniteError(
      concat(error.what(),
             "; no weights were written; try a smaller --learning-rate"));
}

int TrainRun::run(AtomicFile &weights, const Metadata &metadata) {
  Stop stop;
  try {
    stop = trainer.run(listener);
  } catch (const NonFiniteError &error) {
    failNonFinite(error, metadata);
  }
  listener.close();
  if (std::string text = stopText(stop); !text.empty())
    say(text);
  bool interrupted = stop == Stop::Interrupt;
  bool saved = checkpointer && saveCheckpoint();
  // Of an interrupted run the checkpoint has the weights; the file waits for
  // the run's end.
  if (!(interrupted && saved))
    writeWeights(weights, metadata);
  if (saved || !checkpointer)
    sayHowToContinue(stop);
  return interrupted ? InterruptedBy + listener.signal() : Success;
}
