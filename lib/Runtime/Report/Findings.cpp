//===- Findings.cpp - Rules and words -------------------------------------===//
//
// The first objective is judged where one number stands for a run: the others
// of an adversarial model are a game, not a descent.
//
//===----------------------------------------------------------------------===//
#include "Findings.h"

#include "../Error.h"
#include "../Logs/Console.h"
#include "../Scoring/Metrics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace aec::runtime;

static std::string percent(double share) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.3g%%", 100 * share);
  return text;
}

Finding aec::runtime::judgeBaselines(double error, const Baselines &baselines,
                                     int64_t width, bool hasPrior) {
  Finding found;
  found.detail =
      concat("Mean squared error ", shortNumber(error),
             "; that of each element's mean is ", shortNumber(baselines.mean));
  bool hasPca = std::isfinite(baselines.pca);
  if (hasPca)
    found.detail += concat(", that of a PCA of ", countText(width, "value"),
                           " ", shortNumber(baselines.pca));
  if (!(error < baselines.mean)) {
    found.verdict = Verdict::Problem;
    found.title = "The model is no better than the mean";
    found.advice =
        "It has learned nothing of a sample. Look whether data and the "
        "output's "
        "activation have the same range, try other learning rates, and "
        "--overfit-one-batch: a sound model learns one batch by heart.";
  } else if (hasPca && error > baselines.pca) {
    found.verdict = hasPrior ? Verdict::Note : Verdict::Problem;
    found.title = "A PCA of the same size does better";
    found.advice =
        hasPrior
            ? "A prior costs accuracy: codes carry noise. If reconstruction "
              "matters more, lower the weight of the KL term."
            : "A linear map is enough, or the model has not got there: train "
              "longer, widen its hidden layers, lower its penalties.";
  } else {
    found.title =
        concat("The model explains ", percent(1 - error / baselines.mean),
               " of the variance");
  }
  return found;
}

Finding aec::runtime::judgeClasses(double right, double mostFrequent) {
  Finding found;
  found.detail = concat("Right in ", percent(right),
                        " of all places; always saying the most frequent class "
                        "is right in ",
                        percent(mostFrequent));
  found.title = "The model beats the most frequent class";
  if (!(right > mostFrequent)) {
    found.verdict = Verdict::Problem;
    found.title = "The model is no better than the most frequent class";
    found.advice = "It has learned nothing of a sample: train longer, try "
                   "other learning rates, and --overfit-one-batch: a sound "
                   "model learns one batch by heart.";
  }
  return found;
}

/// "3, 5, 7", of many the first.
static std::string listText(const std::vector<int64_t> &values) {
  constexpr size_t most = 12;
  std::string text;
  for (size_t at = 0; at < std::min(most, values.size()); ++at)
    text += concat(at ? ", " : "", values[at]);
  return text + (values.size() > most ? ", ..." : "");
}

/// Values of the code that are as good as constant.
static std::vector<int64_t> deadValues(const Spread &spread, bool hasPrior) {
  double largest =
      *std::max_element(spread.deviation.begin(), spread.deviation.end());
  std::vector<int64_t> dead;
  for (size_t at = 0; at < spread.deviation.size(); ++at) {
    double deviation = spread.deviation[at];
    if (hasPrior ? deviation * deviation < 0.01 : deviation <= 1e-6 * largest)
      dead.push_back(int64_t(at));
  }
  return dead;
}

/// Values that vary and do nothing.
static std::vector<int64_t> ignoredValues(const std::vector<double> &effects,
                                          const std::vector<int64_t> &dead) {
  std::vector<int64_t> ignored;
  for (size_t at = 0; at < effects.size(); ++at)
    if (effects[at] <
            0.01 * *std::max_element(effects.begin(), effects.end()) &&
        std::find(dead.begin(), dead.end(), int64_t(at)) == dead.end())
      ignored.push_back(int64_t(at));
  return ignored;
}

Finding aec::runtime::judgeCodes(const Spread &spread,
                                 const std::vector<double> &effects,
                                 bool hasPrior) {
  Finding found;
  auto width = int64_t(spread.deviation.size());
  std::vector<int64_t> dead = deadValues(spread, hasPrior),
                       ignored = ignoredValues(effects, dead);
  auto count = int64_t(dead.size());
  std::string of = concat(" of ", countText(width, "value"), " of the code");
  if (count) {
    found.verdict = 2 * count > width ? Verdict::Problem : Verdict::Note;
    found.title = hasPrior ? concat("The posterior of ", count, of,
                                    " has collapsed to the prior")
                           : concat(count, of, count > 1 ? " are" : " is",
                                    " dead: the same for every sample");
    found.detail =
        hasPrior ? concat("The variance of their means over the data is below "
                          "0.01: ",
                          listText(dead))
                 : concat("Without spread: ", listText(dead));
    found.advice =
        hasPrior ? "Lower the weight of the KL term, raise it slowly over the "
                   "first epochs, weaken the decoder, or use a smaller code."
                 : "An activation that is never active (a ReLU before the "
                   "code), a learning rate that was too large, or a code that "
                   "is larger than it needs to be.";
    return found;
  }
  found.detail = concat("Standard deviations from ",
                        shortNumber(*std::min_element(spread.deviation.begin(),
                                                      spread.deviation.end())),
                        " to ",
                        shortNumber(*std::max_element(spread.deviation.begin(),
                                                      spread.deviation.end())));
  found.title = concat("All ", width, " values of the code are in use");
  if (!ignored.empty()) {
    found.verdict = Verdict::Note;
    found.title = concat("The decoder hardly looks at ", ignored.size(), of);
    found.detail =
        concat("A standard deviation moves its result by less than 1% of what "
               "the most effective value does: ",
               listText(ignored));
    found.advice = "A smaller code may do.";
  }
  return found;
}

