//===- CudaSignature.cpp - What compiled code takes and gives -------------===//
#include "CudaSignature.h"

#include "CudaMemory.h"

#include "../Data/Dataset.h"
#include "../Error.h"

using namespace aec::runtime;

static int64_t lines(const std::vector<int64_t> &tensors) {
  int64_t sum = 0;
  for (int64_t bytes : tensors)
    sum += deviceBytes(bytes);
  return sum;
}

int64_t CallBytes::ofInputs() const { return lines(inputs); }
int64_t CallBytes::ofOutputs() const { return lines(outputs); }

/// One that no batch leads has its own elements alone.
static int64_t batchBytes(const aec_tensor &tensor, int64_t batch) {
  int64_t bytes = 0;
  if (tensor.rank && tensor.dims[0] >= 0)
    batch = tensor.dims[0];
  if (!multiply(batch, sampleElements(tensor) * dtypeBytes(tensor.dtype),
                bytes))
    fail("a batch of ", batch, " overflows the memory; use a smaller one");
  return bytes;
}

static CallBytes entryBytes(const aec_entry &entry, int64_t batch) {
  CallBytes found;
  for (int64_t at = 0; at < entry.input_count; ++at)
    found.inputs.push_back(batchBytes(entry.inputs[at], batch));
  for (int64_t at = 0; at < entry.output_count; ++at)
    found.outputs.push_back(batchBytes(entry.outputs[at], batch));
  return found;
}

/// Losses have no batch.
static CallBytes objectiveBytes(const aec_model &model,
                                const aec_objective &objective, int64_t batch) {
  CallBytes found;
  for (int64_t at = 0; at < objective.input_count; ++at)
    found.inputs.push_back(
        batchBytes(model.inputs[objective.inputs[at]].tensor, batch));
  found.outputs = {(1 + objective.term_count) * dtypeBytes(objective.dtype)};
  return found;
}

/// Of steps, evaluations and sums of gradients.
static bool takesBatch(const aec_objective &objective, const aec_code &code) {
  return &objective.step == &code || &objective.evaluate == &code ||
         &objective.accumulate == &code;
}

CallBytes aec::runtime::callBytes(const aec_model &model, const aec_code &code,
                                  int64_t batch) {
  for (int64_t at = 0; at < model.entry_count; ++at)
    if (&model.entries[at].code == &code)
      return entryBytes(model.entries[at], batch);
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    if (&objective.update == &code)
      return {};
    if (takesBatch(objective, code))
      return objectiveBytes(model, objective, batch);
  }
  fail("code that is not the model's");
}

std::vector<int64_t> aec::runtime::inputsOf(const aec_model &model,
                                            const aec_code &code) {
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    if (takesBatch(objective, code))
      return {objective.inputs, objective.inputs + objective.input_count};
  }
  return {};
}
