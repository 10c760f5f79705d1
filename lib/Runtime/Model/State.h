//===- State.h - The tensors that live from step to step ------------------===//
//
// One aligned buffer a state tensor, in the order of the descriptor. Files and
// initialisers see row-major tensors in the file's shape; memory may hold the
// elements in another order (aec_layout), which only this room knows.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_STATE_H
#define AEC_LIB_RUNTIME_STATE_H

#include "../Support/Buffer.h"

#include "aec/Runtime/Abi.h"

#include <string>
#include <vector>

namespace aec::runtime {

/// True of what a weights file holds: parameters and statistics.
inline bool isWeight(const aec_state &state) {
  return state.role != AEC_MOMENT && state.role != AEC_ACCUMULATOR;
}

/// Parameters and statistics in the file's layout, one a state; nothing for the
/// others.
using WeightsCopy = std::vector<std::vector<uint8_t>>;

class Device;

class States {
public:
  /// Zeroed memory for all state tensors of `model`, which must outlive this,
  /// but accumulators.
  explicit States(const aec_model &model);

  /// The state tensors of `model` where `memory` has them; it is not copied.
  States(const aec_model &model, void *const *memory);

  /// Draws every state as the descriptor says; equal seeds give equal values,
  /// whatever the other tensors and however memory holds them.
  void initialize(int64_t seed);

  /// Memory for the accumulators, where there is none yet.
  void reserveAccumulators();

  /// The pointers of aec_frame.states, to read from and write to.
  void *const *pointers() const {
    if (device)
      fetch(), stale = true;
    return table.data();
  }
  /// The same to read from alone.
  const void *const *values() const {
    fetch();
    return table.data();
  }
  /// Sets all elements of these f32 or f64 states to -0.0, where they are.
  void clear(const std::vector<int64_t> &states);
  const aec_model &model() const { return owner; }
  int64_t elements(int64_t state) const;
  int64_t bytes(int64_t state) const;

  /// Element `index` (row-major in the file's shape) as double.
  double get(int64_t state, int64_t index) const;
  void set(int64_t state, int64_t index, double value);

  /// A copy in the file's layout, of the state's type.
  std::vector<uint8_t> exportRaw(int64_t state) const;
  /// The inverse of exportRaw.
  void importRaw(int64_t state, const uint8_t *bytes);

  /// Parameters and statistics as they are now, and back.
  WeightsCopy copyWeights() const;
  void setWeights(const WeightsCopy &copy);

  /// Index of the first parameter or statistic that has a non-finite value,
  /// -1 without one.
  int64_t firstNonFinite() const;

  /// From now on `device` computes on copies of the states. Functions above see
  /// and change what the copies hold: they are fetched where they are asked for
  /// after the device changed them, and sent before it computes where something
  /// else changed.
  void live(Device *device);
  /// Sends what changed here.
  void send();
  /// The device changes its copies.
  void changedRemotely() { isHere = false; }

private:
  Buffer reserve(int64_t state) const;
  void fetch() const {
    if (device && !isHere)
      download();
  }
  void download() const;
  std::vector<int64_t> allBytes() const;

  const aec_model &owner;
  std::vector<Buffer> buffers;
  std::vector<void *> table;
  Device *device = nullptr;
  /// What is here is the newest; it is not what the device has.
  mutable bool isHere = true, stale = true;
};

/// Element `index` (row-major in the file's shape) of a state held at `data`.
double stateValue(const aec_state &state, const void *data, int64_t index);

/// The dimensions of a state tensor.
std::vector<int64_t> stateShape(const aec_state &state);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_STATE_H
