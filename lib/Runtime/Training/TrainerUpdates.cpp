//===- TrainerUpdates.cpp - What a batch does to the weights --------------===//
//
// An update has `accumulate` batches of an epoch, its last one those that are
// left. An objective with `every` n makes its k-th update as the run's update
// k * n, and its schedule sees the place in the run (k - 1) * n + 1: its first
// update is the schedule's first. With one batch an update, objectives follow
// each other, compiled steps; with several all their gradients are those of the
// weights before the updates, which follow in their order.
//
// The norm of a gradient is measured, where asked for, in front of the epoch's
// last update. A step holds no whole gradient, so it is computed once more, by
// the half of the step that changes nothing but accumulators and statistics,
// and the latter are put back: taking the update from it would need proof that
// both ways round alike for every model, and what is trained must not depend
// on a log.
//
//===----------------------------------------------------------------------===//
#include "Trainer.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

static int64_t everyOf(const aec_objective &objective) {
  return std::max<int64_t>(objective.every, 1);
}

int64_t Trainer::updatesPerEpoch() const {
  return (steps - 1) / options.accumulate + 1;
}

int64_t Trainer::updates() const {
  if (reached.step == 0)
    return 0;
  int64_t before = reached.step - 1;
  return before / steps * updatesPerEpoch() +
         before % steps / options.accumulate + 1;
}

int64_t Trainer::ownSteps(const aec_objective &objective) const {
  return updates() / everyOf(objective);
}

double Trainer::rate(const aec_objective &objective) const {
  double base = options.learningRate.value_or(objective.learning_rate);
  if (!objective.schedule)
    return base;
  int64_t earlier = std::max<int64_t>(ownSteps(objective) - 1, 0);
  return objective.schedule(base, earlier * everyOf(objective) + 1,
                            updatesPerEpoch(), options.epochs);
}

/// Whether the update under way is one of `objective`.
bool Trainer::isDue(const aec_objective &objective) const {
  return updates() % everyOf(objective) == 0;
}

/// Whether `objective` makes no further update in this epoch.
bool Trainer::isLastOfEpoch(const aec_objective &objective) const {
  int64_t place = (updates() - 1) % updatesPerEpoch() + 1;
  return place + everyOf(objective) > updatesPerEpoch();
}

/// Samples of all batches of the update under way.
int64_t Trainer::updateRows() const {
  int64_t place = (reached.step - 1) % steps;
  int64_t first = place / options.accumulate * options.accumulate;
  int64_t last = std::min(first + options.accumulate, steps);
  if (options.oneBatch)
    return (last - first) * std::min(options.batchSize, samples.rows);
  return std::min(last * options.batchSize, samples.rows) -
         first * options.batchSize;
}

/// Waits for the oldest steps until `left` are under way, and adds their
/// losses.
void Trainer::settle(int64_t left) {
  while (int64_t(pending.size()) > left) {
    Pending oldest = pending.front();
    pending.erase(pending.begin());
    int64_t status = takeStatus();
    if (status == AEC_OK && std::isfinite(loss(oldest.objective, 0))) {
      accumulate(oldest.objective, oldest.count,
                 (*oldest.sums)[oldest.objective]);
      continue;
    }
    // Those behind it changed nothing.
    for (; !pending.empty(); pending.pop_back())
      session.finish();
    failNonFinite(oldest.objective, oldest.batch, false);
  }
}

/// Begins a call with losses. As many stay under way as the session has room
/// for beside the next one: on the CPU none.
void Trainer::beginStep(size_t objective, const aec_code &code, int64_t count,
                        int64_t step, std::vector<ObjectiveLoss> &sums) {
  begin(objective, code, count, step);
  pending.push_back({objective, reached.batch + 1, count, &sums});
  settle(session.depth() - 1);
}

/// What the loaded batch does to every objective that is due, in their order.
void Trainer::stepObjectives(int64_t count, std::vector<ObjectiveLoss> &sums) {
  const aec_model &model = session.model();
  ++reached.step;
  if (options.accumulate > 1)
    return accumulateObjectives(count, sums);
  for (size_t at = 0; at < sums.size(); ++at) {
    const aec_objective &objective = model.objectives[at];
    if (!isDue(objective))
      continue;
    if (gradients && isLastOfEpoch(objective))
      measureGradient(at, count);
    beginStep(at, objective.step, count, ownSteps(objective), sums);
  }
}

/// Adds the gradients of the loaded batch; updates behind the last one.
void Trainer::accumulateObjectives(int64_t count,
                                   std::vector<ObjectiveLoss> &sums) {
  const aec_model &model = session.model();
  // The last batch of an epoch may be smaller: what is there counts for more.
  double ahead =
      double(std::min(options.batchSize, samples.rows)) / double(count);
  if (ahead != 1)
    settle(0); // sums of gradients are scaled here
  for (size_t at = 0; at < sums.size(); ++at) {
    const aec_objective &objective = model.objectives[at];
    if (!isDue(objective))
      continue;
    if (reached.accumulated == 0)
      gradients->clear(objective);
    else if (ahead != 1)
      gradients->scale(objective, ahead);
    // Numbered by batches: every batch has draws of its own.
    beginStep(at, objective.accumulate, count, reached.step, sums);
  }
  ++reached.accumulated;
  if (reached.accumulated == options.accumulate || reached.step % steps == 0)
    updateObjectives(double(count) / double(updateRows()));
}

/// `share`: the last batch's of the samples.
void Trainer::updateObjectives(double share) {
  const aec_model &model = session.model();
  settle(0);
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    if (!isDue(objective))
      continue;
    if (options.gradientNorm && isLastOfEpoch(objective) &&
        !reached.norms.empty())
      reached.norms[at] = share * gradients->norm(objective);
    callObjective(size_t(at), objective.update, 1, ownSteps(objective), share);
  }
  reached.accumulated = 0;
}

/// Notes the norm of the gradient that the next step of an objective has.
void Trainer::measureGradient(size_t at, int64_t count) {
  if (reached.norms.empty())
    return;
  settle(0);
  Clock::time_point begin = Clock::now();
  const aec_objective &objective = session.model().objectives[at];
  gradients->keepStatistics();
  gradients->clear(objective);
  // Losses that are not finite change nothing, and the step will say so.
  callObjective(at, objective.accumulate, count, ownSteps(objective));
  reached.norms[at] = gradients->norm(objective);
  gradients->restoreStatistics();
  asideSeconds += secondsSince(begin);
}
