//===- ProgramErrorsTest.cpp - Bad input, as a user meets it --------------===//
//
// One clear line, a non-zero exit, no half-written output, good weights kept.
//
//===----------------------------------------------------------------------===//
#include "ProgramTesting.h"

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
