//===- State.cpp - State memory and its initialisation --------------------===//
//
// Initial values are Philox draws keyed by the seed, at a counter made of the
// element and of a hash of the tensor's name: adding a layer changes no other.
//
//===----------------------------------------------------------------------===//
#include "State.h"

#include "Device.h"

#include "../Data/Dataset.h"
#include "../Error.h"
#include "../Support/Random.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace aec::runtime;

std::vector<int64_t> aec::runtime::stateShape(const aec_state &state) {
  return {state.tensor.dims, state.tensor.dims + state.tensor.rank};
}

Buffer States::reserve(int64_t state) const {
  const aec_state &entry = owner.states[state];
  int64_t count = 0, size = 0;
  if (!elementCount(stateShape(entry), count) ||
      !multiply(count, dtypeBytes(entry.tensor.dtype), size))
    fail("the shape of ", quote(entry.tensor.name), " overflows");
  return Buffer(size, concat("tensor ", quote(entry.tensor.name)));
}

States::States(const aec_model &model)
    : owner(model), buffers(model.state_count), table(model.state_count) {
  for (int64_t state = 0; state < model.state_count; ++state) {
    if (model.states[state].role == AEC_ACCUMULATOR)
      continue;
    buffers[state] = reserve(state);
    table[state] = buffers[state].data();
  }
}

void States::reserveAccumulators() {
  for (int64_t state = 0; state < owner.state_count; ++state) {
    if (table[state])
      continue;
    buffers[state] = reserve(state);
    table[state] = buffers[state].data();
    stale = true;
  }
}

void States::live(Device *where) { device = where; }

std::vector<int64_t> States::allBytes() const {
  std::vector<int64_t> all;
  for (int64_t state = 0; state < owner.state_count; ++state)
    all.push_back(bytes(state));
  return all;
}

void States::download() const {
  device->download(table.data(), allBytes());
  isHere = true;
}

void States::send() {
  if (!stale)
    return;
  // What the device changed and nobody fetched is newer than what is here.
  fetch();
  device->upload(table.data(), allBytes());
  stale = false;
}

void States::clear(const std::vector<int64_t> &states) {
  if (device) {
    send();
    device->clear(states);
    isHere = false;
    return;
  }
  for (int64_t state : states) {
    if (owner.states[state].tensor.dtype == AEC_F64)
      std::fill_n(static_cast<double *>(table[state]), elements(state), -0.0);
    else
      std::fill_n(static_cast<float *>(table[state]), elements(state), -0.0f);
  }
}

States::States(const aec_model &model, void *const *memory)
    : owner(model), table(memory, memory + model.state_count) {}

int64_t States::elements(int64_t state) const {
  int64_t count = 0;
  elementCount(stateShape(owner.states[state]), count);
  return count;
}

int64_t States::bytes(int64_t state) const {
  return elements(state) * dtypeBytes(owner.states[state].tensor.dtype);
}

/// How many elements of memory lie from one index of a dimension of the
/// layout's view to the next.
static std::vector<int64_t> strides(const aec_layout &layout) {
  std::vector<int64_t> result(layout.rank);
  int64_t stride = 1;
  for (int64_t at = layout.rank; at-- > 0;) {
    int64_t dim = layout.order[at];
    result[dim] = stride;
    stride *= layout.dims[dim];
  }
  return result;
}

/// Where memory holds the file's element `index`.
static int64_t place(const aec_state &entry, int64_t index) {
  const aec_layout *layout = entry.layout;
  if (!layout)
    return index;
  std::vector<int64_t> stride = strides(*layout);
  int64_t at = 0;
  for (int64_t dim = layout->rank; dim-- > 0;) {
    at += index % layout->dims[dim] * stride[dim];
    index /= layout->dims[dim];
  }
  return at;
}

/// Calls visit(place) for the file's elements in their order, counting the
/// view's indices up instead of dividing.
template <typename Visit>
static void forEachPlace(const aec_state &entry, int64_t count, Visit visit) {
  const aec_layout *layout = entry.layout;
  if (!layout) {
    for (int64_t at = 0; at < count; ++at)
      visit(at);
    return;
  }
  std::vector<int64_t> stride = strides(*layout), index(layout->rank);
  for (int64_t left = count, at = 0; left > 0; --left) {
    visit(at);
    for (int64_t dim = layout->rank; dim-- > 0;) {
      at += stride[dim];
      if (++index[dim] < layout->dims[dim])
        break;
      at -= stride[dim] * index[dim];
      index[dim] = 0;
    }
  }
}

