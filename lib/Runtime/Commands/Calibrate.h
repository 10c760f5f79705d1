//===- Calibrate.h - The threshold at the end of training -----------------===//
//
// Apart from Train.cpp: training knows nothing of scores.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_CALIBRATE_H
#define AEC_LIB_RUNTIME_COMMANDS_CALIBRATE_H

#include "../Scoring/Calibration.h"

namespace CLI {
class App;
}

namespace aec::runtime {

struct CalibrationChoice {
  double quantile = 0.99;
  /// Whether the user asked for it by an option.
  bool asked = false;
};

/// --quantile and --contamination, where the model has scores.
void addCalibration(CLI::App &app, const aec_model &model,
                    CalibrationChoice &choice);

/// What to say once the weights are written; empty for nothing.
struct CalibrationReport {
  std::string line, warning;
  /// Why there is no threshold, where the user asked for one.
  std::string problem;
};

/// Adds the threshold of the trained model's scores, of validation samples
/// where there are any, to `metadata`.
CalibrationReport calibrate(Session &session, const CalibrationChoice &choice,
                            const Samples &train, const Samples &validation,
                            std::map<std::string, std::string> &metadata);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_CALIBRATE_H
