//===- Checkpoint.cpp - Writing, checking and taking a checkpoint ---------===//
//
// Everything is checked before anything is taken: a refused checkpoint leaves
// states and progress as they were. Real numbers are tensors of f64, because a
// resumed run's log has to agree bit for bit.
//
//===----------------------------------------------------------------------===//
#include "Checkpoint.h"

#include "../Error.h"
#include "../Support/AtomicFile.h"
#include "../Weights/Weights.h"
#include "CheckpointParts.h"
#include "Fingerprint.h"

#include <charconv>
#include <cstring>

using namespace aec::runtime;

static const char *const kVersion = "2";
static void addDoubles(TensorList &list, const std::string &name,
                       const std::vector<double *> &values) {
  std::vector<uint8_t> bytes(values.size() * sizeof(double));
  for (size_t at = 0; at < values.size(); ++at)
    std::memcpy(bytes.data() + at * sizeof(double), values[at], sizeof(double));
  list.add(kProgress + name, "F64", {int64_t(values.size())}, std::move(bytes));
}

static void addProgress(TensorList &list, TrainProgress &progress) {
  addDoubles(list, "values", valuesOf(progress));
  if (progress.sums.empty())
    return;
  addDoubles(list, "sums", sumsOf(progress.sums));
  if (!progress.norms.empty())
    addDoubles(list, "norms", pointersTo(progress.norms));
  std::vector<uint8_t> rows(progress.sums.size() * sizeof(int64_t));
  for (size_t at = 0; at < progress.sums.size(); ++at)
    std::memcpy(rows.data() + at * sizeof(int64_t), &progress.sums[at].rows,
                sizeof(int64_t));
  list.add(kProgress + "rows", "I64", {int64_t(progress.sums.size())},
           std::move(rows));
}

void aec::runtime::writeCheckpoint(
    AtomicFile &file, const States &states, const TrainProgress &progress,
    const Settings &settings, bool keepBest,
    const std::map<std::string, std::string> &notes) {
  const aec_model &model = states.model();
  TensorList list;
  addWeights(list, states);
  bool best = keepBest && progress.goodEpoch;
  for (int64_t at = 0; at < model.state_count; ++at) {
    const aec_state &state = model.states[at];
    auto add = [&](const std::string &prefix, std::vector<uint8_t> bytes) {
      list.add(prefix + state.tensor.name, fileType(state.tensor.dtype),
               stateShape(state), std::move(bytes));
    };
    if (state.role == AEC_MOMENT)
      add(kOptimizer, states.exportRaw(at));
    else if (state.role == AEC_ACCUMULATOR && progress.accumulated)
      add(kGradient, states.exportRaw(at));
    else if (isWeight(state) && best)
      add(kBest, progress.good[at]);
  }
  TrainProgress copy = progress;
  addProgress(list, copy);
  std::map<std::string, std::string> metadata = notes;
  for (auto [name, count] : countsOf(copy))
    metadata[name] = std::to_string(*count);
  for (const auto &[option, value] : settings)
    metadata["aec.setting." + option] = value;
  metadata["format"] = "pt";
  metadata["aec.model"] = model.name;
  metadata["aec.hash"] = model.hash;
  metadata["aec.checkpoint"] = kVersion;
  metadata["aec.cpu_level"] = std::to_string(model.cpu_level);
  metadata["aec.checksum"] = checksum(list.tensors, metadata);
  writeSafetensors(file, list.tensors, metadata);
}

SafetensorsFile aec::runtime::readCheckpoint(const std::string &path) {
  SafetensorsFile file = readSafetensors(path);
  auto found = file.metadata.find("aec.checkpoint");
  if (found == file.metadata.end())
    fail(path, " is no checkpoint");
  if (found->second != kVersion)
    fail(path, " is a checkpoint of version ", quote(found->second),
         ", expected ", kVersion);
  std::string computed = checksum(file.tensors, file.metadata);
  if (file.metadata["aec.checksum"] != computed)
    fail(path, " is damaged: its checksum is ", computed, ", expected ",
         quote(file.metadata["aec.checksum"]));
  return file;
}

std::string aec::runtime::levelWarning(const SafetensorsFile &file,
                                       const aec_model &model) {
  auto found = file.metadata.find("aec.cpu_level");
  std::string now = std::to_string(model.cpu_level);
  if (found == file.metadata.end() || found->second == now)
    return "";
  return concat(file.path, " was written on x86-64 level ", found->second,
                ", this run is on level ", now,
                ": it continues, but rounds differently");
}

namespace {
/// Takes a checkpoint apart for one model.
class CheckpointReader {
public:
  CheckpointReader(const SafetensorsFile &file, const aec_model &model)
      : file(file), model(model) {}
  void compare(const Settings &settings) const;
  TrainProgress progress() const;
  /// The bytes of a state, null where it is absent and `optional`.
  const uint8_t *state(const std::string &prefix, int64_t state,
                       bool optional) const;

private:
  const uint8_t *tensor(const std::string &name, const std::string &dtype,
                        const std::vector<int64_t> &shape, bool optional) const;
  bool readDoubles(const std::string &name, const std::vector<double *> &values,
                   bool optional) const;
  int64_t count(const char *name) const;
  void readSums(TrainProgress &progress) const;
  WeightsCopy readBest() const;
  std::string setting(const std::string &option) const;

