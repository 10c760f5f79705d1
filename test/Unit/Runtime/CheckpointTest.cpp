//===- CheckpointTest.cpp - Checkpoint files and their folder -------------===//
//
// Training in pieces against training at once, and every way in which a file
// can be of another run or damaged.
//
//===----------------------------------------------------------------------===//
#include "Checkpoints/Checkpoint.h"
#include "Checkpoints/CheckpointFolder.h"
#include "Checkpoints/Fingerprint.h"
#include "FakeModel.h"
#include "Support/AtomicFile.h"
#include "Testing.h"
#include "Training/Trainer.h"
#include "Weights/Safetensors.h"
#include "Weights/Weights.h"

#include <numeric>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
/// Stops after a number of batches, and keeps the reports.
class StopAfter : public TrainListener {
public:
  explicit StopAfter(int64_t batches) : left(batches) {}
  void onEpoch(const EpochReport &report) override {
    reports.push_back(report);
  }
  bool interrupted() override { return --left == 0; }
  int64_t left;
  std::vector<EpochReport> reports;
};

Samples wave(int64_t rows) {
  Dataset set;
  set.rows = rows;
  set.rowElements = 16;
  set.values = Buffer(rows * 64, "test");
  for (int64_t at = 0; at < rows * 16; ++at)
    set.values.as<float>()[at] = float(at * 37 % 100) / 100;
  Samples samples;
  samples.add(0, std::move(set));
  return samples;
}

class Checkpoints : public InFolder {
protected:
  Checkpoints() {
    options.epochs = 4;
    options.batchSize = 8;
    options.keepBest = true;
    options.monitor = monitorsOf(fakeModel, true)[0];
  }
  /// Trains up to `batches` from the checkpoint "c", which it then replaces.
  std::vector<EpochReport> part(int64_t batches) {
    Session session(fakeModel, 1);
    session.states().initialize(0);
    Trainer trainer(session, train, &validation, options);
    if (std::filesystem::exists("c"))
      loadCheckpoint(readCheckpoint("c"), session.states(), trainer.progress(),
                     settings);
    StopAfter listener(batches);
    trainer.run(listener);
    write(session.states(), trainer.progress(), "c");
    trainer.restoreBest();
    AtomicFile weights("w");
    saveWeights(weights, session.states(), {});
    return listener.reports;
  }
  void write(const States &states, const TrainProgress &progress,
             const std::string &path) {
    AtomicFile file(path);
    writeCheckpoint(file, states, progress, settings, true);
  }
  /// A checkpoint of nothing at all.
  void writeFresh(const std::string &path) {
    write(States(fakeModel), {}, path);
  }
  std::string loadMessage(const aec_model &model, const Settings &other) {
    States states(model);
    TrainProgress progress;
    return errorOf(
        [&] { loadCheckpoint(readCheckpoint("c"), states, progress, other); });
  }

  Samples train = wave(30), validation = wave(5);
  TrainOptions options;
  Settings settings = {{"--seed", "0"}, {"--batch-size", "8"}};
};
} // namespace

/// The same with gradients of an update that lacks batches, and with norms that
/// are known before the epoch's end.
TEST_F(Checkpoints, PiecesOfAccumulation) {
  options.accumulate = 3;
  options.gradientNorm = true;
  std::vector<EpochReport> whole = part(1000), pieces;
  std::string checkpoint = readFile("c"), weights = readFile("w");
  EXPECT_EQ(checkpoint.find("aec.gradient."), std::string::npos);
  std::filesystem::remove("c");
  part(2);
  EXPECT_NE(readFile("c").find("aec.gradient.mse.encoder.0.weight.gradient"),
            std::string::npos);
  for (int64_t batches : {2, 1, 1, 1, 2, 1000})
    for (const EpochReport &report : part(batches))
      pieces.push_back(report);
  EXPECT_EQ(readFile("w"), weights);
  ASSERT_EQ(pieces.size(), whole.size());
  for (size_t at = 0; at < whole.size(); ++at) {
    EXPECT_EQ(pieces[at].train[0].total, whole[at].train[0].total);
    EXPECT_EQ(pieces[at].objectives[0].gradientNorm,
              whole[at].objectives[0].gradientNorm);
    EXPECT_EQ(pieces[at].objectives[0].steps, int64_t(2 * (at + 1)));
  }
}

