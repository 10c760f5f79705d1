//===- ReportBuilder.h - The sections of a report -------------------------===//
//
// Each section computes what it shows and what it finds; a part that the model
// or the data cannot give says so on the page instead of failing the report.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_COMMANDS_REPORTBUILDER_H
#define AEC_LIB_RUNTIME_COMMANDS_REPORTBUILDER_H

#include "Evaluation.h"

#include "../Report/Findings.h"
#include "../Report/Html.h"

namespace aec::runtime {

/// Samples with more elements are no lines to look at.
constexpr int64_t kMostElements = 2000;
/// Samples in a grid.
constexpr int64_t kPictures = 20;

/// Whether values of a type of the ABI are floating-point numbers.
bool isFloat(int64_t dtype);

/// Row `row` of `data` over its elements.
Series elementLine(const Matrix &data, int64_t row, const std::string &name,
                   Mark mark, int64_t colour);

class ReportBuilder {
public:
  /// Loads weights, data, labels and log. Throws Error.
  ReportBuilder(const EvaluationArguments &arguments, const aec_model &model);

  /// The whole page.
  std::string build();
  /// What was found, after build().
  const std::vector<Finding> &found() const { return findings; }

private:
  void training();
  void reconstruction();
  void codes();
  void draws();
  void scores();
  void facts();

  /// A result that can be compared with the data, or output -1.
  struct Pair {
    int64_t output = -1, input = -1;
  };
  Pair reconstructed(const aec_entry &entry) const;
  /// The same where both are classes, or scores of them.
  Pair reconstructedClasses(const aec_entry &entry) const;
  void showClasses(const Pair &pair);
  void judgeReconstruction(const Matrix &x, const Matrix &y);
  void showRows(const aec_entry &entry, const Pair &pair, const Matrix &x,
                const Matrix &y);
  void showColumns(const Dataset &data, const Matrix &x, const Matrix &y);
  void traverse(const Codes &codes, const Spread &spread);
  std::vector<double> effectsOf(const Spread &spread);
  std::vector<Buffer> decode(const Codes &codes);
  /// In the data's units, but for what integers were divided by.
  Matrix restored(const aec_entry &entry, int64_t output, const Matrix &rows);
  Image pictures(const PictureShape &shape, const std::vector<Matrix> &lines,
                 int64_t columns) const;
  void add(Finding finding) { findings.push_back(std::move(finding)); }

  const aec_model &model;
  LatentSpace space;
  const aec_entry *reconstruct, *score, *sample;
  Evaluation run;
  std::vector<std::string> labels;
  RunHistory history;
  Page page;
  std::vector<Finding> findings;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_COMMANDS_REPORTBUILDER_H
