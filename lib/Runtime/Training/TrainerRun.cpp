//===- TrainerRun.cpp - Epochs: their end, what is kept, when to stop -----===//
//
// A rule about losses is asked between two epochs, one about time or the user
// between two steps. Training may stop behind the last batch of an epoch whose
// validation is still to come: continuing there begins with it.
//
//===----------------------------------------------------------------------===//
#include "Trainer.h"

#include "../Support/Random.h"

using namespace aec::runtime;

void TrainListener::onStep(int64_t, int64_t, int64_t,
                           const std::vector<double> &) {}
void TrainListener::onEpoch(const EpochReport &) {}
void TrainListener::onBoundary(const TrainProgress &) {}
bool TrainListener::wantsBoundary(const TrainProgress &) { return true; }
bool TrainListener::interrupted() { return false; }

double aec::runtime::secondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
      .count();
}

void aec::runtime::toMeans(std::vector<ObjectiveLoss> &sums) {
  for (ObjectiveLoss &sum : sums) {
    sum.total /= double(sum.rows);
    for (double &term : sum.terms)
      term /= double(sum.rows);
  }
}

/// What ends training between two epochs.
std::optional<Stop> Trainer::finished() const {
  const MonitorState &monitor = reached.monitor;
  if (options.targetLoss && monitor.last <= *options.targetLoss)
    return Stop::TargetLoss;
  if (options.patience && monitor.waited >= options.patience)
    return Stop::Patience;
  if (reached.epoch >= options.epochs)
    return Stop::Epochs;
  return std::nullopt;
}

/// What ends training between two steps.
std::optional<Stop> Trainer::stopNow(TrainListener &listener) const {
  if (listener.interrupted())
    return Stop::Interrupt;
  if (options.maxSeconds > 0 && secondsSince(start) >= options.maxSeconds)
    return Stop::Time;
  return std::nullopt;
}

std::optional<Stop> Trainer::trainEpoch(TrainListener &listener) {
  if (reached.sums.empty())
    reached.sums = emptyLosses();
  if (options.gradientNorm && reached.norms.empty())
    reached.norms.resize(reached.sums.size(),
                         std::numeric_limits<double>::quiet_NaN());
  const int64_t *rows = nullptr;
  if (options.shuffle && !options.oneBatch) {
    permutation(samples.rows, options.seed, reached.epoch + 1, order);
    rows = order.data();
  }
  session.arrange(heldSamples, rows);
  arranged = rows;
  while (reached.batch < steps) {
    trainBatch(rows);
    listener.onStep(reached.epoch + 1, reached.batch, steps, running);
    if (reached.batch < steps && listener.wantsBoundary(reached)) {
      settle(0);
      listener.onBoundary(reached);
    }
    if (std::optional<Stop> stop = stopNow(listener)) {
      settle(0);
      return stop;
    }
  }
  finishEpoch(listener);
  return std::nullopt;
}

void Trainer::finishEpoch(TrainListener &listener) {
  settle(0);
  Clock::time_point begin = Clock::now();
  EpochReport report;
  report.epoch = reached.epoch + 1;
  report.train = reached.sums;
  toMeans(report.train);
  report.steps = reached.step;
  report.learningRate = rate(session.model().objectives[0]);
  for (int64_t at = 0; at < session.model().objective_count; ++at) {
    const aec_objective &objective = session.model().objectives[at];
    report.objectives.push_back({ownSteps(objective), rate(objective)});
    if (options.gradientNorm)
      report.objectives.back().gradientNorm = reached.norms[at];
  }
  if (validation)
    report.validation = evaluate(*validation);
  keepWeights(report);
  report.seconds = reached.seconds + secondsSince(begin);
  if (ownSeconds > 0)
    report.samplesPerSecond = double(ownRows) / ownSeconds;
  ++reached.epoch;
  reached.batch = ownRows = 0;
  reached.seconds = ownSeconds = 0;
  reached.sums.clear();
  reached.norms.clear();
  listener.onEpoch(report);
  listener.onBoundary(reached);
}

/// Judges an epoch, and copies its weights where they are to be kept.
void Trainer::keepWeights(const EpochReport &report) {
  if (int64_t state = session.states().firstNonFinite(); state >= 0)
    throw NonFiniteError(concat(
        "the updates of epoch ", report.epoch, " made ",
        quote(session.model().states[state].tensor.name), " non-finite"));
  const Monitored &watched = options.monitor;
  const auto &side = watched.validation ? report.validation : report.train;
  const ObjectiveLoss &loss = side[watched.objective];
  bool best = reached.monitor.observe(
      report.epoch, watched.term < 0 ? loss.total : loss.terms[watched.term],
      options.minDelta);
  if (!options.keepBest) {
    candidate = session.states().copyWeights();
  } else if (best) {
    reached.good = session.states().copyWeights();
    reached.goodEpoch = report.epoch;
  }
}

Stop Trainer::run(TrainListener &listener) {
  start = Clock::now();
  while (true) {
    if (std::optional<Stop> stop = finished())
      return *stop;
    if (std::optional<Stop> stop = trainEpoch(listener))
      return *stop;
  }
}

bool Trainer::restoreBest() {
  if (!options.keepBest || !reached.goodEpoch)
    return false;
  session.states().setWeights(reached.good);
  return true;
}
