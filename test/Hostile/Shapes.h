//===- Shapes.h - Shapes that lie, for formats that say them first --------===//
//
// An own little account of what a shape asks for, so that the expected message
// does not come from the reader under test.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TEST_HOSTILE_SHAPES_H
#define AEC_TEST_HOSTILE_SHAPES_H

#include <cstdint>
#include <string>
#include <vector>

namespace aec::hostile {

/// What a reader must say to a file with this shape, elements of `size` bytes
/// and `found` bytes of data; samples have 16 elements.
std::string complaint(const std::vector<uint64_t> &shape, int64_t size,
                      uint64_t found);

struct LyingShape {
  std::string name;
  std::vector<uint64_t> shape; // where 2 samples of 16 elements are
};

/// Shapes of 2 to 8 dimensions where one lies, each axis at its extremes of
/// `bits` bits.
std::vector<LyingShape> lyingShapes(int bits);

} // namespace aec::hostile

#endif // AEC_TEST_HOSTILE_SHAPES_H
