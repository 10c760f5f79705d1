//===- Run.cpp - Steps, losses and entries of an embedded model -----------===//
//
// The rules are the program's (Trainer.cpp, Commands/EntryRun.cpp), without its
// loops over files: an objective with `every` n takes its k-th step on batch
// k * n, an entry's rows go through in pieces of the batch. Nothing here uses
// the heap.
//
//===----------------------------------------------------------------------===//
#include "Model.h"

#include "../Threads/FloatMode.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>

using namespace aec::runtime;

static aec_frame frameOf(const aec_library_model &model, int64_t rows) {
  aec_frame frame = {};
  frame.runtime = model.runtime;
  frame.batch = rows;
  frame.states = model.states;
  frame.inputs = model.inputs;
  frame.outputs = model.outputs;
  frame.arena = model.arena;
  frame.seed = model.options.seed;
  return frame;
}

static int64_t call(const aec_code &code, const aec_frame &frame) {
  FlushDenormals flush;
  return code.run(&frame);
}

/// Copies rows [first, first + rows) of every input that an objective uses to
/// the staging area; `places` gets where.
static int stageInputs(aec_library_model &model, const void *const *inputs,
                       int64_t first, int64_t rows) {
  char *next = model.staging;
  for (int64_t at = 0; at < model.model->input_count; ++at) {
    const aec_tensor &tensor = model.model->inputs[at].tensor;
    if (!inputs[at])
      continue;
    auto *from = static_cast<const char *>(inputs[at]);
    if (int status =
            stageInput(model, tensor, at, from + first * rowBytes(tensor),
                       first, rows, next))
      return status;
    next += capacity(model.options.batch) * stagedBytes(tensor);
  }
  return AEC_LIBRARY_OK;
}

/// Where stageInputs() put input `input`.
static const void *stagedInput(const aec_library_model &model,
                               const void *const *inputs, int64_t input) {
  const char *place = model.staging;
  for (int64_t at = 0; at < input; ++at)
    if (inputs[at])
      place += capacity(model.options.batch) *
               stagedBytes(model.model->inputs[at].tensor);
  return place;
}

static double lossAt(const aec_library_model &model,
                     const aec_objective &objective, int64_t at) {
  if (objective.dtype == AEC_F64)
    return model.losses[at];
  return reinterpret_cast<const float *>(model.losses)[at];
}

static int reportNonFinite(aec_library_model &model,
                           const aec_objective &objective) {
  const char *term = "its total";
  for (int64_t at = objective.term_count; at-- > 0;)
    if (!std::isfinite(lossAt(model, objective, 1 + at)))
      term = objective.terms[at].name;
  std::snprintf(model.message, sizeof model.message,
                "the loss of objective \"%.60s\" is not finite (%.60s) at "
                "step %lld; its weights did not change",
                objective.name, term, (long long)model.batches + 1);
  return AEC_LIBRARY_NONFINITE;
}

static int64_t everyOf(const aec_objective &objective) {
  return std::max<int64_t>(objective.every, 1);
}

/// The rate of an objective's step `own`.
static double rateOf(const aec_library_model &model,
                     const aec_objective &objective, double learningRate,
                     int64_t own) {
  double base = learningRate > 0 ? learningRate : objective.learning_rate;
  if (!objective.schedule)
    return base;
  return objective.schedule(base, (own - 1) * everyOf(objective) + 1,
                            model.options.steps_per_epoch,
                            model.options.epochs);
}

/// Calls the step or the evaluation of an objective on the staged rows; its
/// losses are in model.losses. `earlier` is the number of batches before.
static int64_t callObjective(aec_library_model &model,
                             const aec_objective &objective,
                             const void *const *inputs, const aec_code &code,
                             int64_t earlier, aec_frame frame) {
  for (int64_t in = 0; in < objective.input_count; ++in)
    model.inputs[in] = stagedInput(model, inputs, objective.inputs[in]);
  model.outputs[0] = model.losses;
  frame.epochs = double(model.options.epochs);
  // A step's is the epochs before it, an evaluation's that of the last step.
  if (int64_t steps = model.options.steps_per_epoch)
    frame.epoch = double(earlier) / double(steps);
  return call(code, frame);
}

/// The step of one objective on batch `batch` (from 1).
static int stepObjective(aec_library_model &model,
                         const aec_objective &objective,
                         const void *const *inputs, int64_t rows,
                         double learningRate, int64_t batch) {
  aec_frame frame = frameOf(model, rows);
  frame.step = batch / everyOf(objective);
  frame.learning_rate = rateOf(model, objective, learningRate, frame.step);
  int64_t status =
      callObjective(model, objective, inputs, objective.step, batch - 1, frame);
  if (status != AEC_OK || !std::isfinite(lossAt(model, objective, 0)))
    return reportNonFinite(model, objective);
  return AEC_LIBRARY_OK;
}

