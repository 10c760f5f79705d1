//===- Report.cpp - The verb "report" -------------------------------------===//
//
// A run and its model on one page. Nothing on it depends on the clock or the
// machine: equal inputs give equal bytes.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "Options.h"
#include "Program.h"
#include "ReportBuilder.h"

#include "../Error.h"
#include "../Support/AtomicFile.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

using namespace aec::runtime;

namespace {
struct ReportArguments : EvaluationArguments {
  std::string page = "report.html";
};
} // namespace

static int64_t count(const std::vector<Finding> &findings, Verdict verdict) {
  return std::count_if(findings.begin(), findings.end(),
                       [&](const Finding &f) { return f.verdict == verdict; });
}

static void runReport(const ReportArguments &arguments,
                      const aec_model &model) {
  if (arguments.data.empty())
    throw UsageError("report needs --data, best of samples that were not "
                     "trained on");
  AtomicFile file(arguments.page);
  ReportBuilder builder(arguments, model);
  file.write(builder.build());
  file.commit();
  for (const Finding &finding : builder.found())
    if (finding.verdict == Verdict::Problem)
      std::printf("problem: %s\n", finding.title.c_str());
  std::printf(
      "report: %s, %s to %s\n",
      countText(count(builder.found(), Verdict::Problem), "problem").c_str(),
      countText(count(builder.found(), Verdict::Note), "note").c_str(),
      file.path().c_str());
}

Command aec::runtime::addReport(CLI::App &app, const aec_model &model,
                                const std::string &program) {
  auto arguments = std::make_shared<ReportArguments>();
  ReportArguments &a = *arguments;
  a.weights = defaultWeights(model);
  addEvaluationOptions(app, a);
  app.add_option("--out", a.page, "The page, HTML")
      ->type_name("FILE")
      ->capture_default_str();
  std::string call = "\n  " + program + " report --data test.npy ";
  app.footer("One page with pictures, tables and what goes wrong, in one file "
             "that needs no network.\n\nExamples:" +
             call + "--log run.jsonl" + call +
             "--log run.jsonl --labels labels.npy --out model.html");
  return [arguments, &model] {
    runReport(*arguments, model);
    return Success;
  };
}
