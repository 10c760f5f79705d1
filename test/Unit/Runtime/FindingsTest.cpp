//===- FindingsTest.cpp - Each rule, met and not met ----------------------===//
#include "Report/Findings.h"
#include "FakeModel.h"
#include "Report/Html.h"
#include "Testing.h"

#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
RunHistory history(std::vector<double> loss, std::vector<double> validation,
                   std::vector<double> norms = {}) {
  RunHistory result;
  ObjectiveHistory objective;
  objective.name = "mse";
  validation.resize(loss.size(), NAN);
  norms.resize(loss.size(), NAN);
  for (size_t at = 0; at < loss.size(); ++at)
    result.epoch.push_back(double(at + 1));
  objective.loss = loss;
  objective.validation = validation;
  objective.gradientNorm = norms;
  result.objectives = {objective};
  return result;
}

void expectFinding(const Finding &found, Verdict verdict,
                   const std::string &title) {
  EXPECT_EQ(found.verdict, verdict) << found.title;
  EXPECT_EQ(found.title, title);
  bool advises = verdict != Verdict::Good;
  EXPECT_EQ(!found.advice.empty(), advises) << found.title;
}
} // namespace

TEST(Findings, Baselines) {
  expectFinding(judgeBaselines(0.2, {0.2, 0.1}, 4, false), Verdict::Problem,
                "The model is no better than the mean");
  expectFinding(judgeBaselines(NAN, {0.2, 0.1}, 4, false), Verdict::Problem,
                "The model is no better than the mean");
  expectFinding(judgeBaselines(0.15, {0.2, 0.1}, 4, false), Verdict::Problem,
                "A PCA of the same size does better");
  expectFinding(judgeBaselines(0.15, {0.2, 0.1}, 4, true), Verdict::Note,
                "A PCA of the same size does better");
  Finding good = judgeBaselines(0.05, {0.2, 0.1}, 4, false);
  expectFinding(good, Verdict::Good, "The model explains 75% of the variance");
  EXPECT_EQ(good.detail, "Mean squared error 0.05000; that of each element's "
                         "mean is 0.2000, that of a PCA of 4 values 0.1000");
  expectFinding(judgeBaselines(0.15, {0.2, NAN}, 4, false), Verdict::Good,
                "The model explains 25% of the variance");
}

TEST(Findings, Classes) {
  Finding good = judgeClasses(0.5, 0.17);
  expectFinding(good, Verdict::Good, "The model beats the most frequent class");
  EXPECT_EQ(good.detail, "Right in 50% of all places; always saying the most "
                         "frequent class is right in 17%");
  expectFinding(judgeClasses(0.17, 0.17), Verdict::Problem,
                "The model is no better than the most frequent class");
}

TEST(Findings, Codes) {
  Spread spread{{0, 0, 0}, {1, 0.5, 0.05}};
  expectFinding(judgeCodes(spread, {}, false), Verdict::Good,
                "All 3 values of the code are in use");
  Finding posterior = judgeCodes(spread, {}, true);
  expectFinding(posterior, Verdict::Note,
                "The posterior of 1 of 3 values of the code has collapsed to "
                "the prior");
  EXPECT_EQ(posterior.detail,
            "The variance of their means over the data is below 0.01: 2");
  spread.deviation = {0, 0.5, 0};
  expectFinding(judgeCodes(spread, {}, false), Verdict::Problem,
                "2 of 3 values of the code are dead: the same for every "
                "sample");
  spread.deviation = {0, 0, 0};
  expectFinding(judgeCodes(spread, {}, false), Verdict::Problem,
                "3 of 3 values of the code are dead: the same for every "
                "sample");
  spread.deviation = {1, 1, 1};
  Finding ignored = judgeCodes(spread, {5, 0.01, 3}, false);
  expectFinding(ignored, Verdict::Note,
                "The decoder hardly looks at 1 of 3 values of the code");
  EXPECT_NE(ignored.detail.find("value does: 1"), std::string::npos);
}

TEST(Findings, Learning) {
  expectFinding(
      judgeLearning(history({1, 0.5, 0.499, 0.498, 0.498, 0.497}, {})),
      Verdict::Good, "Training reached a plateau");
  expectFinding(judgeLearning(history({1, 0.9, 0.8, 0.7, 0.6}, {})),
                Verdict::Note, "The loss is still falling");
  expectFinding(judgeLearning(history({1, 1, 0.999}, {})), Verdict::Problem,
                "The loss did not fall");
  expectFinding(judgeLearning(history({1, 0.5, 0.9}, {})), Verdict::Problem,
                "The loss came back up");
  expectFinding(judgeLearning(history({1}, {})), Verdict::Unchecked,
                "Whether training converged");
  expectFinding(judgeLearning(history({1, -2}, {})), Verdict::Unchecked,
                "Whether training converged");
}

