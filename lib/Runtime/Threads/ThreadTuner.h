//===- ThreadTuner.h - How many threads a step is worth -------------------===//
//
// A step of a small model moves lines between cores that cost more than the
// second core saves, on some machines and at some times: the same program took
// 258 microseconds on two threads while they shared a cache, and 680 while they
// did not, against 400 on one. Results do not depend on the number of threads,
// so it may follow the clock.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_THREADTUNER_H
#define AEC_LIB_RUNTIME_THREADTUNER_H

#include <vector>

namespace aec::runtime {

/// Tries all threads, half of them, ..., one, in turns on real steps, and keeps
/// what had the smallest median; tries again after some thousand steps.
class ThreadTuner {
public:
  /// Steps before the first trial, of a turn (the first is not counted), turns
  /// of a candidate, and steps between two trials.
  static constexpr int warmUp = 4, turnSteps = 4, turns = 3, holdSteps = 4000;
  /// Longer steps, in seconds, are always worth all threads.
  static constexpr double longStep = 5e-3;

  explicit ThreadTuner(int threads);

  /// Threads for the next step.
  int threads() const;
  /// The step that `threads()` was asked for took so many seconds.
  void took(double seconds);

private:
  void endTrial();
  int trialSteps() const { return turnSteps * turns * int(candidates.size()); }

  std::vector<int> candidates;
  /// Times of the current trial, one list a candidate.
  std::vector<std::vector<double>> times;
  int chosen, position = -warmUp;
  bool settled;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_THREADTUNER_H
