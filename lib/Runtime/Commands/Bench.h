//===- Bench.h - Timing of compiled steps ---------------------------------===//
//
// For the paired benchmarks: in-process times without Python around them.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_BENCH_H
#define AEC_LIB_RUNTIME_COMMANDS_BENCH_H

#include "Inputs.h"

#include "../Training/Trainer.h"

#include <string>
#include <vector>

namespace aec::runtime {

/// Notes the start of the program; main() calls it first.
void markStart();

/// Runs one step, then `steps` more, and prints a line of JSON: median_us and
/// min_us of the step alone, median_with_gather_us, first_step_ms since
/// markStart(), batch_size, threads, steps.
void runBench(Session &session, const TrainOptions &options, int64_t steps,
              const std::vector<std::string> &data, const Reading &reading);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_BENCH_H
