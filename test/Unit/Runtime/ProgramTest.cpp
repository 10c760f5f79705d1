//===- ProgramTest.cpp - Whole programs, as a user runs them --------------===//
//
// What is checked is what a user sees: exit code, output, files.
//
//===----------------------------------------------------------------------===//
#include "ProgramTesting.h"
#include "Weights/Safetensors.h"

#include <cmath>

using namespace aec::runtime;
using namespace aec::runtime::testing;

TEST_F(Program, TrainPrintsOneLineAnEpoch) {
  writeData("x.npy", 50);
  Outcome result =
      run("train --data x.npy --validation 0.2 --epochs 3 --threads 2");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err, "");
  std::vector<std::string> out = lines(result.out);
  ASSERT_EQ(out.size(), 6u);
  EXPECT_EQ(out[0], "training fake on 40 samples, validating on 10: 3 epochs, "
                    "batch 16, seed 0, 2 threads");
  float loss[3], validation[3];
  for (int at = 0; at < 3; ++at) {
    int epoch = 0;
    EXPECT_EQ(std::sscanf(out[at + 1].c_str(),
                          "epoch %d/3 loss %f validation %f seconds", &epoch,
                          &loss[at], &validation[at]),
              3)
        << out[at + 1];
    EXPECT_EQ(epoch, at + 1);
  }
  EXPECT_LT(loss[2], loss[0]);
  EXPECT_LT(validation[2], validation[0]);
  EXPECT_EQ(out[5].find("weights written to ./fake.safetensors (epoch 3, the "
                        "best: validation 0."),
            0u)
      << out[5];
  EXPECT_EQ(out[4].find("threshold 0."), 0u);
}

TEST_F(Program, SameRunSameWeights) {
  train("--weights a.safetensors --threads 1 --log a.jsonl");
  train("--weights b.safetensors --threads 2 --log b.jsonl");
  train("--weights c.safetensors --seed 1");
  EXPECT_EQ(readFile("a.safetensors"), readFile("b.safetensors"));
  EXPECT_NE(readFile("a.safetensors"), readFile("c.safetensors"));
  std::string first = readFile("a.jsonl"), second = readFile("b.jsonl");
  EXPECT_EQ(lines(first).size(), 3u);
  EXPECT_EQ(first.substr(0, first.find("seconds")),
            second.substr(0, second.find("seconds")));
}

TEST_F(Program, SeveralTermsAreNamed) {
  writeData("x.npy", 50);
  Outcome result = run("train --data x.npy --epochs 1", AEC_FAKE_NORMALIZED);
  EXPECT_NE(result.out.find(" reconstruction "), std::string::npos);
  EXPECT_NE(result.out.find(" sparsity "), std::string::npos);
}

TEST_F(Program, InitContinues) {
  train("--epochs 5 --log first.jsonl --weights a.safetensors");
  train("--epochs 1 --init a.safetensors --log second.jsonl");
  auto loss = [](const std::string &line) {
    return std::stod(line.substr(line.find("\"loss\": ") + 8));
  };
  EXPECT_LT(loss(lines(readFile("second.jsonl"))[0]),
            loss(lines(readFile("first.jsonl"))[1]));
}

TEST_F(Program, ScoreWritesIndexScoreAndLabel) {
  train();
  Outcome result = run("score --data x.npy");
  EXPECT_EQ(result.code, 0);
  std::vector<std::string> out = lines(result.out);
  ASSERT_EQ(out.size(), 51u);
  EXPECT_EQ(out[0], "index,score,label");
  EXPECT_EQ(out[50].substr(0, 3), "49,");
  // Rows differ: the scores of a collapsed model would not.
  EXPECT_NE(out[1].substr(2), out[2].substr(2));
}

/// The score of a row is its mean squared error.
TEST_F(Program, ScoreIsTheReconstructionsError) {
  train();
  ASSERT_EQ(run("score --data x.npy --out s.csv").code, 0);
  ASSERT_EQ(run("reconstruct --data x.npy --out r.npy").code, 0);
  std::vector<double> scores = valuesOf("s.csv"), x = valuesOf("x.npy"),
                      y = valuesOf("r.npy");
  for (int row = 0; row < 50; ++row) {
    double sum = 0;
    for (int at = row * 16; at < row * 16 + 16; ++at)
      sum += (x[at] - y[at]) * (x[at] - y[at]);
    EXPECT_NEAR(scores[row * 3 + 1], sum / 16, 1e-6);
  }
}

