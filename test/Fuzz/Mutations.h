//===- Mutations.h - Changes of files, always the same --------------------===//
//
// Stands in for libFuzzer's mutator where there is no libFuzzer.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_FUZZ_MUTATIONS_H
#define AEC_TEST_FUZZ_MUTATIONS_H

#include <cstddef>
#include <cstdint>
#include <random>

namespace aec::fuzz {

/// Numbers that are the same everywhere: the generator's sequence is part of
/// C++, those of its distributions are not.
class Draws {
public:
  uint64_t next() { return generator(); }
  /// 0 to `count` - 1; 0 where there is nothing to choose from.
  uint64_t below(uint64_t count) { return count ? generator() % count : 0; }

private:
  std::mt19937_64 generator{5};
};

} // namespace aec::fuzz

/// Changes a file of `size` bytes in place, in a way that is drawn: bits,
/// bytes, integers of headers, digits of texts, pieces doubled or gone. Returns
/// its new size, `most` at the most.
extern "C" size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

#endif // AEC_TEST_FUZZ_MUTATIONS_H
