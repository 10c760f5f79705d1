//===- LoadedModel.cpp - A compiled model inside the compiler -------------===//
#include "LoadedModel.h"
#include "Model/Session.h"
#include "Support/Buffer.h"
#include <dlfcn.h>
#include <exception>
#include <optional>

using namespace aec;
using runtime::Buffer;

namespace {
struct CloseLibrary {
  void operator()(void *library) const { dlclose(library); }
};
} // namespace

struct LoadedModel::State {
  /// Before the session, which outlives no function of it.
  std::unique_ptr<void, CloseLibrary> library;
  std::optional<runtime::Session> session;
};

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
    // Two threads, so that pieces of a parallel loop meet as in a program.
    state->session.emplace(**models, /*threads=*/2);
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

static Numbers numbersOf(const Buffer &buffer, int64_t count, int64_t dtype) {
  if (dtype == AEC_F64)
    return Numbers(buffer.as<double>(), buffer.as<double>() + count);
  return Numbers(buffer.as<float>(), buffer.as<float>() + count);
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
    aec_code code{run, int64_t(function.arena.size()), function.arena.data()};
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
    for (int64_t count : function.outputs) {
      buffers.emplace_back(count * 8, "a result");
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
      results.push_back(
          numbersOf(buffers[first + at], function.outputs[at], function.dtype));
    return results;
  } catch (const std::exception &failure) {
    error = failure.what();
    return {};
  }
}
