//===- ReportBuilder.cpp - Training, errors, scores -----------------------===//
//
// Findings stand in front of what they were found in, so sections are built
// first.
//
//===----------------------------------------------------------------------===//
#include "ReportBuilder.h"

#include "Labels.h"
#include "LatentRun.h"
#include "Score.h"

#include "../Error.h"
#include "../Logs/Console.h"
#include "../Plots/Figures.h"
#include "../Scoring/Calibration.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace aec::runtime;

static std::vector<const aec_entry *> entriesOf(const aec_model &model) {
  std::vector<const aec_entry *> entries;
  for (const char *name : {"encode", "decode", "reconstruct", "score"})
    if (const aec_entry *entry = findEntry(model, name))
      entries.push_back(entry);
  if (entries.empty())
    fail("this model has none of encode, reconstruct and score to report on");
  return entries;
}

ReportBuilder::ReportBuilder(const EvaluationArguments &arguments,
                             const aec_model &model)
    : model(model), space(findLatentSpace(model)),
      reconstruct(findEntry(model, "reconstruct")), score(scoreEntry(model)),
      sample(findEntry(model, "sample")),
      run(arguments, model, entriesOf(model)),
      labels(sampleLabels(arguments.labels, run.samples)), page("sections") {
  if (!arguments.log.empty())
    history = readRunLog(arguments.log, model);
}

static Finding unchecked(const std::string &title, const std::string &why) {
  return {Verdict::Unchecked, title, "", why};
}

/// A line of the table of epochs.
static std::vector<std::string> epochRow(const RunHistory &history,
                                         const std::string &name, int64_t at) {
  std::vector<std::string> row = {name, concat(history.epoch[at])};
  for (const ObjectiveHistory &objective : history.objectives) {
    row.push_back(shortNumber(objective.loss[at]));
    row.push_back(shortNumber(objective.validation[at]));
    for (const std::string &term : objective.terms)
      if (objective.terms.size() > 1)
        row.push_back(shortNumber(objective.term.at(term)[at]));
  }
  return row;
}

static std::vector<std::string> epochHeader(const RunHistory &history) {
  std::vector<std::string> row = {"", "epoch"};
  bool several = history.objectives.size() > 1;
  for (const ObjectiveHistory &objective : history.objectives) {
    std::string name = several ? objective.name + " " : "";
    row.push_back(name + "loss");
    row.push_back(name + "validation");
    for (const std::string &term : objective.terms)
      if (objective.terms.size() > 1)
        row.push_back(name + term);
  }
  return row;
}

/// The epoch with the least validation loss, else training loss.
static int64_t bestEpoch(const RunHistory &history) {
  const ObjectiveHistory &first = history.objectives[0];
  const EpochValues &values =
      hasValues(first.validation) ? first.validation : first.loss;
  int64_t best = 0;
  for (int64_t at = 1; at < history.epochs(); ++at)
    if (values[at] < values[best])
      best = at;
  return best;
}

void ReportBuilder::training() {
  page.heading("Training");
  if (!history.epochs()) {
    page.paragraph("No log was given: train with --log and name the file with "
                   "--log here.");
    add(unchecked("How training went", "Give --log, the file that train --log "
                                       "wrote."));
    return;
  }
  add(judgeLearning(history));
  add(judgeGap(history));
  add(judgeGradients(history));
  page.figure(lossFigure(history), "Losses of " + history.path +
                                       ", over the samples of each epoch.");
  page.table({epochHeader(history), epochRow(history, "first", 0),
              epochRow(history, "best", bestEpoch(history)),
              epochRow(history, "last", history.epochs() - 1)});
  Plot gradients = gradientFigure(history);
  if (!gradients.series.empty())
    page.figure(gradients, "Norms of the gradients of each objective.");
}

/// Every n-th row, at most 2,000: what a PCA is computed of.
static Matrix someRows(const Matrix &data) {
  constexpr int64_t most = 2000;
  int64_t every = (data.rows + most - 1) / most;
  Matrix result{0, data.columns, {}};
  for (int64_t row = 0; row < data.rows; row += every, ++result.rows)
    result.values.insert(result.values.end(), data.row(row),
                         data.row(row) + data.columns);
  return result;
}

static double meanSquares(const Matrix &x, const Matrix &y) {
  double sum = 0, count = 0;
  for (size_t at = 0; at < x.values.size(); ++at)
    if (!std::isnan(x.values[at])) {
      sum += std::pow(x.values[at] - y.values[at], 2);
      ++count;
    }
  return sum / count;
}

