//===- Score.cpp - The verb "score" ---------------------------------------===//
//
// index,score as ever; a label where the weights hold a threshold, and what
// else is asked for behind. .npy has the same columns without index and keys.
//
//===----------------------------------------------------------------------===//
#include "Score.h"

#include "Commands.h"
#include "Options.h"
#include "Program.h"
#include "Sinks.h"

#include "../Error.h"
#include "../Logs/Console.h"
#include "../Model/Normalize.h"
#include "../Scoring/Calibration.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>

using namespace aec::runtime;

std::vector<double> Scored::scores() const {
  std::vector<double> result;
  for (int64_t row = 0; row < rows; ++row)
    result.push_back(values[row * width]);
  return result;
}

void aec::runtime::normalizeArguments(const Scorer &scorer, Samples &samples) {
  for (auto &[at, set] : samples.sets)
    if (int64_t source = scorer.entry.input_sources[at]; source >= 0)
      normalize(set, source, scorer.session.states(), scorer.session.pool());
}

Scored aec::runtime::scoreAll(const Scorer &scorer, const Samples &samples) {
  int64_t batchSize = scorer.arguments.batchSize;
  std::vector<double> scores = scoresOf(scorer.session, scorer.entry, samples,
                                        argumentKeys(scorer.entry), batchSize);
  Scored result;
  result.rows = samples.rows;
  result.names = {"score"};
  if (!scorer.contributor) {
    result.values = std::move(scores);
    return result;
  }
  Features features = featuresOf(samples.sets.at(scorer.contributor->original));
  std::vector<double> shares = contributionsOf(
      scorer.session, *scorer.contributor, features, samples, batchSize);
  int64_t width = features.names.size();
  result.width += width;
  for (const std::string &name : features.names)
    result.names.push_back("contribution_" + name);
  for (int64_t row = 0; row < samples.rows; ++row) {
    result.values.push_back(scores[row]);
    auto first = shares.begin() + row * width;
    result.values.insert(result.values.end(), first, first + width);
  }
  return result;
}

Scored aec::runtime::averageRows(const Scored &windows, const Origin &source) {
  Scored result;
  result.width = windows.width;
  result.names = windows.names;
  result.rows = (windows.rows - 1) * source.stride + source.window;
  result.values.resize(result.rows * result.width);
  std::vector<int64_t> counts(result.rows);
  for (int64_t at = 0; at < windows.rows * source.window; ++at) {
    int64_t window = at / source.window;
    int64_t row = window * source.stride + at % source.window;
    ++counts[row];
    for (int64_t column = 0; column < result.width; ++column)
      result.values[row * result.width + column] +=
          windows.values[window * result.width + column];
  }
  for (int64_t at = 0; at < result.rows * result.width; ++at)
    result.values[at] /= double(counts[at / result.width]);
  return result;
}

void aec::runtime::addLabels(const Scorer &scorer, Scored &scored) {
  if (scorer.entry.outputs[0].dtype == AEC_F32)
    for (double &value : scored.values)
      value = float(value);
  if (!scorer.threshold)
    return;
  std::vector<double> values;
  for (int64_t row = 0; row < scored.rows; ++row) {
    auto first = scored.values.begin() + row * scored.width;
    values.push_back(*first);
    values.push_back(*first > *scorer.threshold);
    values.insert(values.end(), first + 1, first + scored.width);
  }
  scored.values = std::move(values);
  scored.names.insert(scored.names.begin() + 1, "label");
  ++scored.width;
}

/// The keys of rows first, first + stride, ...: a column of text.
static std::vector<std::string> keysFrom(const std::vector<std::string> &ids,
                                         int64_t first, int64_t stride,
                                         int64_t rows) {
  std::vector<std::string> keys;
  for (int64_t at = 0; at < rows; ++at)
    keys.push_back(ids[first + at * stride]);
  return keys;
}

/// Index and keys in front of the numbers.
static void addKeys(const Samples &samples, const Origin &source, Table &table,
                    int64_t rows) {
  table.index = true;
  table.first = source.first;
  table.window = source.window;
  table.stride = source.stride;
  bool windows = source.window > 1;
  table.columns = {"index"};
  if (windows)
    table.columns = {"first", "last"};
  for (const auto &[at, set] : samples.sets) {
    if (!set.facts || set.facts->ids.empty())
      continue;
    const std::vector<std::string> &ids = set.facts->ids;
    const std::string &name = set.facts->idName;
    table.columns.push_back(windows ? "first_" + name : name);
    table.keys.push_back(keysFrom(ids, source.first, source.stride, rows));
    if (windows) {
      table.columns.push_back("last_" + name);
      table.keys.push_back(
          keysFrom(ids, source.first + source.window - 1, source.stride, rows));
    }
  }
}

static void write(const Scorer &scorer, Sink &sink, const Samples &samples,
                  const Origin &source, const Scored &scored) {
  Table table;
  table.dtype = scorer.entry.outputs[0].dtype;
  table.shape = {scored.rows};
  if (scored.width > 1)
    table.shape.push_back(scored.width);
  std::vector<float> narrow;
  table.values = scored.values.data();
  if (table.dtype == AEC_F32) {
    narrow.assign(scored.values.begin(), scored.values.end());
    table.values = narrow.data();
  }
  if (sink.format == OutputFormat::Npy)
    return writeNpy(*sink.file, table);
  addKeys(samples, source, table, scored.rows);
  table.columns.insert(table.columns.end(), scored.names.begin(),
                       scored.names.end());
  writeCsv(*sink.file, table);
}

