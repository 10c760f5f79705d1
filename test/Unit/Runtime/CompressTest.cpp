//===- CompressTest.cpp - The verbs compress and decompress ---------------===//
//
// By a model whose latents are eighths. Sizes and errors of real models are
// tested where those are trained (test/Programs).
//
//===----------------------------------------------------------------------===//
#include "Compression/CompressedFile.h"
#include "Output/Png.h"
#include "ProgramTesting.h"

#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Compress : public Program {
protected:
  Outcome press(const std::string &arguments) {
    return run(arguments, AEC_FAKE_COMPRESSING);
  }
  std::string errorOfPress(const std::string &arguments, int code = 1) {
    Outcome result = press(arguments);
    EXPECT_EQ(result.code, code) << arguments << result.out;
    if (result.err.find("error: ") != 0)
      return result.err;
    return result.err.substr(7, result.err.size() - 8);
  }
  void trainOn(const std::string &data) {
    Outcome result = press("train --epochs 2 --threads 1 --data " + data);
    ASSERT_EQ(result.code, 0) << result.err;
  }
  void trained() {
    writeData("x.npy", 50);
    trainOn("x.npy");
  }
  /// The largest difference of two files' values.
  static double apart(const std::string &lhs, const std::string &rhs) {
    std::vector<double> a = valuesOf(lhs), b = valuesOf(rhs);
    EXPECT_EQ(a.size(), b.size());
    double most = 0;
    for (size_t at = 0; at < std::min(a.size(), b.size()); ++at)
      most = std::max(most, std::abs(a[at] - b[at]));
    return most;
  }
};
} // namespace

TEST_F(Compress, RestoresWhatReconstructGives) {
  trained();
  Outcome result = press("compress --data x.npy --out x.aec");
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("compress: 50 pictures of 4x4 to x.aec: "),
            std::string::npos)
      << result.out;
  ASSERT_EQ(press("decompress --data x.aec --out y.npy").code, 0);
  // The same from the latents' file, through the entries.
  ASSERT_EQ(press("encode --data x.npy --out z.npy").code, 0);
  ASSERT_EQ(press("decode --data z.npy --out w.npy").code, 0);
  EXPECT_TRUE(readFile("y.npy") == readFile("w.npy"));
}

TEST_F(Compress, WritesTheSameOnAnyThreads) {
  writeData("x.npy", 600);
  trainOn("x.npy");
  ASSERT_EQ(press("compress --data x.npy --out a.aec --threads 1").code, 0);
  ASSERT_EQ(press("compress --data x.npy --out b.aec --threads 3").code, 0);
  EXPECT_TRUE(readFile("a.aec") == readFile("b.aec"));
  ASSERT_EQ(press("decompress --data a.aec --out a.npy --threads 1").code, 0);
  ASSERT_EQ(press("decompress --data a.aec --out b.npy --threads 3").code, 0);
  EXPECT_TRUE(readFile("a.npy") == readFile("b.npy"));
}

TEST_F(Compress, BoundsTheError) {
  trained();
  for (const char *error : {"0.1", "0.01", "0.001"}) {
    ASSERT_EQ(press(std::string("compress --data x.npy --out x.aec "
                                "--max-error ") +
                    error)
                  .code,
              0);
    ASSERT_EQ(press("decompress --data x.aec --out y.npy").code, 0);
    EXPECT_LE(apart("x.npy", "y.npy"), std::atof(error) + 1e-6);
  }
  // The numbers are twentieths, as f32 has them.
  Outcome exact = press("compress --data x.npy --out x.aec --max-error 0");
  ASSERT_EQ(exact.code, 0) << exact.err;
  EXPECT_NE(exact.out.find("every value restored exactly"), std::string::npos);
  ASSERT_EQ(press("decompress --data x.aec --out y.npy").code, 0);
  EXPECT_EQ(apart("x.npy", "y.npy"), 0);
}

TEST_F(Compress, BringsTablesBack) {
  std::string table = "a,\"b, c\"";
  for (int at = 2; at < 16; ++at)
    table += ",c" + std::to_string(at);
  table += "\n";
  for (int row = 0; row < 40; ++row)
    for (int at = 0; at < 16; ++at)
      table += std::to_string(row % 7) + "." + std::to_string(at % 5 + 1) +
               (at == 15 ? "\n" : ",");
  writeFile("t.csv", table);
  trainOn("t.csv");
  ASSERT_EQ(press("compress --data t.csv --out t.aec --max-error 0").code, 0);
  ASSERT_EQ(press("decompress --data t.aec --out again.csv").code, 0);
  EXPECT_EQ(readFile("again.csv"), table);
  // To standard output without being asked.
  EXPECT_EQ(press("decompress --data t.aec").out, table);
}

