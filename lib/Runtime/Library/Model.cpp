//===- Model.cpp - Making a model in given memory -------------------------===//
//
// The compiler counts the bytes (lib/Target/Library), this lays them out; a
// difference between the two is found here, before anything is written behind
// the caller's memory.
//
//===----------------------------------------------------------------------===//
#include "Model.h"

#include "../Data/Dataset.h"
#include "../Error.h"
#include "../Model/State.h"
#include "../Threads/Cpu.h"

#include <algorithm>
#include <cstring>
#include <unwind.h>

using namespace aec::runtime;

constexpr int64_t kMaxBatch = int64_t(1) << 32, kMaxThreads = 4096;

const char *aec_library_error_text(int status) {
  switch (status) {
#define AEC_LIBRARY_STATUS(name, value, text)                                  \
  case value:                                                                  \
    return text;
    AEC_LIBRARY_STATUSES(AEC_LIBRARY_STATUS)
#undef AEC_LIBRARY_STATUS
  }
  return "no status of this library";
}

const char *aec_library_message(const aec_library_model *model) {
  if (!model || model->magic != aec_library_model::kMagic)
    return "";
  return model->message;
}

int aec::runtime::report(aec_library_model &model, int status,
                         const char *text) {
  size_t length =
      std::min(std::strlen(text), aec_library_model::kMessageBytes - 1);
  std::memcpy(model.message, text, length);
  model.message[length] = 0;
  return status;
}

int aec::runtime::report(aec_library_model &model, int status,
                         const std::string &text) {
  return report(model, status, text.c_str());
}

bool aec::runtime::begin(aec_library_model *model) {
  if (!model || model->magic != aec_library_model::kMagic)
    return false;
  model->message[0] = 0;
  return true;
}

bool aec::runtime::hasInputs(const aec_library_model &model,
                             const void *const *inputs) {
  for (int64_t at = 0; at < model.model->objective_count; ++at) {
    const aec_objective &objective = model.model->objectives[at];
    for (int64_t in = 0; in < objective.input_count; ++in)
      if (!inputs[objective.inputs[in]])
        return false;
  }
  return true;
}

int64_t aec::runtime::rowBytes(const aec_tensor &tensor) {
  int64_t bytes = dtypeBytes(tensor.dtype);
  for (int64_t at = 1; at < tensor.rank; ++at)
    bytes *= tensor.dims[at];
  return bytes;
}

int64_t aec::runtime::stagedBytes(const aec_tensor &tensor) {
  int64_t bytes = rowBytes(tensor);
  return dtypeBytes(tensor.dtype) < 4 ? bytes * 4 : bytes;
}

size_t aec_library_memory_bytes(const aec_library *library, int64_t batch) {
  if (!library || batch < 1 || batch > kMaxBatch)
    return 0;
  int64_t rows = capacity(batch), most = 0, staged = 0, total = 0;
  bool fits = multiply(rows, library->sample_bytes, staged);
  for (int64_t at = 0; at < library->line_count; ++at) {
    const aec_batch_bytes &line = library->lines[at];
    int64_t bytes = 0;
    fits = fits && multiply(rows, line.per_sample, bytes) &&
           !__builtin_add_overflow(bytes, line.fixed, &bytes);
    most = std::max(most, bytes);
  }
  fits = fits && !__builtin_add_overflow(staged, most, &total) &&
         !__builtin_add_overflow(total, library->fixed_bytes, &total);
  return fits ? size_t(total) : 0;
}

namespace {
/// Hands out a piece of memory from its start, in lines of 64 bytes.
class Layout {
public:
  Layout(void *memory, size_t bytes)
      : next(static_cast<char *>(memory)), end(next + bytes) {
    next += -reinterpret_cast<uintptr_t>(memory) % kLine;
  }
  template <typename T> T *take(int64_t count) {
    char *start = next;
    next += (count * int64_t(sizeof(T)) + kLine - 1) / kLine * kLine;
    return reinterpret_cast<T *>(start);
  }
  bool fits() const { return next <= end; }

private:
  static constexpr int64_t kLine = 64;
  char *next, *end;
};
} // namespace

/// The most inputs, results and losses of any function of `model`.
static void takeArguments(aec_library_model &made, const aec_model &model,
                          Layout &layout) {
  int64_t inputs = model.input_count, outputs = 1, losses = 1;
  for (int64_t at = 0; at < model.entry_count; ++at) {
    inputs = std::max(inputs, model.entries[at].input_count);
    outputs = std::max(outputs, model.entries[at].output_count);
  }
  for (int64_t at = 0; at < model.objective_count; ++at)
    losses = std::max(losses, 1 + model.objectives[at].term_count);
  made.inputs = layout.take<const void *>(inputs);
  made.outputs = layout.take<void *>(outputs);
  made.losses = layout.take<double>(losses);
}

