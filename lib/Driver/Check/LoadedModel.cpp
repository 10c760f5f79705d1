//===- LoadedModel.cpp - A compiled model inside the compiler -------------===//
#include "LoadedModel.h"
#include "Commands/Inputs.h"
#include "Model/Normalize.h"
#include "Model/Session.h"
#include "Support/Buffer.h"
#include <deque>
#include <dlfcn.h>
#include <exception>
#include <optional>

using namespace aec;
using runtime::Buffer;

namespace {
struct CloseLibrary {
  void operator()(void *library) const { dlclose(library); }
};

/// A function of the library as an entry, which is what tells a device how
/// large arguments and results are.
struct CalledEntry {
  std::deque<std::vector<int64_t>> dims;
  std::vector<aec_tensor> inputs, outputs;
};

/// More than check and verify call of a model.
constexpr size_t kMostEntries = 64;
} // namespace

struct LoadedModel::State {
  /// Before the session, which outlives no function of it.
  std::unique_ptr<void, CloseLibrary> library;
  /// The library's descriptor, but that the part of the runtime which drives a
  /// device is this process's (what throws and what catches are then one copy),
  /// and entries are those that are called here.
  aec_model model;
  aec_cuda cuda;
  std::vector<aec_entry> entries;
  std::deque<CalledEntry> called;
  std::optional<runtime::Session> session;

  void open(const aec_model &described);
  const aec_code &code(const CheckedFunction &function, aec_function run);
  const aec_code &addEntry(const CheckedFunction &function, aec_function run);
};

void LoadedModel::State::open(const aec_model &described) {
  model = described;
  if (model.cuda) {
    cuda = *model.cuda;
    cuda.backend = &aec_cuda_device;
    model.cuda = &cuda;
  }
  // Calls in flight know entries by their address.
  entries.reserve(kMostEntries);
  model.entries = entries.data();
  model.entry_count = 0;
  // Two threads, so that pieces of a parallel loop meet as in a program.
  session.emplace(model, /*threads=*/2);
}

const aec_code &LoadedModel::State::addEntry(const CheckedFunction &function,
                                             aec_function run) {
  if (entries.size() == kMostEntries)
    throw runtime::Error("the model has too many functions to check");
  CalledEntry &made = called.emplace_back();
  for (int64_t input : function.inputs)
    made.inputs.push_back(model.inputs[input].tensor);
  for (const CheckedResult &output : function.outputs) {
    std::vector<int64_t> &dims = made.dims.emplace_back();
    if (output.perSample)
      dims.push_back(-1);
    dims.push_back(output.elements);
    made.outputs.push_back(
        {"", function.dtype, int64_t(dims.size()), dims.data()});
  }
  aec_entry entry = {};
  entry.name = function.symbol.c_str();
  entry.input_count = int64_t(made.inputs.size());
  entry.inputs = made.inputs.data();
  entry.output_count = int64_t(made.outputs.size());
  entry.outputs = made.outputs.data();
  entry.code = {run, int64_t(function.arena.size()), function.arena.data()};
  entries.push_back(entry);
  model.entry_count = int64_t(entries.size());
  return entries.back().code;
}

/// What the descriptor has of `function`, which must live as long as this:
/// steps, whose states a session knows to change, else an entry.
const aec_code &LoadedModel::State::code(const CheckedFunction &function,
                                         aec_function run) {
  for (int64_t at = 0; at < model.objective_count; ++at)
    if (model.objectives[at].step.run == run)
      return model.objectives[at].step;
  for (const aec_entry &entry : entries)
    if (entry.code.run == run)
      return entry.code;
  return addEntry(function, run);
}

LoadedModel::LoadedModel(std::unique_ptr<State> state)
    : state(std::move(state)) {}
LoadedModel::~LoadedModel() = default;

std::unique_ptr<LoadedModel> LoadedModel::load(const std::string &path,
                                               std::string &error) {
  auto state = std::make_unique<State>();
  state->library.reset(dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL));
  auto *models = state->library ? static_cast<const aec_model *const *>(
                                      dlsym(state->library.get(), "aec_models"))
                                : nullptr;
  if (!models || !*models) {
    const char *message = dlerror();
    error = message ? message : "the library holds no model";
    return nullptr;
  }
  try {
    state->open(**models);
  } catch (const std::exception &failure) {
    error = failure.what();
    return nullptr;
  }
  return std::unique_ptr<LoadedModel>(new LoadedModel(std::move(state)));
}

const aec_model &LoadedModel::model() const { return state->session->model(); }

void LoadedModel::initialize(int64_t seed) {
  state->session->states().initialize(seed);
}

int64_t LoadedModel::elements(int64_t tensor) const {
  return state->session->states().elements(tensor);
}

double LoadedModel::get(int64_t tensor, int64_t element) const {
  return state->session->states().get(tensor, element);
}

void LoadedModel::set(int64_t tensor, int64_t element, double value) {
  state->session->states().set(tensor, element, value);
}

