//===- MemoryPlan.h - One arena for all buffers of a function -------------===//
//
// Gives every buffer a place in one arena, once, for every batch size. A size
// and an offset are linear functions of the batch (fixed bytes plus bytes a
// sample), so that the batch stays a run-time choice; two buffers are apart
// when they are apart at the smallest capacity and their slopes keep them
// apart. This, not two regions, lets fixed and batch-led buffers share space.
// Plain data in and out: the pass around it only translates.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_ANALYSIS_MEMORYPLAN_H
#define AEC_ANALYSIS_MEMORYPLAN_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace aec {

/// Batches are rounded up to this capacity, so that f32 rows of any width fill
/// whole cache lines. The ABI says the same of aec_frame.arena.
constexpr int64_t batchGranule = 16;

/// Alignment of every buffer, in bytes.
constexpr int64_t bufferAlignment = 64;

/// Largest batch for which the planner vouches that no size overflows.
constexpr int64_t maxPlannedBatch = int64_t(1) << 24;

/// A number of bytes as a function of the batch:
/// fixed + perSample * (batch rounded up to 16).
struct BatchBytes {
  int64_t fixed = 0;
  int64_t perSample = 0;

  /// Bytes for `batch` rows, 0 <= batch <= maxPlannedBatch.
  int64_t at(int64_t batch) const;

  bool operator==(const BatchBytes &other) const {
    return fixed == other.fixed && perSample == other.perSample;
  }
};

/// A buffer with its life, inclusive on both sides, in positions of a linear
/// schedule: written first at `first`, used last at `last`.
struct PlannedBuffer {
  BatchBytes size;
  int64_t first = 0;
  int64_t last = 0;
  /// Buffers whose place this one may take because the operation at `first`
  /// reads each element before it writes the same one. Ignored for a buffer
  /// whose last use is not at `first`.
  std::vector<size_t> mayReplace;
};

/// What a search may spend; the default takes milliseconds for a hundred
/// buffers. The result is the same on every machine.
struct MemoryPlanOptions {
  /// Placements of one buffer tried beyond the fixed orders.
  int64_t searchEffort = 400000;
};

/// Offsets of all buffers, and what they cost.
struct MemoryPlan {
  /// Where each buffer starts; a multiple of 64 at every batch.
  std::vector<BatchBytes> offsets;
  /// Ends of the buffers that can be the highest at some batch: the bytes the
  /// plan needs are their maximum. Ascending slopes, few.
  std::vector<BatchBytes> ends;
  /// The least single linear function above all ends. Where fixed buffers lead
  /// at small batches and batch-led ones at large, it exceeds them in between.
  BatchBytes arena;

  /// Bytes the plan needs for `batch` rows.
  int64_t peak(int64_t batch) const;
};

/// `size` with what alignment adds: fixed to 64 bytes, 16 samples to 64 bytes.
/// Negative and overflowing sizes are rejected by planMemory.
BatchBytes alignedSize(const BatchBytes &size);

/// Bytes no plan can go below for `batch` rows: the largest sum of the sizes
/// that are live together, each replaced buffer counted once with its heir.
int64_t maxLiveBytes(const std::vector<PlannedBuffer> &buffers, int64_t batch);

/// Plans `buffers` into `plan`. Returns an empty string, or what is wrong with
/// the input (sizes that are negative or overflow, lives that end before they
/// begin, unknown buffers to replace), naming the buffer's index.
std::string planMemory(const std::vector<PlannedBuffer> &buffers,
                       MemoryPlan &plan, const MemoryPlanOptions &options = {});

/// Says whether `plan` keeps all buffers apart, aligned and in the arena at
/// every batch; an empty string or the first violation. Proof by the slopes,
/// independent of how the plan was found.
std::string verifyMemoryPlan(const std::vector<PlannedBuffer> &buffers,
                             const MemoryPlan &plan);

} // namespace aec

#endif // AEC_ANALYSIS_MEMORYPLAN_H
