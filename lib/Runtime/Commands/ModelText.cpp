//===- ModelText.cpp - A model's parts in words ---------------------------===//
#include "ModelText.h"

#include "../Data/Dataset.h"
#include "../Error.h"
#include "../Model/State.h"

using namespace aec::runtime;

std::string aec::runtime::tensorText(const aec_tensor &tensor) {
  return shapeText({tensor.dims, tensor.dims + tensor.rank}) + " " +
         dtypeName(tensor.dtype);
}

std::string aec::runtime::termsText(const aec_objective &objective) {
  std::string text;
  for (int64_t term = 0; term < objective.term_count; ++term)
    text += concat(term ? " + " : "", objective.terms[term].weight, " * ",
                   objective.terms[term].name);
  return text;
}

int64_t aec::runtime::parameterCount(const aec_model &model) {
  int64_t parameters = 0;
  for (int64_t at = 0; at < model.state_count; ++at) {
    int64_t count = 0;
    if (model.states[at].role == AEC_PARAMETER &&
        elementCount(stateShape(model.states[at]), count))
      parameters += count;
  }
  return parameters;
}
