//===- Prefetch.h - Batches read while steps run
//---------------------------===//
//
// A ring of batches and a thread that fills it. The next batches are guessed
// from the last one, as a kernel reads ahead: the rows behind it in the same
// order. A wrong guess costs its reading and nothing else, so that neither the
// trainer nor an entry has to announce anything. What is loaded is what was
// asked for, bit for bit: rows are compared before a batch is used.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_PREFETCH_H
#define AEC_LIB_RUNTIME_PREFETCH_H

#include "Samples.h"

#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace aec::runtime {

class Prefetch {
public:
  /// Buffers for batches of up to `capacity` samples like these.
  Prefetch(const Samples &samples, int64_t capacity);
  ~Prefetch();
  Prefetch(const Prefetch &) = delete;
  Prefetch &operator=(const Prefetch &) = delete;

  /// Loads rows as Batch::load does; waits where they are still being read.
  /// Throws Error where reading them failed. `samples` must outlive this.
  void load(const Samples &samples, const int64_t *order, int64_t begin,
            int64_t count);

  /// Of the batch loaded last; valid until the next load().
  const std::map<int64_t, Buffer> &buffers() const {
    return slots[current].buffers;
  }

private:
  /// A batch in the ring: asked for, being filled, or filled.
  struct Slot {
    std::map<int64_t, Buffer> buffers;
    const Samples *samples = nullptr;
    int64_t begin = 0, count = 0;
    bool ordered = false;
    /// A copy: the caller's order may change when it has its batch.
    std::vector<int64_t> rows;
    std::exception_ptr failure;

    void fill();
    bool is(const Samples &samples, const int64_t *order, int64_t begin,
            int64_t count) const;
  };
  static constexpr size_t kSlots = 4;

  void work();
  void ask(const Samples &samples, const int64_t *order, int64_t begin,
           int64_t count);
  void askAhead(const Samples &samples, const int64_t *order, int64_t count);
  void drop(std::unique_lock<std::mutex> &lock);

  std::array<Slot, kSlots> slots;
  size_t current = 0; // the batch in use
  size_t asked = 0;   // batches behind it that are asked for
  size_t filled = 0;  // of these, that are filled
  bool busy = false;  // the thread is filling one
  bool ending = false;
  std::mutex mutex;
  std::condition_variable changed;
  std::thread thread;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PREFETCH_H
