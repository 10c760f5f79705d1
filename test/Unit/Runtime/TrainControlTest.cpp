//===- TrainControlTest.cpp - Stopping, keeping, resuming, as a user ------===//
//
// Exit codes, last lines and files of whole programs.
//
//===----------------------------------------------------------------------===//
#include "Logs/Console.h"
#include "ProgramTesting.h"
#include "Weights/Safetensors.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class TrainControl : public Program {
protected:
  TrainControl() { writeData("x.npy", 50); }

  /// The last line of a run that must succeed.
  std::string lastLine(const std::string &arguments) {
    Outcome result = run("train --data x.npy " + arguments);
    EXPECT_EQ(result.code, 0) << result.err;
    std::vector<std::string> all = lines(result.out);
    return all.empty() ? "" : all.back();
  }
  /// Sends a signal when three epochs are logged; the run is endless but for
  /// --max-time. Signals that whoever runs the tests ignores, as a shell does
  /// for background jobs and nohup, are not ignored here.
  int interrupt(const std::string &signal, const std::string &more) {
    std::string command =
        "set -m\nenv --default-signal=INT --default-signal=TERM "
        "--default-signal=HUP " +
        std::string(AEC_FAKE_MODEL) +
        " train --data x.npy --epochs 100000000 --max-time 30s --log l.jsonl " +
        more + " >out.txt 2>err.txt &\n" +
        "while [ \"$(cat l.jsonl 2>/dev/null | wc -l)\" -lt 3 ]; do sleep "
        "0.02; "
        "done\nkill -" +
        signal + " $!\nwait $!\n";
    writeFile("run.sh", command);
    return WEXITSTATUS(std::system("bash run.sh 2>/dev/null"));
  }
};
} // namespace

TEST_F(TrainControl, LastWeightsWithoutValidation) {
  EXPECT_EQ(lastLine("--epochs 3"),
            "weights written to ./fake.safetensors (epoch 3, the last)");
}

/// With a rate that overshoots, an early epoch is the best one: its weights are
/// those of a run that ends there.
TEST_F(TrainControl, BestWeightsWithValidation) {
  std::string options = "--validation 0.2 --learning-rate 0.3 --epochs ";
  std::string line = lastLine(options + "30 --log l.jsonl");
  int best = 0;
  ASSERT_EQ(std::sscanf(line.c_str(),
                        "weights written to ./fake.safetensors (epoch %d, the "
                        "best: validation",
                        &best),
            1)
      << line;
  ASSERT_LT(best, 30);
  lastLine(options + std::to_string(best) + " --weights b.st");
  lastLine(options + "30 --weights c.st --no-best");
  EXPECT_TRUE(readFile("b.st") == readFile("fake.safetensors"));
  EXPECT_TRUE(readFile("c.st") != readFile("fake.safetensors"));
}

TEST_F(TrainControl, PatienceEndsTheRun) {
  Outcome result = run("train --data x.npy --epochs 1000 --patience 3 "
                       "--min-delta 0.5 --monitor reconstruction");
  EXPECT_EQ(result.code, 0);
  std::vector<std::string> out = lines(result.out);
  ASSERT_EQ(out.size(), 8u) << result.out;
  EXPECT_EQ(out[5].find("stopped after epoch 4: reconstruction did not fall "
                        "below 0."),
            0u)
      << out[5];
  EXPECT_NE(out[5].find(" by more than 0.5000 for 3 epochs"),
            std::string::npos);
}

TEST_F(TrainControl, TargetLoss) {
  Outcome result = run("train --data x.npy --epochs 1000 --target-loss 0.1");
  EXPECT_EQ(result.code, 0);
  std::vector<std::string> out = lines(result.out);
  EXPECT_EQ(out[out.size() - 3].find("stopped after epoch "), 0u);
  EXPECT_NE(out[out.size() - 3].find(" is at most 0.1000"), std::string::npos);
  EXPECT_NE(out.back().find(", the last)"), std::string::npos);
}

TEST_F(TrainControl, MaxTime) {
  Outcome result = run("train --data x.npy --epochs 100000000 --max-time 0.2s "
                       "--checkpoint run");
  EXPECT_EQ(result.code, 0);
  std::vector<std::string> out = lines(result.out);
  EXPECT_NE(out[out.size() - 4].find(": --max-time 0.2s is over"),
            std::string::npos);
  EXPECT_EQ(out.back().find("saved run/step-"), 0u);
  EXPECT_NE(out.back().find("; continue with: "), std::string::npos);
}

TEST_F(TrainControl, OverfitOneBatch) {
  std::string line = lastLine("--overfit-one-batch --epochs 40 --log one.jsonl "
                              "--learning-rate 0.05 --batch-size 8");
  lastLine("--epochs 40 --log all.jsonl --learning-rate 0.05 --batch-size 8");
  auto loss = [](const std::string &path) {
    std::string last = lines(readFile(path)).back();
    return std::stod(last.substr(last.find("\"loss\": ") + 8));
  };
  EXPECT_LT(loss("one.jsonl"), loss("all.jsonl") / 2);
}

