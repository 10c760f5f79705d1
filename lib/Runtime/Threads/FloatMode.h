//===- FloatMode.h - Denormals are flushed while compiled code runs -------===//
//
// Adam's moments of always-zero pixels decay into denormals, which cost a
// hundred cycles each. The control register belongs to a thread, so the pool
// sets it once in every worker and callers set it around calls and restore it.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_FLOATMODE_H
#define AEC_LIB_RUNTIME_FLOATMODE_H

#include <cstdint>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace aec::runtime {

/// Flush-to-zero and denormals-are-zero in this thread for a scope.
class FlushDenormals {
public:
  FlushDenormals() : saved(read()) { write(saved | kFlush); }
  ~FlushDenormals() { write(saved); }
  FlushDenormals(const FlushDenormals &) = delete;
  FlushDenormals &operator=(const FlushDenormals &) = delete;

#if defined(__x86_64__)
  /// FTZ (bit 15) and DAZ (bit 6) of MXCSR.
  static constexpr uint64_t kFlush = 0x8040;
  static uint64_t read() { return _mm_getcsr(); }
  static void write(uint64_t mode) { _mm_setcsr(uint32_t(mode)); }
#elif defined(__aarch64__)
  /// FZ (bit 24) of FPCR flushes inputs and results.
  static constexpr uint64_t kFlush = uint64_t(1) << 24;
  static uint64_t read() {
    uint64_t mode;
    asm volatile("mrs %0, fpcr" : "=r"(mode));
    return mode;
  }
  static void write(uint64_t mode) { asm volatile("msr fpcr, %0" ::"r"(mode)); }
#else
  static constexpr uint64_t kFlush = 0;
  static uint64_t read() { return 0; }
  static void write(uint64_t) {}
#endif

private:
  uint64_t saved;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_FLOATMODE_H