  const SafetensorsFile &file;
  const aec_model &model;
};
} // namespace

std::string CheckpointReader::setting(const std::string &option) const {
  auto found = file.metadata.find("aec.setting." + option);
  // Options that are newer than the file.
  return found == file.metadata.end() ? "not given" : found->second;
}

void CheckpointReader::compare(const Settings &settings) const {
  auto hash = file.metadata.find("aec.hash");
  if (hash == file.metadata.end() || hash->second != model.hash)
    fail(file.path, " continues a run of another definition than ", model.name,
         "'s; train afresh in another folder, or start from its weights with "
         "--init ",
         file.path);
  std::string differences;
  for (const auto &[option, value] : settings)
    if (setting(option) != value)
      differences += concat(differences.empty() ? "" : "; ", option, " was ",
                            setting(option), ", now ", value);
  if (!differences.empty())
    fail(file.path, " continues another run: ", differences,
         "; give the same, or another folder to start afresh");
}

const uint8_t *CheckpointReader::tensor(const std::string &name,
                                        const std::string &dtype,
                                        const std::vector<int64_t> &shape,
                                        bool optional) const {
  const SafetensorsTensor *found = file.find(name);
  if (!found && optional)
    return nullptr;
  if (!found)
    fail(file.path, " lacks ", quote(name));
  if (found->dtype != dtype || found->shape != shape)
    fail(file.path, ": ", quote(name), " is ", shapeText(found->shape), " ",
         found->dtype, ", expected ", shapeText(shape), " ", dtype);
  return found->data;
}

const uint8_t *CheckpointReader::state(const std::string &prefix, int64_t state,
                                       bool optional) const {
  const aec_state &entry = model.states[state];
  return tensor(prefix + entry.tensor.name, fileType(entry.tensor.dtype),
                stateShape(entry), optional);
}

bool CheckpointReader::readDoubles(const std::string &name,
                                   const std::vector<double *> &values,
                                   bool optional) const {
  const uint8_t *data =
      tensor(kProgress + name, "F64", {int64_t(values.size())}, optional);
  for (size_t at = 0; data && at < values.size(); ++at)
    std::memcpy(values[at], data + at * sizeof(double), sizeof(double));
  return data != nullptr;
}

int64_t CheckpointReader::count(const char *name) const {
  auto found = file.metadata.find(name);
  int64_t value = -1;
  // Far from where sums of them would overflow.
  constexpr int64_t most = int64_t(1) << 53;
  if (found != file.metadata.end()) {
    const char *first = found->second.data();
    const char *last = first + found->second.size();
    auto [end, error] = std::from_chars(first, last, value);
    if (error != std::errc() || end != last)
      value = -1;
  }
  if (value < 0 || value > most)
    fail(file.path, ": ", name, " is no whole number");
  return value;
}

void CheckpointReader::readSums(TrainProgress &progress) const {
  std::vector<ObjectiveLoss> sums(model.objective_count);
  for (size_t at = 0; at < sums.size(); ++at)
    sums[at].terms.resize(model.objectives[at].term_count);
  if (!readDoubles("sums", sumsOf(sums), progress.batch == 0))
    return;
  const uint8_t *rows =
      tensor(kProgress + "rows", "I64", {model.objective_count}, false);
  for (size_t at = 0; at < sums.size(); ++at)
    std::memcpy(&sums[at].rows, rows + at * sizeof(int64_t), sizeof(int64_t));
  progress.sums = std::move(sums);
  std::vector<double> norms(model.objective_count);
  if (readDoubles("norms", pointersTo(norms), true))
    progress.norms = std::move(norms);
}

/// The weights of the best epoch; empty where none were kept.
WeightsCopy CheckpointReader::readBest() const {
  WeightsCopy copy(model.state_count);
  bool any = false;
  for (int64_t at = 0; at < model.state_count; ++at) {
    if (!isWeight(model.states[at]))
      continue;
    const uint8_t *data = state(kBest, at, !any);
    if (!data)
      return {};
    any = true;
    int64_t bytes = file.find(kBest + model.states[at].tensor.name)->bytes;
    copy[at].assign(data, data + bytes);
  }
  return copy;
}

TrainProgress CheckpointReader::progress() const {
  TrainProgress result;
  for (auto [name, value] : countsOf(result))
    *value = count(name);
  readDoubles("values", valuesOf(result), false);
  readSums(result);
  result.good = readBest();
  result.goodEpoch = result.good.empty() ? 0 : result.monitor.bestEpoch;
  return result;
}

void aec::runtime::loadCheckpoint(const SafetensorsFile &file, States &states,
                                  TrainProgress &progress,
                                  const Settings &settings) {
  const aec_model &model = states.model();
  CheckpointReader reader(file, model);
  reader.compare(settings);
  TrainProgress read = reader.progress();
  std::vector<const uint8_t *> others(model.state_count);
  for (int64_t at = 0; at < model.state_count; ++at)
    if (model.states[at].role == AEC_MOMENT)
      others[at] = reader.state(kOptimizer, at, false);
    else if (model.states[at].role == AEC_ACCUMULATOR && read.accumulated)
      others[at] = reader.state(kGradient, at, false);
  loadWeights(states, file);
  if (read.accumulated)
    states.reserveAccumulators();
  for (int64_t at = 0; at < model.state_count; ++at)
    if (others[at])
      states.importRaw(at, others[at]);
  progress = std::move(read);
}
