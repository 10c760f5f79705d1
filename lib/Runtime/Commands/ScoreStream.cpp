//===- ScoreStream.cpp - Scores of standard input -------------------------===//
//
// A line in, a line out, flushed. A bad line does not end a watch that runs for
// days: it is reported with its number and has no score, and the exit code is 1
// when the input ends. A record is one line here: quotes do not span lines.
//
//===----------------------------------------------------------------------===//
#include "Score.h"

#include "../Data/CsvColumns.h"
#include "../Error.h"
#include "../Logs/Console.h"
#include "../Output/Output.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

using namespace aec::runtime;

static const std::string kName = "standard input";

namespace {
class ScoreStream {
public:
  explicit ScoreStream(Scorer &scorer)
      : scorer(scorer), slot(entrySlots(scorer.model, scorer.entry)[0]),
        options(optionsFor(slot.input.tensor.name, {slot.input.tensor.name},
                           readingOf(scorer.arguments, scorer.weights))),
        columns(kName, options) {
    options.missing = slot.input.missing != 0;
  }
  void line(const std::string &text);
  void end() const;

private:
  bool begin(const std::string &text);
  void scoreLine(const std::string &text);
  void print(const Scored &scored) const;

  Scorer &scorer;
  Slot slot;
  ReadOptions options;
  CsvColumns columns;
  std::shared_ptr<const TableFacts> facts;
  std::vector<std::string> cells;
  char separator = 0;
  int64_t number = 0; // of the line
  int64_t bad = 0;
  bool headed = false;
};
} // namespace

/// Chooses the columns by the first line; true where it is a header.
bool ScoreStream::begin(const std::string &text) {
  CsvRecords first(text, kName);
  first.next(cells);
  separator = first.separator();
  bool header = columns.begin(cells);
  facts = std::make_shared<TableFacts>(columns.facts);
  int64_t wanted = sampleElements(slot.input.tensor);
  if (columns.width() != wanted)
    fail(kName, ": rows of ", countText(columns.width(), "value"), "; input ",
         quote(slot.input.tensor.name), " takes ", wanted);
  warnOfWords(kName, *facts);
  return header;
}

static void flushOut() {
  if (std::fflush(stdout) != 0)
    fail("cannot write standard output: ", std::strerror(errno));
}

void ScoreStream::print(const Scored &scored) const {
  std::string text = std::to_string(columns.rows() - 1);
  if (!columns.facts.ids.empty())
    text += "," + csvCell(columns.facts.ids.back());
  for (int64_t at = 0; at < scored.width; ++at)
    text += "," + (scorer.entry.outputs[0].dtype == AEC_F32
                       ? numberText(float(scored.values[at]))
                       : numberText(scored.values[at]));
  std::printf("%s\n", text.c_str());
}

void ScoreStream::scoreLine(const std::string &text) {
  CsvRecords record(text, kName, separator, number);
  try {
    record.next(cells);
  } catch (const Error &) {
    columns.skip();
    throw;
  }
  std::vector<double> values;
  columns.append(cells, number, values);
  Array array;
  array.origin = concat(kName, ", line ", number);
  array.format = "CSV";
  array.shape = {1, int64_t(values.size())};
  auto *first = reinterpret_cast<const uint8_t *>(values.data());
  array.bytes.assign(first, first + values.size() * sizeof(double));
  array.facts = facts;
  Samples samples;
  samples.add(0, prepare(array, slot.input, scorer.session.pool()));
  normalizeArguments(scorer, samples);
  Scored scored = scoreAll(scorer, samples);
  addLabels(scorer, scored);
  if (!columns.facts.unknown.empty())
    warnOfWords(array.origin, columns.facts);
  print(scored);
}

/// The header of the results; names of contributions come with the columns.
static std::string headerText(const Scorer &scorer, const TableFacts &facts,
                              const ReadOptions &options, int64_t elements) {
  std::string text = "index";
  if (!options.idColumn.empty())
    text += "," + csvCell(facts.idName);
  text += ",score";
  if (scorer.threshold)
    text += ",label";
  if (!scorer.contributor)
    return text;
  Dataset shape;
  shape.rowElements = elements;
  shape.facts = std::make_shared<TableFacts>(facts);
  for (const std::string &name : featuresOf(shape).names)
    text += "," + csvCell("contribution_" + name);
  return text;
}

void ScoreStream::line(const std::string &text) {
  ++number;
  if (text.find_first_not_of("\r\n") == std::string::npos)
    return;
  if (!headed) {
    bool header = begin(text);
    headed = true;
    std::printf("%s\n", headerText(scorer, *facts, options,
                                   sampleElements(slot.input.tensor))
                            .c_str());
    flushOut();
    if (header)
      return;
  }
  try {
    scoreLine(text);
  } catch (const Error &error) {
    ++bad;
    printError(error.what());
  }
  columns.facts.unknown.clear();
  columns.facts.ids.clear();
  columns.facts.labels.clear();
  flushOut();
}

void ScoreStream::end() const {
  if (columns.rows() == 0)
    fail(kName, " has no samples");
  if (bad)
    fail(kName, ": ", bad, " of ", countText(columns.rows(), "row"),
         bad == 1 ? " has" : " have", " no score");
}

static void checkStream(const Scorer &scorer) {
  const ScoreArguments &arguments = scorer.arguments;
  auto refuse = [](const char *what) {
    throw UsageError(concat("--data - scores line by line: leave out ", what));
  };
  if (scorer.entry.input_count != 1)
    throw UsageError(concat("--data - has rows of one input; score takes ",
                            scorer.entry.input_count));
  if (arguments.reading.window || arguments.reading.stride)
    refuse("--window and --stride");
  if (arguments.perRow)
    refuse("--per-row");
  if (!arguments.labels.empty())
    refuse("--labels");
  if (arguments.reading.rows.first || arguments.reading.rows.last != INT64_MAX)
    refuse("--rows");
  if (!arguments.out.empty() && arguments.out != std::vector<std::string>{"-"})
    refuse("--out, the scores go to standard output");
}

void aec::runtime::scoreStream(Scorer &scorer) {
  checkStream(scorer);
  ScoreStream stream(scorer);
  char *bytes = nullptr;
  size_t capacity = 0;
  std::unique_ptr<char *, void (*)(char **)> guard(
      &bytes, [](char **text) { std::free(*text); });
  while (true) {
    ssize_t length = getline(&bytes, &capacity, stdin);
    if (length < 0)
      break;
    stream.line(std::string(bytes, length));
  }
  if (std::ferror(stdin))
    fail("cannot read ", kName, ": ", std::strerror(errno));
  stream.end();
}