TEST_F(Program, DecodeOfEncodeIsReconstruct) {
  train();
  ASSERT_EQ(run("encode --data x.npy --out z.npy --batch-size 7").code, 0);
  ASSERT_EQ(run("decode --data z.npy --out y.npy").code, 0);
  ASSERT_EQ(run("infer --data x.npy --out r.npy --threads 1").code, 0);
  EXPECT_EQ(readFile("y.npy"), readFile("r.npy"));
}

/// A file in data units gives results in data units, through decode as well.
TEST_F(Program, UnitsOfIntegers) {
  std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': "
                       "(20, 4, 4)}";
  std::string values;
  for (int at = 0; at < 320; ++at)
    values += char((at / 16 + at % 16 * 3) % 20 * 12);
  header.append(118 - header.size(), ' ');
  writeFile("u8.npy", "\x93NUMPY" + bytes({1, 0, 118, 0}) + header + values);
  ASSERT_EQ(run("train --data u8.npy --epochs 30").code, 0);
  ASSERT_EQ(run("reconstruct --data u8.npy --out r.npy").code, 0);
  ASSERT_EQ(run("reconstruct --data u8.npy --normalized --out n.npy").code, 0);
  ASSERT_EQ(run("encode --data u8.npy --out z.npy").code, 0);
  ASSERT_EQ(run("decode --data z.npy --out y.npy").code, 0);
  std::vector<double> units = valuesOf("r.npy"), prepared = valuesOf("n.npy");
  EXPECT_EQ(units, valuesOf("y.npy"));
  for (size_t at = 0; at < units.size(); ++at)
    EXPECT_NEAR(units[at], 255 * prepared[at], 1e-4);
}

TEST_F(Program, UnitsOfNormalisers) {
  std::string text = "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p\n";
  for (int row = 0; row < 30; ++row)
    for (int at = 0; at < 16; ++at)
      text += std::to_string(100 * at + row % 5) + (at < 15 ? "," : "\n");
  writeFile("x.csv", text);
  Outcome trained = run("train --data x.csv --epochs 200", AEC_FAKE_NORMALIZED);
  ASSERT_EQ(trained.code, 0) << trained.err;
  Outcome result = run("reconstruct --data x.csv", AEC_FAKE_NORMALIZED);
  EXPECT_EQ(lines(result.out)[0], "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p");
  ASSERT_EQ(
      run("reconstruct --data x.csv --out r.csv", AEC_FAKE_NORMALIZED).code, 0);
  std::vector<double> x = valuesOf("x.csv"), y = valuesOf("r.csv");
  for (size_t at = 0; at < x.size(); ++at)
    EXPECT_NEAR(x[at], y[at], 1.5); // columns lie 100 apart
}

TEST_F(Program, ConstantColumnWarns) {
  std::string text;
  for (int row = 0; row < 20; ++row)
    for (int at = 0; at < 16; ++at)
      text += std::to_string(at ? row * at : 5) + (at < 15 ? "," : "\n");
  writeFile("x.csv", text);
  Outcome result =
      run("train --data x.csv --validation x.csv", AEC_FAKE_NORMALIZED);
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err, "warning: x.csv: no spread in column 1; mapped to 0\n");
}

/// The statistics of --init are kept, whatever the new data.
TEST_F(Program, NormaliserSurvivesInit) {
  std::string first, second;
  for (int row = 0; row < 20; ++row)
    for (int at = 0; at < 16; ++at) {
      const char *end = at < 15 ? "," : "\n";
      first += std::to_string(row * at + row) + end;
      second += std::to_string(1000 * row * at + row) + end;
    }
  writeFile("a.csv", first);
  writeFile("b.csv", second);
  ASSERT_EQ(run("train --data a.csv --weights a.st", AEC_FAKE_NORMALIZED).code,
            0);
  ASSERT_EQ(run("train --data b.csv --init a.st --weights b.st --epochs 1",
                AEC_FAKE_NORMALIZED)
                .code,
            0);
  SafetensorsFile a = readSafetensors("a.st"), b = readSafetensors("b.st");
  for (const char *name : {"normalize.offset", "normalize.scale"})
    EXPECT_EQ(std::memcmp(a.find(name)->data, b.find(name)->data, 64), 0);
}