TEST_F(Compress, TilesPictures) {
  trained();
  std::vector<uint8_t> pixels;
  for (int at = 0; at < 9 * 6; ++at)
    pixels.push_back(uint8_t(at * 4));
  std::vector<uint8_t> png = encodePng({9, 6, 1, pixels});
  writeFile("p.png", {png.begin(), png.end()});
  Outcome result = press("compress --data p.png --out p.aec --max-error 0");
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("1 picture of 9x6 in 6 tiles to p.aec"),
            std::string::npos)
      << result.out;
  EXPECT_NE(result.out.find(", PNG " + std::to_string(png.size())),
            std::string::npos)
      << result.out;
  ASSERT_EQ(press("decompress --data p.aec --out q.png").code, 0);
  EXPECT_EQ(valuesOf("q.png"),
            std::vector<double>(pixels.begin(), pixels.end()));
  std::filesystem::create_directory("in");
  std::filesystem::copy_file("p.png", "in/1.png");
  std::filesystem::copy_file("p.png", "in/2.png");
  ASSERT_EQ(press("compress --data in --out in.aec --max-error 0").code, 0);
  EXPECT_EQ(errorOfPress("decompress --data in.aec --out r.png"),
            "cannot write r.png: in.aec holds 2 pictures; give a folder, such "
            "as pictures/, or .npy");
  ASSERT_EQ(press("decompress --data in.aec --out out/").code, 0);
  EXPECT_TRUE(readFile("out/000000.png") == readFile("q.png"));
  EXPECT_EQ(readFile("out/000001.png"), readFile("q.png"));
}

TEST_F(Compress, KeepsRowsBehindTheLastWindow) {
  std::string table;
  for (int row = 0; row < 22; ++row)
    table += std::to_string(row) + "," + std::to_string(row * 2) + "\n";
  writeFile("t.csv", table);
  Outcome result =
      press("train --epochs 1 --data t.csv --window 8 --threads 1");
  ASSERT_EQ(result.code, 0) << result.err;
  result = press("compress --data t.csv --out t.aec --window 8 --max-error 0");
  ASSERT_EQ(result.code, 0) << result.err;
  ASSERT_EQ(press("decompress --data t.aec --out again.csv").code, 0);
  EXPECT_EQ(readFile("again.csv"), table);
}

TEST_F(Compress, SaysWhatItCannotDo) {
  EXPECT_EQ(errorOfRun("compress --data x.npy", 2),
            "this model has no compress: its latents lie on no grid; end the "
            "encoder with ae.quantize");
  EXPECT_EQ(errorOfPress("compress --data x.npy --out x.aec"),
            "cannot read ./fake-compressing.safetensors: No such file or "
            "directory; train first, or name the file with --weights");
  trained();
  EXPECT_EQ(errorOfPress("compress --data x.npy", 2),
            "compress needs --out (file to write, - for standard output); "
            "usage: " +
                std::string(AEC_FAKE_COMPRESSING) +
                " compress --out FILE [OPTIONS]");
  EXPECT_EQ(errorOfPress("compress --data x.npy --out x.aec --stride 2", 2),
            "--stride: compress takes windows one behind another, so that they "
            "join again");
  EXPECT_EQ(errorOfPress("compress --data x.npy --out x.aec --max-error -1", 2),
            "--max-error: expected a number of at least 0, found \"-1\"");
  writeFile("t.txt", "0123456789abcdefghijklmnop");
  EXPECT_EQ(errorOfPress("compress --data t.txt --out x.aec --rows :1", 2),
            "--rows: a text or a recording is compressed whole");
  writeData("thirds.npy", 1);
  std::string thirds = readFile("thirds.npy");
  thirds.replace(thirds.size() - 64, 64,
                 memory(std::vector<float>(16, 1 / 3.f)));
  writeFile("thirds.npy", thirds);
  EXPECT_EQ(
      errorOfPress("compress --data thirds.npy --out x.aec --max-error 0", 2),
      "--max-error 0 is for numbers of few decimals, which these "
      "are not; give an error above 0");
  EXPECT_EQ(
      errorOfPress("compress --data thirds.npy --out x.aec --max-error 2e-8"),
      "thirds.npy: 0.333333 cannot be kept within 2e-08, which is less "
      "than its type resolves; allow a larger --max-error");
  EXPECT_FALSE(std::filesystem::exists("x.aec"));
}

TEST_F(Compress, RefusesOtherWeightsAndFiles) {
  trained();
  ASSERT_EQ(press("compress --data x.npy --out x.aec").code, 0);
  EXPECT_EQ(errorOfPress("decompress --data x.npy"),
            "x.npy is no file that compress wrote");
  EXPECT_EQ(errorOfPress("decompress --data x.aec --out y.txt"),
            "cannot write y.txt: x.aec holds numbers, no text; use .npy or "
            ".csv");
  EXPECT_EQ(errorOfPress("decompress --data x.aec --out y.wav"),
            "cannot write y.wav: x.aec holds no recording; use .npy or .csv");
  EXPECT_EQ(errorOfPress("decompress --data x.aec --memory-limit 1000"),
            "x.aec: its 800 values take more than the 1000 bytes that are held "
            "in memory, --memory-limit changes that");
  ASSERT_EQ(press("train --epochs 1 --data x.npy --seed 4 --weights "
                  "other.safetensors")
                .code,
            0);
  EXPECT_EQ(errorOfPress("decompress --data x.aec --weights other.safetensors"),
            "x.aec was compressed by another model or other weights than "
            "other.safetensors");
  ASSERT_EQ(press("train --epochs 1 --data x.npy --checkpoint run").code, 0);
  std::string checkpoint = "run/step-000000004.safetensors";
  EXPECT_EQ(
      errorOfPress("compress --data x.npy --out y.aec --weights " + checkpoint),
      checkpoint +
          " has no entropy model, which train adds when it ends; give "
          "the weights file of a finished run, or train on with --init " +
          checkpoint);
}

TEST_F(Compress, WritesToStandardOutput) {
  trained();
  ASSERT_EQ(press("compress --data x.npy --out x.aec").code, 0);
  EXPECT_EQ(press("compress --data x.npy --out -").out, readFile("x.aec"));
}