Numbers LoadedModel::values(int64_t tensor) const {
  Numbers result(elements(tensor));
  for (size_t at = 0; at < result.size(); ++at)
    result[at] = get(tensor, at);
  return result;
}

std::string LoadedModel::place() const {
  const runtime::Device *device = state->session->device();
  return device ? device->name() : "the CPU";
}

template <typename T>
static Numbers numbersAs(const Buffer &buffer, int64_t count) {
  return Numbers(buffer.as<T>(), buffer.as<T>() + count);
}

static Numbers numbersOf(const Buffer &buffer, int64_t count, int64_t dtype) {
  switch (dtype) {
  case AEC_F64:
    return numbersAs<double>(buffer, count);
  case AEC_I32:
    return numbersAs<int32_t>(buffer, count);
  case AEC_I64:
    return numbersAs<int64_t>(buffer, count);
  case AEC_U8:
    return numbersAs<uint8_t>(buffer, count);
  }
  return numbersAs<float>(buffer, count);
}

bool LoadedModel::readData(const std::vector<std::string> &files, int64_t batch,
                           std::vector<Numbers> &data, std::string &error) {
  try {
    runtime::Session &session = *state->session;
    runtime::Samples samples =
        loadSamples("--data", files, runtime::trainingSlots(model()),
                    runtime::Reading(), session.pool());
    if (samples.rows < batch)
      throw runtime::Error("--data has " + std::to_string(samples.rows) +
                           " samples, expected at least the batch, " +
                           std::to_string(batch) + "; --batch takes fewer");
    for (int64_t at = 0; at < model().normalizer_count; ++at) {
      const aec_normalizer &normalizer = model().normalizers[at];
      auto set = samples.sets.find(normalizer.input);
      if (set != samples.sets.end())
        fitNormalizer(normalizer, set->second, session.states(),
                      session.pool());
    }
    data.assign(size_t(model().input_count), {});
    for (auto &[input, set] : samples.sets) {
      normalize(set, input, session.states(), session.pool());
      Buffer rows(batch * set.rowBytes(), "a batch");
      set.read(0, batch, rows.data());
      data[size_t(input)] = numbersOf(
          rows, batch * runtime::sampleElements(model().inputs[input].tensor),
          model().inputs[input].tensor.dtype);
    }
    return true;
  } catch (const std::exception &failure) {
    error = failure.what();
    return false;
  }
}

template <typename T> static void copyInto(const Numbers &from, void *to) {
  for (size_t at = 0; at < from.size(); ++at)
    static_cast<T *>(to)[at] = T(from[at]);
}

/// Eight bytes an element suffice for every type.
static Buffer bufferOf(const Numbers &values, int64_t dtype) {
  Buffer buffer(int64_t(values.size()) * 8, "an input");
  switch (dtype) {
  case AEC_F32:
    copyInto<float>(values, buffer.data());
    break;
  case AEC_F64:
    copyInto<double>(values, buffer.data());
    break;
  case AEC_I32:
    copyInto<int32_t>(values, buffer.data());
    break;
  case AEC_I64:
    copyInto<int64_t>(values, buffer.data());
    break;
  case AEC_U8:
    copyInto<uint8_t>(values, buffer.data());
    break;
  }
  return buffer;
}

std::vector<Numbers> LoadedModel::call(const CheckedFunction &function,
                                       int64_t batch,
                                       const std::vector<Numbers> &data,
                                       int64_t step, double learningRate,
                                       std::string &error) {
  auto run = aec_function(dlsym(state->library.get(), function.symbol.c_str()));
  if (!run) {
    error = "the library has no function " + function.symbol;
    return {};
  }
  try {
    runtime::Session &session = *state->session;
    const aec_code &code = state->code(function, run);
    session.prepare(code, batch);
    std::vector<Buffer> buffers;
    std::vector<const void *> inputs;
    std::vector<void *> outputs;
    for (int64_t input : function.inputs) {
      buffers.push_back(
          bufferOf(data[input], model().inputs[input].tensor.dtype));
      inputs.push_back(buffers.back().data());
    }
    size_t first = buffers.size();
    for (const CheckedResult &output : function.outputs) {
      buffers.emplace_back(output.count(batch) * 8, "a result");
      outputs.push_back(buffers.back().data());
    }
    runtime::StepInfo info;
    info.step = step;
    info.learningRate = learningRate;
    // In the middle of a run, so that weights on the rise count.
    info.epoch = 0.5;
    info.epochs = 1;
    if (session.call(code, batch, inputs.data(), outputs.data(), info) !=
        AEC_OK) {
      error = "the loss is not finite";
      return {};
    }
    std::vector<Numbers> results;
    for (size_t at = 0; at < function.outputs.size(); ++at)
      results.push_back(numbersOf(buffers[first + at],
                                  function.outputs[at].count(batch),
                                  function.dtype));
    return results;
  } catch (const std::exception &failure) {
    error = failure.what();
    return {};
  }
}
