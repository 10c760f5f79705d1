//===- GradientSum.cpp - Clearing, norms, statistics left alone -----------===//
//
// Cleared is -0.0 and not 0.0: -0.0 + x is x for every x, so that the sum of
// one batch has the bits of its gradient.
//
//===----------------------------------------------------------------------===//
#include "GradientSum.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace aec::runtime;

bool aec::runtime::hasHalves(const aec_model &model) {
  for (int64_t at = 0; at < model.objective_count; ++at)
    if (!model.objectives[at].accumulate.run ||
        !model.objectives[at].update.run)
      return false;
  return true;
}

GradientSum::GradientSum(Session &session)
    : session(session), statistics(session.model().state_count) {
  States &states = session.states();
  states.reserveAccumulators();
  for (size_t at = 0; at < statistics.size(); ++at) {
    int64_t role = session.model().states[at].role;
    if (role == AEC_STATISTIC || role == AEC_COUNTER)
      statistics[at].resize(states.bytes(int64_t(at)));
  }
}

/// Calls visit(values, count) with each accumulator's values in `memory`, which
/// are `Float` or `Double`.
template <typename Float, typename Double, typename Memory, typename Visit>
static void visit(const States &states, const aec_objective &objective,
                  Memory *memory, Visit &&visit) {
  for (int64_t at = 0; at < objective.accumulator_count; ++at) {
    int64_t state = objective.accumulators[at];
    int64_t count = states.elements(state);
    if (states.model().states[state].tensor.dtype == AEC_F64)
      visit(static_cast<Double *>(memory[state]), count);
    else
      visit(static_cast<Float *>(memory[state]), count);
  }
}

void GradientSum::clear(const aec_objective &objective) {
  session.states().clear(
      {objective.accumulators,
       objective.accumulators + objective.accumulator_count});
}

void GradientSum::scale(const aec_objective &objective, double factor) {
  States &states = session.states();
  visit<float, double>(states, objective, states.pointers(),
                       [factor](auto *values, int64_t count) {
                         using Number =
                             std::remove_reference_t<decltype(*values)>;
                         for (int64_t at = 0; at < count; ++at)
                           values[at] *= Number(factor);
                       });
}

/// Eight sums side by side, which vectorise, then their sum.
template <typename T> static double squares(const T *values, int64_t count) {
  constexpr int64_t lanes = 8;
  double sums[lanes] = {};
  int64_t at = 0;
  for (; at + lanes <= count; at += lanes)
    for (int64_t lane = 0; lane < lanes; ++lane)
      sums[lane] += double(values[at + lane]) * double(values[at + lane]);
  for (; at < count; ++at)
    sums[0] += double(values[at]) * double(values[at]);
  double total = 0;
  for (double sum : sums)
    total += sum;
  return total;
}

double GradientSum::norm(const aec_objective &objective) const {
  double sum = 0;
  const States &states = session.states();
  visit<const float, const double>(
      states, objective, states.values(),
      [&sum](auto *values, int64_t count) { sum += squares(values, count); });
  return std::sqrt(sum);
}

void GradientSum::keepStatistics() {
  for (size_t at = 0; at < statistics.size(); ++at)
    if (!statistics[at].empty())
      std::memcpy(statistics[at].data(), session.states().values()[at],
                  statistics[at].size());
}

void GradientSum::restoreStatistics() {
  for (size_t at = 0; at < statistics.size(); ++at)
    if (!statistics[at].empty())
      std::memcpy(session.states().pointers()[at], statistics[at].data(),
                  statistics[at].size());
}