/// Places everything behind the model in `bytes` bytes; false where it does not
/// fit.
static bool place(aec_library_model &made, Layout &layout, size_t bytes) {
  const aec_model &model = *made.model;
  made.states = layout.take<void *>(model.state_count);
  made.notes = layout.take<aec_input_note>(model.input_count);
  takeArguments(made, model, layout);
  for (int64_t at = 0; at < model.state_count; ++at) {
    const aec_tensor &tensor = model.states[at].tensor;
    made.states[at] = nullptr;
    // A library takes whole steps.
    if (model.states[at].role == AEC_ACCUMULATOR)
      continue;
    int64_t bytes = dtypeBytes(tensor.dtype);
    for (int64_t dim = 0; dim < tensor.rank; ++dim)
      bytes *= tensor.dims[dim];
    made.states[at] = layout.take<char>(bytes);
    if (!layout.fits())
      return false;
    std::memset(made.states[at], 0, bytes);
  }
  int64_t staged = capacity(made.options.batch) * made.library->sample_bytes;
  made.staging = layout.take<char>(staged);
  made.arena =
      layout.take<char>(int64_t(bytes) - made.library->fixed_bytes - staged);
  return layout.fits();
}

/// The options with the definition's in place of zeros.
static aec_library_options complete(const aec_model &model,
                                    const aec_library_options *given) {
  aec_library_options options = {};
  if (given)
    options = *given;
  if (!options.batch)
    options.batch = std::max<int64_t>(model.default_batch_size, 1);
  if (!options.threads)
    options.threads = 1;
  if (!options.epochs)
    options.epochs = std::max<int64_t>(model.default_epochs, 1);
  return options;
}

static bool inRange(const aec_library_options &options) {
  return options.batch >= 1 && options.batch <= kMaxBatch &&
         options.threads >= 1 && options.threads <= kMaxThreads &&
         options.epochs >= 1 && options.steps_per_epoch >= 0;
}

/// Errors inside are exceptions, and the unwinder in an archive is its own: it
/// finds tables through the header that --eh-frame-hdr makes. GCC leaves that
/// out of -static programs, where the first throw would end the host.
static bool canUnwind() {
  // It looks one byte before, for return addresses.
  return _Unwind_FindEnclosingFunction(
      reinterpret_cast<char *>(aec_library_memory_bytes) + 1);
}

/// Normalisers without statistics keep a model from being used.
static bool needsFit(const aec_model &model) {
  return model.normalizer_count > 0;
}

int aec_library_init(const aec_library *library, void *memory, size_t bytes,
                     const aec_library_options *given,
                     aec_library_model **result) {
  if (result)
    *result = nullptr;
  if (!library || !memory || !result)
    return AEC_LIBRARY_NULL_ARGUMENT;
  aec_library_options options = complete(**library->models, given);
  size_t needed =
      inRange(options) ? aec_library_memory_bytes(library, options.batch) : 0;
  if (!needed)
    return AEC_LIBRARY_BAD_OPTIONS;
  if (bytes < needed)
    return AEC_LIBRARY_SMALL_MEMORY;
  if (!canUnwind())
    return AEC_LIBRARY_NO_UNWIND;
  Layout layout(memory, bytes);
  auto *model =
      ::new (layout.take<char>(AEC_LIBRARY_CONTEXT_BYTES)) aec_library_model();
  model->library = library;
  model->options = options;
  int status = guarded(*model, AEC_LIBRARY_OLD_CPU, [&] {
    std::string message;
    model->model = selectModel(library->models, cpuLevel(), message);
  });
  if (status || !model->model)
    return status ? status : int(AEC_LIBRARY_OLD_CPU);
  if (!place(*model, layout, needed))
    return AEC_LIBRARY_INTERNAL;
  for (int64_t at = 0; at < model->model->input_count; ++at)
    model->notes[at] = {1, 0};
  model->fitted = !needsFit(*model->model);
  status = guarded(*model, AEC_LIBRARY_INTERNAL, [&] {
    States(*model->model, model->states).initialize(options.seed);
  });
  if (status)
    return status;
  if (options.threads > 1 &&
      !(model->runtime = aec_runtime_create(options.threads)))
    return AEC_LIBRARY_OUT_OF_MEMORY;
  model->magic = aec_library_model::kMagic;
  *result = model;
  return AEC_LIBRARY_OK;
}

int aec_library_close(aec_library_model *model) {
  if (!begin(model))
    return model ? AEC_LIBRARY_NO_MODEL : AEC_LIBRARY_OK;
  aec_runtime_destroy(model->runtime);
  delete model->kept;
  model->magic = 0;
  return AEC_LIBRARY_OK;
}

int aec_library_set_seed(aec_library_model *model, int64_t seed) {
  if (!begin(model))
    return AEC_LIBRARY_NO_MODEL;
  model->options.seed = seed;
  return AEC_LIBRARY_OK;
}
