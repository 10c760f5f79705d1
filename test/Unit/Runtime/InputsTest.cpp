//===- InputsTest.cpp - Models with several inputs and results ------------===//
//
// Run in process with descriptors made for the purpose: two inputs, two
// results, a newer CPU, an entry that fails.
//
//===----------------------------------------------------------------------===//
#include "Commands/Inputs.h"
#include "Commands/Options.h"
#include "Commands/Program.h"
#include "Testing.h"

#include "FakeModel.h"
#include "Support/AtomicFile.h"
#include "Weights/Safetensors.h"

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
/// Loss: the mean of (x - target)^2.
int64_t difference(const aec_frame *frame) {
  auto *x = static_cast<const float *>(frame->inputs[0]);
  auto *target = static_cast<const float *>(frame->inputs[1]);
  float sum = 0;
  for (int64_t at = 0; at < frame->batch; ++at)
    sum += (x[at] - target[at]) * (x[at] - target[at]);
  auto *out = static_cast<float *>(frame->outputs[0]);
  out[0] = out[1] = sum / float(frame->batch);
  return AEC_OK;
}

/// Results: x + target and, as integers, the row in its batch.
int64_t both(const aec_frame *frame) {
  auto *x = static_cast<const float *>(frame->inputs[0]);
  auto *target = static_cast<const float *>(frame->inputs[1]);
  for (int64_t at = 0; at < frame->batch; ++at) {
    static_cast<float *>(frame->outputs[0])[at] = x[at] + target[at];
    static_cast<int64_t *>(frame->outputs[1])[at] = at;
  }
  return AEC_OK;
}

int64_t failing(const aec_frame *) { return 7; }

const int64_t kDims[] = {-1};
const aec_input kInputs[] = {{{"x", AEC_F32, 1, kDims}, 0, 0, 0, 0, 0, 0},
                             {{"target", AEC_F32, 1, kDims}, 0, 0, 0, 0, 0, 0}};
const aec_tensor kArguments[] = {{"x", AEC_F32, 1, kDims},
                                 {"target", AEC_F32, 1, kDims}};
const aec_tensor kResults[] = {{"sum", AEC_F32, 1, kDims},
                               {"row", AEC_I64, 1, kDims}};
const int64_t kBoth[] = {0, 1}, kNone[] = {-1, -1};
const aec_term kTerms[] = {{"difference", 1}};
const aec_objective kObjective = {"fit",
                                  AEC_F32,
                                  2,
                                  kBoth,
                                  1,
                                  kTerms,
                                  {difference, 0, 0},
                                  {difference, 0, 0},
                                  1,
                                  nullptr,
                                  1,
                                  nullptr,
                                  {},
                                  {},
                                  0,
                                  nullptr};
const aec_entry kEntries[] = {
    {"both", 2, kArguments, kBoth, 2, kResults, kNone, {both, 0, 0}},
    {"failing", 2, kArguments, kBoth, 1, kResults, kNone, {failing, 0, 0}}};

class TwoInputs : public InFolder {
protected:
  TwoInputs() {
    model.abi_version = AEC_ABI_VERSION;
    model.name = "two";
    model.hash = "0";
    model.inputs = kInputs;
    model.input_count = 2;
    model.objectives = &kObjective;
    model.objective_count = 1;
    model.entries = kEntries;
    model.entry_count = 2;
    writeFile("a.csv", "1\n2\n3\n");
    writeFile("b.csv", "1\n2\n5\n");
    AtomicFile file("two.safetensors");
    writeSafetensors(file, {}, {});
  }

  /// Exit code; what was printed is in out and err.
  int run(std::vector<const char *> arguments) {
    arguments.insert(arguments.begin(), "./two");
    const aec_model *models[] = {&model, nullptr};
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    int code = runProgram(models, int(arguments.size()), arguments.data());
    std::fflush(stdout);
    out = ::testing::internal::GetCapturedStdout();
    err = ::testing::internal::GetCapturedStderr();
    return code;
  }

  aec_model model = {};
  std::string out, err;
};
} // namespace

TEST_F(TwoInputs, BindByName) {
  EXPECT_EQ(run({"train", "--data", "target=b.csv", "--data", "x=a.csv",
                 "--epochs", "1", "--threads", "1"}),
            0)
      << err;
  EXPECT_NE(out.find("epoch 1/1 loss 1.333 "), std::string::npos) << out;
}

