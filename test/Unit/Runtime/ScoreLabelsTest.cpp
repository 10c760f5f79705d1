//===- ScoreLabelsTest.cpp - Labels that a user brings, windows, rows -----===//
//
// Expected numbers are worked out from the scores that the program wrote.
//
//===----------------------------------------------------------------------===//
#include "ScoreTesting.h"

#include <cstdio>

using namespace aec::runtime;
using namespace aec::runtime::testing;

/// The numbers that scikit-learn's definitions give; MetricsTest has ties.
TEST_F(Score, MetricsWhereLabelsAreGiven) {
  writeTable("a.csv", 40);
  ASSERT_EQ(
      run(std::string("train --data a.csv --validation 0.5 ") + kTable).code,
      0);
  Outcome result =
      run("score --data a.csv --label-column bad --threshold 60 --out s.csv");
  ASSERT_EQ(result.code, 0) << result.err;
  std::vector<double> scores = column(readFile("s.csv"), "score");
  double won = 0, hits = 0, taken = 0;
  for (int one = 0; one < 40; ++one) {
    taken += scores[one] > 60;
    hits += one % 7 == 0 && scores[one] > 60;
    for (int other = 0; other < 40; ++other)
      if (one % 7 == 0 && other % 7 != 0)
        won += scores[one] == scores[other] ? 0.5 : scores[one] > scores[other];
  }
  char expected[200];
  std::snprintf(expected, sizeof(expected),
                "labels: 6 of 40 samples are 1; ROC-AUC %.4f, ", won / 6 / 34);
  EXPECT_NE(result.out.find(expected), std::string::npos) << result.out;
  std::snprintf(expected, sizeof(expected),
                "F1 %.4f (precision %.4f, recall %.4f) at threshold 60",
                2 * hits / (taken + 6), taken > 0 ? hits / taken : 0, hits / 6);
  EXPECT_NE(result.out.find(expected), std::string::npos)
      << result.out << expected;
  // Standard output is the scores'; labels may be a file of their own.
  std::string labels;
  for (int row = 0; row < 40; ++row)
    labels += row % 7 == 0 ? "1\n" : "0\n";
  writeFile("labels.csv", labels);
  Outcome other = run("score --data a.csv --labels labels.csv --threshold 60");
  EXPECT_EQ(lines(other.out).size(), 41u);
  EXPECT_EQ(other.err, lines(result.out)[1] + "\n");
  // Labels of the whole file, though rows are chosen.
  Outcome rows = run("score --data a.csv --labels labels.csv --rows 35:");
  EXPECT_EQ(rows.err.find("labels: 1 of 5 samples are 1; "), 0u) << rows.err;
  rows = run("score --data a.csv --labels labels.csv --rows 36:");
  EXPECT_EQ(rows.err, "labels: 0 of 4 samples are 1; ROC-AUC, average "
                      "precision and F1 need both kinds\n");
}

TEST_F(Score, BadLabels) {
  writeTable("a.csv", 20);
  ASSERT_EQ(
      run(std::string("train --data a.csv --validation 0.5 ") + kTable).code,
      0);
  writeFile("short.csv", "1\n0\n");
  EXPECT_EQ(errorOfRun("score --data a.csv --labels short.csv"),
            "short.csv has 2 labels; a.csv has 20 rows and 20 samples");
  writeFile("minus.csv", "1\n-1\n");
  EXPECT_EQ(errorOfRun("score --data a.csv --labels minus.csv"),
            "minus.csv: the label of row 2 is -1; expected 0 or 1 (1: an "
            "anomaly)");
  writeFile("wide.csv", "1,0\n0,1\n");
  EXPECT_EQ(errorOfRun("score --data a.csv --labels wide.csv"),
            "wide.csv has the shape 2x2; expected a label a row");
  EXPECT_EQ(errorOfRun("score --data a.csv --label-column when"),
            "a.csv: the label of row 1 is \"t0\"; expected 0 or 1 (1: an "
            "anomaly)");
  writeData("x.npy", 20);
  EXPECT_EQ(errorOfRun("score --data x.npy --label-column bad"),
            "x.npy is npy: --categories, --id-column, --label-column and "
            "--weight-column name "
            "columns of a CSV");
}

/// Windows name their first and last row and key; a row's score is the mean of
/// its windows'.
TEST_F(Score, WindowsAndRows) {
  std::string text = "when,bad,a,b,c,d\n";
  for (int row = 0; row < 20; ++row)
    text += "t" + std::to_string(row) + "," + std::to_string(row == 9) + "," +
            std::to_string(row % 3) + ",1," + std::to_string(row % 5) + ",2\n";
  writeFile("s.csv", text);
  std::string keep = " --data s.csv --label-column bad --id-column when "
                     "--window 4 --stride 2 ";
  ASSERT_EQ(run("train --validation 0.3 --epochs 1" + keep).code, 0);
  Outcome windows = run("score" + keep + "--contributions");
  std::vector<std::string> out = lines(windows.out);
  ASSERT_EQ(out.size(), 10u);
  EXPECT_EQ(out[0],
            "first,last,first_when,last_when,score,label,contribution_a,"
            "contribution_b,contribution_c,contribution_d");
  EXPECT_EQ(out[2].find("2,5,t2,t5,"), 0u);
  EXPECT_EQ(windows.err.find("labels: 2 of 9 samples are 1; "), 0u);
  Outcome rows = run("score" + keep + "--contributions --per-row");
  out = lines(rows.out);
  ASSERT_EQ(out.size(), 21u);
  EXPECT_EQ(out[0].find("index,when,score,label,contribution_a,"), 0u);
  EXPECT_EQ(out[20].find("19,t19,"), 0u);
  EXPECT_EQ(rows.err.find("labels: 1 of 20 rows are 1; "), 0u) << rows.err;
  for (const char *name : {"score", "contribution_c"}) {
    std::vector<double> of = column(windows.out, name);
    std::vector<double> mine = column(rows.out, name);
    for (int row = 0; row < 20; ++row) {
      double sum = 0;
      int count = 0;
      for (int window = 0; window < 9; ++window)
        if (row >= 2 * window && row < 2 * window + 4) {
          sum += of[window];
          ++count;
        }
      EXPECT_NEAR(mine[row], sum / count, 1e-6) << row;
    }
  }
  EXPECT_EQ(errorOfRun("score --data s.csv --label-column bad --id-column when "
                       "--window 4 --stride 5 --per-row",
                       2),
            "--per-row needs windows without gaps: --stride 5 is more than "
            "--window 4");
  writeTable("a.csv", 20);
  EXPECT_EQ(errorOfRun("score --data a.csv --columns c0,c1,c2,c3,c4,c5,c6,c7,"
                       "c8,c9,c10,c11,c12,c13,c14,c15 --per-row",
                       2),
            "--per-row averages the windows that a row is in; give --window");
}
