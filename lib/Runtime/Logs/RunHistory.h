//===- RunHistory.h - A run's log, read back ------------------------------===//
//
// What RunLog wrote, as columns: plots and the report look at a number over the
// epochs. The file is a user's, so nothing in it is trusted; what an older
// program did not write is NaN.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_RUNHISTORY_H
#define AEC_LIB_RUNTIME_RUNHISTORY_H

#include "aec/Runtime/Abi.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace aec::runtime {

/// A number an epoch; NaN where the log has none.
using EpochValues = std::vector<double>;

struct ObjectiveHistory {
  std::string name;
  EpochValues loss, validation, gradientNorm;
  /// Names in the model's order.
  std::vector<std::string> terms;
  std::map<std::string, EpochValues> term, validationTerm;
};

struct RunHistory {
  std::string path;
  EpochValues epoch, learningRate, seconds;
  std::vector<ObjectiveHistory> objectives;

  int64_t epochs() const { return int64_t(epoch.size()); }
};

/// Throws Error, naming the line, where `path` is no log of a run of `model`.
RunHistory readRunLog(const std::string &path, const aec_model &model);

/// Whether any value is there.
bool hasValues(const std::vector<double> &column);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_RUNHISTORY_H
