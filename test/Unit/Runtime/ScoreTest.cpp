//===- ScoreTest.cpp - Thresholds and contributions, as a user sees them --===//
//
// Whole programs; expected numbers are worked out here from what the program
// writes elsewhere.
//
//===----------------------------------------------------------------------===//
#include "ScoreTesting.h"

#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;

TEST_F(Score, TrainFindsTheQuantileOfValidationScores) {
  writeTable("a.csv", 80);
  Outcome result = run(std::string("train --data a.csv --validation 0.25 "
                                   "--quantile 0.9 ") +
                       kTable);
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  EXPECT_NE(result.out.find(": quantile 0.9 of the scores of 20 validation "
                            "samples\n"),
            std::string::npos)
      << result.out;
  result = run("score --data a.csv --rows 60:");
  std::vector<double> scores = column(result.out, "score");
  std::vector<double> sorted = scores;
  std::sort(sorted.begin(), sorted.end());
  // 0.9 * 19 = 17.1
  EXPECT_NEAR(threshold(), sorted[17] + 0.1 * (sorted[18] - sorted[17]),
              1e-6 * sorted[18]);
  std::vector<double> labels = column(result.out, "label");
  for (size_t at = 0; at < 20; ++at)
    EXPECT_EQ(labels[at], scores[at] > threshold());
  EXPECT_EQ(std::count(labels.begin(), labels.end(), 1), 2);
}

/// Contamination 0 is the largest score, above which nothing of it is.
TEST_F(Score, ContaminationIsTheOtherEnd) {
  writeTable("a.csv", 80);
  std::string train = std::string("train --data a.csv --validation 0.25 ") +
                      kTable + "--contamination ";
  ASSERT_EQ(run(train + "0").code, 0);
  std::vector<double> scores =
      column(run("score --data a.csv --rows 60:").out, "score");
  EXPECT_EQ(float(threshold()),
            float(*std::max_element(scores.begin(), scores.end())));
  std::vector<double> labels =
      column(run("score --data a.csv --rows 60:").out, "label");
  EXPECT_EQ(std::count(labels.begin(), labels.end(), 1), 0);
  ASSERT_EQ(run(train + "0.1 --weights b.st").code, 0);
  EXPECT_EQ(readSafetensors("b.st").metadata.at("aec.quantile"), "0.9");
  EXPECT_EQ(errorOfRun(train + "0.1 --quantile 0.5", 2),
            "--quantile excludes --contamination");
  EXPECT_EQ(errorOfRun(train + "1.5", 2),
            "--contamination: expected a share from 0 to 1, found \"1.5\"");
}

TEST_F(Score, TrainingScoresAreAWarning) {
  writeData("x.npy", 50);
  Outcome result = run("train --data x.npy");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err,
            "warning: the threshold is of samples that were trained on, whose "
            "scores are lower than those of new ones; give --validation\n");
  EXPECT_NE(result.out.find("of the scores of 50 training samples\n"),
            std::string::npos);
}

/// Equal scores of different samples are no basis for a threshold.
TEST_F(Score, EqualScoresFailTheCalibration) {
  writeCollapsed(20);
  std::string train = "train --data same.csv --init zero.st --epochs 1 "
                      "--learning-rate 1e-300 ";
  Outcome result = run(train);
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err,
            "warning: no threshold is stored: all 20 scores are equal (0.125) "
            "though the samples differ: the model tells none from another\n");
  EXPECT_EQ(readSafetensors("fake.safetensors").metadata.count("aec.threshold"),
            0u);
  // Where one was asked for, its lack is a failure; the weights are there.
  EXPECT_EQ(errorOfRun(train + "--quantile 0.9 --weights asked.st"),
            "no threshold is stored: all 20 scores are equal (0.125) though "
            "the samples differ: the model tells none from another");
  EXPECT_TRUE(std::filesystem::exists("asked.st"));
  result = run("score --data same.csv --out s.csv");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err, "warning: all 20 scores are equal (0.125) though the "
                        "samples differ: the model tells none from another\n");
  // Equal rows have equal scores, and 15 rows may by chance.
  writeCollapsed(15);
  EXPECT_EQ(run("score --data same.csv --out s.csv").err, "");
}

