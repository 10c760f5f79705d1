//===- Traverse.cpp - The verb "traverse" ---------------------------------===//
//
// One value of the code at a time is moved and decoded (Higgins et al.,
// "beta-VAE", ICLR 2017, section 4): rows are values of the code, columns
// steps. A step is counted in standard deviations of the codes of the data, or
// of the prior where there is no data, so that every row goes as far as codes
// do.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "LatentRun.h"
#include "Options.h"
#include "Program.h"

#include "../Error.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <numeric>

using namespace aec::runtime;

namespace {
struct TraverseArguments : EntryArguments {
  int64_t steps = 9, row = -1;
  double range = 3;
  std::string dimensions;
};

/// Where rows start and how far a unit is.
struct Start {
  std::vector<double> code, unit;
  int64_t row = 0;
};
} // namespace

/// "3" or "3-7" added to `chosen`; false for anything else.
static bool parseSpan(const std::string &text, int64_t width,
                      std::vector<int64_t> &chosen) {
  int64_t first = 0, last = 0;
  size_t dash = text.find('-');
  if (!parseWhole(text.substr(0, dash), first))
    return false;
  last = first;
  if (dash != std::string::npos && !parseWhole(text.substr(dash + 1), last))
    return false;
  if (first < 0 || last < first || last >= width)
    return false;
  for (; first <= last; ++first)
    chosen.push_back(first);
  return true;
}

std::vector<int64_t> aec::runtime::parseDimensions(const std::string &text,
                                                   int64_t width) {
  std::vector<int64_t> chosen;
  for (size_t at = 0; at <= text.size();) {
    size_t end = std::min(text.find(',', at), text.size());
    if (!parseSpan(text.substr(at, end - at), width, chosen))
      throw UsageError(concat("--dimensions: expected numbers from 0 to ",
                              width - 1, ", such as 0,3-5, found ",
                              quote(text)));
    at = end + 1;
  }
  return chosen;
}

std::vector<int64_t>
aec::runtime::widestDimensions(const std::vector<double> &deviation,
                               int64_t most) {
  std::vector<int64_t> order(deviation.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int64_t l, int64_t r) {
    return deviation[l] != deviation[r] ? deviation[l] > deviation[r] : l < r;
  });
  order.resize(std::min<int64_t>(most, int64_t(order.size())));
  std::sort(order.begin(), order.end());
  return order;
}

Codes aec::runtime::traversal(const std::vector<double> &start,
                              const std::vector<double> &unit,
                              const std::vector<int64_t> &dimensions,
                              const std::vector<double> &offsets) {
  Codes codes;
  codes.width = int64_t(start.size());
  for (int64_t dimension : dimensions)
    for (double offset : offsets) {
      codes.values.insert(codes.values.end(), start.begin(), start.end());
      codes.row(codes.rows++)[dimension] += offset * unit[dimension];
    }
  return codes;
}

std::vector<double> aec::runtime::offsetsOf(double range, int64_t steps) {
  std::vector<double> offsets;
  for (int64_t step = 0; step < steps; ++step)
    offsets.push_back(range * (2 * double(step) / double(steps - 1) - 1));
  return offsets;
}

static LatentRun::Layout layoutOf(const std::vector<int64_t> &dimensions,
                                  const std::vector<double> &offsets) {
  LatentRun::Layout layout;
  layout.grid = {int64_t(dimensions.size()), int64_t(offsets.size())};
  layout.picturesPerLine = int64_t(offsets.size());
  layout.keyNames = {"dimension", "offset"};
  layout.keys.resize(2);
  for (int64_t dimension : dimensions)
    layout.lineNames.push_back(std::to_string(dimension));
  for (double offset : offsets)
    layout.pictureNames.push_back(tickText(offset));
  for (int64_t dimension : dimensions)
    for (double offset : offsets) {
      layout.keys[0].push_back(std::to_string(dimension));
      layout.keys[1].push_back(concat(offset));
    }
  return layout;
}

static Start startOf(const TraverseArguments &arguments, LatentRun &run) {
  Start start;
  if (!run.hasData()) {
    start.code.assign(run.space.width, 0);
    start.unit.assign(run.space.width, 1);
    return start;
  }
  Spread spread = spreadOf(run.codes());
  start.code = spread.mean;
  start.unit = spread.deviation;
  if (arguments.row >= run.samples.rows)
    throw UsageError(concat("--row ", arguments.row, ": the data has ",
                            countText(run.samples.rows, "sample"),
                            ", counted from 0"));
  if (arguments.row >= 0) {
    start.row = arguments.row;
    const double *code = run.codes().row(start.row);
    start.code.assign(code, code + run.space.width);
  }
  return start;
}

static void runTraverse(const TraverseArguments &arguments,
                        const aec_model &model, const LatentSpace &space) {
  bool hasData = !arguments.data.empty();
  if (!hasData && !space.hasPrior)
    throw UsageError("--data is needed: this model declares no prior that "
                     "would say how far codes go");
  if (!hasData && arguments.row >= 0)
    throw UsageError("--row is a sample of --data, which is not given");
  std::vector<int64_t> dimensions;
  if (!arguments.dimensions.empty())
    dimensions = parseDimensions(arguments.dimensions, space.width);
  LatentRun run(arguments, model, space, false);
  Start start = startOf(arguments, run);
  constexpr int64_t most = 20;
  if (dimensions.empty())
    dimensions = widestDimensions(start.unit, most);
  std::string shown = concat("traverse: ", dimensions.size());
  if (int64_t(dimensions.size()) < space.width)
    shown += concat(" of ", space.width);
  shown += concat(" dimensions in ", arguments.steps, " steps");
  if (arguments.dimensions.empty() && space.width > most)
    shown += hasData ? " (where codes vary most; --dimensions takes others)"
                     : " (the first; --dimensions takes others)";
  std::vector<double> offsets = offsetsOf(arguments.range, arguments.steps);
  Codes codes = traversal(start.code, start.unit, dimensions, offsets);
  run.write(codes, std::vector<int64_t>(codes.rows, start.row),
            layoutOf(dimensions, offsets), shown);
}

Command aec::runtime::addTraverse(CLI::App &app, const aec_model &model,
                                  const std::string &program) {
  auto arguments = std::make_shared<TraverseArguments>();
  TraverseArguments &a = *arguments;
  auto space = std::make_shared<LatentSpace>(findLatentSpace(model));
  a.weights = defaultWeights(model);
  addEntryOptions(app, a, *space->encode, kDecodedOut);
  addWhole(app, "--steps", a.steps, 2, "Steps of a dimension")
      ->capture_default_str();
  addPositive(app, "--range", a.range,
              "How far to go to either side, in standard deviations of the "
              "codes")
      ->capture_default_str();
  addWhole(app, "--row", a.row, 0,
           "Start at this sample, counted from 0 (default: the mean code)");
  app.add_option("--dimensions", a.dimensions,
                 "Which values of the code, from 0 (default: all, of more "
                 "than 20 those that vary most)")
      ->type_name("0,3-5");
  addLatentOptions(app, a, *space);
  std::string call = "\n  " + program + " traverse --data test.npy ";
  app.footer(
      "Rows are values of the code, columns steps.\n\nExamples:" + call +
      "--out traversal.png" + call +
      "--row 7 --dimensions 0,3-5 --out traversal.npy" +
      (space->hasPrior && !hasConditions(*space)
           ? "\n  " + program + " traverse --range 2 --steps 11 --out prior.png"
           : ""));
  return [arguments, space, &model] {
    runTraverse(*arguments, model, *space);
    return Success;
  };
}
