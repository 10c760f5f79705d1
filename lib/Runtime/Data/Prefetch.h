//===- Prefetch.h - Batches read while steps run --------------------------===//
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

    /// Adds what of `set` belongs where.
    void place(int64_t input, const Dataset &set,
               std::vector<RowPlace> &places) const;
    bool is(const Samples &samples, const int64_t *order, int64_t begin,
            int64_t count) const;
  };

  /// Places of the ring repeat.
  Slot &slot(size_t place) { return slots[place % slots.size()]; }
  void work();
  void fill(size_t first, size_t count);
  void ask(const Samples &samples, const int64_t *order, int64_t begin,
           int64_t count);
  void askAhead(const Samples &samples, const int64_t *order, int64_t count);
  void drop(std::unique_lock<std::mutex> &lock);

  std::vector<Slot> slots;
  std::vector<RowPlace> places; // the thread's
  size_t current = 0;           // the batch in use
  size_t asked = 0;             // batches behind it that are asked for
  size_t filled = 0;            // of these, that are filled
  size_t filling = 0;           // behind these, that the thread is reading
  size_t atOnce = 1;            // the most that it reads next
  bool ending = false;
  std::mutex mutex;
  std::condition_variable changed;
  std::thread thread;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_PREFETCH_H
