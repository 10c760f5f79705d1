//===- Files.cpp - Weights and statistics of an embedded model ------------===//
//
// The program's own readers and writers on the caller's memory, so that files
// go both ways. They use the heap and throw inside; neither shows outside.
//
//===----------------------------------------------------------------------===//
#include "Model.h"

#include "../Error.h"
#include "../Model/Normalize.h"
#include "../Support/AtomicFile.h"
#include "../Threads/ThreadPool.h"
#include "../Weights/Safetensors.h"
#include "../Weights/Weights.h"

#include <charconv>
#include <cmath>
#include <cstring>

using namespace aec::runtime;

/// A number of the metadata, where it is finite and above 0.
static double noteOf(const LoadedWeights &loaded, const std::string &key,
                     double otherwise) {
  auto found = loaded.metadata.find(key);
  if (found == loaded.metadata.end())
    return otherwise;
  // Not strtod: the host may have chosen a locale with another point.
  double value = 0;
  const std::string &text = found->second;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::isfinite(value) && value > 0 ? value : otherwise;
}

namespace {
/// A note of a weights file that a library has no use for but keeps: a program
/// may read the file that it saves.
struct Note {
  const char *key;
  /// Was measured on the weights, and goes when they change.
  bool ofWeights;
};
constexpr Note kNotes[] = {{"aec.threshold", true},
                           {"aec.quantile", true},
                           {"aec.calibrated", true},
                           {"aec.entropy", true},
                           {"aec.columns.", false}};
} // namespace

/// The note that `key` is; of a key that ends in a point the input's name
/// follows. Null for others, as those of a checkpoint.
static const Note *noteNamed(const std::string &key) {
  for (const Note &note : kNotes) {
    std::string name = note.key;
    if (name.back() == '.' ? key.compare(0, name.size(), name) == 0
                           : key == name)
      return &note;
  }
  return nullptr;
}

static void keepNotes(aec_library_model &model, const LoadedWeights &loaded) {
  std::map<std::string, std::string> kept;
  for (const auto &[key, value] : loaded.metadata)
    if (noteNamed(key))
      kept[key] = value;
  delete model.kept;
  model.kept = nullptr;
  if (!kept.empty())
    model.kept = new std::map<std::string, std::string>(std::move(kept));
  model.trained = false;
}

/// Fills the states from `file`, all or nothing.
static int take(aec_library_model &model, const SafetensorsFile &file) {
  bool finite = true;
  int status = guarded(model, AEC_LIBRARY_OTHER_MODEL, [&] {
    States states(*model.model, model.states);
    LoadedWeights loaded;
    try {
      loaded = loadWeights(states, file);
    } catch (const NonFiniteWeight &) {
      finite = false;
      throw;
    }
    for (int64_t at = 0; at < model.model->input_count; ++at) {
      std::string name = model.model->inputs[at].tensor.name;
      model.notes[at].scale = noteOf(loaded, "aec.scale." + name, 1);
      model.notes[at].rate = noteOf(loaded, "aec.rate." + name, 0);
    }
    keepNotes(model, loaded);
    model.fitted = true;
  });
  return finite ? status : int(AEC_LIBRARY_NONFINITE);
}

int aec_library_load(aec_library_model *model, const char *path) {
  if (!begin(model))
    return AEC_LIBRARY_NO_MODEL;
  if (!path)
    return AEC_LIBRARY_NULL_ARGUMENT;
  SafetensorsFile file;
  if (int status = guarded(*model, AEC_LIBRARY_BAD_FILE,
                           [&] { file = readSafetensors(path); }))
    return status;
  return take(*model, file);
}

int aec_library_load_memory(aec_library_model *model, const void *bytes,
                            size_t size) {
  if (!begin(model))
    return AEC_LIBRARY_NO_MODEL;
  if (!bytes)
    return AEC_LIBRARY_NULL_ARGUMENT;
  SafetensorsFile file;
  auto *first = static_cast<const uint8_t *>(bytes);
  if (int status = guarded(*model, AEC_LIBRARY_BAD_FILE, [&] {
        file = parseSafetensors("the memory", {first, first + size});
      }))
    return status;
  return take(*model, file);
}