/// What is a number of `values`, in its order.
static std::vector<double> finiteOf(const EpochValues &values) {
  std::vector<double> result;
  for (double value : values)
    if (std::isfinite(value))
      result.push_back(value);
  return result;
}

Finding aec::runtime::judgeLearning(const RunHistory &history) {
  Finding found;
  std::vector<double> loss = finiteOf(history.objectives[0].loss);
  if (loss.size() < 2) {
    found.verdict = Verdict::Unchecked;
    found.title = "Whether training converged";
    found.advice = "One epoch has no trend.";
    return found;
  }
  double first = loss.front(), last = loss.back();
  double least = *std::min_element(loss.begin(), loss.end());
  found.detail =
      concat("Loss ", shortNumber(first), " in the first epoch, ",
             shortNumber(last), " in the last of ", history.epochs());
  found.title = "Training reached a plateau";
  if (!(least > 0)) {
    found.verdict = Verdict::Unchecked;
    found.title = "Whether training converged";
    found.advice = "Only losses above 0 have ratios to judge by.";
    return found;
  }
  size_t tail = std::max<size_t>(1, loss.size() / 5);
  double before = loss[loss.size() - 1 - tail];
  if (last > 1.2 * least) {
    found.verdict = Verdict::Problem;
    found.title = "The loss came back up";
    found.detail += concat("; its least was ", shortNumber(least));
    found.advice = "Use a smaller learning rate, a schedule, or clipping.";
  } else if (last > 0.99 * first) {
    found.verdict = Verdict::Problem;
    found.title = "The loss did not fall";
    found.advice = "Try other learning rates; look whether the data has the "
                   "range that the model expects.";
  } else if (1 - std::pow(last / before, 1.0 / double(tail)) > 0.02) {
    found.verdict = Verdict::Note;
    found.title = "The loss is still falling";
    found.advice = "Train for more epochs.";
  }
  return found;
}

Finding aec::runtime::judgeGap(const RunHistory &history) {
  Finding found;
  const EpochValues &loss = history.objectives[0].loss,
                    &validation = history.objectives[0].validation;
  double last = validation.back(), train = loss.back();
  if (!std::isfinite(last) || !(last > 0) || !(train > 0)) {
    found.verdict = Verdict::Unchecked;
    found.title = "The gap between training and validation";
    found.advice = std::isfinite(last)
                       ? "Only losses above 0 have ratios to judge by."
                       : "Train with --validation.";
    return found;
  }
  // Epochs without a number compare as not less.
  auto best = std::min_element(
      validation.begin(), validation.end(), [](double l, double r) {
        return std::isfinite(l) && (!std::isfinite(r) || l < r);
      });
  found.detail = concat("Validation ", shortNumber(last), ", training ",
                        shortNumber(train), " in the last epoch");
  found.title = "Validation follows training";
  double rise = last / *best - 1;
  if (rise > 0.05) {
    found.verdict = rise > 0.2 ? Verdict::Problem : Verdict::Note;
    found.title = concat("Overfitting: validation rose by ", percent(rise));
    found.detail +=
        concat("; validation was least, ", shortNumber(*best), ", in epoch ",
               history.epoch[best - validation.begin()]);
    found.advice =
        "The weights of the best epoch were kept unless --no-best was given; "
        "--patience stops there. More data, noise, a smaller model or a "
        "penalty on weights moves it back.";
  } else if (last > 1.5 * train) {
    found.verdict = Verdict::Note;
    found.title =
        concat("Validation is ", shortNumber(last / train), " times training");
    found.advice = "The model knows its training data better than new data: "
                   "more data, noise or a smaller model narrows the gap.";
  }
  return found;
}

/// One objective's norms; a title where there is something to say.
static Finding judgeNorms(const ObjectiveHistory &objective) {
  Finding found;
  std::vector<double> norms = finiteOf(objective.gradientNorm);
  double least = *std::min_element(norms.begin(), norms.end()),
         most = *std::max_element(norms.begin(), norms.end());
  found.detail = concat(objective.name, ": norms from ", shortNumber(least),
                        " to ", shortNumber(most));
  if (most > 100 * quantile(norms, 0.5)) {
    found.verdict = Verdict::Problem;
    found.title = "Gradients explode";
    found.advice = "Clip them, use a smaller learning rate or a warm-up.";
  } else if (least < 1e-8 || norms.back() < 1e-4 * norms.front()) {
    found.verdict = Verdict::Problem;
    found.title = "Gradients vanish";
    found.advice = "Use activations that do not saturate, batch normalisation "
                   "or fewer layers; look for ReLUs that are never active.";
  }
  return found;
}

Finding aec::runtime::judgeGradients(const RunHistory &history) {
  Finding all;
  for (const ObjectiveHistory &objective : history.objectives) {
    if (!hasValues(objective.gradientNorm))
      continue;
    Finding found = judgeNorms(objective);
    if (found.verdict == Verdict::Problem)
      return found;
    all.detail += (all.detail.empty() ? "" : "; ") + found.detail;
  }
  all.title = "Gradients neither vanish nor explode";
  if (all.detail.empty()) {
    all.verdict = Verdict::Unchecked;
    all.title = "Gradients";
    all.advice = "The log has no gradient norms.";
  }
  return all;
}
