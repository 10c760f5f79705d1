//===- LatentTest.cpp - traverse and interpolate, as a user sees them -----===//
//
// Expected pictures are what decode makes of codes that are worked out here.
//
//===----------------------------------------------------------------------===//
#include "Commands/LatentRun.h"
#include "Commands/Program.h"
#include "FakeModel.h"
#include "ProgramTesting.h"

#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Latent : public Program {
protected:
  /// The codes of x.npy as columns of doubles.
  std::vector<double> codes() {
    EXPECT_EQ(run("encode --data x.npy --out z.npy").code, 0);
    return valuesOf("z.npy");
  }

  /// What decode makes of codes of 4 values.
  std::vector<double> decoded(const std::vector<double> &codes) {
    std::string text;
    for (size_t at = 0; at < codes.size(); ++at)
      text += std::to_string(codes[at]) + (at % 4 == 3 ? "\n" : ",");
    writeFile("codes.csv", text);
    EXPECT_EQ(run("decode --data codes.csv --out decoded.npy").code, 0);
    return valuesOf("decoded.npy");
  }

  static void expectNear(const std::vector<double> &lhs,
                         const std::vector<double> &rhs) {
    ASSERT_EQ(lhs.size(), rhs.size());
    for (size_t at = 0; at < lhs.size(); ++at)
      EXPECT_NEAR(lhs[at], rhs[at], 1e-5) << at;
  }
};

/// Mean and population deviation of each of 4 columns.
void columnMoments(const std::vector<double> &values, double (&mean)[4],
                   double (&deviation)[4]) {
  size_t rows = values.size() / 4;
  for (int column = 0; column < 4; ++column) {
    double sum = 0, squares = 0;
    for (size_t row = 0; row < rows; ++row) {
      sum += values[row * 4 + column];
      squares += values[row * 4 + column] * values[row * 4 + column];
    }
    mean[column] = sum / rows;
    deviation[column] = std::sqrt(squares / rows - std::pow(sum / rows, 2));
  }
}
} // namespace

/// The middle of each row is the mean code; the ends are deviations away.
TEST_F(Latent, TraverseMovesOneDimensionAtATime) {
  train();
  double mean[4], deviation[4];
  columnMoments(codes(), mean, deviation);
  Outcome result = run("traverse --data x.npy --steps 3 --range 2 "
                       "--dimensions 0,2-3 --out t.npy");
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.out, "traverse: 3 of 4 dimensions in 3 steps to t.npy\n");
  EXPECT_EQ(readArray("t.npy").shape, (std::vector<int64_t>{3, 3, 16}));
  std::vector<double> expected;
  for (int dimension : {0, 2, 3})
    for (int step : {-1, 0, 1})
      for (int at = 0; at < 4; ++at)
        expected.push_back(mean[at] +
                           (at == dimension ? step * 2 * deviation[at] : 0));
  expectNear(valuesOf("t.npy"), decoded(expected));
}

TEST_F(Latent, TraverseStartsAtASample) {
  train();
  ASSERT_EQ(run("traverse --data x.npy --row 7 --steps 3 --out t.npy").code, 0);
  ASSERT_EQ(run("reconstruct --data x.npy --out r.npy").code, 0);
  std::vector<double> t = valuesOf("t.npy"), r = valuesOf("r.npy");
  for (int dimension = 0; dimension < 4; ++dimension)
    for (int at = 0; at < 16; ++at)
      EXPECT_NEAR(t[(dimension * 3 + 1) * 16 + at], r[7 * 16 + at], 1e-6);
}

TEST_F(Latent, TraverseNamesItsRows) {
  train();
  Outcome result = run("traverse --data x.npy --steps 3");
  std::vector<std::string> out = lines(result.out);
  ASSERT_EQ(out.size(), 13u);
  EXPECT_EQ(out[0], "dimension,offset,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15");
  EXPECT_EQ(out[1].substr(0, 5), "0,-3,");
  EXPECT_EQ(out[12].substr(0, 4), "3,3,");
  ASSERT_EQ(run("traverse --data x.npy --out t.png").code, 0);
  EXPECT_EQ(readFile("t.png").substr(1, 3), "PNG");
}