/// A file without a name belongs to the first input.
TEST_F(TwoInputs, FirstInputNeedsNoName) {
  EXPECT_EQ(run({"both", "--data", "a.csv", "--data", "target=b.csv",
                 "--batch-size", "2"}),
            0)
      << err;
  EXPECT_EQ(out, "index,sum\n0,2\n1,4\n2,8\n");
}

TEST_F(TwoInputs, MissingAndUnknownNames) {
  EXPECT_EQ(run({"train", "--data", "a.csv"}), 2);
  EXPECT_EQ(err, "error: --data target=FILE is needed; inputs: x, target\n");
  EXPECT_EQ(run({"train", "--data", "a.csv", "--data", "tarfet=b.csv"}), 2);
  EXPECT_EQ(err, "error: --data tarfet=b.csv: no such name \"tarfet\"; known: "
                 "x, target. Did you mean target?\n");
  EXPECT_EQ(run({"train", "--data", "a.csv", "--data", "b.csv"}), 2);
  EXPECT_EQ(err, "error: --data is given twice for \"x\"; name the others: "
                 "--data NAME=FILE\n");
}

TEST_F(TwoInputs, RowsMustAgree) {
  writeFile("b.csv", "1\n2\n");
  EXPECT_EQ(run({"train", "--data", "a.csv", "--data", "target=b.csv"}), 1);
  EXPECT_EQ(err, "error: b.csv has 2 samples, a.csv has 3; inputs need the "
                 "same number\n");
}

TEST_F(TwoInputs, SeveralResults) {
  EXPECT_EQ(run({"both", "--data", "a.csv", "--data", "target=b.csv", "--out",
                 "row=r.csv", "--out", "sum=s.npy"}),
            0)
      << err;
  EXPECT_EQ(readFile("r.csv"), "index,row\n0,0\n1,1\n2,2\n");
  EXPECT_EQ(readArray("s.npy").shape, (std::vector<int64_t>{3}));
}

TEST_F(TwoInputs, FailingEntryWritesNothing) {
  EXPECT_EQ(run({"failing", "--data", "a.csv", "--data", "target=b.csv",
                 "--out", "f.csv"}),
            1);
  EXPECT_EQ(err, "error: failing failed with status 7 at sample 0\n");
  EXPECT_FALSE(std::filesystem::exists("f.csv"));
}

TEST_F(TwoInputs, ValidationFilesBindByName) {
  EXPECT_EQ(
      run({"train", "--data", "a.csv", "--data", "target=a.csv", "--validation",
           "a.csv", "--validation", "target=b.csv", "--epochs", "1"}),
      0)
      << err;
  EXPECT_NE(out.find(" loss 0.000 validation 1.333 "), std::string::npos)
      << out;
}

TEST_F(TwoInputs, OldCpu) {
  model.cpu_level = 99;
  EXPECT_EQ(run({"info"}), 1);
  EXPECT_EQ(err.find("error: this program needs an x86-64-v99 CPU; this one "
                     "offers x86-64"),
            0u)
      << err;
  EXPECT_EQ(run({"--version"}), 0);
  EXPECT_NE(out.find("\ncode for x86-64-v99\n"), std::string::npos) << out;
}

TEST_F(TwoInputs, NoCommand) {
  EXPECT_EQ(run({}), 2);
  EXPECT_EQ(err,
            "error: a command is needed: train, both, failing, plot, report, "
            "info; see "
            "./two --help\n");
}

TEST(BindFiles, NamesWithEqualsSigns) {
  std::map<std::string, std::string> expected = {{"x", "b=c.npy"}};
  EXPECT_EQ(bindFiles("--data", {"x=b=c.npy"}, {"x"}, true), expected);
}

TEST(Nearest, FindsTypos) {
  std::vector<std::string> verbs = {"train", "encode", "decode"};
  EXPECT_EQ(nearest("tran", verbs), "train");
  EXPECT_EQ(nearest("encoed", verbs), "encode");
  EXPECT_EQ(nearest("frobnicate", verbs), "");
  EXPECT_EQ(nearest("y", {"x"}), "");
  EXPECT_EQ(nearest("", verbs), "");
}
