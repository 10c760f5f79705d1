//===- Metrics.h - How well scores tell two kinds of rows apart -----------===//
//
// Plain functions of numbers; higher scores mean label 1. Equal scores are one
// step of every curve, so that the order of rows does not matter.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_METRICS_H
#define AEC_LIB_RUNTIME_METRICS_H

#include <cstdint>
#include <utility>
#include <vector>

namespace aec::runtime {

/// The value below which a share `q` (0 to 1) of `values` (not empty) lies:
/// between neighbours in order the line is followed, as numpy.quantile does
/// (type 7 of Hyndman and Fan, 1996). 0 is the least, 1 the largest.
double quantile(std::vector<double> values, double q);

/// Area under the ROC curve: the share of pairs of a 1 and a 0 where the 1 has
/// the higher score, equal scores counting half (Mann and Whitney). NaN where
/// one kind is missing.
double rocAuc(const std::vector<double> &scores,
              const std::vector<uint8_t> &labels);

/// Points of the ROC curve from (0, 0) to (1, 1), one a distinct score: shares
/// of zeros and of ones that score at least as high. Empty where one kind is
/// missing.
std::vector<std::pair<double, double>>
rocCurve(const std::vector<double> &scores, const std::vector<uint8_t> &labels);

/// The sum over distinct scores, from the highest, of precision times the gain
/// of recall: no interpolation, as scikit-learn's average_precision_score. NaN
/// without a 1.
double averagePrecision(const std::vector<double> &scores,
                        const std::vector<uint8_t> &labels);

/// What scores above a threshold get right. 0 stands for 0/0.
struct Decision {
  double precision = 0, recall = 0, f1 = 0;
};
Decision decide(const std::vector<double> &scores,
                const std::vector<uint8_t> &labels, double threshold);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_METRICS_H
