//===- Weights.cpp - Comparing a file with a model ------------------------===//
//
// All differences are collected before the message: "missing", "unexpected" and
// "of another shape" together tell a user which model the file is of.
//
//===----------------------------------------------------------------------===//
#include "Weights.h"

#include "../Error.h"
#include "../Support/AtomicFile.h"
#include "Safetensors.h"

#include <cmath>
#include <cstring>
#include <limits>

using namespace aec::runtime;

const char *aec::runtime::fileType(int64_t dtype) {
  static const char *const names[] = {"F32", "F64", "I32", "I64", "U8"};
  return names[dtype];
}

/// The type of a state in files.
static const char *fileType(const aec_state &state) {
  return fileType(state.role == AEC_COUNTER ? int64_t(AEC_I64)
                                            : state.tensor.dtype);
}

static bool isFloat(const std::string &dtype) {
  return dtype == "F32" || dtype == "F64";
}

namespace {
/// The differences between a file and a model, as one message.
class Differences {
public:
  void note(const char *kind, const std::string &what) {
    if (++counts[kind] <= 4)
      lists[kind] += (lists[kind].empty() ? "" : ", ") + what;
  }
  bool empty() const { return counts.empty(); }
  std::string text() const {
    std::string result;
    for (const auto &[kind, list] : lists) {
      result += (result.empty() ? "" : "; ") + kind + " " + list;
      if (counts.at(kind) > 4)
        result += concat(" and ", counts.at(kind) - 4, " more");
    }
    return result;
  }

private:
  std::map<std::string, int64_t> counts;
  std::map<std::string, std::string> lists;
};
} // namespace

/// Notes what keeps `tensor` from becoming `state`.
static void compare(const aec_state &state, const SafetensorsTensor &tensor,
                    Differences &differences) {
  std::string expected = fileType(state);
  if (tensor.shape != stateShape(state))
    differences.note("with another shape",
                     concat(quote(tensor.name), " (", shapeText(tensor.shape),
                            ", expected ", shapeText(stateShape(state)), ")"));
  else if (tensor.dtype != expected &&
           !(isFloat(tensor.dtype) && isFloat(expected)))
    differences.note("with another type",
                     concat(quote(tensor.name), " (", tensor.dtype,
                            ", expected ", expected, ")"));
}

static void checkAgainst(const States &states, const SafetensorsFile &file,
                         const std::set<int64_t> &optional,
                         std::set<int64_t> &absent) {
  const aec_model &model = states.model();
  Differences differences;
  std::set<std::string> known;
  for (int64_t at = 0; at < model.state_count; ++at) {
    const aec_state &state = model.states[at];
    if (!isWeight(state))
      continue;
    known.insert(state.tensor.name);
    if (const SafetensorsTensor *tensor = file.find(state.tensor.name))
      compare(state, *tensor, differences);
    else if (optional.count(at))
      absent.insert(at);
    else
      differences.note("missing", concat(quote(state.tensor.name), " (",
                                         shapeText(stateShape(state)), ")"));
  }
  bool checkpoint = file.metadata.count("aec.checkpoint") != 0;
  for (const SafetensorsTensor &tensor : file.tensors)
    if (!known.count(tensor.name) &&
        !(checkpoint && tensor.name.rfind("aec.", 0) == 0))
      differences.note("unexpected", concat(quote(tensor.name), " (",
                                            shapeText(tensor.shape), ")"));
  if (!differences.empty())
    fail(file.path, " is a weights file of another model than ", model.name,
         ": ", differences.text());
}

template <typename T> static double valueAt(const uint8_t *data, int64_t at) {
  T value;
  std::memcpy(&value, data + at * sizeof(T), sizeof(T));
  return double(value);
}