/// What the program writes beside the tensors.
static std::map<std::string, std::string>
metadata(const aec_library_model &model) {
  std::map<std::string, std::string> result;
  for (int64_t at = 0; at < model.model->objective_count; ++at) {
    const aec_objective &objective = model.model->objectives[at];
    for (int64_t in = 0; in < objective.input_count; ++in) {
      int64_t input = objective.inputs[in];
      std::string name = model.model->inputs[input].tensor.name;
      result["aec.scale." + name] = concat(model.notes[input].scale);
      if (model.notes[input].rate > 0)
        result["aec.rate." + name] = concat(model.notes[input].rate);
    }
  }
  if (model.kept)
    for (const auto &[key, value] : *model.kept)
      if (!model.trained || !noteNamed(key)->ofWeights)
        result[key] = value;
  return result;
}

int aec_library_save(aec_library_model *model, const char *path) {
  if (!begin(model))
    return AEC_LIBRARY_NO_MODEL;
  if (!path)
    return AEC_LIBRARY_NULL_ARGUMENT;
  int64_t bad = -1;
  int status = guarded(*model, AEC_LIBRARY_CANNOT_WRITE, [&] {
    States states(*model->model, model->states);
    bad = states.firstNonFinite();
    if (bad >= 0)
      return;
    // "-" is a file here: standard output is the host's.
    AtomicFile file(std::string(path) == "-" ? "./-" : path);
    saveWeights(file, states, metadata(*model));
  });
  if (status || bad < 0)
    return status;
  return guarded(*model, AEC_LIBRARY_NONFINITE, [&] {
    fail(quote(model->model->states[bad].tensor.name),
         " has values that are not finite; no file was written");
  });
}

/// The caller's rows as a data set.
static Dataset datasetOf(aec_library_model &model, int64_t input,
                         const void *from, int64_t rows) {
  const aec_tensor &tensor = model.model->inputs[input].tensor;
  Dataset set;
  set.origin = concat("input ", quote(tensor.name));
  set.rows = rows;
  set.rowElements = sampleElements(tensor);
  set.dtype = tensor.dtype;
  int64_t bytes = 0;
  if (!multiply(rows, set.rowBytes(), bytes))
    fail(set.origin, ": ", rows, " rows overflow the memory");
  set.values = Buffer(bytes, "the rows of " + set.origin);
  std::memcpy(set.values.data(), from, bytes);
  return set;
}

/// Fails at the first value that is not finite and may not be missing.
static void checkFinite(const aec_input &input, const Dataset &set) {
  for (int64_t at = 0; at < set.rows * set.rowElements; ++at) {
    double value = set.dtype == AEC_F64 ? set.values.as<double>()[at]
                                        : set.values.as<float>()[at];
    if (!std::isfinite(value) && !(input.missing && std::isnan(value)))
      fail("row ", at / set.rowElements + 1, ", column ",
           at % set.rowElements + 1, " of ", quote(input.tensor.name),
           " (counted from 1) is not finite");
  }
}

int aec_library_fit(aec_library_model *model, const void *const *inputs,
                    int64_t rows) {
  if (!begin(model))
    return AEC_LIBRARY_NO_MODEL;
  if (rows < 1)
    return report(*model, AEC_LIBRARY_BAD_ROWS, "statistics need a row");
  const aec_model &compiled = *model->model;
  if (!hasInputs(*model, inputs))
    return AEC_LIBRARY_NULL_ARGUMENT;
  std::string warning;
  int status = guarded(*model, AEC_LIBRARY_BAD_VALUE, [&] {
    States states(compiled, model->states);
    ThreadPool pool(1);
    for (int64_t at = 0; at < compiled.normalizer_count; ++at) {
      const aec_normalizer &normalizer = compiled.normalizers[at];
      if (!inputs[normalizer.input])
        continue; // no objective uses it
      Dataset set =
          datasetOf(*model, normalizer.input, inputs[normalizer.input], rows);
      checkFinite(compiled.inputs[normalizer.input], set);
      warning = fitNormalizer(normalizer, set, states, pool);
    }
    model->fitted = true;
    model->trained = true;
  });
  return status ? status : report(*model, AEC_LIBRARY_OK, warning);
}