/// Element `at` of memory.
static double valueAt(const aec_state &state, const void *data, int64_t at) {
  switch (state.tensor.dtype) {
  case AEC_F32:
    return static_cast<const float *>(data)[at];
  case AEC_F64:
    return static_cast<const double *>(data)[at];
  case AEC_I32:
    return static_cast<const int32_t *>(data)[at];
  case AEC_I64:
    return double(static_cast<const int64_t *>(data)[at]);
  }
  return static_cast<const uint8_t *>(data)[at];
}

double aec::runtime::stateValue(const aec_state &state, const void *data,
                                int64_t index) {
  return valueAt(state, data, place(state, index));
}

double States::get(int64_t state, int64_t index) const {
  fetch();
  return stateValue(owner.states[state], table[state], index);
}

/// Gives element `at` of memory a value.
static void setAt(const aec_state &state, void *data, int64_t at,
                  double value) {
  switch (state.tensor.dtype) {
  case AEC_F32:
    static_cast<float *>(data)[at] = float(value);
    break;
  case AEC_F64:
    static_cast<double *>(data)[at] = value;
    break;
  case AEC_I32:
    static_cast<int32_t *>(data)[at] = int32_t(value);
    break;
  case AEC_I64:
    static_cast<int64_t *>(data)[at] = int64_t(value);
    break;
  case AEC_U8:
    static_cast<uint8_t *>(data)[at] = uint8_t(value);
    break;
  }
}

void States::set(int64_t state, int64_t index, double value) {
  fetch();
  stale = true;
  const aec_state &entry = owner.states[state];
  setAt(entry, table[state], place(entry, index), value);
}

/// Draws in the order of the file's elements, four at a time, whatever memory
/// looks like.
static void drawState(const aec_state &entry, void *data, int64_t count,
                      int64_t seed) {
  bool normal = entry.init == AEC_INIT_NORMAL;
  double factor = normal ? entry.init_b : entry.init_b - entry.init_a;
  uint64_t hash = fnv1a(entry.tensor.name), index = 0;
  std::array<double, 4> values;
  forEachPlace(entry, count, [&](int64_t at) {
    if (index % 4 == 0)
      values = draws(philox({uint32_t(index / 4), uint32_t(index / 4 >> 32),
                             uint32_t(hash), uint32_t(hash >> 32)},
                            keyOf(seed)),
                     normal);
    setAt(entry, data, at, entry.init_a + factor * values[index++ % 4]);
  });
}

void States::initialize(int64_t seed) {
  fetch();
  stale = true;
  for (int64_t state = 0; state < owner.state_count; ++state) {
    const aec_state &entry = owner.states[state];
    if (entry.role == AEC_ACCUMULATOR)
      continue;
    int64_t count = elements(state);
    if (entry.init == AEC_INIT_CONSTANT)
      for (int64_t at = 0; at < count; ++at)
        setAt(entry, table[state], at, entry.init_a);
    else
      drawState(entry, table[state], count, seed);
  }
}

std::vector<uint8_t> States::exportRaw(int64_t state) const {
  fetch();
  const aec_state &entry = owner.states[state];
  std::vector<uint8_t> result(bytes(state));
  auto *memory = static_cast<const uint8_t *>(table[state]);
  if (!entry.layout)
    return {memory, memory + result.size()};
  int64_t size = dtypeBytes(entry.tensor.dtype);
  uint8_t *to = result.data();
  forEachPlace(entry, elements(state), [&](int64_t at) {
    std::memcpy(to, memory + at * size, size);
    to += size;
  });
  return result;
}

void States::importRaw(int64_t state, const uint8_t *bytes) {
  fetch();
  stale = true;
  const aec_state &entry = owner.states[state];
  int64_t size = dtypeBytes(entry.tensor.dtype);
  auto *memory = static_cast<uint8_t *>(table[state]);
  forEachPlace(entry, elements(state), [&](int64_t at) {
    std::memcpy(memory + at * size, bytes, size);
    bytes += size;
  });
}

WeightsCopy States::copyWeights() const {
  WeightsCopy copy(owner.state_count);
  for (int64_t state = 0; state < owner.state_count; ++state)
    if (isWeight(owner.states[state]))
      copy[state] = exportRaw(state);
  return copy;
}

void States::setWeights(const WeightsCopy &copy) {
  for (int64_t state = 0; state < owner.state_count; ++state)
    if (isWeight(owner.states[state]))
      importRaw(state, copy[state].data());
}

int64_t States::firstNonFinite() const {
  fetch();
  for (int64_t state = 0; state < owner.state_count; ++state) {
    if (!isWeight(owner.states[state]))
      continue;
    for (int64_t at = 0, count = elements(state); at < count; ++at)
      if (!std::isfinite(valueAt(owner.states[state], table[state], at)))
        return state;
  }
  return -1;
}
