//===- Buffer.h - Aligned memory that compiled code works on --------------===//
//
// 64-byte aligned as the ABI asks; large buffers ask for huge pages, because a
// step walks all weights and a 4 KiB page is one translation for 1024 floats.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_BUFFER_H
#define AEC_LIB_RUNTIME_BUFFER_H

#include <cstdint>
#include <cstdlib>
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
    void operator()(void *pointer) const { std::free(pointer); }
  };
  std::unique_ptr<void, Free> memory;
  int64_t size = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_BUFFER_H