TEST_F(TrainControl, Quiet) {
  Outcome result = run("train --data x.npy --validation 0.2 --quiet");
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out + result.err, "");
  EXPECT_TRUE(std::filesystem::exists("fake.safetensors"));
}

/// The weights of an epoch are good when a later step has a finite loss with
/// them; they are kept beside the weights file, which stays. An epoch is one
/// step here: those of the second give the infinite loss.
TEST_F(TrainControl, NonFiniteKeepsTheLastGood) {
  lastLine("");
  std::string before = readFile("fake.safetensors");
  std::string options = "train --data x.npy --batch-size 50 --epochs 9 "
                        "--learning-rate 8e18";
  EXPECT_EQ(errorOfRun(options, 3),
            "the training loss of objective \"mse\" is not finite at epoch 3, "
            "step 1 of 1: term \"reconstruction\" is infinite; the weights of "
            "epoch 1 are in ./fake.last-good.safetensors: start from them with "
            "--init and a smaller --learning-rate");
  EXPECT_TRUE(readFile("fake.safetensors") == before);
  lastLine("--batch-size 50 --epochs 1 --learning-rate 8e18 --weights a.st");
  EXPECT_TRUE(readFile("fake.last-good.safetensors") == readFile("a.st"));
}

/// Without weights of an epoch the checkpoints have the last good ones.
TEST_F(TrainControl, NonFiniteNamesTheCheckpoint) {
  EXPECT_EQ(errorOfRun("train --data x.npy --learning-rate 1e20 --checkpoint "
                       "run --every 1",
                       3),
            "the training loss of objective \"mse\" is not finite at epoch 1, "
            "step 2 of 4: term \"reconstruction\" is infinite; the newest "
            "checkpoint is run/step-000000001.safetensors: start from its "
            "weights with --init and a smaller --learning-rate");
}

TEST_F(TrainControl, InterruptedRunWritesWeights) {
  for (auto [signal, code] :
       {std::pair("INT", 130), std::pair("TERM", 143), std::pair("HUP", 129)}) {
    EXPECT_EQ(interrupt(signal, ""), code);
    std::vector<std::string> out = lines(readFile("out.txt"));
    EXPECT_EQ(readFile("err.txt").find("warning: the threshold is of samples "
                                       "that were trained on"),
              0u);
    ASSERT_GT(out.size(), 4u);
    EXPECT_EQ(out[out.size() - 4].find("interrupted after epoch "), 0u);
    EXPECT_EQ(out.back(),
              "continue from these weights with --init ./fake.safetensors; "
              "with --checkpoint DIR a run continues bit for bit");
    readSafetensors("fake.safetensors");
    std::filesystem::remove("l.jsonl");
  }
}

TEST_F(TrainControl, InterruptedRunSaysHowToResume) {
  EXPECT_EQ(interrupt("INT", "--checkpoint run --seed 7"), 130);
  std::string last = lines(readFile("out.txt")).back();
  EXPECT_EQ(last.find("saved run/step-"), 0u) << last;
  std::string command =
      last.substr(last.find("continue with: ") + 15) + " --quiet";
  EXPECT_FALSE(std::filesystem::exists("fake.safetensors"));
  // The number of epochs is a user's to change.
  size_t at = command.find("100000000");
  ASSERT_NE(at, std::string::npos) << command;
  command.replace(at, 9, "1");
  EXPECT_EQ(std::system((command + " 2>err.txt").c_str()), 0);
  EXPECT_EQ(lines(readFile("err.txt"))[0],
            "warning: --epochs was 100000000, now 1; schedules follow the new "
            "number from here on");
  EXPECT_TRUE(std::filesystem::exists("fake.safetensors"));
}

/// Bit for bit, log included but for its clocks, whatever the validation does.
TEST_F(TrainControl, ResumeGivesTheSameBytes) {
  std::string options = "--validation 0.2 --seed 3 --epochs 6 --weights ";
  lastLine(options + "a.st --log a.jsonl");
  for (int part = 0; part < 4; ++part) {
    std::string limit = part < 3 ? " --max-time 1e-9s" : "";
    lastLine(options +
             "b.st --log b.jsonl --checkpoint run --every 1 --resume" + limit);
  }
  EXPECT_TRUE(readFile("a.st") == readFile("b.st"));
  std::vector<std::string> a = lines(readFile("a.jsonl")),
                           b = lines(readFile("b.jsonl"));
  ASSERT_EQ(a.size(), b.size());
  for (size_t at = 0; at < a.size(); ++at)
    EXPECT_EQ(a[at].substr(0, a[at].find("\"seconds\"")),
              b[at].substr(0, b[at].find("\"seconds\"")));
  // A finished run has nothing more to do, and its weights can be had again.
  std::filesystem::remove("b.st");
  lastLine(options + "b.st --checkpoint run --resume");
  EXPECT_TRUE(readFile("a.st") == readFile("b.st"));
}

