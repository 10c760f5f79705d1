//===- Inference.cpp - Batches through an entry ---------------------------===//
//
// Draws are those of the rows, however they are split into batches.
//
//===----------------------------------------------------------------------===//
#include "Inference.h"

#include "../Error.h"

#include <algorithm>
#include <cstring>

using namespace aec::runtime;

static std::vector<Buffer> makeBuffers(const aec_entry &entry, int64_t rows,
                                       const char *purpose) {
  std::vector<Buffer> buffers;
  for (int64_t at = 0; at < entry.output_count; ++at) {
    const aec_tensor &tensor = entry.outputs[at];
    int64_t bytes = 0;
    if (!multiply(rows, sampleElements(tensor) * dtypeBytes(tensor.dtype),
                  bytes))
      fail("the results of ", entry.name, " overflow the memory");
    buffers.emplace_back(bytes, purpose);
  }
  return buffers;
}

void aec::runtime::callEntry(Session &session, const aec_entry &entry,
                             int64_t first, int64_t count,
                             const void *const *inputs, void *const *outputs,
                             int64_t seed) {
  StepInfo info;
  info.step = first;
  info.seed = seed;
  int64_t status = session.call(entry.code, count, inputs, outputs, info);
  if (status != AEC_OK)
    fail(entry.name, " failed with status ", status, " at sample ", first);
}

void aec::runtime::inferEach(
    Session &session, const aec_entry &entry, const Samples &samples,
    const std::vector<int64_t> &keys, int64_t batchSize, int64_t seed,
    const std::function<void(const EntryBatch &)> &take) {
  int64_t size = std::min(batchSize, samples.rows);
  Batch batch(samples, size);
  std::vector<Buffer> buffers = makeBuffers(entry, size, "a batch of results");
  std::vector<const void *> inputs(keys.size());
  std::vector<void *> outputs;
  for (const Buffer &buffer : buffers)
    outputs.push_back(buffer.data());
  session.prepare(entry.code, size);
  if (int64_t rest = samples.rows % size)
    session.prepare(entry.code, rest);
  for (int64_t done = 0; done < samples.rows; done += size) {
    int64_t count = std::min(size, samples.rows - done);
    batch.load(samples, nullptr, done, count, session.pool());
    for (size_t at = 0; at < keys.size(); ++at)
      inputs[at] = batch.input(keys[at]);
    callEntry(session, entry, done, count, inputs.data(), outputs.data(), seed);
    take({done, count, outputs, inputs});
  }
}

std::vector<Buffer> aec::runtime::inferAll(Session &session,
                                           const aec_entry &entry,
                                           const Samples &samples,
                                           const std::vector<int64_t> &keys,
                                           int64_t batchSize, int64_t seed) {
  std::vector<Buffer> results = makeBuffers(entry, samples.rows, "the results");
  inferEach(session, entry, samples, keys, batchSize, seed,
            [&](const EntryBatch &batch) {
              for (size_t at = 0; at < results.size(); ++at) {
                int64_t bytes = results[at].bytes() / samples.rows;
                std::memcpy(results[at].as<char>() + batch.first * bytes,
                            batch.outputs[at], batch.count * bytes);
              }
            });
  return results;
}

std::vector<int64_t> aec::runtime::argumentKeys(const aec_entry &entry) {
  std::vector<int64_t> keys;
  for (int64_t at = 0; at < entry.input_count; ++at)
    keys.push_back(at);
  return keys;
}

std::vector<double> aec::runtime::asDoubles(const void *values, int64_t dtype,
                                            int64_t count) {
  if (dtype == AEC_F64) {
    auto *first = static_cast<const double *>(values);
    return {first, first + count};
  }
  auto *first = static_cast<const float *>(values);
  return {first, first + count};
}

const aec_entry *aec::runtime::scoreEntry(const aec_model &model) {
  for (int64_t at = 0; at < model.entry_count; ++at) {
    const aec_entry &entry = model.entries[at];
    if (std::string(entry.name) != "score" || entry.output_count != 1 ||
        !entry.input_count)
      continue;
    const aec_tensor &result = entry.outputs[0];
    if (result.rank == 1 &&
        (result.dtype == AEC_F32 || result.dtype == AEC_F64))
      return &entry;
  }
  return nullptr;
}