TEST_F(Latent, TheEndsOfAPathAreReconstructions) {
  train();
  Outcome result = run("interpolate 3 8 --data x.npy --steps 5 --out i.npy");
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.out, "interpolate: 5 steps from sample 3 to 8 to i.npy\n");
  std::vector<double> z = codes(), expected;
  for (int step = 0; step < 5; ++step)
    for (int at = 0; at < 4; ++at)
      expected.push_back(z[12 + at] * (1 - step / 4.0) +
                         z[32 + at] * step / 4.0);
  expectNear(valuesOf("i.npy"), decoded(expected));
  ASSERT_EQ(run("reconstruct --data x.npy --out r.npy").code, 0);
  std::vector<double> i = valuesOf("i.npy"), r = valuesOf("r.npy");
  for (int at = 0; at < 16; ++at) {
    EXPECT_NEAR(i[at], r[48 + at], 1e-6);
    EXPECT_NEAR(i[64 + at], r[128 + at], 1e-6);
  }
  std::vector<std::string> out =
      lines(run("interpolate 3 8 --data x.npy --steps 3").out);
  ASSERT_EQ(out.size(), 4u);
  EXPECT_EQ(out[0].substr(0, 11), "position,0,");
  EXPECT_EQ(out[2].substr(0, 4), "0.5,");
}

/// On the arc between two codes as long as each other all are as long.
TEST_F(Latent, AnArcKeepsTheLength) {
  Codes arc = pathOf({3, 0, 4}, {0, 5, 0}, 7, true);
  ASSERT_EQ(arc.rows, 7);
  for (int64_t row = 0; row < 7; ++row)
    EXPECT_NEAR(std::hypot(arc.row(row)[0], arc.row(row)[1], arc.row(row)[2]),
                5, 1e-12);
  EXPECT_NEAR(arc.row(3)[1], 5 * std::sqrt(0.5), 1e-12);
  EXPECT_NEAR(pathOf({3, 0, 4}, {0, 5, 0}, 7, false).row(3)[1], 2.5, 1e-12);
  // Parallel codes and no code have no arc: the line.
  EXPECT_NEAR(pathOf({1, 1}, {3, 3}, 3, true).row(1)[0], 2, 1e-12);
  EXPECT_NEAR(pathOf({0, 0}, {3, 1}, 3, true).row(1)[0], 1.5, 1e-12);
}

TEST_F(Latent, TheWidestDimensionsInTheirOrder) {
  EXPECT_EQ(widestDimensions({1, 5, 0, 5, 7}, 3),
            (std::vector<int64_t>{1, 3, 4}));
  EXPECT_EQ(widestDimensions({1, 1, 1}, 2), (std::vector<int64_t>{0, 1}));
  EXPECT_EQ(widestDimensions({1, 2}, 9), (std::vector<int64_t>{0, 1}));
}

/// A spread beside the mean, a decoder that takes a label.
TEST_F(Latent, CodesAreFoundByShapeAndOrder) {
  const int64_t dims[] = {-1, 3}, other[] = {-1, 4}, label[] = {-1};
  aec_tensor encoded[] = {{"mean", AEC_F32, 2, dims},
                          {"logvar", AEC_F32, 2, dims},
                          {"more", AEC_F32, 2, other}};
  aec_tensor taken[] = {{"more", AEC_F32, 2, other},
                        {"label", AEC_I64, 1, label},
                        {"z", AEC_F32, 2, dims}};
  const int64_t none[] = {-1, -1, -1}, sources[] = {-1, 1, -1};
  aec_entry entries[] = {
      {"encode", 0, nullptr, nullptr, 3, encoded, none, {}},
      {"decode", 3, taken, sources, 0, nullptr, nullptr, {}}};
  aec_model model = fakeModel;
  model.entries = entries;
  model.entry_count = 2;
  LatentSpace space = findLatentSpace(model);
  EXPECT_EQ(space.problem, "");
  EXPECT_EQ(space.width, 7);
  ASSERT_EQ(space.parts.size(), 2u);
  EXPECT_EQ(space.parts[0].result, 2);
  EXPECT_EQ(space.parts[1].result, 0);
  EXPECT_EQ(space.parts[1].first, 4);
  EXPECT_TRUE(hasConditions(space));
  taken[2].dims = label;
  taken[2].rank = 1;
  EXPECT_EQ(findLatentSpace(model).problem,
            "its decode takes \"z\" of scalar, which encode does not give");
  model.entry_count = 1;
  EXPECT_EQ(findLatentSpace(model).problem,
            "it has no entry decode; name its networks @encoder and @decoder, "
            "or write ae.entry");
}

