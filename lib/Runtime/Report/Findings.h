//===- Findings.h - What goes wrong in autoencoders -----------------------===//
//
// Plain functions of numbers, each with its rule beside it. A finding says what
// was measured and what to do; what could not be checked says why.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_REPORT_FINDINGS_H
#define AEC_LIB_RUNTIME_REPORT_FINDINGS_H

#include "../Logs/RunHistory.h"
#include "../Model/LatentSpace.h"
#include "../Plots/PrincipalComponents.h"

#include <string>
#include <vector>

namespace aec::runtime {

enum class Verdict { Good, Note, Problem, Unchecked };

struct Finding {
  Verdict verdict = Verdict::Good;
  std::string title, detail, advice;
};

/// Mean squared errors on the same rows: the model's against that of the mean
/// and that of a PCA of `width` values (NaN where there is none).
Finding judgeBaselines(double error, const Baselines &baselines, int64_t width,
                       bool hasPrior);

/// Shares of places with the right class: the model's, and that of always
/// saying the most frequent one.
Finding judgeClasses(double right, double mostFrequent);

/// Values of the code that do not vary, or that the decoder ignores. With a
/// prior a value is unused where the variance of its mean over the data is
/// below 0.01 (Burda, Grosse and Salakhutdinov, "Importance weighted
/// autoencoders", ICLR 2016, section 5.2); without, where its deviation is
/// below a millionth of the largest. `effects`: how much a deviation to either
/// side moves the decoder's result; below 1% of the largest is ignored.
Finding judgeCodes(const Spread &spread, const std::vector<double> &effects,
                   bool hasPrior);

/// Whether the loss fell (by 1% at least), came back up (by 20%) or is still
/// falling (by 2% an epoch over the last fifth).
Finding judgeLearning(const RunHistory &history);

/// Validation that rose by 5% since its best, or is more than half as high
/// again as training.
Finding judgeGap(const RunHistory &history);

/// Norms that are not finite or a hundred times their median, and norms below
/// 1e-8 or a ten-thousandth of the first.
Finding judgeGradients(const RunHistory &history);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_REPORT_FINDINGS_H