/// Weights of before there were thresholds, and of PyTorch.
TEST_F(Score, WithoutThresholdIndexAndScore) {
  writeCollapsed(3);
  EXPECT_EQ(run("score --data same.csv --weights zero.st").out,
            "index,score\n0,0.125\n1,0.125\n2,0.125\n");
  EXPECT_EQ(run("score --data same.csv --weights zero.st --threshold 0.1").out,
            "index,score,label\n0,0.125,1\n1,0.125,1\n2,0.125,1\n");
  EXPECT_EQ(
      run("score --data same.csv --weights zero.st --threshold 0.125").out,
      "index,score,label\n0,0.125,0\n1,0.125,0\n2,0.125,0\n");
  EXPECT_EQ(errorOfRun("score --data same.csv --threshold inf", 2),
            "--threshold: expected a number, found \"inf\"");
}

TEST_F(Score, StoredThresholdIsChecked) {
  writeCollapsed(3);
  SafetensorsFile good = readSafetensors("zero.st");
  AtomicFile file("bad.st");
  writeSafetensors(file, good.tensors, {{"aec.threshold", "nan"}});
  EXPECT_EQ(errorOfRun("score --data same.csv --weights bad.st"),
            "bad.st: its threshold is \"nan\"; expected a number");
  AtomicFile other("bad2.st");
  writeSafetensors(other, good.tensors, {{"aec.columns.x", "{}"}});
  EXPECT_EQ(errorOfRun("score --data same.csv --weights bad2.st"),
            "bad2.st: \"aec.columns.x\" is no list of columns: expected a JSON "
            "array");
}

/// Each column's share of the squared error, in prepared units.
TEST_F(Score, ContributionsAreSharesOfTheError) {
  writeTable("a.csv", 40);
  std::string keep = "--data a.csv --label-column bad --id-column when ";
  ASSERT_EQ(run("train --validation 0.25 " + keep, AEC_FAKE_NORMALIZED).code,
            0);
  Outcome result = run("score --contributions " + keep, AEC_FAKE_NORMALIZED);
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(lines(result.out)[0].find("index,when,score,label,contribution_c0,"
                                      "contribution_c1,"),
            0u);
  ASSERT_EQ(
      run("reconstruct --out r.npy --normalized " + keep, AEC_FAKE_NORMALIZED)
          .code,
      0);
  ASSERT_EQ(run("reconstruct --out u.npy " + keep, AEC_FAKE_NORMALIZED).code,
            0);
  SafetensorsFile weights = readSafetensors("fake-normalized.safetensors");
  auto *offset =
      reinterpret_cast<const float *>(weights.find("normalize.offset")->data);
  auto *scale =
      reinterpret_cast<const float *>(weights.find("normalize.scale")->data);
  ReadOptions options;
  options.without = {"when", "bad"};
  Array data = readArray("a.csv", options);
  auto *x = reinterpret_cast<const double *>(data.bytes.data());
  std::vector<double> y = valuesOf("r.npy");
  for (int row = 0; row < 40; ++row) {
    double errors[16], sum = 0;
    for (int at = 0; at < 16; ++at) {
      double prepared = (x[row * 16 + at] - offset[at]) * scale[at];
      errors[at] = std::pow(y[row * 16 + at] - prepared, 2);
      sum += errors[at];
    }
    Cells cells = cellsOf(lines(result.out)[row + 1]);
    ASSERT_EQ(cells.size(), 20u);
    for (int at = 0; at < 16; ++at)
      EXPECT_NEAR(std::stod(cells[4 + at]), errors[at] / sum, 1e-5);
  }
}

/// .npy has the columns of the CSV but index and keys.
TEST_F(Score, NpyHasTheNumbers) {
  writeTable("a.csv", 30);
  ASSERT_EQ(
      run(std::string("train --data a.csv --validation 0.5 ") + kTable).code,
      0);
  std::string score = "score --data a.csv --contributions --out ";
  ASSERT_EQ(run(score + "s.npy").code, 0);
  ASSERT_EQ(run(score + "s.csv").code, 0);
  Array npy = readArray("s.npy");
  EXPECT_EQ(npy.shape, (std::vector<int64_t>{30, 18}));
  std::vector<double> csv = valuesOf("s.csv"), values = valuesOf("s.npy");
  for (int row = 0; row < 30; ++row)
    for (int at = 0; at < 18; ++at)
      EXPECT_EQ(float(csv[row * 19 + 1 + at]), float(values[row * 18 + at]));
}
