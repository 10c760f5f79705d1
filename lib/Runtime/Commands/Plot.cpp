//===- Plot.cpp - The verb "plot" -----------------------------------------===//
//
// One picture at a time, for papers and dashboards; `report` has all of them on
// a page. The name's ending says SVG or PNG.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "Evaluation.h"
#include "Labels.h"
#include "LatentRun.h"
#include "Options.h"
#include "Program.h"

#include "../Error.h"
#include "../Plots/Figures.h"
#include "../Support/AtomicFile.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

using namespace aec::runtime;

namespace {
struct PlotArguments : EvaluationArguments {
  std::string kind, picture, dimensions;
};
} // namespace

static bool endsWith(const std::string &text, const std::string &end) {
  return text.size() >= end.size() &&
         text.compare(text.size() - end.size(), end.size(), end) == 0;
}

static void expectPicture(const std::string &path) {
  if (!endsWith(path, ".svg") && !endsWith(path, ".png"))
    throw UsageError(concat("cannot tell the format of ", path,
                            "; expected a name that ends in .svg or .png"));
}

static void write(AtomicFile &file, const Plot &plot) {
  if (endsWith(file.path(), ".svg")) {
    file.write(plotDocument(plot));
  } else {
    std::vector<uint8_t> bytes = encodePng(plotImage(plot));
    file.write(bytes.data(), int64_t(bytes.size()));
  }
  file.commit();
}

static void checkArguments(const PlotArguments &a) {
  auto refuse = [&](const char *takes) {
    throw UsageError(concat("plot ", a.kind, " takes ", takes));
  };
  if (a.kind == "losses" && (a.log.empty() || !a.data.empty()))
    refuse("--log, the file that train --log wrote, and no --data");
  if (a.kind != "losses" && (!a.log.empty() || a.data.empty()))
    refuse("--data and no --log");
  if (a.kind == "losses" && !a.labels.empty())
    refuse("no --labels");
  if (a.kind != "latents" && !a.dimensions.empty())
    refuse("no --dimensions");
}

Plot aec::runtime::latentFigure(const Codes &codes,
                                const std::vector<int64_t> &dimensions,
                                const std::vector<std::string> &labels,
                                ThreadPool &pool) {
  if (dimensions.empty() && codes.width > 2) {
    Matrix all = matrixOf(codes);
    Components found = principalComponents(all, 2, pool);
    double sum = 0;
    for (double deviation : spreadOf(codes).deviation)
      sum += deviation * deviation;
    auto axis = [&](size_t at) {
      char share[40];
      std::snprintf(share, sizeof(share), "%.1f",
                    sum > 0 ? 100 * found.variance[at] / sum : 0);
      return concat("principal component ", at + 1, " (", share,
                    "% of the variance)");
    };
    return scatterFigure(found.project(all), labels, axis(0),
                         found.axes.rows > 1 ? axis(1) : "");
  }
  std::vector<int64_t> chosen = dimensions;
  for (int64_t at = 0; dimensions.empty() && at < codes.width; ++at)
    chosen.push_back(at);
  Matrix coordinates{codes.rows, int64_t(chosen.size()), {}};
  for (int64_t row = 0; row < codes.rows; ++row)
    for (int64_t at : chosen)
      coordinates.values.push_back(codes.row(row)[at]);
  auto named = [&](size_t at) {
    return at < chosen.size() ? concat("value ", chosen[at], " of the code")
                              : std::string("sample");
  };
  return scatterFigure(coordinates, labels, named(0), named(1));
}

static Plot latents(const PlotArguments &arguments, const aec_model &model,
                    const LatentSpace &space) {
  std::vector<int64_t> dimensions;
  if (!arguments.dimensions.empty())
    dimensions = parseDimensions(arguments.dimensions, space.width);
  if (!dimensions.empty() && dimensions.size() != 2)
    throw UsageError("--dimensions: a plot has two, such as 0,1");
  Evaluation run(arguments, model, {space.encode});
  return latentFigure(
      encodeAll(run.session, space, run.samples, arguments.batchSize),
      dimensions, sampleLabels(arguments.labels, run.samples),
      run.session.pool());
}

static Plot roc(const PlotArguments &arguments, const aec_model &model) {
  const aec_entry *score = scoreEntry(model);
  if (!score)
    throw UsageError("this model has no score to plot");
  Evaluation run(arguments, model, {score});
  std::vector<std::string> labels = sampleLabels(arguments.labels, run.samples);
  if (labels.empty())
    throw UsageError("plot roc needs labels, 1 for an anomaly: --labels FILE "
                     "or --label-column NAME");
  std::vector<uint8_t> kinds = binaryLabels(labels);
  if (kinds.empty())
    fail("plot roc needs both labels, 0 and 1, and no other");
  return rocFigure(run.scores(*score), kinds);
}

static void runPlot(const PlotArguments &arguments, const aec_model &model,
                    const LatentSpace &space) {
  static const std::vector<std::string> kinds = {"losses", "latents", "roc"};
  if (std::find(kinds.begin(), kinds.end(), arguments.kind) == kinds.end()) {
    std::string near = nearest(arguments.kind, kinds);
    throw UsageError(concat(
        "plot: expected losses, latents or roc, found ", quote(arguments.kind),
        near.empty() ? "" : ". Did you mean " + near + "?"));
  }
  expectPicture(arguments.picture);
  checkArguments(arguments);
  AtomicFile file(arguments.picture);
  Plot plot;
  if (arguments.kind == "losses")
    plot = lossFigure(readRunLog(arguments.log, model));
  else if (arguments.kind == "roc")
    plot = roc(arguments, model);
  else if (!space.encode)
    throw UsageError("this model has no encode to plot codes of");
  else
    plot = latents(arguments, model, space);
  write(file, plot);
  std::printf("plot: %s to %s\n", arguments.kind.c_str(), file.path().c_str());
}

Command aec::runtime::addPlot(CLI::App &app, const aec_model &model,
                              const std::string &program) {
  auto arguments = std::make_shared<PlotArguments>();
  PlotArguments &a = *arguments;
  auto space = std::make_shared<LatentSpace>(findLatentSpace(model));
  a.weights = defaultWeights(model);
  app.add_option("kind", a.kind, "losses, latents or roc")
      ->required()
      ->type_name("KIND");
  addEvaluationOptions(app, a);
  app.add_option("--out", a.picture, "The picture: .svg or .png")
      ->required()
      ->type_name("FILE");
  app.add_option("--dimensions", a.dimensions,
                 "latents: two values of the code, from 0 (default: both of "
                 "two, else the first two principal components)")
      ->type_name("0,1");
  std::string call = "\n  " + program + " plot ";
  app.footer("losses: over the epochs of a run. latents: the codes of the "
             "data, coloured by label.\nroc: false and true positives of the "
             "scores, with labels 0 and 1.\n\nExamples:" +
             call + "losses --log run.jsonl --out losses.svg" + call +
             "latents --data test.npy --labels labels.npy --out latents.png" +
             call + "roc --data test.csv --label-column bad --out roc.svg");
  return [arguments, space, &model] {
    runPlot(*arguments, model, *space);
    return Success;
  };
}
