//===- Codec.cpp - Entries, tables and blocks -----------------------------===//
#include "Codec.h"

#include "../Checkpoints/Fingerprint.h"
#include "../Error.h"
#include "../Model/Inference.h"
#include "../Model/Normalize.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

static const char kEntropyKey[] = "aec.entropy";

static bool isReal(int64_t dtype) {
  return dtype == AEC_F32 || dtype == AEC_F64;
}

static const aec_entry *entryNamed(const aec_model &model, const char *name) {
  for (int64_t at = 0; at < model.entry_count; ++at)
    if (std::string(model.entries[at].name) == name)
      return &model.entries[at];
  return nullptr;
}

/// Whether `result` scores the classes of each element of `input`.
static bool scoresClasses(const aec_tensor &result, const aec_tensor &input) {
  constexpr int64_t most = 256;
  if (isReal(input.dtype) || result.rank != input.rank + 1)
    return false;
  int64_t classes = result.dims[result.rank - 1];
  return classes > 0 && classes <= most &&
         sampleElements(result) == sampleElements(input) * classes;
}

std::optional<CodecEntries> aec::runtime::codecEntries(const aec_model &model,
                                                       std::string &reason) {
  CodecEntries found;
  found.encode = entryNamed(model, "encode");
  found.decode = entryNamed(model, "decode");
  auto without = [&](const char *why) {
    reason = why;
    return std::nullopt;
  };
  if (!(model.latent_step > 0) || !found.encode ||
      !isReal(found.encode->outputs[0].dtype))
    return without("its latents lie on no grid; end the encoder with "
                   "ae.quantize");
  const aec_entry &encode = *found.encode;
  if (encode.input_count != 1 || encode.input_sources[0] < 0)
    return without("encode takes more than the data");
  found.inputIndex = encode.input_sources[0];
  found.input = &model.inputs[found.inputIndex];
  if (!found.decode || found.decode->input_count != 1 ||
      found.decode->inputs[0].dtype != encode.outputs[0].dtype ||
      sampleElements(found.decode->inputs[0]) !=
          sampleElements(encode.outputs[0]))
    return without("decode takes something else than what encode gives");
  const aec_tensor &result = found.decode->outputs[0];
  found.classes = scoresClasses(result, found.input->tensor);
  bool like = isReal(found.input->tensor.dtype) &&
              sampleElements(result) == sampleElements(found.input->tensor);
  if (!isReal(result.dtype) || !(like || found.classes))
    return without("decode gives something else than what encode takes");
  return found;
}

EntropyModel
aec::runtime::storedEntropy(const std::map<std::string, std::string> &metadata,
                            const CodecEntries &entries,
                            const std::string &path) {
  auto text = metadata.find(kEntropyKey);
  if (text == metadata.end())
    fail(path,
         " has no entropy model, which train adds when it ends; give the "
         "weights file of a finished run, or train on with --init ",
         path);
  return EntropyModel::parse(text->second,
                             sampleElements(entries.encode->outputs[0]),
                             concat(path, ": ", quote(kEntropyKey)));
}

void aec::runtime::storeEntropy(Session &session, const CodecEntries &entries,
                                const Samples &samples,
                                std::map<std::string, std::string> &metadata) {
  BlockRunner runner(session, entries);
  SymbolCounts counts(sampleShape(entries.encode->outputs[0]));
  int64_t elements = sampleElements(entries.encode->outputs[0]);
  for (int64_t first = 0; first < samples.rows; first += kBlock) {
    int64_t count = std::min(kBlock, samples.rows - first);
    const int32_t *symbols = runner.encode(samples, first, count);
    for (int64_t at = 0; at < count; ++at)
      counts.add(symbols + at * elements);
  }
  metadata[kEntropyKey] = counts.fit().text();
}

uint32_t aec::runtime::modelFingerprint(const States &states,
                                        const EntropyModel &entropy) {
  std::string head = concat(states.model().hash, " ", entropy.text());
  uint64_t hash = fingerprint(head.data(), int64_t(head.size()));
  for (int64_t at = 0; at < states.model().state_count; ++at) {
    if (!isWeight(states.model().states[at]))
      continue;
    std::vector<uint8_t> bytes = states.exportRaw(at);
    hash = fingerprint(bytes.data(), int64_t(bytes.size()), hash);
  }
  return uint32_t(hash);
}