TEST_F(Program, HelpOfEveryVerb) {
  for (const char *verb : {"", "train", "encode", "decode", "reconstruct",
                           "infer", "score", "info"}) {
    Outcome result = run(std::string(verb) + " --help");
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_NE(result.out.find("Usage:"), std::string::npos);
    if (*verb)
      EXPECT_NE(result.out.find("Examples:"), std::string::npos) << verb;
  }
}

TEST_F(Program, InfoDescribesModelWeightsAndData) {
  train();
  Outcome result = run("info --weights fake.safetensors --data x.npy");
  EXPECT_EQ(result.code, 0);
  for (const char *part :
       {"model fake (definition c0ffee)",
        "encoder.0.weight             4x16 "
        "f32",
        "parameters 148", "weights file fake.safetensors", "npy, 50x16, f32"})
    EXPECT_NE(result.out.find(part), std::string::npos) << part;
}

TEST_F(Program, BenchPrintsJson) {
  Outcome result = run("train --bench-steps 5 --batch-size 8 --threads 1");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out.find("{\"steps\": 5, \"batch_size\": 8, \"threads\": 1, "
                            "\"median_us\": "),
            0u)
      << result.out;
  EXPECT_FALSE(std::filesystem::exists("fake.safetensors"));
}

/// No colour and no bar where nobody looks.
TEST_F(Program, PlainTextElsewhere) {
  writeData("x.npy", 50);
  Outcome result = run("train --data x.npy");
  EXPECT_EQ((result.out + result.err).find('\033'), std::string::npos);
  EXPECT_EQ(result.out.find('\r'), std::string::npos);
}

/// On a terminal there is a bar, and NO_COLOR keeps colour away.
TEST_F(Program, TerminalShowsColour) {
  if (std::system("script --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "script is not here";
  auto terminal = [&](const std::string &environment) {
    std::string command = "TERM=xterm " + environment + " script -qec '" +
                          AEC_FAKE_MODEL + " frob' /dev/null >out.txt";
    EXPECT_NE(std::system(command.c_str()), -1);
    return readFile("out.txt");
  };
  EXPECT_NE(terminal("").find("\033[1;31merror:"), std::string::npos);
  EXPECT_EQ(terminal("NO_COLOR=1").find('\033'), std::string::npos);
}

/// On a terminal the epoch's bar is drawn over and gone at the end.
TEST_F(Program, TerminalShowsABar) {
  if (std::system("script --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "script is not here";
  writeData("x.npy", 50);
  auto terminal = [&](const std::string &kind) {
    std::string command = "TERM=" + kind + " script -qec '" + AEC_FAKE_MODEL +
                          " train --data x.npy' /dev/null >out.txt";
    EXPECT_EQ(std::system(command.c_str()), 0);
    return readFile("out.txt");
  };
  // An editor's terminal has no line to draw over.
  EXPECT_EQ(terminal("dumb").find('\033'), std::string::npos);
  std::string out = terminal("xterm");
  size_t bar = out.find("\repoch 1/3 [");
  if (bar == std::string::npos)
    bar = out.find("\r\033[Kepoch 1/3 [");
  EXPECT_NE(bar, std::string::npos) << out;
  EXPECT_NE(out.find("\r\033[Kepoch 1/3 loss"), std::string::npos) << out;
}

/// Checkpoints are weights files: what the data was divided by, and at an
/// epoch's end a threshold of their own weights.
TEST_F(Program, CheckpointsHaveThresholds) {
  writeData("x.npy", 50);
  std::string call = "train --data x.npy --validation 0.4 --no-best "
                     "--quantile 0.5 --epochs 2 ";
  ASSERT_EQ(run(call + "--checkpoint c --every 1").code, 0);
  auto notes = [](const std::string &path) {
    return readSafetensors(path).metadata;
  };
  auto last = notes("c/step-000000004.safetensors");
  auto written = notes("fake.safetensors");
  for (std::string key :
       {"aec.threshold", "aec.quantile", "aec.calibrated", "aec.scale.x"})
    EXPECT_EQ(last[key], written[key]) << key;
  EXPECT_FALSE(last["aec.threshold"].empty());
  auto middle = notes("c/step-000000003.safetensors");
  EXPECT_EQ(middle.count("aec.threshold"), 0u);
  EXPECT_EQ(middle["aec.scale.x"], "1");
  Outcome result = run("score --data x.npy --weights "
                       "c/step-000000004.safetensors");
  EXPECT_EQ(lines(result.out)[0], "index,score,label");
}
