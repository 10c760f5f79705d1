//===- Draws.cpp - States and data that a check begins with
//----------------===//
#include "Draws.h"
#include "Compare.h"
#include <cmath>

using namespace aec;

void aec::drawStates(LoadedModel &loaded, int64_t seed) {
  const aec_model &model = loaded.model();
  uint64_t key = uint64_t(seed) << 16;
  loaded.initialize(seed);
  for (int64_t state = 0; state < model.state_count; ++state) {
    bool move = model.states[state].role == AEC_PARAMETER &&
                model.states[state].init == AEC_INIT_CONSTANT;
    for (int64_t at = 0; at < loaded.elements(state); ++at) {
      double value = loaded.get(state, at);
      if (move)
        value += 0.2 * uniform(key + uint64_t(state), uint64_t(at)) - 0.1;
      loaded.set(state, at, float(value));
    }
  }
}

std::vector<Numbers> aec::drawData(const aec_model &model, int64_t batch,
                                   int64_t seed) {
  uint64_t key = (uint64_t(seed) << 16) + 0x8000;
  std::vector<Numbers> data;
  for (int64_t input = 0; input < model.input_count; ++input) {
    const aec_tensor &tensor = model.inputs[input].tensor;
    int64_t count = 1;
    for (int64_t dim = 0; dim < tensor.rank; ++dim)
      count *= tensor.dims[dim] < 0 ? batch : tensor.dims[dim];
    bool whole = tensor.dtype != AEC_F32 && tensor.dtype != AEC_F64;
    int64_t declared = model.inputs[input].classes;
    double classes = declared ? double(declared) : 2.0;
    Numbers values(static_cast<size_t>(count));
    for (int64_t at = 0; at < count; ++at) {
      double value = uniform(key + uint64_t(input), uint64_t(at));
      values[size_t(at)] =
          whole ? std::floor(classes * value) : double(float(value));
    }
    data.push_back(std::move(values));
  }
  return data;
}
