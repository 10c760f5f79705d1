//===- ThreadTuner.cpp - How many threads a step is worth -----------------===//
//
// `position` counts the steps of a trial from 0 up, and before it, below 0, the
// steps that are not measured.
//
//===----------------------------------------------------------------------===//
#include "ThreadTuner.h"

#include <algorithm>

using namespace aec::runtime;

ThreadTuner::ThreadTuner(int threads) : chosen(threads) {
  for (int count = threads; count >= 1; count /= 2)
    candidates.push_back(count);
  times.resize(candidates.size());
  for (std::vector<double> &list : times)
    list.reserve(turnSteps * turns);
  settled = candidates.size() == 1;
}

int ThreadTuner::threads() const {
  if (settled || position < 0)
    return chosen;
  return candidates[position / turnSteps % candidates.size()];
}

void ThreadTuner::took(double seconds) {
  if (settled)
    return;
  if (seconds > longStep && threads() == candidates.front() &&
      position >= 1 - warmUp) {
    chosen = candidates.front();
    settled = true;
    return;
  }
  // The first step of a turn moves what the others find in their caches.
  if (position >= 0 && position % turnSteps != 0)
    times[position / turnSteps % candidates.size()].push_back(seconds);
  if (++position == trialSteps())
    endTrial();
}

void ThreadTuner::endTrial() {
  double least = 0;
  for (size_t at = 0; at < candidates.size(); ++at) {
    std::vector<double> &list = times[at];
    std::nth_element(list.begin(), list.begin() + list.size() / 2, list.end());
    double median = list[list.size() / 2];
    if (at == 0 || median < least) {
      least = median;
      chosen = candidates[at];
    }
    list.clear();
  }
  position = -holdSteps;
}
