//===- Trainer.cpp - The loop around the compiled steps -------------------===//
//
// An epoch's loss is the sample-weighted mean of its batches' losses before
// their updates, summed in f64 in the order of the batches.
//
//===----------------------------------------------------------------------===//
#include "Trainer.h"

#include "../Support/Random.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>

using namespace aec::runtime;

/// The largest batch that occurs.
static int64_t capacity(const Samples &train, const Samples *validation,
                        int64_t batchSize) {
  int64_t rows = std::max(train.rows, validation ? validation->rows : 0);
  return std::min(batchSize, rows);
}

Trainer::Trainer(Session &session, const Samples &train,
                 const Samples *validation, const TrainOptions &options)
    : session(session), samples(train), validation(validation),
      options(options), steps((train.rows - 1) / options.batchSize + 1),
      batch(train, capacity(train, validation, options.batchSize)),
      tuner(session.pool().threads()) {
  const aec_model &model = session.model();
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    inputs.emplace_back(objective.input_count);
    losses.emplace_back(session.depth() * (1 + objective.term_count) * 8,
                        "the losses");
  }
  this->options.accumulate = std::min(options.accumulate, steps);
  bool wanted = this->options.accumulate > 1 || options.gradientNorm;
  if (wanted && hasHalves(model))
    gradients.emplace(session);
  prepare(train);
  if (validation)
    prepare(*validation);
  hold();
  order.reserve(train.rows);
  running.resize(model.objective_count);
  pending.reserve(session.depth());
}

/// Reserves what both batch sizes need: the full one and the last.
void Trainer::prepare(const Samples &set) {
  const aec_model &model = session.model();
  int64_t full = std::min(options.batchSize, set.rows);
  for (int64_t size : {full, set.rows % full})
    for (int64_t at = 0; size && at < model.objective_count; ++at) {
      session.prepare(model.objectives[at].step, size);
      session.prepare(model.objectives[at].evaluate, size);
      if (gradients) {
        session.prepare(model.objectives[at].accumulate, size);
        session.prepare(model.objectives[at].update, size);
      }
    }
}

/// Behind all memory that calls need. Rows that are changed for training are
/// the host's.
void Trainer::hold() {
  if (!options.augmentation.any())
    heldSamples = session.hold(samples);
  if (validation)
    heldValidation = session.hold(*validation);
}

Trainer::~Trainer() {
  session.release(heldSamples);
  session.release(heldValidation);
}

std::vector<ObjectiveLoss> Trainer::emptyLosses() const {
  const aec_model &model = session.model();
  std::vector<ObjectiveLoss> result(model.objective_count);
  for (size_t at = 0; at < result.size(); ++at)
    result[at].terms.resize(model.objectives[at].term_count);
  return result;
}

/// Value `index` of the losses that an objective wrote in the call whose status
/// was taken last.
double Trainer::loss(size_t objective, int64_t index) const {
  const Buffer &buffer = losses[objective];
  const aec_objective &entry = session.model().objectives[objective];
  index += (taken - 1) % session.depth() * (1 + entry.term_count);
  if (entry.dtype == AEC_F64)
    return buffer.as<double>()[index];
  return buffer.as<float>()[index];
}

void Trainer::begin(size_t objective, const aec_code &code, int64_t count,
                    int64_t step, double gradientWeight) {
  const aec_objective &entry = session.model().objectives[objective];
  StepInfo info;
  info.step = step;
  info.seed = options.seed;
  info.learningRate = rate(entry);
  info.epoch = double(std::max<int64_t>(reached.step, 1) - 1) / double(steps);
  info.epochs = double(options.epochs);
  info.gradientWeight = gradientWeight;
  info.rows = loaded;
  int64_t bytes = (1 + entry.term_count) * (entry.dtype == AEC_F64 ? 8 : 4);
  void *outputs[] = {losses[objective].as<char>() +
                     begun++ % session.depth() * bytes};
  session.start(code, count, inputs[objective].data(), outputs, info);
}

int64_t Trainer::takeStatus() {
  ++taken;
  return session.finish();
}

int64_t Trainer::callObjective(size_t objective, const aec_code &code,
                               int64_t count, int64_t step,
                               double gradientWeight) {
  begin(objective, code, count, step, gradientWeight);
  return takeStatus();
}

void Trainer::accumulate(size_t objective, int64_t count,
                         ObjectiveLoss &sum) const {
  sum.rows += count;
  sum.total += loss(objective, 0) * double(count);
  for (size_t term = 0; term < sum.terms.size(); ++term)
    sum.terms[term] += loss(objective, 1 + int64_t(term)) * double(count);
}