void ReportBuilder::judgeReconstruction(const Matrix &x, const Matrix &y) {
  constexpr int64_t widest = 128;
  Matrix some = someRows(x), back = someRows(y);
  if (some.rows < 8) {
    add(unchecked("Whether the model beats its baselines",
                  "Fewer than 8 samples tell little."));
    return;
  }
  int64_t width = space.problem.empty() ? space.width : 0;
  bool hasPca = width > 0 && width <= widest &&
                width < std::min(some.columns, some.rows / 2);
  Baselines baselines =
      baselinesOf(some, hasPca ? width : 0, run.session.pool());
  double error = meanSquares(some, back);
  add(judgeBaselines(error, baselines, width, space.hasPrior));
  auto share = [&](double value) {
    return shortNumber(100 * (1 - value / baselines.mean)) + "%";
  };
  std::vector<std::vector<std::string>> rows = {
      {"", "mean squared error", "variance explained"},
      {"this model", shortNumber(error), share(error)},
      {"each element's mean", shortNumber(baselines.mean), "0%"}};
  if (hasPca)
    rows.push_back({concat("PCA of ", countText(width, "value")),
                    shortNumber(baselines.pca), share(baselines.pca)});
  page.table(rows);
  std::string how =
      concat("Of ", countText(some.rows, "sample"),
             ", in prepared units. Mean and PCA are fitted on one half of them "
             "and judged on the other, in turn.");
  if (!hasPca)
    how += width > widest
               ? concat(" No PCA: a code of ", width, " values is too wide.")
               : " No PCA: it would need a code smaller than samples and "
                 "twice as many samples as the code has values.";
  page.paragraph(how);
}

void ReportBuilder::codes() {
  page.heading("Latent space");
  if (!space.problem.empty()) {
    page.paragraph("Not shown: " + space.problem + ".");
    return;
  }
  Codes codes =
      encodeAll(run.session, space, run.samples, run.arguments.batchSize);
  Spread spread = spreadOf(codes);
  if (codes.rows < 16)
    add(unchecked("Whether values of the code are in use",
                  "Fewer than 16 samples tell little."));
  else
    add(judgeCodes(spread, effectsOf(spread), space.hasPrior));
  page.figure(latentFigure(codes, {}, labels, run.session.pool()),
              labels.empty()
                  ? "Codes of the data. --labels or --label-column colours "
                    "them."
                  : "Codes of the data, coloured by label.");
  constexpr int64_t mostBars = 600;
  if (space.width <= mostBars)
    page.figure(spreadFigure(spread),
                "A value without spread holds nothing of a sample.");
  traverse(codes, spread);
}

void ReportBuilder::scores() {
  if (!score)
    return;
  page.heading("Scores");
  std::vector<double> scores = run.scores(*score);
  std::vector<uint8_t> kinds = binaryLabels(labels);
  std::optional<double> threshold =
      storedThreshold(run.weights.metadata, run.arguments.weights);
  if (std::string warning = collapse(scores, run.samples); !warning.empty())
    add({Verdict::Problem, "Scores tell no sample from another", warning,
         "No anomaly can be found by them; see the other findings."});
  page.figure(scoreFigure(scores, kinds,
                          threshold ? *threshold
                                    : std::numeric_limits<double>::quiet_NaN()),
              "How many samples have which score; the highest 0.5% may be "
              "beyond the right edge and count there.");
  if (!kinds.empty()) {
    page.figure(rocFigure(scores, kinds), "How well scores tell label 1 from "
                                          "label 0.");
    page.paragraph(metricsText(scores, kinds, threshold, "sample"));
  }
}

std::string ReportBuilder::build() {
  training();
  reconstruction();
  codes();
  draws();
  scores();
  facts();
  Page whole(concat("Report of ", model.name));
  std::string data;
  for (const auto &[input, set] : run.samples.sets)
    data += (data.empty() ? "" : ", ") + set.origin;
  whole.paragraph(concat(countText(run.samples.rows, "sample"), " of ", data,
                         " through the weights ", run.arguments.weights));
  whole.heading("Findings");
  static const char *const kinds[] = {"good", "note", "problem", "unchecked"};
  for (Verdict verdict :
       {Verdict::Problem, Verdict::Note, Verdict::Good, Verdict::Unchecked})
    for (const Finding &finding : findings)
      if (finding.verdict == verdict)
        whole.finding(kinds[int(verdict)], finding.title, finding.detail,
                      finding.advice);
  whole.append(page);
  return whole.text();
}