BlockRunner::BlockRunner(Session &session, const CodecEntries &entries)
    : session(session), entries(entries) {
  const aec_tensor &latent = entries.encode->outputs[0];
  const aec_tensor &result = entries.decode->outputs[0];
  latents = Buffer(kBlock * sampleElements(latent) * dtypeBytes(latent.dtype),
                   "a block of latents");
  results = Buffer(kBlock * sampleElements(result) * dtypeBytes(result.dtype),
                   "a block of results");
  symbols.resize(size_t(kBlock * sampleElements(latent)));
}

/// Integers of values on the grid; -1, or the place of the first that has none.
template <typename T>
static int64_t toSymbols(const T *values, int64_t count, double step,
                         int32_t *symbols) {
  for (int64_t at = 0; at < count; ++at) {
    double steps = std::nearbyint(double(values[at]) / step);
    if (!(std::fabs(steps) <= double(kLargestSymbol)))
      return at;
    symbols[at] = int32_t(steps);
  }
  return -1;
}

void BlockRunner::call(const aec_entry &entry, const void *input,
                       Buffer &result, int64_t first, int64_t count) {
  // Further results have a use elsewhere; here nobody reads them.
  std::vector<Buffer> others;
  std::vector<void *> outputs{result.data()};
  for (int64_t at = 1; at < entry.output_count; ++at) {
    const aec_tensor &other = entry.outputs[at];
    others.emplace_back(count * sampleElements(other) * dtypeBytes(other.dtype),
                        "a block of results");
    outputs.push_back(others.back().data());
  }
  session.prepare(entry.code, count);
  callEntry(session, entry, first, count, &input, outputs.data());
}

const int32_t *BlockRunner::encode(const Samples &samples, int64_t first,
                                   int64_t count) {
  if (!batch)
    batch = std::make_unique<Batch>(samples, kBlock);
  const aec_entry &entry = *entries.encode;
  const aec_tensor &latent = entry.outputs[0];
  batch->load(samples, nullptr, first, count, session.pool());
  call(entry, batch->input(entries.inputIndex), latents, first, count);
  int64_t elements = sampleElements(latent);
  double step = session.model().latent_step;
  int64_t bad = latent.dtype == AEC_F64
                    ? toSymbols(latents.as<double>(), count * elements, step,
                                symbols.data())
                    : toSymbols(latents.as<float>(), count * elements, step,
                                symbols.data());
  if (bad >= 0)
    fail("the latent of sample ", first + bad / elements,
         " is not a number or further from 0 than ", kLargestSymbol, " steps");
  return symbols.data();
}

/// The product that nn.quantize makes, in its type.
template <typename T>
static void fromSymbols(const int32_t *symbols, int64_t count, double step,
                        T *values) {
  for (int64_t at = 0; at < count; ++at)
    values[at] = T(symbols[at]) * T(step);
}

/// The place of the largest of each `classes` scores.
template <typename T>
static void toClasses(const T *scores, int64_t count, int64_t classes,
                      double *values) {
  for (int64_t at = 0; at < count; ++at, scores += classes)
    values[at] = double(std::max_element(scores, scores + classes) - scores);
}

const double *BlockRunner::decode(const int32_t *from, int64_t first,
                                  int64_t count, double scale) {
  const aec_entry &entry = *entries.decode;
  const aec_tensor &latent = entry.inputs[0], &result = entry.outputs[0];
  int64_t size = count * sampleElements(latent);
  double step = session.model().latent_step;
  if (latent.dtype == AEC_F64)
    fromSymbols(from, size, step, latents.as<double>());
  else
    fromSymbols(from, size, step, latents.as<float>());
  call(entry, latents.data(), results, first, count);
  int64_t elements = count * sampleElements(entries.input->tensor);
  if (entries.classes) {
    values.resize(size_t(elements));
    int64_t classes = result.dims[result.rank - 1];
    if (result.dtype == AEC_F64)
      toClasses(results.as<double>(), elements, classes, values.data());
    else
      toClasses(results.as<float>(), elements, classes, values.data());
    return values.data();
  }
  denormalize(results.data(), result.dtype, count, entries.inputIndex,
              session.states(), session.pool());
  values = asDoubles(results.data(), result.dtype, elements);
  for (double &value : values)
    value *= scale;
  return values.data();
}
