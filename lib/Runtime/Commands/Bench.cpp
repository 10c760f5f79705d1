//===- Bench.cpp - The measurement behind --bench-steps -------------------===//
//
// Without --data four batches of uniform noise are enough: dense steps do not
// look at values. Class indices would be out of range, so they are zero.
//
//===----------------------------------------------------------------------===//
#include "Bench.h"

#include "Inputs.h"

#include "../Support/Random.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace aec::runtime;

using Clock = std::chrono::steady_clock;

static Clock::time_point programStart = Clock::now();

void aec::runtime::markStart() { programStart = Clock::now(); }

static Dataset noise(const aec_input &input, int64_t rows) {
  Dataset set;
  set.origin = "noise";
  set.rows = rows;
  set.rowElements = sampleElements(input.tensor);
  set.dtype = input.tensor.dtype;
  set.values = Buffer(rows * set.rowBytes(), "noise");
  uint64_t hash = fnv1a(input.tensor.name);
  for (int64_t at = 0; at < rows * set.rowElements; ++at) {
    double value = philox({uint32_t(at), 0, 0, 0}, keyOf(int64_t(hash)))[0];
    if (set.dtype == AEC_F32)
      set.values.as<float>()[at] = float(value * 0x1p-32);
    else if (set.dtype == AEC_F64)
      set.values.as<double>()[at] = value * 0x1p-32;
  }
  return set;
}

static Samples benchSamples(Session &session, int64_t batchSize,
                            const std::vector<std::string> &data,
                            const Reading &reading) {
  std::vector<Slot> slots = trainingSlots(session.model());
  if (!data.empty())
    return loadSamples("--data", data, slots, reading, session.pool());
  Samples samples;
  for (const Slot &slot : slots)
    samples.add(slot.key, noise(slot.input, 4 * batchSize));
  return samples;
}

void aec::runtime::runBench(Session &session, const TrainOptions &options,
                            int64_t steps, const std::vector<std::string> &data,
                            const Reading &reading) {
  Samples samples = benchSamples(session, options.batchSize, data, reading);
  Trainer trainer(session, samples, nullptr, options);
  trainer.timeSteps(1);
  std::chrono::duration<double, std::milli> first = Clock::now() - programStart;
  std::vector<double> alone, whole;
  for (auto [step, withGather] : trainer.timeSteps(steps)) {
    alone.push_back(step);
    whole.push_back(withGather);
  }
  std::sort(alone.begin(), alone.end());
  std::sort(whole.begin(), whole.end());
  std::printf("{\"steps\": %lld, \"batch_size\": %lld, \"threads\": %d, "
              "\"median_us\": %.3f, \"min_us\": %.3f, "
              "\"median_with_gather_us\": %.3f, \"first_step_ms\": %.3f}\n",
              (long long)steps,
              (long long)std::min(options.batchSize, samples.rows),
              session.pool().threads(), alone[alone.size() / 2], alone[0],
              whole[whole.size() / 2], first.count());
}
