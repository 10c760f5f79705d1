//===- Buffer.h - Aligned memory that compiled code works on --------------===//
//
// 64-byte aligned as the ABI asks; large buffers come from the kernel, zeroed
// and touched first by the thread that fills them, and ask for huge pages: a
// step walks all weights, and a 4 KiB page is one translation for 1024 floats.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_BUFFER_H
#define AEC_LIB_RUNTIME_BUFFER_H

#include <cstdint>
#include <memory>
#include <string>

namespace aec::runtime {

/// Zeroed memory, 64-byte aligned; never null, even for no bytes.
class Buffer {
public:
  Buffer() = default;
  /// `purpose` names it in the message where memory is exhausted.
  Buffer(int64_t bytes, const std::string &purpose);

  void *data() const { return memory.get(); }
  template <typename T> T *as() const { return static_cast<T *>(memory.get()); }
  int64_t bytes() const { return size; }

private:
  struct Free {
    Free() : mapped(0) {}
    explicit Free(int64_t mapped) : mapped(mapped) {}
    /// 0: from aligned_alloc; otherwise the bytes of a mapping.
    int64_t mapped;
    void operator()(void *pointer) const;
  };
  std::unique_ptr<void, Free> memory;
  int64_t size = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_BUFFER_H