void Trainer::failNonFinite(size_t objective, int64_t step,
                            bool validation) const {
  const aec_objective &entry = session.model().objectives[objective];
  std::string term;
  for (int64_t at = 0; at < entry.term_count && term.empty(); ++at)
    if (double value = loss(objective, 1 + at); !std::isfinite(value))
      term = concat("term ", quote(entry.terms[at].name), " is ",
                    std::isnan(value) ? "not a number" : "infinite");
  if (term.empty())
    term = "its total is not finite";
  throw NonFiniteError(concat("the ", validation ? "validation" : "training",
                              " loss of objective ", quote(entry.name),
                              " is not finite at epoch ", reached.epoch + 1,
                              ", step ", step, " of ", steps, ": ", term));
}

void Trainer::loadBatch(const Samples &set, const int64_t *rows, int64_t begin,
                        int64_t count) {
  loaded = {-1, begin};
  if (&set == &samples && rows == arranged)
    loaded.set = heldSamples;
  else if (&set == validation && !rows)
    loaded.set = heldValidation;
  if (loaded.set >= 0)
    return;
  batch.load(set, rows, begin, count, session.pool());
  // Streamed batches come in one buffer after the other.
  for (size_t at = 0; at < inputs.size(); ++at)
    for (size_t in = 0; in < inputs[at].size(); ++in)
      inputs[at][in] = batch.input(session.model().objectives[at].inputs[in]);
}

/// One step of every objective that is due, in their order, on the loaded
/// batch, on as many threads as serve it best.
void Trainer::stepBatch(int64_t count, std::vector<ObjectiveLoss> &sums) {
  session.pool().limit(tuner.threads());
  asideSeconds = 0;
  Clock::time_point begin = Clock::now();
  stepObjectives(count, sums);
  // The last batch of an epoch may be smaller, and says nothing.
  if (count == options.batchSize)
    tuner.took(secondsSince(begin) - asideSeconds);
  session.pool().limit(session.pool().threads());
}

/// Loads the next batch of the epoch and takes its steps.
void Trainer::trainBatch(const int64_t *rows) {
  Clock::time_point begin = Clock::now();
  int64_t done = options.oneBatch ? 0 : reached.batch * options.batchSize;
  int64_t count = std::min(options.batchSize, samples.rows - done);
  loadBatch(samples, rows, done, count);
  if (loaded.set < 0)
    augment(options.augmentation, session.model(), options.seed,
            reached.epoch + 1, rows, done, count, batch, session.pool());
  stepBatch(count, reached.sums);
  if (!candidate.empty()) {
    settle(0);
    reached.good = std::move(candidate);
    reached.goodEpoch = reached.epoch;
    candidate.clear();
  }
  ++reached.batch;
  double seconds = secondsSince(begin);
  reached.seconds += seconds;
  ownSeconds += seconds - asideSeconds;
  ownRows += count;
  for (size_t at = 0; at < running.size(); ++at)
    running[at] = reached.sums[at].total / double(reached.sums[at].rows);
}

std::vector<ObjectiveLoss> Trainer::evaluate(const Samples &set) {
  const aec_model &model = session.model();
  std::vector<ObjectiveLoss> sums = emptyLosses();
  std::deque<std::pair<size_t, int64_t>> waiting;
  auto take = [&] {
    auto [at, count] = waiting.front();
    waiting.pop_front();
    takeStatus();
    if (!std::isfinite(loss(at, 0))) {
      for (; !waiting.empty(); waiting.pop_front())
        session.finish();
      failNonFinite(at, reached.batch, true);
    }
    accumulate(at, count, sums[at]);
  };
  for (int64_t done = 0; done < set.rows;) {
    int64_t count = std::min(options.batchSize, set.rows - done);
    loadBatch(set, nullptr, done, count);
    for (size_t at = 0; at < sums.size(); ++at) {
      // Draws are those of the rows, however they are split into batches.
      begin(at, model.objectives[at].evaluate, count, done);
      waiting.emplace_back(at, count);
      if (int64_t(waiting.size()) == session.depth())
        take();
    }
    done += count;
  }
  while (!waiting.empty())
    take();
  toMeans(sums);
  return sums;
}

std::vector<std::pair<double, double>> Trainer::timeSteps(int64_t count) {
  std::vector<std::pair<double, double>> times;
  times.reserve(count);
  std::vector<ObjectiveLoss> sums = emptyLosses();
  int64_t size = std::min(options.batchSize, samples.rows);
  int64_t batches = samples.rows / size;
  auto micros = [](Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double, std::micro>(to - from).count();
  };
  for (int64_t at = 0; at < count; ++at) {
    Clock::time_point start = Clock::now();
    loadBatch(samples, nullptr, at % batches * size, size);
    Clock::time_point loaded = Clock::now();
    stepBatch(size, sums);
    settle(0);
    Clock::time_point end = Clock::now();
    times.emplace_back(micros(loaded, end), micros(start, end));
  }
  return times;
}
