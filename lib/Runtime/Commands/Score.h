//===- Score.h - The parts of the verb "score" ----------------------------===//
//
// Scores of files and of standard input share everything but how rows come in
// and go out.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_SCORE_H
#define AEC_LIB_RUNTIME_COMMANDS_SCORE_H

#include "EntryRun.h"

#include "../Scoring/Contributions.h"

#include <optional>

namespace aec::runtime {

struct ScoreArguments : EntryArguments {
  std::optional<double> threshold;
  std::string labels;
  bool contributions = false, perRow = false;
};

/// What scores are made with.
struct Scorer {
  const ScoreArguments &arguments;
  const aec_model &model;
  const aec_entry &entry;
  Session &session;
  LoadedWeights weights;
  /// --threshold, or that of the weights.
  std::optional<double> threshold;
  /// Where --contributions asks for it.
  std::optional<Contributor> contributor;
};

/// Scores with what belongs to them: `width` numbers a row, of which the first
/// is the score, the second the label where there is a threshold, the others
/// contributions.
struct Scored {
  int64_t rows = 0, width = 1;
  std::vector<std::string> names;
  std::vector<double> values;

  std::vector<double> scores() const;
};

/// Applies the normalisers of preparation to samples keyed by argument.
void normalizeArguments(const Scorer &scorer, Samples &samples);

/// Scores and contributions of prepared samples; no labels yet.
Scored scoreAll(const Scorer &scorer, const Samples &samples);

/// Means over the windows that a row is in, a row of the file each from the
/// first window's first row on.
Scored averageRows(const Scored &windows, const Origin &source);

/// Puts the column of labels behind the scores, where there is a threshold.
/// Scores are rounded to the model's type first, as they will be written.
void addLabels(const Scorer &scorer, Scored &scored);

/// The true labels of rows of the data (1: anomaly) from --labels or the label
/// column, one for each sample, or for each row where `perRow`; a window's is 1
/// where one of its rows' is. Empty where none were given.
std::vector<uint8_t> trueLabels(const Scorer &scorer, const Samples &samples,
                                bool perRow, int64_t rows);

/// "labels: 5 of 50 samples are 1, ROC-AUC ..., F1 ...", as far as it is known.
std::string metricsText(const std::vector<double> &scores,
                        const std::vector<uint8_t> &labels,
                        const std::optional<double> &threshold,
                        const char *noun);

/// Scores the CSV lines of standard input as they come.
void scoreStream(Scorer &scorer);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_SCORE_H