TEST(Findings, Gap) {
  expectFinding(judgeGap(history({1, 0.5}, {1, 0.6})), Verdict::Good,
                "Validation follows training");
  expectFinding(judgeGap(history({1, 0.5}, {1, 0.8})), Verdict::Note,
                "Validation is 1.600 times training");
  Finding over = judgeGap(history({1, 0.5, 0.1}, {1, 0.6, 0.9}));
  expectFinding(over, Verdict::Problem, "Overfitting: validation rose by 50%");
  EXPECT_EQ(over.detail, "Validation 0.9000, training 0.1000 in the last "
                         "epoch; validation was least, 0.6000, in epoch 2");
  expectFinding(judgeGap(history({1, 0.5, 0.5}, {NAN, 0.6, 0.65})),
                Verdict::Note, "Overfitting: validation rose by 8.33%");
  expectFinding(judgeGap(history({1, 0.5}, {})), Verdict::Unchecked,
                "The gap between training and validation");
}

TEST(Findings, Gradients) {
  auto judge = [](std::vector<double> norms) {
    return judgeGradients(
        history(std::vector<double>(norms.size(), 1), {}, norms));
  };
  expectFinding(judge({NAN, NAN}), Verdict::Unchecked, "Gradients");
  expectFinding(judge({2, 1, 0.5}), Verdict::Good,
                "Gradients neither vanish nor explode");
  expectFinding(judge({2, 1, 1e-9}), Verdict::Problem, "Gradients vanish");
  expectFinding(judge({2, 1, 1e-5}), Verdict::Problem, "Gradients vanish");
  expectFinding(judge({1, 1, 500, 1}), Verdict::Problem, "Gradients explode");
}

TEST(Base64, IsThatOfTheStandard) {
  auto of = [](const std::string &text) {
    return base64({text.begin(), text.end()});
  };
  EXPECT_EQ(of(""), "");
  EXPECT_EQ(of("f"), "Zg==");
  EXPECT_EQ(of("fo"), "Zm8=");
  EXPECT_EQ(of("foobar"), "Zm9vYmFy");
}

class RunHistoryFile : public InFolder {};

TEST_F(RunHistoryFile, ReadsWhatTrainWrites) {
  writeFile("run.jsonl",
            "{\"epoch\": 1, \"objectives\": {\"mse\": {\"loss\": 2, \"terms\": "
            "{\"reconstruction\": 1.5}, \"validation\": null, "
            "\"gradient_norm\": 0.25}}}\n"
            "{\"epoch\": 2, \"gradient_norm\": 0.5, \"objectives\": {\"mse\": "
            "{\"loss\": 1}}}\n"
            "{\"epoch\": 3, \"objectives\": {\"mse\": {\"loss\": 1}}}\n"
            "{\"epoch\": 4, \"objec");
  RunHistory found = readRunLog("run.jsonl", fakeModel);
  ASSERT_EQ(found.epochs(), 3);
  const ObjectiveHistory &mse = found.objectives[0];
  EXPECT_EQ(mse.loss, (EpochValues{2, 1, 1}));
  EXPECT_EQ(mse.gradientNorm[0], 0.25);
  EXPECT_EQ(mse.gradientNorm[1], 0.5); // as train writes it
  EXPECT_TRUE(std::isnan(mse.gradientNorm[2]));
  EXPECT_FALSE(hasValues(mse.validation));
  EXPECT_EQ(mse.term.at("reconstruction")[0], 1.5);
}

TEST_F(RunHistoryFile, RefusesWhatIsNoLog) {
  auto error = [](const std::string &content) {
    writeFile("x", content);
    return errorOf([] { readRunLog("x", fakeModel); });
  };
  std::string end = " is no epoch of a run of this model; expected what train "
                    "--log writes";
  EXPECT_EQ(error("hello\n"), "x: line 1" + end);
  EXPECT_EQ(error("{\"epoch\": 1}\n"), "x: line 1" + end);
  EXPECT_EQ(error("{\"epoch\": \"1\", \"objectives\": {\"mse\": {}}}\n"),
            "x: line 1" + end);
  EXPECT_EQ(error("{\"epoch\": 1, \"objectives\": {\"other\": {}}}\n"),
            "x: line 1" + end);
  EXPECT_EQ(error("{\"epoch\": 1, \"objectives\": {\"mse\": 3}}\n\n"),
            "x: line 2" + end);
  EXPECT_EQ(error(std::string(200000, '[') + "\n"), "x: line 1" + end);
  EXPECT_EQ(error(""), "x has no epoch of a run of this model; expected what "
                       "train --log writes");
  EXPECT_EQ(errorOf([] { readRunLog("none", fakeModel); }),
            "cannot read none: No such file or directory");
}
