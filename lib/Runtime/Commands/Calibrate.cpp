//===- Calibrate.cpp - Options and words of the calibration ---------------===//
//
// A failure does not cost the weights: they are written without a threshold,
// and only where one was asked for the exit code says so.
//
//===----------------------------------------------------------------------===//
#include "Calibrate.h"

#include "../Error.h"
#include "../Logs/Console.h"

#include <CLI/CLI.hpp>
#include <charconv>

using namespace aec::runtime;

/// An option of a share from 0 to 1 that sets `choice` by `fn`.
template <typename Fn>
static CLI::Option *addShare(CLI::App &app, const char *name, const char *help,
                             CalibrationChoice &choice, Fn fn) {
  auto check = [&choice, fn](std::string &text) -> std::string {
    double share = 0;
    const char *last = text.data() + text.size();
    auto [end, error] = std::from_chars(text.data(), last, share);
    if (error != std::errc() || end != last || !(share >= 0 && share <= 1))
      return "expected a share from 0 to 1, found " + quote(text);
    choice.quantile = fn(share);
    choice.asked = true;
    return "";
  };
  return app
      .add_option_function<std::string>(
          name, [](const std::string &) {}, help)
      ->check(CLI::Validator(check, ""))
      ->type_name("SHARE")
      ->group("Anomalies");
}

void aec::runtime::addCalibration(CLI::App &app, const aec_model &model,
                                  CalibrationChoice &choice) {
  if (!scoreEntry(model))
    return;
  CLI::Option *quantile = addShare(
      app, "--quantile",
      "Share of the validation scores at or below the threshold (0.99)", choice,
      [](double share) { return share; });
  addShare(app, "--contamination",
           "Share of anomalies instead: quantile 1 - SHARE, 0 for the largest "
           "score",
           choice, [](double share) { return 1 - share; })
      ->excludes(quantile);
}

CalibrationReport
aec::runtime::calibrate(Session &session, const CalibrationChoice &choice,
                        const Samples &train, const Samples &validation,
                        std::map<std::string, std::string> &metadata) {
  CalibrationReport report;
  const aec_entry *entry = scoreEntry(session.model());
  if (!entry)
    return report;
  bool held = validation.rows > 0;
  try {
    Calibration found = calibrateThreshold(
        session, *entry, held ? validation : train, choice.quantile);
    storeCalibration(found, held, metadata);
    report.line = concat(
        "threshold ", shortNumber(found.threshold), ": quantile ",
        found.quantile, " of the scores of ",
        countText(found.rows, held ? "validation sample" : "training sample"));
    if (!held)
      report.warning =
          "the threshold is of samples that were trained on, whose "
          "scores are lower than those of new ones; give "
          "--validation";
  } catch (const Error &error) {
    std::string message = concat("no threshold is stored: ", error.what());
    (choice.asked ? report.problem : report.warning) = message;
  }
  return report;
}