int aec_library_train_step(aec_library_model *model, const void *const *inputs,
                           int64_t rows, double learningRate, double *losses) {
  if (!begin(model))
    return AEC_LIBRARY_NO_MODEL;
  if (rows < 1 || rows > model->options.batch)
    return report(*model, AEC_LIBRARY_BAD_ROWS,
                  "a step takes 1 row to the batch of the options");
  if (!(learningRate >= 0) || std::isinf(learningRate))
    return report(*model, AEC_LIBRARY_BAD_VALUE,
                  "the learning rate is negative or not finite");
  if (model->library->scheduled && !model->options.steps_per_epoch)
    return report(*model, AEC_LIBRARY_BAD_OPTIONS,
                  "the model has schedules that follow epochs: options must "
                  "say steps_per_epoch");
  if (!hasInputs(*model, inputs))
    return AEC_LIBRARY_NULL_ARGUMENT;
  if (!model->fitted)
    return AEC_LIBRARY_NOT_FITTED;
  if (int status = stageInputs(*model, inputs, 0, rows))
    return status;
  int64_t batch = model->batches + 1;
  model->trained = true;
  for (int64_t at = 0; at < model->model->objective_count; ++at) {
    const aec_objective &objective = model->model->objectives[at];
    bool due = batch % everyOf(objective) == 0;
    if (due)
      if (int status = stepObjective(*model, objective, inputs, rows,
                                     learningRate, batch))
        return status;
    for (int64_t term = 0; losses && term <= objective.term_count; ++term)
      *losses++ = due ? lossAt(*model, objective, term)
                      : std::numeric_limits<double>::quiet_NaN();
  }
  model->batches = batch;
  return AEC_LIBRARY_OK;
}

/// Adds the losses of rows [first, first + rows), weighted with their number.
static int addLosses(aec_library_model &model, const void *const *inputs,
                     int64_t first, int64_t rows, double *losses) {
  if (int status = stageInputs(model, inputs, first, rows))
    return status;
  for (int64_t at = 0; at < model.model->objective_count; ++at) {
    const aec_objective &objective = model.model->objectives[at];
    aec_frame frame = frameOf(model, rows);
    frame.step = first;
    callObjective(model, objective, inputs, objective.evaluate,
                  std::max<int64_t>(model.batches, 1) - 1, frame);
    if (!std::isfinite(lossAt(model, objective, 0)))
      return reportNonFinite(model, objective);
    for (int64_t term = 0; term <= objective.term_count; ++term)
      *losses++ += lossAt(model, objective, term) * double(rows);
  }
  return AEC_LIBRARY_OK;
}

int aec_library_evaluate(aec_library_model *model, const void *const *inputs,
                         int64_t rows, double *losses) {
  if (!begin(model))
    return AEC_LIBRARY_NO_MODEL;
  if (rows < 1)
    return report(*model, AEC_LIBRARY_BAD_ROWS, "a mean needs a row");
  if (!losses || !hasInputs(*model, inputs))
    return AEC_LIBRARY_NULL_ARGUMENT;
  if (!model->fitted)
    return AEC_LIBRARY_NOT_FITTED;
  int64_t count = 0;
  for (int64_t at = 0; at < model->model->objective_count; ++at)
    count += 1 + model->model->objectives[at].term_count;
  std::fill_n(losses, count, 0.0);
  for (int64_t first = 0; first < rows; first += model->options.batch)
    if (int status =
            addLosses(*model, inputs, first,
                      std::min(model->options.batch, rows - first), losses))
      return status;
  for (int64_t at = 0; at < count; ++at)
    losses[at] /= double(rows);
  return AEC_LIBRARY_OK;
}

/// Calls an entry on rows [first, first + rows).
static int runPiece(aec_library_model &model, const aec_entry &entry,
                    const void *const *inputs, int64_t first, int64_t rows,
                    void *const *outputs) {
  char *next = model.staging;
  for (int64_t at = 0; at < entry.input_count; ++at) {
    const aec_tensor &tensor = entry.inputs[at];
    auto *from = static_cast<const char *>(inputs[at]);
    if (int status =
            stageInput(model, tensor, entry.input_sources[at],
                       from + first * rowBytes(tensor), first, rows, next))
      return status;
    model.inputs[at] = next;
    next += capacity(model.options.batch) * stagedBytes(tensor);
  }
  for (int64_t at = 0; at < entry.output_count; ++at) {
    model.outputs[at] = next;
    next += capacity(model.options.batch) * stagedBytes(entry.outputs[at]);
  }
  aec_frame frame = frameOf(model, rows);
  frame.step = first;
  if (call(entry.code, frame) != AEC_OK)
    return AEC_LIBRARY_INTERNAL;
  for (int64_t at = 0; at < entry.output_count; ++at) {
    const aec_tensor &tensor = entry.outputs[at];
    restoreUnits(model, tensor, entry.output_targets[at], model.outputs[at],
                 rows);
    std::memcpy(static_cast<char *>(outputs[at]) + first * rowBytes(tensor),
                model.outputs[at], rows * rowBytes(tensor));
  }
  return AEC_LIBRARY_OK;
}

int aec_library_run(aec_library_model *model, int64_t at,
                    const void *const *inputs, int64_t rows,
                    void *const *outputs) {
  if (!begin(model))
    return AEC_LIBRARY_NO_MODEL;
  const aec_entry &entry = model->model->entries[at];
  if (rows < 0)
    return report(*model, AEC_LIBRARY_BAD_ROWS, "rows are negative");
  auto null = [](const void *pointer) { return !pointer; };
  if (rows > 0 && (std::any_of(inputs, inputs + entry.input_count, null) ||
                   std::any_of(outputs, outputs + entry.output_count, null)))
    return AEC_LIBRARY_NULL_ARGUMENT;
  if (!model->fitted)
    return AEC_LIBRARY_NOT_FITTED;
  for (int64_t first = 0; first < rows; first += model->options.batch)
    if (int status =
            runPiece(*model, entry, inputs, first,
                     std::min(model->options.batch, rows - first), outputs))
      return status;
  return AEC_LIBRARY_OK;
}