/// Batches of 8, 8, 8 and 6, four epochs: stops within and between epochs, and
/// behind a last batch whose validation is to come.
TEST_F(Checkpoints, PiecesAreTheWhole) {
  std::vector<EpochReport> whole = part(1000), pieces;
  std::string checkpoint = readFile("c"), weights = readFile("w");
  std::filesystem::remove("c");
  for (int64_t batches : {3, 1, 2, 5, 1, 1000})
    for (const EpochReport &report : part(batches))
      pieces.push_back(report);
  EXPECT_EQ(readFile("w"), weights);
  ASSERT_EQ(pieces.size(), whole.size());
  for (size_t at = 0; at < whole.size(); ++at) {
    EXPECT_EQ(pieces[at].epoch, whole[at].epoch);
    EXPECT_EQ(pieces[at].steps, whole[at].steps);
    EXPECT_EQ(pieces[at].train[0].total, whole[at].train[0].total);
    EXPECT_EQ(pieces[at].validation[0].total, whole[at].validation[0].total);
  }
  // Nothing but the clock differs; at the end of an epoch that is 0.
  EXPECT_EQ(readFile("c"), checkpoint);
}

TEST_F(Checkpoints, WeightsOfACheckpointAreWeights) {
  part(5);
  States states(fakeModel);
  loadWeights(states, "c");
  SafetensorsFile file = readSafetensors("c");
  EXPECT_EQ(states.exportRaw(0),
            std::vector<uint8_t>(file.find("encoder.0.weight")->data,
                                 file.find("encoder.0.weight")->data + 256));
}

TEST_F(Checkpoints, OtherRunsAreRefused) {
  writeFresh("c");
  EXPECT_EQ(loadMessage(fakeModel, settings), "no error");
  EXPECT_EQ(loadMessage(fakeModel, {{"--seed", "1"}, {"--batch-size", "9"}}),
            "c continues another run: --seed was 0, now 1; --batch-size was 8, "
            "now 9; give the same, or another folder to start afresh");
  EXPECT_EQ(loadMessage(fakeNormalized, settings),
            "c continues a run of another definition than fake-normalized's; "
            "train afresh in another folder, or start from its weights with "
            "--init c");
}

TEST_F(Checkpoints, DamageIsFound) {
  writeFresh("c");
  std::string good = readFile("c");
  writeFile("c", good.substr(0, good.size() - 8));
  EXPECT_NE(errorOf([] {
              readCheckpoint("c");
            }).find("c is not a valid safetensors file: "),
            std::string::npos);
  std::filesystem::remove("c");
  // What a power cut leaves: the size is right, the end is zeros.
  part(5);
  good = readFile("c");
  std::string zeros = good.substr(0, good.size() - 512) + std::string(512, 0);
  writeFile("c", zeros);
  std::string message = errorOf([] { readCheckpoint("c"); });
  EXPECT_EQ(message.find("c is damaged: its checksum is "), 0u) << message;
  Session session(fakeModel, 1);
  AtomicFile plain("w");
  saveWeights(plain, session.states(), {});
  EXPECT_EQ(errorOf([] { readCheckpoint("w"); }), "w is no checkpoint");
}

/// No flipped bit (every fifth byte is tried) is taken for a checkpoint, but in
/// the blanks behind the header, where it changes nothing or is no JSON.
TEST_F(Checkpoints, EveryFlippedByteIsFound) {
  part(5);
  std::string good = readFile("c");
  uint64_t header;
  std::memcpy(&header, good.data(), 8);
  size_t end = good.find_last_not_of(' ', 7 + header);
  for (size_t at = 0; at < good.size(); at += 5) {
    std::string bad = good;
    bad[at] = char(bad[at] ^ 1 << at % 8);
    writeFile("bad", bad);
    std::string message = errorOf([] { readCheckpoint("bad"); });
    if (at <= end || at >= 8 + header) {
      EXPECT_NE(message, "no error") << at;
    }
  }
}

TEST_F(Checkpoints, AnotherInstructionSetIsToldOf) {
  writeFresh("c");
  SafetensorsFile file = readCheckpoint("c");
  EXPECT_EQ(levelWarning(file, fakeModel), "");
  aec_model model = fakeModel;
  model.cpu_level = AEC_CPU_X86_64_V4;
  EXPECT_EQ(levelWarning(file, model),
            "c was written on x86-64 level 0, this run is on level 4: it "
            "continues, but rounds differently");
}

