//===- ProgramErrorsTest.cpp - Bad input, as a user meets it --------------===//
//
// One clear line, a non-zero exit, no half-written output, good weights kept.
//
//===----------------------------------------------------------------------===//
#include "ProgramTesting.h"
#include "Weights/Safetensors.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class ProgramErrors : public Program {};
} // namespace

TEST_F(ProgramErrors, PicturesNeedPictures) {
  train();
  EXPECT_EQ(run("reconstruct --data x.npy --out r.png").code, 0);
  EXPECT_EQ(readFile("r.png").substr(1, 3), "PNG");
  EXPECT_EQ(errorOfRun("encode --data x.npy --out z.png"),
            "cannot write z.png: the results of encode are no pictures; use "
            ".npy or .csv");
}

TEST_F(ProgramErrors, NonFiniteLossKeepsTheWeights) {
  train();
  std::string good = readFile("fake.safetensors");
  std::string message =
      errorOfRun("train --data x.npy --learning-rate 1e30", 3);
  EXPECT_EQ(message, "the training loss of objective \"mse\" is not finite at "
                     "epoch 1, step 2 of 4: term \"reconstruction\" is "
                     "infinite; no weights were written; try a smaller "
                     "--learning-rate");
  EXPECT_EQ(readFile("fake.safetensors"), good);
}

/// The last update is checked too.
TEST_F(ProgramErrors, NonFiniteLastUpdateKeepsTheWeights) {
  train();
  std::string good = readFile("fake.safetensors");
  EXPECT_EQ(errorOfRun("train --data x.npy --learning-rate 1e300 --epochs 1 "
                       "--batch-size 50",
                       3),
            "the updates of epoch 1 made \"encoder.0.weight\" non-finite; no "
            "weights were written; try a smaller --learning-rate");
  EXPECT_EQ(readFile("fake.safetensors"), good);
}

TEST_F(ProgramErrors, BadWeights) {
  train();
  EXPECT_EQ(errorOfRun("score --data x.npy --weights none.safetensors"),
            "cannot read none.safetensors: No such file or directory; train "
            "first, or name the file with --weights");
  std::string good = readFile("fake.safetensors");
  writeFile("cut.safetensors", good.substr(0, good.size() - 4));
  EXPECT_EQ(errorOfRun("score --data x.npy --weights cut.safetensors"),
            "cut.safetensors is not a valid safetensors file: tensor "
            "\"decoder.0.bias\" lies at bytes 528 to 592 of 588");
  Outcome other =
      run("score --data x.npy --weights fake.safetensors", AEC_FAKE_NORMALIZED);
  EXPECT_EQ(other.code, 1);
  EXPECT_EQ(other.err, "error: fake.safetensors is a weights file of another "
                       "model than fake-normalized: missing "
                       "\"normalize.offset\" (16), \"normalize.scale\" (16)\n");
}

TEST_F(ProgramErrors, BadData) {
  train();
  EXPECT_EQ(errorOfRun("train --data none.npy"),
            "cannot read none.npy: No such file or directory");
  writeData("narrow.npy", 3, 15);
  EXPECT_EQ(errorOfRun("score --data narrow.npy"),
            "narrow.npy: samples of shape 15 (15 elements); input \"x\" takes "
            "16 (16 elements)");
  writeData("none.npy", 0);
  EXPECT_EQ(errorOfRun("train --data none.npy"), "none.npy has no samples");
  writeData("one.npy", 1);
  EXPECT_EQ(errorOfRun("train --data one.npy --validation 0.5"),
            "--validation 0.5 of 1 sample leaves nothing to train on; give "
            "another share or a file");
  EXPECT_EQ(errorOfRun("train --data x.npy --validation 0.001"),
            "--validation 0.001 of 50 samples leaves nothing to validate with; "
            "give another share or a file");
}

TEST_F(ProgramErrors, UnwritableOutputIsKnownFirst) {
  train();
  EXPECT_EQ(errorOfRun("score --data x.npy --out none/s.csv"),
            "cannot write none/s.csv: No such file or directory");
  Outcome result = run("train --data x.npy --weights none/w");
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err,
            "error: cannot write none/w: No such file or directory\n");
  EXPECT_EQ(errorOfRun("train --data x.npy --log none/l"),
            "cannot write none/l: No such file or directory");
  EXPECT_EQ(errorOfRun("score --data x.npy --out s.bin"),
            "cannot tell the format of s.bin; expected a name that ends in "
            ".npy, .csv, .png, .wav or .txt");
}