/// A run that ends between two batches of an update has saved their gradients;
/// one without a log gives the same.
TEST_F(TrainControl, InterruptedAccumulationContinues) {
  std::string options = "--seed 3 --epochs 5 --accumulate 3 --batch-size 4 ";
  lastLine(options + "--weights a.st --log a.jsonl");
  for (int part = 0; part < 6; ++part)
    lastLine(options +
             "--weights b.st --log b.jsonl --checkpoint run --resume" +
             (part < 5 ? " --max-time 1e-9s" : ""));
  EXPECT_TRUE(readFile("a.st") == readFile("b.st"));
  lastLine(options + "--weights c.st");
  EXPECT_TRUE(readFile("a.st") == readFile("c.st"));
  std::string line = lines(readFile("b.jsonl")).back();
  std::string a = lines(readFile("a.jsonl")).back();
  EXPECT_EQ(line.substr(0, line.find("\"seconds\"")),
            a.substr(0, a.find("\"seconds\"")));
}

/// Without --epochs the planned number comes with the checkpoint.
TEST_F(TrainControl, ResumeKnowsItsEpochs) {
  lastLine("--checkpoint run --epochs 5 --max-time 1e-9s");
  EXPECT_EQ(lastLine("--checkpoint run --resume"),
            "weights written to ./fake.safetensors (epoch 5, the last)");
}

/// A log that ran ahead of the checkpoint loses what will come again.
TEST_F(TrainControl, ResumeCutsTheLog) {
  lastLine("--epochs 2 --checkpoint run --log l.jsonl");
  std::string two = readFile("l.jsonl");
  writeFile("l.jsonl",
            two + "{\"epoch\": 3, \"epochs\": 2}\n{\"epoch\": 4, \"e");
  lastLine("--epochs 3 --checkpoint run --log l.jsonl --resume");
  std::vector<std::string> out = lines(readFile("l.jsonl"));
  ASSERT_EQ(out.size(), 3u);
  EXPECT_EQ(out[0] + "\n" + out[1] + "\n", two);
  EXPECT_EQ(out[2].find("{\"epoch\": 3, \"epochs\": 3, "), 0u);
}

TEST_F(TrainControl, OtherDataIsRefused) {
  lastLine("--checkpoint run --validation 0.2 --epochs 1");
  writeData("y.npy", 51);
  std::string path = "run/step-000000003.safetensors";
  std::string message = errorOfRun("train --data y.npy --checkpoint run "
                                   "--resume --validation 0.2");
  EXPECT_EQ(message.find(path + " continues another run: --data was 40 "
                                "samples, fingerprint "),
            0u)
      << message;
  message = errorOfRun("train --data x.npy --checkpoint run --resume");
  EXPECT_NE(message.find("--validation was 10 samples, fingerprint "),
            std::string::npos);
  EXPECT_NE(message.find(", now none; --monitor was validation, now loss; "),
            std::string::npos);
  EXPECT_EQ(errorOfRun("train --data x.npy --checkpoint run --resume "
                       "--validation 0.2 --batch-size 8 --seed 1"),
            path + " continues another run: --batch-size was 16, now 8; "
                   "--seed was 0, now 1; give the same, or another folder to "
                   "start afresh");
  EXPECT_EQ(errorOfRun("train --data x.npy --checkpoint run --resume "
                       "--validation 0.2 --accumulate 2"),
            path + " continues another run: --accumulate was 1, now 2; give "
                   "the same, or another folder to start afresh");
  EXPECT_EQ(errorOfRun("train --data x.npy --checkpoint run"),
            "run has checkpoints of an earlier run, up to " + path +
                "; continue it with --resume, or give another folder");
}

TEST_F(TrainControl, UsageErrors) {
  EXPECT_EQ(errorOfRun("train --data x.npy --resume", 2),
            "--resume needs --checkpoint DIR");
  EXPECT_EQ(errorOfRun("train --data x.npy --every 3", 2),
            "--every needs --checkpoint DIR");
  EXPECT_EQ(errorOfRun("train --data x.npy --keep 3", 2),
            "--keep needs --checkpoint DIR");
  EXPECT_EQ(errorOfRun("train --data x.npy --min-delta 1", 2),
            "--min-delta needs --patience N");
  EXPECT_EQ(errorOfRun("train --data x.npy --monitor validation", 2),
            "--monitor validation needs --validation SHARE or FILE");
  EXPECT_EQ(errorOfRun("train --data x.npy --monitor reconstuction", 2),
            "--monitor: no such loss \"reconstuction\"; known: loss, "
            "reconstruction. Did you mean reconstruction?");
  EXPECT_EQ(errorOfRun("train --data x.npy --monitor loss --no-best", 2),
            "--monitor decides nothing with --no-best and without --patience "
            "or --target-loss");
  EXPECT_EQ(errorOfRun("train --data x.npy --max-time 5d", 2),
            "--max-time: expected a time such as 90s, 10m or 1.5h, found "
            "\"5d\"");
  EXPECT_EQ(errorOfRun("train --data x.npy --overfit-one-batch --validation "
                       "0.2",
                       2),
            "--overfit-one-batch trains on one batch alone; leave out "
            "--validation");
}
