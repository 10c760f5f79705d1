//===- ScoreStreamTest.cpp - Words of training, and standard input --------===//
//
// What training learned of a table's columns is what later files and lines are
// read by.
//
//===----------------------------------------------------------------------===//
#include "ProgramTesting.h"
#include "Weights/Safetensors.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class ScoreStream : public Program {
protected:
  /// Rows with a key, a colour of `colours` and 13 numbers: 16 values.
  static std::string table(std::vector<std::string> colours, int rows) {
    std::string text = "when,colour";
    for (int at = 0; at < 13; ++at)
      text += ",c" + std::to_string(at);
    for (int row = 0; row < rows; ++row) {
      text += "\nt" + std::to_string(row) + "," + colours[row % colours.size()];
      for (int at = 0; at < 13; ++at)
        text += "," + std::to_string((row * 7 + at * 3) % 20 * 0.125);
    }
    return text + "\n";
  }

  void SetUp() override {
    writeFile("x.csv", table({"red", "green", "blue"}, 50));
    ASSERT_EQ(run("train --data x.csv --validation 0.2 --id-column when").code,
              0);
  }

  /// Scores `input` as standard input.
  Outcome stream(const std::string &input, const std::string &more = "") {
    writeFile("in.txt", input);
    return run("score --data - " + more + " <in.txt");
  }
};

std::string lastOf(const std::string &text) {
  std::vector<std::string> all = lines(text);
  return all.empty() ? "" : all.back();
}
} // namespace

TEST_F(ScoreStream, VocabularyIsKeptWithTheWeights) {
  std::string kept =
      readSafetensors("fake.safetensors").metadata.at("aec.columns.x");
  EXPECT_EQ(kept.find("[{\"name\":\"colour\",\"words\":[\"blue\",\"green\","
                      "\"red\"]},{\"name\":\"c0\"},"),
            0u)
      << kept;
  // Fewer words here, and a column more: still the values of training.
  writeFile("y.csv", table({"red"}, 50));
  std::vector<std::string> all = lines(run("score --data x.csv").out),
                           some = lines(run("score --data y.csv").out);
  ASSERT_EQ(some.size(), 51u);
  EXPECT_EQ(all[1], some[1]);
  EXPECT_NE(all[2], some[2]);
  EXPECT_EQ(all[4], some[4]);
}

TEST_F(ScoreStream, UnknownWordsAreReported) {
  writeFile("y.csv", table({"red", "teal", "pink"}, 5));
  Outcome result = run("score --data y.csv --out s.csv");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err,
            "warning: y.csv: 3 cells of column \"colour\" not among the words "
            "of training, taken as none of them: \"teal\", \"pink\"\n");
}

/// The validation file is read as the training file was.
TEST_F(ScoreStream, ValidationHasTheWordsOfTraining) {
  writeFile("v.csv", table({"green", "teal"}, 10));
  Outcome result = run("train --data x.csv --validation v.csv --without when");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err,
            "warning: v.csv: 5 cells of column \"colour\" not among the words "
            "of training, taken as none of them: \"teal\"\n");
  result = run("train --data v.csv --validation 0.5 --without when --init "
               "fake.safetensors");
  EXPECT_EQ(result.code, 0) << result.err;
}

TEST_F(ScoreStream, WidthsAreSaid) {
  writeFile("z.csv", "a,kind\n1,x\n2,y\n");
  EXPECT_EQ(errorOfRun("train --data z.csv"),
            "z.csv: samples of shape 3 (3 elements); input \"x\" takes 16 (16 "
            "elements); a column of words makes a value a word: a 1, kind 2");
  Outcome info = run("info --data z.csv");
  EXPECT_NE(info.out.find("  column \"kind\": 2 words, a value each: \"x\", "
                          "\"y\"\n"),
            std::string::npos)
      << info.out;
  info = run("info --data x.csv --id-column when --label-column c0");
  EXPECT_NE(info.out.find("  keys in column \"when\", from \"t0\" to \"t49\"\n"
                          "  labels in column \"c0\", 3 of 50 rows 1\n"),
            std::string::npos)
      << info.out;
}

/// Reconstructions name the words.
TEST_F(ScoreStream, ResultsNameTheWords) {
  Outcome result = run("reconstruct --data x.csv");
  EXPECT_EQ(lines(result.out)[0].find("colour=blue,colour=green,colour=red,c0"),
            0u);
}

/// Line by line, the same scores as of a file.
TEST_F(ScoreStream, LinesHaveTheScoresOfTheFile) {
  for (const char *more : {"", "--id-column when", "--contributions"}) {
    std::string file =
        run("score --data x.csv --batch-size 1 " + std::string(more)).out;
    Outcome lines = stream(table({"red", "green", "blue"}, 50), more);
    EXPECT_EQ(lines.code, 0);
    EXPECT_EQ(lines.err, "");
    EXPECT_EQ(lines.out, file);
  }
}

TEST_F(ScoreStream, BadLinesAreReportedAndSkipped) {
  std::vector<std::string> all = lines(table({"red"}, 3));
  Outcome result = stream(all[0] + "\n" + all[1] + "\n1,2\n\r\n" + all[2] +
                          "x\n\"" + all[3] + "\n" + all[3]);
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.err,
            "error: standard input: row 2 (line 3) has 2 cells, expected 15\n"
            "error: standard input: row 3 (line 5), column 15 (\"c12\") is "
            "\"0.375000x\"; expected a number\n"
            "error: standard input: line 6 opens a quote that never closes\n"
            "error: standard input: 3 of 5 rows have no score\n")
      << result.out;
  ASSERT_EQ(lines(result.out).size(), 3u);
  EXPECT_EQ(lines(result.out)[0], "index,score,label");
  EXPECT_EQ(lastOf(result.out).substr(0, 2), "4,");
}

/// Without a header columns are those of training, in their order.
TEST_F(ScoreStream, NoHeader) {
  std::vector<std::string> all = lines(table({"red", "teal"}, 2));
  Outcome result =
      stream(all[1] + "\n" + all[2] + "\n", "--id-column 1 --threshold 9");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(lines(result.out)[0], "index,id,score,label");
  EXPECT_EQ(lastOf(result.out).substr(0, 5), "1,t1,");
  EXPECT_EQ(result.err, "warning: standard input, line 2: 1 cell of column "
                        "\"2\" not among the words of training, taken as none "
                        "of them: \"teal\"\n");
}

TEST_F(ScoreStream, WhatAStreamCannotBe) {
  auto message = [&](const std::string &input, const std::string &more = "") {
    Outcome result = stream(input, more);
    EXPECT_NE(result.code, 0);
    EXPECT_EQ(lines(result.err).size(), 1u) << result.err;
    return result.err;
  };
  EXPECT_EQ(message(""), "error: standard input has no samples\n");
  EXPECT_EQ(
      message("a,b\n1,2\n"),
      "error: standard input has 2 columns (a, b); training had 14 "
      "(colour, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12)\n");
  std::string say = "error: --data - scores line by line: leave out ";
  EXPECT_EQ(message("", "--window 4"), say + "--window and --stride\n");
  EXPECT_EQ(message("", "--per-row"), say + "--per-row\n");
  EXPECT_EQ(message("", "--labels x.csv"), say + "--labels\n");
  EXPECT_EQ(message("", "--rows 1:"), say + "--rows\n");
  EXPECT_EQ(message("", "--out s.csv"),
            say + "--out, the scores go to standard output\n");
}
