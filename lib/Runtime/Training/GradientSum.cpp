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

/// Calls visit(values, count) with each accumulator's float or double values.
template <typename Visit>
void GradientSum::visit(const aec_objective &objective, Visit &&visit) const {
  const aec_model &model = session.model();
  for (int64_t at = 0; at < objective.accumulator_count; ++at) {
    int64_t state = objective.accumulators[at];
    void *memory = session.states().pointers()[state];
    int64_t count = session.states().elements(state);
    if (model.states[state].tensor.dtype == AEC_F64)
      visit(static_cast<double *>(memory), count);
    else
      visit(static_cast<float *>(memory), count);
  }
}

void GradientSum::clear(const aec_objective &objective) {
  visit(objective, [](auto *values, int64_t count) {
    using Number = std::remove_reference_t<decltype(*values)>;
    std::fill_n(values, count, Number(-0.0));
  });
}

void GradientSum::scale(const aec_objective &objective, double factor) {
  visit(objective, [factor](auto *values, int64_t count) {
    using Number = std::remove_reference_t<decltype(*values)>;
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
  visit(objective,
        [&sum](auto *values, int64_t count) { sum += squares(values, count); });
  return std::sqrt(sum);
}

void GradientSum::keepStatistics() {
  for (size_t at = 0; at < statistics.size(); ++at)
    if (!statistics[at].empty())
      std::memcpy(statistics[at].data(), session.states().pointers()[at],
                  statistics[at].size());
}

void GradientSum::restoreStatistics() {
  for (size_t at = 0; at < statistics.size(); ++at)
    if (!statistics[at].empty())
      std::memcpy(session.states().pointers()[at], statistics[at].data(),
                  statistics[at].size());
}
