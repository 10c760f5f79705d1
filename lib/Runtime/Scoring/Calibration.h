//===- Calibration.h - The threshold that scores are compared with --------===//
//
// A quantile of the scores of rows that were not trained on; a score above it
// is labelled 1. It is kept in the metadata of the weights file, so that it
// cannot be lost between training and use: "aec.threshold", with "aec.quantile"
// and "aec.calibrated" saying where it is from.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CALIBRATION_H
#define AEC_LIB_RUNTIME_CALIBRATION_H

#include "../Model/Inference.h"

#include <map>
#include <optional>
#include <string>

namespace aec::runtime {

/// The scores of all samples, which are keyed by `keys` (see inferAll).
std::vector<double> scoresOf(Session &session, const aec_entry &entry,
                             const Samples &samples,
                             const std::vector<int64_t> &keys,
                             int64_t batchSize = kEntryBatch);

/// A message where the scores tell no sample from another: all are equal though
/// 16 or more of the prepared samples differ. Empty otherwise.
std::string collapse(const std::vector<double> &scores, const Samples &samples);

struct Calibration {
  double threshold = 0;
  double quantile = 0;
  int64_t rows = 0;
};

/// Takes the quantile `q` of the scores of `samples`, keyed by the model's
/// inputs. Throws Error where there is none: scores are equal or not finite, or
/// the entry takes what training has no data for.
Calibration calibrateThreshold(Session &session, const aec_entry &entry,
                               const Samples &samples, double q);

/// Adds a calibration to the metadata of a weights file.
void storeCalibration(const Calibration &calibration, bool validation,
                      std::map<std::string, std::string> &metadata);

/// The threshold of a weights file; nothing in an older one. Throws Error,
/// naming `path`, where it is no finite number.
std::optional<double>
storedThreshold(const std::map<std::string, std::string> &metadata,
                const std::string &path);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CALIBRATION_H
