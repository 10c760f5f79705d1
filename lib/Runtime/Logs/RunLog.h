//===- RunLog.h - The machine-readable record of a training run -----------===//
//
// JSON lines, one an epoch, flushed as it happens; numbers with 17 significant
// digits, so that two runs can be compared bit for bit.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_RUNLOG_H
#define AEC_LIB_RUNTIME_RUNLOG_H

#include "../Training/Trainer.h"

#include <cstdio>
#include <string>

namespace aec::runtime {

/// {"epoch": 3, "epochs": 30, "steps": 375, "loss": ..., "validation": ...,
///  "learning_rate": ..., "objectives": {"name": {"loss": ..., "terms": {...},
///  "validation": ..., "validation_terms": {...}}}, "seconds": ...,
///  "samples_per_second": ...}
std::string logLine(const aec_model &model, int64_t epochs,
                    const EpochReport &report);

class RunLog {
public:
  static constexpr int64_t anew = -1;

  /// Starts `path` anew, or keeps its lines of the first `kept` epochs: a run
  /// that was killed may have logged more than its checkpoint has. Throws Error
  /// where it cannot be written. An empty path logs nothing.
  RunLog(const std::string &path, const aec_model &model, int64_t epochs,
         int64_t kept = anew);
  ~RunLog();
  RunLog(const RunLog &) = delete;
  RunLog &operator=(const RunLog &) = delete;

  void write(const EpochReport &report);

private:
  std::string path;
  const aec_model &model;
  int64_t epochs;
  std::FILE *file = nullptr;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_RUNLOG_H
