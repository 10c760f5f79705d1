//===- Types.cpp - Sizes of types, tensors and rows -----------------------===//
//
// Apart from the preparation of files, so that a library has no reader of
// pictures or archives in it.
//
//===----------------------------------------------------------------------===//
#include "Dataset.h"

#include "../Error.h"

#include <algorithm>

using namespace aec::runtime;

int64_t aec::runtime::dtypeBytes(int64_t dtype) {
  switch (dtype) {
  case AEC_U8:
    return 1;
  case AEC_F32:
  case AEC_I32:
    return 4;
  }
  return 8;
}

const char *aec::runtime::dtypeName(int64_t dtype) {
  static const char *const names[] = {"f32", "f64", "i32", "i64", "u8"};
  return dtype >= 0 && dtype <= AEC_U8 ? names[dtype] : "unknown type";
}

std::vector<int64_t> aec::runtime::sampleShape(const aec_tensor &tensor) {
  return {tensor.dims + std::min<int64_t>(1, tensor.rank),
          tensor.dims + tensor.rank};
}

int64_t aec::runtime::sampleElements(const aec_tensor &tensor) {
  int64_t count = 0;
  if (!elementCount(sampleShape(tensor), count))
    fail("the shape of ", quote(tensor.name), " overflows");
  return count;
}

int64_t Dataset::rowBytes() const { return rowElements * dtypeBytes(dtype); }
