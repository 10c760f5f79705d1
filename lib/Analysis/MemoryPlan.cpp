//===- MemoryPlan.cpp - Checks, bounds and proof of a memory plan ---------===//
//
// What a plan must satisfy, apart from how one is found (MemoryPlanSearch.cpp).
// A linear function of the batch is compared by its value at the smallest
// capacity and its slope: f <= g for every batch exactly when both are.
//
//===----------------------------------------------------------------------===//
#include "aec/Analysis/MemoryPlan.h"
#include "MemoryPlanSearch.h"

#include <algorithm>
#include <numeric>

using namespace aec;

static int64_t roundUp(int64_t value, int64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

int64_t BatchBytes::at(int64_t batch) const {
  return fixed + perSample * roundUp(std::max<int64_t>(batch, 1), batchGranule);
}

BatchBytes aec::alignedSize(const BatchBytes &size) {
  return {roundUp(size.fixed, bufferAlignment),
          roundUp(size.perSample, bufferAlignment / batchGranule)};
}

int64_t MemoryPlan::peak(int64_t batch) const {
  int64_t peak = 0;
  for (const BatchBytes &end : ends)
    peak = std::max(peak, end.at(batch));
  return peak;
}

bool aec::mayCoincide(const std::vector<PlannedBuffer> &buffers, size_t heir,
                      size_t dying) {
  const std::vector<size_t> &list = buffers[heir].mayReplace;
  return buffers[dying].last == buffers[heir].first &&
         buffers[dying].first < buffers[heir].first &&
         std::find(list.begin(), list.end(), dying) != list.end();
}

//===----------------------------------------------------------------------===//
// Lower bound
//===----------------------------------------------------------------------===//

static int64_t sumOf(const std::vector<int64_t> &values) {
  return std::accumulate(values.begin(), values.end(), int64_t(0));
}

/// Bytes that in-place reuse can save at `position`, never too few: a dying
/// buffer gives its place to one heir and an heir takes one, so neither the
/// best heir of every dying buffer nor the reverse can be exceeded.
static int64_t reusableBytes(const std::vector<PlannedBuffer> &buffers,
                             int64_t position, int64_t batch) {
  std::vector<int64_t> given(buffers.size(), 0), taken(buffers.size(), 0);
  for (size_t heir = 0; heir < buffers.size(); ++heir) {
    if (buffers[heir].first != position)
      continue;
    for (size_t dying : buffers[heir].mayReplace) {
      if (!mayCoincide(buffers, heir, dying))
        continue;
      int64_t shared = std::min(alignedSize(buffers[heir].size).at(batch),
                                alignedSize(buffers[dying].size).at(batch));
      given[dying] = std::max(given[dying], shared);
      taken[heir] = std::max(taken[heir], shared);
    }
  }
  return std::min(sumOf(given), sumOf(taken));
}

int64_t aec::maxLiveBytes(const std::vector<PlannedBuffer> &buffers,
                          int64_t batch) {
  // The live set grows only where a buffer begins.
  std::vector<int64_t> positions;
  for (const PlannedBuffer &buffer : buffers)
    positions.push_back(buffer.first);
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()),
                  positions.end());
  int64_t bound = 0;
  for (int64_t position : positions) {
    int64_t live = 0;
    for (const PlannedBuffer &buffer : buffers)
      if (buffer.first <= position && position <= buffer.last)
        live += alignedSize(buffer.size).at(batch);
    bound = std::max(bound, live - reusableBytes(buffers, position, batch));
  }
  return bound;
}

//===----------------------------------------------------------------------===//
// Checks
//===----------------------------------------------------------------------===//

/// The sum of all sizes at the largest batch bounds every offset of a plan, so
/// that checking it once makes all later arithmetic safe.
static std::string checkBuffers(const std::vector<PlannedBuffer> &buffers) {
  // Leaves room for rounding up: see alignedSize.
  constexpr int64_t limit = INT64_MAX - maxPlannedBatch * bufferAlignment;
  int64_t total = 0;
  for (size_t i = 0; i < buffers.size(); ++i) {
    const PlannedBuffer &buffer = buffers[i];
    std::string name = "buffer " + std::to_string(i);
    if (buffer.size.fixed < 0 || buffer.size.perSample < 0)
      return name + ": negative size";
    if (buffer.last < buffer.first)
      return name + ": last use at " + std::to_string(buffer.last) +
             " lies before its definition at " + std::to_string(buffer.first);
    for (size_t other : buffer.mayReplace)
      if (other >= buffers.size() || other == i)
        return name + ": cannot replace buffer " + std::to_string(other);
    int64_t scaled, bytes;
    bool overflows = buffer.size.fixed > limit ||
                     buffer.size.perSample > limit ||
                     __builtin_mul_overflow(alignedSize(buffer.size).perSample,
                                            maxPlannedBatch, &scaled) ||
                     __builtin_add_overflow(alignedSize(buffer.size).fixed,
                                            scaled, &bytes) ||
                     __builtin_add_overflow(total, bytes, &total);
    if (overflows)
      return name + ": the sizes up to here overflow 63 bits at batch " +
             std::to_string(maxPlannedBatch);
  }
  return "";
}

std::string aec::planMemory(const std::vector<PlannedBuffer> &buffers,
                            MemoryPlan &plan,
                            const MemoryPlanOptions &options) {
  if (std::string error = checkBuffers(buffers); !error.empty())
    return error;
  plan = searchMemoryPlan(buffers, options);
  return verifyMemoryPlan(buffers, plan);
}

/// lhs(batch) <= rhs(batch) for every batch.
static bool neverAbove(const BatchBytes &lhs, const BatchBytes &rhs) {
  return lhs.at(batchGranule) <= rhs.at(batchGranule) &&
         lhs.perSample <= rhs.perSample;
}

static BatchBytes sum(const BatchBytes &lhs, const BatchBytes &rhs) {
  return {lhs.fixed + rhs.fixed, lhs.perSample + rhs.perSample};
}

std::string aec::verifyMemoryPlan(const std::vector<PlannedBuffer> &buffers,
                                  const MemoryPlan &plan) {
  if (plan.offsets.size() != buffers.size())
    return "expected one offset a buffer";
  auto end = [&](size_t i) {
    return sum(plan.offsets[i], alignedSize(buffers[i].size));
  };
  for (size_t i = 0; i < buffers.size(); ++i) {
    std::string name = "buffer " + std::to_string(i);
    const BatchBytes &offset = plan.offsets[i];
    if (offset.fixed < 0 || offset.perSample < 0 ||
        !(alignedSize(offset) == offset))
      return name + ": misplaced start";
    auto covers = [&](const BatchBytes &top) {
      return neverAbove(end(i), top);
    };
    if (!covers(plan.arena) ||
        std::none_of(plan.ends.begin(), plan.ends.end(), covers))
      return name + ": ends outside the arena";
    for (size_t k = 0; k < i; ++k) {
      if (buffers[k].last < buffers[i].first ||
          buffers[i].last < buffers[k].first)
        continue;
      bool coincide =
          offset == plan.offsets[k] &&
          (mayCoincide(buffers, i, k) || mayCoincide(buffers, k, i));
      if (!coincide && !neverAbove(end(i), plan.offsets[k]) &&
          !neverAbove(end(k), offset))
        return name + ": overlaps buffer " + std::to_string(k);
    }
  }
  return "";
}
