//===- SessionDevice.cpp - A session's calls on a device ------------------===//
//
// Compiled code says nothing of what it takes and gives: the descriptor does,
// in which the code is found by its address.
//
//===----------------------------------------------------------------------===//
#include "Session.h"

#include "../Data/Dataset.h"
#include "../Error.h"

#include <algorithm>

using namespace aec::runtime;

namespace {
/// Bytes a sample of every argument and result; results of objectives have no
/// batch.
struct Signature {
  std::vector<int64_t> inputs, outputs;
  bool isObjective = false;
};
} // namespace

static int64_t sampleBytes(const aec_tensor &tensor) {
  return sampleElements(tensor) * dtypeBytes(tensor.dtype);
}

static Signature signatureOf(const aec_model &model, const aec_code &code) {
  Signature found;
  for (int64_t at = 0; at < model.entry_count; ++at) {
    const aec_entry &entry = model.entries[at];
    if (&entry.code != &code)
      continue;
    for (int64_t in = 0; in < entry.input_count; ++in)
      found.inputs.push_back(sampleBytes(entry.inputs[in]));
    for (int64_t out = 0; out < entry.output_count; ++out)
      found.outputs.push_back(sampleBytes(entry.outputs[out]));
    return found;
  }
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    if (&objective.update == &code)
      return found;
    if (&objective.step != &code && &objective.evaluate != &code &&
        &objective.accumulate != &code)
      continue;
    for (int64_t in = 0; in < objective.input_count; ++in)
      found.inputs.push_back(
          sampleBytes(model.inputs[objective.inputs[in]].tensor));
    found.outputs = {(1 + objective.term_count) * dtypeBytes(objective.dtype)};
    found.isObjective = true;
    return found;
  }
  fail("code that is not the model's");
}

/// Room for all of a call's tensors, each at a multiple of the device's line.
static int64_t tensorBytes(const Signature &signature, int64_t batch) {
  constexpr int64_t line = 256;
  int64_t total = 0;
  for (const auto *side : {&signature.inputs, &signature.outputs})
    for (int64_t bytes : *side) {
      bool hasBatch = side == &signature.inputs || !signature.isObjective;
      total += (bytes * (hasBatch ? batch : 1) + line) / line * line + line;
    }
  return total;
}

void Session::prepareOnDevice(const aec_code &code, int64_t batch) {
  // The weights first: a batch is what can be made smaller.
  memory.send();
  Signature signature = signatureOf(compiled, code);
  auto need = [&](int64_t size) {
    return arenaBytes(code, size) + tensorBytes(signature, size);
  };
  if (remote->reserve(arenaBytes(code, batch), tensorBytes(signature, batch)))
    return;
  int64_t room = remote->room(), smaller = batch / 2;
  while (smaller && need(smaller) > room - room / 16)
    smaller /= 2;
  fail("not enough memory on the GPU for a batch of ", batch, ": ", need(batch),
       " bytes needed, ", room, " free",
       smaller ? concat("; --batch-size ", smaller, " fits") : std::string());
}

int64_t Session::callOnDevice(const aec_code &code, aec_frame frame,
                              const void *const *inputs, void *const *outputs) {
  Signature signature = signatureOf(compiled, code);
  HostCall call;
  for (size_t at = 0; at < signature.inputs.size(); ++at)
    call.inputs.push_back(
        {const_cast<void *>(inputs[at]), signature.inputs[at] * frame.batch});
  for (size_t at = 0; at < signature.outputs.size(); ++at)
    call.outputs.push_back(
        {outputs[at],
         signature.outputs[at] * (signature.isObjective ? 1 : frame.batch)});
  memory.send();
  memory.changedRemotely();
  remote->start(code, frame, std::move(call));
  return remote->finish();
}