/// A line about a written file; silent where the result is on the terminal.
static void report(const Scorer &scorer, const Sink &sink, const Scored &scored,
                   const char *noun) {
  if (sink.file->path() == "-")
    return;
  double sum = 0;
  int64_t above = 0;
  for (double score : scored.scores()) {
    sum += score;
    above += scorer.threshold && score > *scorer.threshold;
  }
  std::string text =
      concat("score: ", countText(scored.rows, noun), " to ", sink.file->path(),
             ", mean ", sum / double(scored.rows));
  if (scorer.threshold)
    text += concat(", ", above, " above the threshold ", *scorer.threshold);
  std::printf("%s\n", text.c_str());
}

/// Labels, metrics, files of scored samples.
static void finish(Scorer &scorer, std::vector<Sink> &sinks,
                   const Samples &samples, Scored scored) {
  std::string warning = collapse(scored.scores(), samples);
  if (!warning.empty())
    printWarning(warning);
  Origin source = samples.sets.begin()->second.source;
  bool perRow = scorer.arguments.perRow;
  if (perRow) {
    scored = averageRows(scored, source);
    source.window = source.stride = 1;
  }
  addLabels(scorer, scored);
  const char *noun = perRow ? "row" : "sample";
  std::vector<uint8_t> labels =
      trueLabels(scorer, samples, perRow, scored.rows);
  for (Sink &sink : sinks) {
    write(scorer, sink, samples, source, scored);
    report(scorer, sink, scored, noun);
  }
  if (labels.empty())
    return;
  // Standard output may be the scores'.
  bool shown = sinks[0].file->path() == "-";
  std::fprintf(
      shown ? stderr : stdout, "%s\n",
      metricsText(scored.scores(), labels, scorer.threshold, noun).c_str());
}

static void checkWindows(const ScoreArguments &arguments,
                         const Origin &source) {
  if (arguments.perRow && source.window == 1)
    throw UsageError("--per-row averages the windows that a row is in; give "
                     "--window");
  if (arguments.perRow && source.stride > source.window)
    throw UsageError(concat("--per-row needs windows without gaps: --stride ",
                            source.stride, " is more than --window ",
                            source.window));
}

static void runScore(const ScoreArguments &arguments, const aec_model &model,
                     const aec_entry &entry) {
  std::vector<Sink> sinks = openSinks(arguments.out, model, entry);
  Session session(model, chosenThreads(arguments.threads));
  Scorer scorer{arguments,
                model,
                entry,
                session,
                loadTrained(session, arguments.weights),
                arguments.threshold,
                {}};
  if (!scorer.threshold)
    scorer.threshold =
        storedThreshold(scorer.weights.metadata, arguments.weights);
  if (arguments.contributions)
    scorer.contributor = findContributor(model, entry);
  if (arguments.data == std::vector<std::string>{"-"})
    return scoreStream(scorer);
  Samples samples =
      loadSamples("--data", arguments.data, entrySlots(model, entry),
                  readingOf(arguments, scorer.weights), session.pool());
  checkWindows(arguments, samples.sets.begin()->second.source);
  normalizeArguments(scorer, samples);
  finish(scorer, sinks, samples, scoreAll(scorer, samples));
}

/// A finite number of either sign.
static void addThreshold(CLI::App &app, ScoreArguments &arguments) {
  auto check = [&arguments](std::string &text) -> std::string {
    double value = 0;
    const char *last = text.data() + text.size();
    auto [end, error] = std::from_chars(text.data(), last, value);
    if (error != std::errc() || end != last || !std::isfinite(value))
      return "expected a number, found " + quote(text);
    arguments.threshold = value;
    return "";
  };
  app.add_option_function<std::string>(
         "--threshold", [](const std::string &) {},
         "Label 1 where the score is above this (default: what train found)")
      ->check(CLI::Validator(check, ""))
      ->type_name("X");
}

Command aec::runtime::addScore(CLI::App &app, const aec_model &model,
                               const aec_entry &entry,
                               const std::string &program) {
  auto arguments = std::make_shared<ScoreArguments>();
  ScoreArguments &a = *arguments;
  a.weights = defaultWeights(model);
  addEntryOptions(app, a, entry,
                  "Scores and labels: .csv, .npy, - for CSV on standard output "
                  "(default)");
  addThreshold(app, a);
  app.add_flag("--contributions", a.contributions,
               "Also each column's share of the sample's squared "
               "reconstruction error");
  app.add_option("--labels", a.labels,
                 "File of true labels, 1 for an anomaly: prints ROC-AUC, "
                 "average precision and F1")
      ->type_name("FILE");
  app.add_flag("--per-row", a.perRow,
               "A line a row: the mean of the windows that it is in");
  std::string call = "\n  " + program + " score --data ";
  app.footer(
      "--data - scores the CSV lines of standard input as they come. A bad "
      "line is reported\nand skipped, and the exit code is 1.\n\nExamples:" +
      call + "new.npy --out scores.csv" + call +
      "new.csv --label-column bad --id-column time --contributions" + call +
      "new.csv --labels truth.npy --threshold 0.02 --out scores.npy" + call +
      "series.csv --window 48 --stride 12 --per-row\n  tail -f log.csv | " +
      program + " score --data -");
  return [arguments, &model, &entry] {
    runScore(*arguments, model, entry);
    return Success;
  };
}