TEST_F(ProgramErrors, FullDisk) {
  train();
  EXPECT_EQ(errorOfRun("score --data x.npy --out /dev/full"),
            "cannot tell the format of /dev/full; expected a name that ends in "
            ".npy, .csv, .png, .wav or .txt");
  int status = std::system(
      (std::string(AEC_FAKE_MODEL) + " score --data x.npy >/dev/full 2>err.txt")
          .c_str());
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_EQ(readFile("err.txt"),
            "error: cannot write standard output: No space left on device\n");
}

TEST_F(ProgramErrors, UsageErrorsAreTwo) {
  EXPECT_EQ(
      errorOfRun("trian", 2),
      "no such command \"trian\"; known: train, encode, decode, "
      "reconstruct, infer, score, traverse, interpolate, plot, report, info. "
      "Did you mean train?");
  EXPECT_EQ(errorOfRun("train --epoch 3", 2),
            "no such option \"--epoch\" of train. Did you mean --epochs?");
  EXPECT_EQ(errorOfRun("train --epochs=0", 2),
            "--epochs: expected a whole number of at least 1, found \"0\"");
  EXPECT_EQ(errorOfRun("train --learning-rate nan", 2),
            "--learning-rate: expected a number above 0, found \"nan\"");
  EXPECT_EQ(errorOfRun("train --seed 99999999999999999999", 2),
            "--seed: expected a whole number of at least 0, found "
            "\"99999999999999999999\"");
  EXPECT_EQ(errorOfRun("train", 2), "--data FILE is needed");
  EXPECT_EQ(errorOfRun("train --data y=x.npy", 2),
            "--data y=x.npy: no such name \"y\"; known: x");
  EXPECT_EQ(errorOfRun("train --data a.npy --data b.npy", 2),
            "--data is given twice for \"x\"");
  EXPECT_EQ(errorOfRun("train --data a.npy --validation 1.5", 2),
            "--validation: expected a share below 1 or a file, found \"1.5\"");
  EXPECT_EQ(errorOfRun("--frob", 2), "no such option \"--frob\"");
}

TEST_F(ProgramErrors, MissingAndSurplusArguments) {
  const std::string usage = std::string("usage: ") + AEC_FAKE_MODEL;
  EXPECT_EQ(errorOfRun("plot", 2),
            "plot needs kind (losses, latents or roc) and --out (the picture: "
            ".svg or .png); " +
                usage + " plot kind --out FILE [OPTIONS]");
  EXPECT_EQ(errorOfRun("plot losses --ouput x.svg", 2),
            "no such option \"--ouput\" of plot. Did you mean --out?");
  EXPECT_EQ(errorOfRun("plot losses latents --out x.svg", 2),
            "unexpected argument \"latents\"; " + usage +
                " plot kind --out FILE [OPTIONS]");
  EXPECT_EQ(errorOfRun("train x.npy", 2),
            "unexpected argument \"x.npy\"; " + usage + " train [OPTIONS]");
  writeData("x.npy", 1);
  EXPECT_EQ(errorOfRun("train x.npy", 2),
            "unexpected argument \"x.npy\"; " + usage +
                " train [OPTIONS]. Did you mean --data x.npy?");
}