static void fill(States &states, int64_t state,
                 const SafetensorsTensor &tensor) {
  if (tensor.dtype == fileType(states.model().states[state].tensor.dtype))
    return states.importRaw(state, tensor.data);
  auto value = [&](int64_t at) {
    if (tensor.dtype == fileType(AEC_I64))
      return valueAt<int64_t>(tensor.data, at);
    return tensor.dtype == "F64" ? valueAt<double>(tensor.data, at)
                                 : valueAt<float>(tensor.data, at);
  };
  for (int64_t at = 0, count = states.elements(state); at < count; ++at)
    states.set(state, at, value(at));
}

/// Fails at a value that is not finite in the model's type: weights without a
/// use, or meant to look like some.
static void checkFinite(const aec_state &state, const SafetensorsTensor &tensor,
                        const std::string &path) {
  if (!isFloat(tensor.dtype))
    return;
  int64_t size = tensor.dtype == "F64" ? 8 : 4;
  for (int64_t at = 0; at < tensor.bytes / size; ++at) {
    double value = size == 8 ? valueAt<double>(tensor.data, at)
                             : valueAt<float>(tensor.data, at);
    bool large = state.tensor.dtype == AEC_F32 &&
                 std::fabs(value) > double(std::numeric_limits<float>::max());
    if (!std::isfinite(value) || large)
      throw NonFiniteWeight(concat(path, ": value ", at + 1, " of ",
                                   quote(tensor.name), " is ", value,
                                   ", expected a finite ", fileType(state)));
  }
}

LoadedWeights aec::runtime::loadWeights(States &states, const std::string &path,
                                        const std::set<int64_t> &optional) {
  // Compared before memory is taken for the data.
  auto accept = [&](const SafetensorsFile &found) {
    std::set<int64_t> absent;
    checkAgainst(states, found, optional, absent);
  };
  return loadWeights(states, readSafetensors(path, accept), optional);
}

LoadedWeights aec::runtime::loadWeights(States &states,
                                        const SafetensorsFile &file,
                                        const std::set<int64_t> &optional) {
  LoadedWeights loaded;
  loaded.metadata = file.metadata;
  checkAgainst(states, file, optional, loaded.absent);
  auto visit = [&](auto &&fn) {
    for (int64_t at = 0; at < states.model().state_count; ++at)
      if (isWeight(states.model().states[at]))
        if (auto *tensor = file.find(states.model().states[at].tensor.name))
          fn(at, *tensor);
  };
  visit([&](int64_t at, const SafetensorsTensor &tensor) {
    checkFinite(states.model().states[at], tensor, file.path);
  });
  visit([&](int64_t at, const SafetensorsTensor &tensor) {
    fill(states, at, tensor);
  });
  return loaded;
}

/// A counter as files have it.
static std::vector<uint8_t> exportCounts(const States &states, int64_t state) {
  std::vector<uint8_t> result(states.elements(state) * sizeof(int64_t));
  for (int64_t at = 0; at < states.elements(state); ++at) {
    auto value = int64_t(states.get(state, at));
    std::memcpy(result.data() + at * sizeof value, &value, sizeof value);
  }
  return result;
}

void TensorList::add(const std::string &name, const std::string &dtype,
                     const std::vector<int64_t> &shape,
                     std::vector<uint8_t> bytes) {
  content.push_back(std::move(bytes));
  // The bytes of a vector stay where they are when it is moved.
  tensors.push_back({name, dtype, shape, content.back().data(),
                     int64_t(content.back().size())});
}

void aec::runtime::addWeights(TensorList &list, const States &states) {
  for (int64_t at = 0; at < states.model().state_count; ++at) {
    const aec_state &state = states.model().states[at];
    if (isWeight(state))
      list.add(state.tensor.name, fileType(state), stateShape(state),
               state.role == AEC_COUNTER ? exportCounts(states, at)
                                         : states.exportRaw(at));
  }
}

void aec::runtime::saveWeights(AtomicFile &file, const States &states,
                               std::map<std::string, std::string> metadata) {
  TensorList list;
  addWeights(list, states);
  metadata["format"] = "pt";
  metadata["aec.model"] = states.model().name;
  metadata["aec.hash"] = states.model().hash;
  writeSafetensors(file, list.tensors, metadata);
}