TEST_F(Checkpoints, MissingAndMisshapenTensors) {
  auto rewrite = [&](const std::string &name, bool drop) {
    writeFresh("c");
    SafetensorsFile file = readSafetensors("c");
    std::vector<SafetensorsTensor> tensors;
    std::vector<uint8_t> zeros(4);
    for (SafetensorsTensor tensor : file.tensors) {
      if (tensor.name == name && drop)
        continue;
      if (tensor.name == name)
        tensor = {name, "F32", {1}, zeros.data(), 4};
      tensors.push_back(tensor);
    }
    auto metadata = file.metadata;
    metadata["aec.checksum"] = checksum(tensors, metadata);
    AtomicFile out("c");
    writeSafetensors(out, tensors, metadata);
  };
  rewrite("aec.optimizer.m.encoder.0.bias", true);
  EXPECT_EQ(loadMessage(fakeModel, settings),
            "c lacks \"aec.optimizer.m.encoder.0.bias\"");
  rewrite("aec.optimizer.m.encoder.0.bias", false);
  EXPECT_EQ(loadMessage(fakeModel, settings),
            "c: \"aec.optimizer.m.encoder.0.bias\" is 1 F32, expected 4 F32");
  rewrite("aec.progress.values", true);
  EXPECT_EQ(loadMessage(fakeModel, settings),
            "c lacks \"aec.progress.values\"");
}

TEST_F(Checkpoints, FolderKeepsTheNewest) {
  CheckpointFolder folder("run", 2);
  EXPECT_FALSE(folder.newest([](const std::string &) {}).has_value());
  for (int64_t step : {5, 100, 20}) {
    writeFresh(folder.pathOf(step));
    folder.prune();
  }
  EXPECT_EQ(folder.steps(), (std::vector<int64_t>{100, 20}));
  EXPECT_EQ(folder.newest([](const std::string &) {})->path,
            "run/step-000000100.safetensors");
}

/// The one before it is taken, and the damaged one never outlives good ones.
TEST_F(Checkpoints, DamagedNewestIsSetAside) {
  CheckpointFolder folder("run", 2);
  writeFresh(folder.pathOf(1));
  writeFile(folder.pathOf(2), "");
  std::vector<std::string> warnings;
  auto warn = [&](const std::string &text) { warnings.push_back(text); };
  EXPECT_EQ(folder.newest(warn)->path, folder.pathOf(1));
  EXPECT_EQ(warnings,
            (std::vector<std::string>{
                "run/step-000000002.safetensors is not a valid safetensors "
                "file: it has 0 bytes, the header's length takes 8; trying the "
                "checkpoint before it"}));
  EXPECT_EQ(folder.steps(), (std::vector<int64_t>{1}));
  EXPECT_TRUE(std::filesystem::exists(folder.pathOf(2) + ".damaged"));
  writeFile(folder.pathOf(1), "");
  EXPECT_EQ(errorOf([&] { folder.newest(warn); }),
            "no checkpoint in run can be read; give another folder to start "
            "afresh");
}

TEST_F(Checkpoints, FolderIsLockedAndSwept) {
  std::filesystem::create_directory("run");
  writeFile("run/.step-000000001.safetensors.77.tmp", "half");
  writeFile("run/notes.tmp", "mine");
  CheckpointFolder folder("run", 1);
  EXPECT_FALSE(
      std::filesystem::exists("run/.step-000000001.safetensors.77.tmp"));
  EXPECT_TRUE(std::filesystem::exists("run/notes.tmp"));
  EXPECT_EQ(errorOf([] { CheckpointFolder("run", 1); }),
            "another run is writing checkpoints to run; wait for its end, or "
            "give another folder");
  writeFile("file", "");
  EXPECT_EQ(errorOf([] { CheckpointFolder("file", 1); }),
            "cannot use file for checkpoints: Not a directory");
}

/// Values of the reference implementation.
TEST(Fingerprint, IsXxh64) {
  EXPECT_EQ(fingerprint("", 0), 0xEF46DB3751D8E999u);
  EXPECT_EQ(fingerprint("a", 1), 0xD24EC4F1A98C6E5Bu);
  EXPECT_EQ(fingerprint("abc", 3), 0x44BC2CF5AD770999u);
  std::string text = "Nobody inspects the spammish repetition";
  EXPECT_EQ(fingerprint(text.data(), int64_t(text.size())),
            0xFBCEA83C8A378BF1u);
}