/// Of a model that cannot serve them, and of one whose author has the name.
TEST_F(Latent, VerbsThatAModelDoesNotHave) {
  aec_entry entries[] = {fakeModel.entries[0], fakeModel.entries[2]};
  entries[1].name = "plot";
  aec_model model = fakeModel;
  model.entries = entries;
  model.entry_count = 2;
  const aec_model *models[] = {&model, nullptr};
  auto run = [&](const char *verb, const char *option) {
    const char *words[] = {"./fake", verb, option};
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    int code = runProgram(models, 3, words);
    return std::to_string(code) + ::testing::internal::GetCapturedStderr() +
           ::testing::internal::GetCapturedStdout();
  };
  EXPECT_EQ(run("traverse", "--help"),
            "2error: this model has no traverse: it has no entry decode; name "
            "its networks @encoder and @decoder, or write ae.entry\n");
  EXPECT_EQ(run("interpolate", "--help").substr(0, 48),
            "2error: this model has no interpolate: it has no");
  EXPECT_EQ(run("plot", "--help").substr(0, 20), "0Run the entry plot\n");
  EXPECT_EQ(run("report", "--help").substr(0, 47),
            "0Write a page about a trained model and its run");
}

TEST_F(Latent, Refusals) {
  train();
  EXPECT_EQ(errorOfRun("traverse", 2),
            "--data is needed: this model declares no prior that would say how "
            "far codes go");
  EXPECT_EQ(errorOfRun("traverse --data x.npy --row 50", 2),
            "--row 50: the data has 50 samples, counted from 0");
  EXPECT_EQ(errorOfRun("traverse --data x.npy --dimensions 1,4", 2),
            "--dimensions: expected numbers from 0 to 3, such as 0,3-5, found "
            "\"1,4\"");
  EXPECT_EQ(errorOfRun("interpolate 3 50 --data x.npy", 2),
            "sample 50: the data has 50 samples, counted from 0");
  EXPECT_EQ(errorOfRun("interpolate 3", 2),
            "interpolate needs b (the sample to end at); usage: " +
                std::string(AEC_FAKE_MODEL) + " interpolate a b [OPTIONS]");
  EXPECT_EQ(errorOfRun("interpolate 3 x --data x.npy", 2),
            "b: expected a whole number of at least 0, found \"x\"");
  EXPECT_EQ(errorOfRun("interpolate 1 2 --spherical --data x.npy", 2),
            "--spherical follows the sphere that draws of a prior lie on; this "
            "model declares none");
  EXPECT_EQ(errorOfRun("interpolate 1 2 3 --data x.npy", 2),
            "unexpected argument \"3\"; usage: " + std::string(AEC_FAKE_MODEL) +
                " interpolate a b [OPTIONS]");
}

/// What is looked at whole has to fit; the file it is chosen of need not.
TEST_F(Latent, RowsOfALargerFileAreTaken) {
  writeData("x.npy", 300);
  ASSERT_EQ(run("train --data x.npy --epochs 1 --threads 1").code, 0);
  const std::string limit = " --memory-limit 5000", rows = " --rows 100:150";
  EXPECT_EQ(errorOfRun("traverse --data x.npy --out t.npy" + limit),
            "x.npy: 300 samples take 19200 bytes; this command holds at most "
            "5000: take fewer with --rows, or raise --memory-limit");
  for (const std::string &verb :
       {std::string("traverse --data x.npy --out "),
        std::string("interpolate 3 7 --data x.npy --out ")}) {
    ASSERT_EQ(run(verb + "held.npy" + rows).code, 0);
    ASSERT_EQ(run(verb + "limited.npy" + rows + limit).code, 0);
    EXPECT_EQ(readFile("held.npy"), readFile("limited.npy"));
  }
}
