//===- Interpolate.cpp - The verb "interpolate" ---------------------------===//
//
// The straight line between the codes of two samples, or the arc (Shoemake,
// "Animating rotation with quaternion curves", SIGGRAPH 1985; White, "Sampling
// generative networks", 2016): draws of a normal prior in many dimensions lie
// near a sphere, which the line leaves.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "LatentRun.h"
#include "Options.h"
#include "Program.h"

#include "../Error.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>

using namespace aec::runtime;

namespace {
struct InterpolateArguments : EntryArguments {
  int64_t first = 0, second = 0, steps = 10;
  bool spherical = false;
};
} // namespace

Codes aec::runtime::pathOf(const std::vector<double> &from,
                           const std::vector<double> &to, int64_t steps,
                           bool spherical) {
  double dot = 0, lhs = 0, rhs = 0;
  for (size_t at = 0; at < from.size(); ++at) {
    dot += from[at] * to[at];
    lhs += from[at] * from[at];
    rhs += to[at] * to[at];
  }
  // The arc of parallel codes is the line.
  double angle =
      lhs > 0 && rhs > 0
          ? std::acos(std::fmax(-1, std::fmin(1, dot / std::sqrt(lhs * rhs))))
          : 0;
  bool arc = spherical && std::sin(angle) > 1e-6;
  Codes codes;
  codes.rows = steps;
  codes.width = int64_t(from.size());
  for (int64_t step = 0; step < steps; ++step) {
    double t = double(step) / double(steps - 1);
    double a = arc ? std::sin((1 - t) * angle) / std::sin(angle) : 1 - t;
    double b = arc ? std::sin(t * angle) / std::sin(angle) : t;
    for (size_t at = 0; at < from.size(); ++at)
      codes.values.push_back(a * from[at] + b * to[at]);
  }
  return codes;
}

static void runInterpolate(const InterpolateArguments &arguments,
                           const aec_model &model, const LatentSpace &space) {
  if (arguments.spherical && !space.hasPrior)
    throw UsageError("--spherical follows the sphere that draws of a prior lie "
                     "on; this model declares none");
  LatentRun run(arguments, model, space, true);
  for (int64_t row : {arguments.first, arguments.second})
    if (row >= run.samples.rows)
      throw UsageError(concat("sample ", row, ": the data has ",
                              countText(run.samples.rows, "sample"),
                              ", counted from 0"));
  auto codeOf = [&](int64_t row) {
    const double *code = run.codes().row(row);
    return std::vector<double>(code, code + space.width);
  };
  // A label cannot be between two: each half has that of its end.
  LatentRun::Layout layout;
  std::vector<int64_t> rows;
  layout.keyNames = {"position"};
  layout.keys.resize(1);
  for (int64_t step = 0; step < arguments.steps; ++step) {
    double t = double(step) / double(arguments.steps - 1);
    rows.push_back(t < 0.5 ? arguments.first : arguments.second);
    layout.keys[0].push_back(concat(t));
  }
  layout.picturesPerLine = arguments.steps;
  run.write(pathOf(codeOf(arguments.first), codeOf(arguments.second),
                   arguments.steps, arguments.spherical),
            rows, layout,
            concat("interpolate: ", arguments.steps, " steps from sample ",
                   arguments.first, " to ", arguments.second));
}

Command aec::runtime::addInterpolate(CLI::App &app, const aec_model &model,
                                     const std::string &program) {
  auto arguments = std::make_shared<InterpolateArguments>();
  InterpolateArguments &a = *arguments;
  auto space = std::make_shared<LatentSpace>(findLatentSpace(model));
  a.weights = defaultWeights(model);
  addWhole(app, "a", a.first, 0, "The sample to start from, counted from 0")
      ->required();
  addWhole(app, "b", a.second, 0, "The sample to end at")->required();
  addEntryOptions(app, a, *space->encode, kDecodedOut);
  addWhole(app, "--steps", a.steps, 2, "Results, both ends included")
      ->capture_default_str();
  app.add_flag("--spherical", a.spherical,
               "Along the arc instead of the line; for models with a prior");
  addLatentOptions(app, a, *space);
  std::string call = "\n  " + program + " interpolate 3 7 --data test.npy ";
  app.footer("Decodes what lies between the codes of two samples of the data."
             "\n\nExamples:" +
             call + "--out between.png" + call +
             "--steps 21 --out between.csv" +
             (space->hasPrior ? call + "--spherical --out arc.png" : ""));
  return [arguments, space, &model] {
    runInterpolate(*arguments, model, *space);
    return Success;
  };
}