/// With the name of the data as the result's, also by another path.
TEST_F(ProgramErrors, WhatIsReadIsNotOverwritten) {
  train();
  writeFile("x.csv", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16\n");
  std::string data = readFile("x.csv");
  std::filesystem::create_hard_link("x.csv", "same.csv");
  EXPECT_EQ(errorOfRun("reconstruct --data x=x.csv --out ./same.csv", 2),
            "--out ./same.csv is the file that --data reads; name another");
  EXPECT_EQ(errorOfRun("train --data x.csv --log x.csv", 2),
            "--log x.csv is the file that --data reads; name another");
  EXPECT_EQ(errorOfRun("report --data x.csv --out fake.safetensors --weights "
                       "fake.safetensors",
                       2),
            "--out fake.safetensors is the file that --weights reads; name "
            "another");
  EXPECT_EQ(readFile("x.csv"), data);
  EXPECT_EQ(run("train --data x.csv --epochs 1 --init fake.safetensors "
                "--weights fake.safetensors")
                .code,
            0);
}

/// A file that was opened as descriptor 1 would take what is printed.
TEST_F(ProgramErrors, ClosedDescriptors) {
  writeData("x.npy", 50);
  auto trained = [&](const std::string &name, const std::string &more) {
    std::string command = std::string(AEC_FAKE_MODEL) +
                          " train --data x.npy --epochs 2 --threads 1 "
                          "--checkpoint run-" +
                          name + " --weights " + name + more;
    EXPECT_EQ(std::system(command.c_str()), 0) << more;
    return readFile(name);
  };
  std::string open = trained("open", " >/dev/null 2>&1");
  EXPECT_EQ(open, trained("one", " >&- 2>/dev/null"));
  EXPECT_EQ(open, trained("two", " >/dev/null 2>&-"));
  EXPECT_EQ(open, trained("all", " <&- >&- 2>&-"));
}

TEST_F(ProgramErrors, LostOutput) {
  writeData("x.npy", 50);
  auto lost = [&](const std::string &arguments) {
    std::string command =
        std::string(AEC_FAKE_MODEL) + " " + arguments + " >/dev/full 2>err.txt";
    int status = std::system(command.c_str());
    return std::to_string(WEXITSTATUS(status)) + " " + readFile("err.txt");
  };
  const std::string message =
      "cannot write standard output: No space left on device\n";
  EXPECT_EQ(lost("info"), "1 error: " + message);
  EXPECT_EQ(lost("--help"), "1 error: " + message);
  EXPECT_EQ(lost("score --data x.npy --weights none"),
            "1 error: cannot read none: No such file or directory; train "
            "first, or name the file with --weights\n");
  std::string trained = lost("train --data x.npy --epochs 1");
  EXPECT_EQ(trained.substr(0, 2), "0 ");
  EXPECT_NE(trained.find("\nwarning: cannot write standard output"),
            std::string::npos)
      << trained;
  EXPECT_TRUE(std::filesystem::exists("fake.safetensors"));
}

/// Who reads what is printed goes away, as head does: the run ends saved.
TEST_F(ProgramErrors, BrokenPipe) {
  writeData("x.npy", 50);
  writeFile("run.sh", std::string("(env --default-signal=PIPE ") +
                          AEC_FAKE_MODEL +
                          " train --data x.npy --epochs 100000000 --max-time "
                          "30s 2>err.txt; echo $? >code) | head -2 >out.txt");
  ASSERT_EQ(std::system("bash run.sh"), 0);
  EXPECT_EQ(readFile("code"), "141\n");
  EXPECT_EQ(lines(readFile("out.txt")).size(), 2u);
  EXPECT_NE(readFile("err.txt").find(
                "warning: cannot write standard output to its end\n"),
            std::string::npos);
  readSafetensors("fake.safetensors");
}

/// The kernel's limit of a file's length is a message, and nothing is left.
TEST_F(ProgramErrors, FileSizeLimit) {
  writeData("x.npy", 500);
  run("train --data x.npy --epochs 1");
  std::string command = std::string("sh -c 'ulimit -f 1; ") + AEC_FAKE_MODEL +
                        " reconstruct --data x.npy --out r.npy' 2>err.txt";
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), 1);
  EXPECT_EQ(readFile("err.txt"), "error: cannot write r.npy: File too large\n");
  EXPECT_FALSE(std::filesystem::exists("r.npy"));
}

TEST_F(ProgramErrors, Help) {
  EXPECT_EQ(run("help").out, run("--help").out);
  EXPECT_EQ(run("help train").out, run("train --help").out);
  EXPECT_EQ(errorOfRun("help trian", 2).find("no such command \"trian\""), 0u);
}

TEST_F(ProgramErrors, Version) {
  Outcome result = run("--version");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out.find("fake (definition "), 0u) << result.out;
  EXPECT_NE(result.out.find("), compiled by aec "), std::string::npos);
  EXPECT_EQ(lines(result.out).back(), "code for any CPU of its architecture");
  EXPECT_EQ(errorOfRun("train --version", 2),
            "no such option \"--version\" of train");
}

/// Killed in the middle: no weights, and nothing else either.
TEST_F(ProgramErrors, KilledTrainingLeavesNothing) {
  writeData("x.npy", 50);
  std::string command =
      std::string("timeout -s KILL 0.3 ") + AEC_FAKE_MODEL +
      " train --data x.npy --epochs 100000000 >/dev/null 2>&1";
  EXPECT_NE(std::system(command.c_str()), 0);
  size_t files = 0;
  for (auto &entry : std::filesystem::directory_iterator("."))
    (void)entry, ++files;
  EXPECT_EQ(files, 1u);
}

/// A model whose inputs weigh nothing.
TEST_F(Program, NothingWeighsSamples) {
  writeFile("x.csv", "1,2\n");
  EXPECT_EQ(
      errorOfRun("train --data x.csv --weight-column 1"),
      "--weight-column: no input of fake takes a number a sample, so that "
      "nothing weighs samples; nn.weight_samples in an objective does");
}
