//===- Console.cpp - Messages, epoch lines, progress bar ------------------===//
//
// The first objective's total stands for the loss; terms follow under their
// names where there is more than one, with the objective's name where there
// are several objectives.
//
//===----------------------------------------------------------------------===//
#include "Console.h"

#include "../Error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace aec::runtime;

/// A terminal that can be steered.
static bool isTerminal(int descriptor) {
  const char *kind = std::getenv("TERM");
  return isatty(descriptor) && !(kind && !std::strcmp(kind, "dumb"));
}

static bool colored(int descriptor) {
  const char *none = std::getenv("NO_COLOR");
  return isTerminal(descriptor) && !(none && *none);
}

/// File names and what files say reach the terminal here: nothing of it may
/// steer it.
static void printLabelled(const char *label, const char *color,
                          const std::string &message) {
  std::fflush(stdout);
  bool color_ = colored(STDERR_FILENO);
  std::fprintf(stderr, "%s%s:%s %s\n", color_ ? color : "", label,
               color_ ? "\033[0m" : "", printable(message).c_str());
}

void aec::runtime::printError(const std::string &message) {
  printLabelled("error", "\033[1;31m", message);
}

void aec::runtime::printWarning(const std::string &message) {
  printLabelled("warning", "\033[1;35m", message);
}

std::string aec::runtime::shortNumber(double value) {
  if (std::isnan(value))
    return "-";
  char text[40];
  std::snprintf(text, sizeof(text), "%#.4g", value);
  // %# keeps zeros ("0.02200") and leaves a bare point on whole numbers.
  size_t length = std::strlen(text);
  if (length && text[length - 1] == '.')
    text[length - 1] = 0;
  return text;
}

std::string aec::runtime::epochLine(const aec_model &model, int64_t epochs,
                                    const EpochReport &report) {
  std::string line = concat("epoch ", report.epoch, "/", epochs, " loss ",
                            shortNumber(report.train[0].total));
  if (!report.validation.empty())
    line += " validation " + shortNumber(report.validation[0].total);
  bool several = model.objective_count > 1;
  for (int64_t at = 0; at < model.objective_count; ++at) {
    const aec_objective &objective = model.objectives[at];
    if (!several && objective.term_count < 2)
      continue;
    for (int64_t term = 0; term < objective.term_count; ++term)
      line += concat(" ", several ? concat(objective.name, ".") : "",
                     objective.terms[term].name, " ",
                     shortNumber(report.train[at].terms[term]));
  }
  char seconds[32];
  std::snprintf(seconds, sizeof(seconds), " seconds %.2f", report.seconds);
  return line + seconds;
}

Progress::Progress(const aec_model &model, int64_t epochs)
    : model(model), epochs(epochs), terminal(isTerminal(STDOUT_FILENO)),
      begin(std::chrono::steady_clock::now()) {}

Progress::~Progress() { clearBar(); }

void Progress::clearBar() {
  if (barShown)
    std::fputs("\r\033[K", stdout);
  barShown = false;
}

/// " loss 0.0213", or every objective's where there are several.
static std::string lossesText(const aec_model &model,
                              const std::vector<double> &losses) {
  if (model.objective_count == 1)
    return " loss " + shortNumber(losses[0]);
  std::string text;
  for (int64_t at = 0; at < model.objective_count; ++at)
    text +=
        concat(" ", model.objectives[at].name, " ", shortNumber(losses[at]));
  return text;
}

/// "0:42", "1:02:03".
static std::string clockText(double seconds) {
  auto whole = (long long)std::min(seconds + 0.5, 1e15);
  char text[40];
  if (whole < 3600)
    std::snprintf(text, sizeof(text), "%lld:%02lld", whole / 60, whole % 60);
  else
    std::snprintf(text, sizeof(text), "%lld:%02lld:%02lld", whole / 3600,
                  whole / 60 % 60, whole % 60);
  return text;
}

std::string aec::runtime::paceText(double seconds, int64_t stepsTaken,
                                   int64_t stepsLeft) {
  double rate = double(stepsTaken) / std::max(seconds, 1e-9);
  char text[40];
  std::snprintf(text, sizeof(text), rate < 10 ? "%.1f" : "%.0f", rate);
  return concat(text, " steps/s, ", clockText(double(stepsLeft) / rate),
                " left");
}

/// Columns of the terminal, 80 where it does not say.
static int terminalColumns() {
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_col)
    return 80;
  return size.ws_col;
}

std::string aec::runtime::barLine(const std::string &before, int64_t done,
                                  int64_t steps, const std::string &behind,
                                  int columns) {
  constexpr int64_t most = 30, least = 4;
  std::string counts = concat(" ", done, "/", steps);
  int64_t room = columns - 3 - // brackets, and nothing in the last column
                 int64_t(before.size() + counts.size() + behind.size());
  int64_t width = std::max(least, std::min(most, room));
  std::string bar(size_t(width), '.');
  for (int64_t at = 0; at < width && at * steps < done * width; ++at)
    bar[size_t(at)] = '#';
  std::string line = before + "[" + bar + "]" + counts + behind;
  auto fits = size_t(std::max(columns - 1, 1));
  if (line.size() <= fits)
    return line;
  // Numbers say more than a short bar, and half a number nothing.
  line = before + counts.substr(1) + behind;
  size_t comma = line.size();
  while (comma > fits && (comma = line.rfind(", ", comma - 1)) != line.npos)
    line.resize(comma);
  if (line.size() > fits)
    line = before + counts.substr(1);
  return line.substr(0, fits);
}

void Progress::onStep(int64_t epoch, int64_t done, int64_t steps,
                      const std::vector<double> &losses) {
  auto now = std::chrono::steady_clock::now();
  ++taken;
  if (!terminal || now - lastBar < std::chrono::milliseconds(100))
    return;
  lastBar = now;
  int64_t left = (epochs - epoch + 1) * steps - done;
  double seconds = std::chrono::duration<double>(now - begin).count();
  std::string line = barLine(
      concat("epoch ", epoch, "/", epochs, " "), done, steps,
      concat(lossesText(model, losses), ", ", paceText(seconds, taken, left)),
      terminalColumns());
  std::printf("\r\033[K%s", line.c_str());
  std::fflush(stdout);
  barShown = true;
}

void Progress::onEpoch(const EpochReport &report) {
  clearBar();
  std::printf("%s\n", epochLine(model, epochs, report).c_str());
  std::fflush(stdout);
}
