//===- Stage.cpp - Rows of the caller, checked and prepared ---------------===//
//
// Rows are copied, always: compiled code wants them 64-byte aligned, and a
// value it does not take (an index outside of an embedding) must not reach it,
// not even when another thread writes the caller's array meanwhile.
//
//===----------------------------------------------------------------------===//
#include "Model.h"

#include "../Data/Dataset.h"
#include "../Error.h"
#include "../Model/Normalize.h"
#include "../Model/State.h"

#include <cmath>
#include <cstdio>
#include <cstring>

using namespace aec::runtime;

namespace {
/// What an input takes.
struct Limits {
  int64_t classes = 0;
  bool missing = false;
};
} // namespace

template <typename T> static bool takes(T value, const Limits &limits) {
  if constexpr (std::is_floating_point_v<T>)
    return std::isfinite(value) || (limits.missing && std::isnan(value));
  else
    return !limits.classes || (value >= 0 && int64_t(value) < limits.classes);
}

/// Copies `count` values; returns the first that the input does not take, or
/// -1.
template <typename T>
static int64_t copyValues(const void *from, void *to, int64_t count,
                          const Limits &limits) {
  // The caller's array need not be aligned to its elements.
  std::memcpy(to, from, count * sizeof(T));
  auto *values = static_cast<const T *>(to);
  bool good = true;
  for (int64_t at = 0; at < count; ++at)
    good &= takes(values[at], limits);
  for (int64_t at = 0; !good; ++at)
    if (!takes(values[at], limits))
      return at;
  return -1;
}

static int64_t copyChecked(int64_t dtype, const void *from, void *to,
                           int64_t count, const Limits &limits) {
  switch (dtype) {
  case AEC_F32:
    return copyValues<float>(from, to, count, limits);
  case AEC_F64:
    return copyValues<double>(from, to, count, limits);
  case AEC_I32:
    return copyValues<int32_t>(from, to, count, limits);
  case AEC_I64:
    return copyValues<int64_t>(from, to, count, limits);
  }
  return copyValues<uint8_t>(from, to, count, limits);
}

namespace {
/// The columns of a normaliser, where they are.
struct Columns {
  const aec_state &offsets, &scales;
  const void *offset, *scale;

  Columns(const aec_library_model &model, const aec_normalizer &normalizer)
      : offsets(model.model->states[normalizer.offset_state]),
        scales(model.model->states[normalizer.scale_state]),
        offset(model.states[normalizer.offset_state]),
        scale(model.states[normalizer.scale_state]) {}

  template <typename T, typename Fn>
  void map(T *values, int64_t rows, int64_t width, Fn &&fn) const {
    for (int64_t at = 0; at < width; ++at) {
      double first = stateValue(offsets, offset, at);
      double second = stateValue(scales, scale, at);
      for (int64_t row = 0; row < rows; ++row)
        values[row * width + at] =
            T(fn(values[row * width + at], first, second));
    }
  }
};
} // namespace

template <typename Fn>
static void mapRows(const aec_library_model &model,
                    const aec_normalizer &normalizer, const aec_tensor &tensor,
                    void *values, int64_t rows, Fn &&fn) {
  Columns columns(model, normalizer);
  int64_t width = rowBytes(tensor) / dtypeBytes(tensor.dtype);
  if (tensor.dtype == AEC_F64)
    columns.map(static_cast<double *>(values), rows, width, fn);
  else if (tensor.dtype == AEC_F32)
    columns.map(static_cast<float *>(values), rows, width, fn);
}

int aec::runtime::stageInput(aec_library_model &model, const aec_tensor &tensor,
                             int64_t input, const void *from, int64_t first,
                             int64_t rows, void *to) {
  Limits limits;
  if (input >= 0) {
    limits.classes = model.model->inputs[input].classes;
    limits.missing = model.model->inputs[input].missing;
  }
  int64_t width = rowBytes(tensor) / dtypeBytes(tensor.dtype);
  int64_t bad = copyChecked(tensor.dtype, from, to, rows * width, limits);
  if (bad >= 0) {
    // No string: a step uses no heap, not even to fail.
    std::snprintf(model.message, sizeof model.message,
                  "row %lld, column %lld of \"%.60s\" (counted from 1) is %s",
                  (long long)(first + bad / width + 1),
                  (long long)(bad % width + 1), tensor.name,
                  limits.classes ? "no class of the model" : "not finite");
    return AEC_LIBRARY_BAD_VALUE;
  }
  for (int64_t at = 0; at < model.model->normalizer_count; ++at) {
    const aec_normalizer &normalizer = model.model->normalizers[at];
    if (normalizer.input == input && normalizer.in_preparation)
      mapRows(model, normalizer, tensor, to, rows, normalizeValue);
  }
  return AEC_LIBRARY_OK;
}

void aec::runtime::restoreUnits(const aec_library_model &model,
                                const aec_tensor &tensor, int64_t input,
                                void *values, int64_t rows) {
  for (int64_t at = model.model->normalizer_count; at-- > 0;) {
    const aec_normalizer &normalizer = model.model->normalizers[at];
    if (normalizer.input == input && normalizer.in_preparation)
      mapRows(model, normalizer, tensor, values, rows, denormalizeValue);
  }
}
