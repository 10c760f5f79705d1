//===- Shapes.cpp - Shapes that lie, for formats that say them first ------===//
#include "Shapes.h"

#include "Bytes.h"

using namespace aec::hostile;

__extension__ typedef unsigned __int128 Wide;

std::string aec::hostile::complaint(const std::vector<uint64_t> &shape,
                                    int64_t size, uint64_t found) {
  const Wide most = INT64_MAX;
  Wide product = 1, sample = 1;
  bool empty = false;
  for (size_t axis = 0; axis < shape.size(); ++axis) {
    empty |= shape[axis] == 0;
    Wide dim = shape[axis] ? shape[axis] : 1;
    if (product > most / dim)
      return " overflows";
    product *= dim;
    if (axis)
      sample *= shape[axis];
  }
  if (product * Wide(size) > most && !empty)
    return " overflows";
  Wide bytes = empty ? 0 : product * Wide(size);
  if (bytes > found)
    return text("takes ", uint64_t(bytes), " bytes, found ", found);
  if (shape.empty() || shape[0] == 0)
    return shape.empty() ? "holds a single number" : "has no samples";
  if (sample != 16)
    return ": samples of shape ";
  return bytes < found ? "has bytes behind the data its header announces" : "";
}

std::vector<LyingShape> aec::hostile::lyingShapes(int bits) {
  const std::vector<std::vector<uint64_t>> good = {{2, 16},
                                                   {2, 4, 4},
                                                   {2, 2, 2, 4},
                                                   {2, 2, 2, 2, 2},
                                                   {2, 1, 2, 2, 2, 2},
                                                   {2, 2, 1, 2, 2, 1, 2},
                                                   {2, 1, 2, 1, 2, 1, 2, 2}};
  std::vector<LyingShape> result;
  for (const std::vector<uint64_t> &shape : good)
    for (size_t axis = 0; axis < shape.size(); ++axis)
      for (uint64_t value : extremes(shape[axis], bits)) {
        LyingShape lying{
            text("shape-of-", shape.size(), "-axis-", axis, "-is-", value),
            shape};
        lying.shape[axis] = value;
        result.push_back(lying);
      }
  return result;
}
