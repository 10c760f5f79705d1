//===- LatentSpace.cpp - Codes --------------------------------------------===//
//
// Sums run in the order of rows, so that means do not depend on threads.
//
//===----------------------------------------------------------------------===//
#include "LatentSpace.h"

#include "../Error.h"
#include "Inference.h"

#include <cmath>
#include <set>

using namespace aec::runtime;

const aec_entry *aec::runtime::findEntry(const aec_model &model,
                                         const std::string &name) {
  for (int64_t at = 0; at < model.entry_count; ++at)
    if (model.entries[at].name == name)
      return &model.entries[at];
  return nullptr;
}

static bool isFloat(const aec_tensor &tensor) {
  return tensor.dtype == AEC_F32 || tensor.dtype == AEC_F64;
}

/// The first result of encode that fits argument `wanted` and is not taken; -1.
static int64_t resultFor(const aec_entry &encode, const aec_tensor &wanted,
                         const std::set<int64_t> &taken) {
  for (int64_t at = 0; at < encode.output_count; ++at)
    if (!taken.count(at) && encode.outputs[at].dtype == wanted.dtype &&
        sampleShape(encode.outputs[at]) == sampleShape(wanted))
      return at;
  return -1;
}

LatentSpace aec::runtime::findLatentSpace(const aec_model &model) {
  LatentSpace space;
  space.encode = findEntry(model, "encode");
  space.decode = findEntry(model, "decode");
  space.hasPrior = findEntry(model, "sample") != nullptr;
  if (!space.encode || !space.decode) {
    space.problem =
        concat("it has no entry ", space.encode ? "decode" : "encode",
               "; name its networks @encoder and @decoder, or "
               "write ae.entry");
    return space;
  }
  std::set<int64_t> taken;
  for (int64_t at = 0; at < space.decode->input_count; ++at) {
    if (space.decode->input_sources[at] >= 0)
      continue;
    const aec_tensor &wanted = space.decode->inputs[at];
    int64_t result =
        isFloat(wanted) ? resultFor(*space.encode, wanted, taken) : -1;
    if (result < 0) {
      space.problem = concat("its decode takes ", quote(wanted.name), " of ",
                             shapeText(sampleShape(wanted)),
                             ", which encode does not give");
      return space;
    }
    taken.insert(result);
    space.parts.push_back({result, at, space.width, sampleElements(wanted)});
    space.width += space.parts.back().width;
  }
  if (!space.width)
    space.problem = "its decode takes no latent value";
  return space;
}

int64_t aec::runtime::sampleKey(const aec_entry &entry, int64_t at) {
  return entry.input_sources[at] >= 0 ? entry.input_sources[at] : -1 - at;
}

Spread aec::runtime::spreadOf(const Codes &codes) {
  Spread spread;
  spread.mean.resize(codes.width);
  spread.deviation.resize(codes.width);
  for (int64_t row = 0; row < codes.rows; ++row)
    for (int64_t at = 0; at < codes.width; ++at)
      spread.mean[at] += codes.row(row)[at] / double(codes.rows);
  for (int64_t row = 0; row < codes.rows; ++row)
    for (int64_t at = 0; at < codes.width; ++at)
      spread.deviation[at] += std::pow(codes.row(row)[at] - spread.mean[at], 2);
  for (double &deviation : spread.deviation)
    deviation = std::sqrt(deviation / double(codes.rows));
  return spread;
}

Codes aec::runtime::encodeAll(Session &session, const LatentSpace &space,
                              const Samples &samples, int64_t batchSize) {
  std::vector<int64_t> keys;
  for (int64_t at = 0; at < space.encode->input_count; ++at)
    keys.push_back(sampleKey(*space.encode, at));
  std::vector<Buffer> results =
      inferAll(session, *space.encode, samples, keys, batchSize);
  Codes codes;
  codes.rows = samples.rows;
  codes.width = space.width;
  codes.values.resize(codes.rows * codes.width);
  for (const LatentPart &part : space.parts) {
    std::vector<double> values = asDoubles(
        results[part.result].data(), space.encode->outputs[part.result].dtype,
        codes.rows * part.width);
    for (int64_t row = 0; row < codes.rows; ++row)
      std::copy_n(&values[row * part.width], part.width,
                  codes.row(row) + part.first);
  }
  return codes;
}

/// The values of one part of all codes in the type of decode's argument.
template <typename T>
static void fill(const Codes &codes, const LatentPart &part, T *values) {
  for (int64_t row = 0; row < codes.rows; ++row)
    for (int64_t at = 0; at < part.width; ++at)
      values[row * part.width + at] = T(codes.row(row)[part.first + at]);
}

static Dataset codeSet(const LatentSpace &space, const LatentPart &part,
                       const Codes &codes) {
  Dataset set;
  set.origin = "the codes";
  set.rows = codes.rows;
  set.rowElements = part.width;
  set.dtype = space.decode->inputs[part.argument].dtype;
  set.values = Buffer(set.rows * set.rowBytes(), "the codes");
  if (set.dtype == AEC_F64)
    fill(codes, part, set.values.as<double>());
  else
    fill(codes, part, set.values.as<float>());
  return set;
}

Samples aec::runtime::decoderSamples(Session &session, const LatentSpace &space,
                                     const Codes &codes, const Samples &samples,
                                     const std::vector<int64_t> &rows) {
  Samples result;
  for (const LatentPart &part : space.parts)
    result.add(part.argument, codeSet(space, part, codes));
  for (int64_t at = 0; at < space.decode->input_count; ++at) {
    int64_t source = space.decode->input_sources[at];
    if (source < 0)
      continue;
    const Dataset &data = samples.sets.at(source);
    Dataset set;
    set.origin = data.origin;
    set.rows = codes.rows;
    set.rowElements = data.rowElements;
    set.dtype = data.dtype;
    set.scale = data.scale;
    set.values = Buffer(set.rows * set.rowBytes(), "what decode takes");
    gather(data, rows.data(), 0, set.rows, set.values.data(), session.pool());
    result.add(at, std::move(set));
  }
  return result;
}
