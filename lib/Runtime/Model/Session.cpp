//===- Session.cpp - Frames, arena, library primitives --------------------===//
//
// The arena's capacity is the batch rounded up to 16 samples, which keeps every
// f32 buffer in it a multiple of 64 bytes.
//
//===----------------------------------------------------------------------===//
#include "Session.h"

#include "../Data/Samples.h"
#include "../Error.h"
#include "../Threads/FloatMode.h"

#include <algorithm>

using namespace aec::runtime;

void aec::runtime::checkModel(const aec_model &model) {
  if (model.abi_version != AEC_ABI_VERSION)
    fail("this program was compiled for runtime version ", model.abi_version,
         " and linked with ", AEC_ABI_VERSION, "; compile it again");
  for (int64_t at = 0; at < model.entry_count; ++at) {
    const aec_entry &entry = model.entries[at];
    for (int64_t out = 0; out < entry.output_count; ++out) {
      const aec_tensor &tensor = entry.outputs[out];
      if (tensor.rank < 1 || tensor.dims[0] != -1)
        fail("entry ", quote(entry.name), ": result ", quote(tensor.name),
             " has no leading batch dimension");
    }
  }
}

Session::Session(const aec_model &model, int threads)
    : compiled((checkModel(model), model)), runtime(threads), memory(model),
      arena(0, "the arena") {
  if (!compiled.cuda)
    return;
  remote = compiled.cuda->backend->open(compiled);
  runtime.device = remote.get();
  memory.live(remote.get());
}

Session::~Session() {
  if (compiled.onednn && runtime.onednn)
    compiled.onednn->destroy(&runtime);
}

int64_t aec::runtime::arenaBytes(const aec_code &code, int64_t batch) {
  int64_t capacity = 0, most = 0;
  bool fits = !__builtin_add_overflow(batch, 15, &capacity);
  for (int64_t at = 0; at < code.arena_line_count && fits; ++at) {
    const aec_batch_bytes &line = code.arena_lines[at];
    int64_t bytes = 0;
    fits = multiply(capacity / 16 * 16, line.per_sample, bytes) &&
           !__builtin_add_overflow(bytes, line.fixed, &bytes);
    most = std::max(most, bytes);
  }
  if (!fits)
    fail("a batch of ", batch, " overflows the memory; use a smaller one");
  return most;
}

void Session::prepare(const aec_code &code, int64_t batch) {
  if (remote) {
    memory.send(); // the states first: a batch is what can be made smaller
    return remote->prepare(code, batch);
  }
  int64_t bytes = arenaBytes(code, batch);
  if (bytes > arena.bytes()) {
    arena = Buffer(); // the old one first: both may not fit
    arena = Buffer(bytes, concat("a batch of ", batch));
  }
  if (!compiled.onednn)
    return;
  if (const char *message = compiled.onednn->prepare(
          &runtime, compiled.matmuls, compiled.matmul_count, batch))
    fail("cannot prepare a batch of ", batch, ": ", message);
}

/// Entries and evaluations leave the states as they are.
static bool changesStates(const aec_model &model, const aec_code &code) {
  return std::any_of(model.objectives, model.objectives + model.objective_count,
                     [&](const aec_objective &objective) {
                       return &objective.step == &code ||
                              &objective.accumulate == &code ||
                              &objective.update == &code;
                     });
}

void Session::start(const aec_code &code, int64_t batch,
                    const void *const *inputs, void *const *outputs,
                    const StepInfo &info) {
  aec_frame frame = {};
  frame.runtime = &runtime;
  frame.batch = batch;
  frame.inputs = inputs;
  frame.outputs = outputs;
  frame.step = info.step;
  frame.seed = info.seed;
  frame.learning_rate = info.learningRate;
  frame.epoch = info.epoch;
  frame.epochs = info.epochs;
  frame.gradient_weight = info.gradientWeight;
  if (remote) {
    memory.send();
    if (changesStates(compiled, code))
      memory.changedRemotely();
    return remote->start(code, frame, info.rows);
  }
  frame.states = memory.pointers();
  frame.arena = arena.data();
  FlushDenormals flush;
  status = code.run(&frame);
}

int64_t Session::hold(const Samples &samples) {
  if (!remote || samples.streamed())
    return -1;
  std::vector<HostRows> data;
  for (const auto &[input, set] : samples.sets)
    data.push_back({input, set.values.data(), set.rowBytes()});
  return remote->hold(data, samples.rows);
}

void Session::arrange(int64_t held, const int64_t *order) {
  if (held >= 0)
    remote->arrange(held, order);
}

void Session::release(int64_t held) {
  if (held >= 0)
    remote->release(held);
}

int64_t Session::finish() { return remote ? remote->finish() : status; }

int64_t Session::call(const aec_code &code, int64_t batch,
                      const void *const *inputs, void *const *outputs,
                      const StepInfo &info) {
  start(code, batch, inputs, outputs, info);
  return finish();
}
