//===- LibraryTest.cpp - Models in memory that the test brings ------------===//
//
// Memory is exactly as large as promised, on the heap, so that a sanitizer sees
// a byte beyond it; without one, guards do. Numbers are counted by hand as
// lib/Target/Library counts them.
//
//===----------------------------------------------------------------------===//
#include "aec/Runtime/Library.h"
#include "FakeModel.h"
#include "Support/AtomicFile.h"
#include "Testing.h"
#include "Weights/Safetensors.h"

#include <cmath>
#include <cstring>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
const aec_model *const models[] = {&fakeNormalized, nullptr};
const aec_batch_bytes lines[] = {{64, 80}, {32, 8}};
// A line for alignment, the model, 18 state pointers, a note, three arrays of
// arguments, three times 640 bytes of parameters, two normaliser states. No
// accumulators: a library has no halves of steps.
constexpr int64_t kFixed =
    64 + AEC_LIBRARY_CONTEXT_BYTES + 192 + 64 + 3 * 64 + 3 * 640 + 2 * 64;
// `reconstruct` has 16 floats in and 16 out.
const aec_library library{models, kFixed, 128, 2, lines, 0};

/// Memory for `batch` rows behind `skew` bytes, with a guard behind it.
class Memory {
public:
  Memory(int64_t batch, size_t skew)
      : size(aec_library_memory_bytes(&library, batch)), skew(skew),
        bytes(skew + size + kGuard, char(0x5a)) {}
  char *data() { return bytes.data() + skew; }
  bool guarded() const {
    for (size_t at = 0; at < bytes.size(); ++at)
      if ((at < skew || at >= skew + size) && bytes[at] != 0x5a)
        return false;
    return true;
  }
  const size_t size;

private:
  static constexpr size_t kGuard = 192;
  size_t skew;
  std::vector<char> bytes;
};

class Library : public InFolder {
protected:
  /// Rows with some spread in every column.
  static std::vector<float> rows(int64_t count) {
    std::vector<float> result;
    for (int64_t at = 0; at < count * 16; ++at)
      result.push_back(std::sin(float(at) * 0.37f) + float(at % 16));
    return result;
  }
  static aec_library_model *make(Memory &memory, int64_t batch) {
    aec_library_options options = {};
    options.batch = batch;
    aec_library_model *model = nullptr;
    EXPECT_EQ(aec_library_init(&library, memory.data(), memory.size, &options,
                               &model),
              AEC_LIBRARY_OK);
    return model;
  }
  /// The losses of a few steps and the scores behind them.
  static std::vector<double> use(aec_library_model *model, int64_t batch) {
    std::vector<float> x = rows(40), scores(40), again(40 * 16);
    const void *inputs[] = {x.data()};
    EXPECT_EQ(aec_library_fit(model, inputs, 40), AEC_LIBRARY_OK);
    std::vector<double> result(3);
    for (int step = 0; step < 5; ++step)
      EXPECT_EQ(aec_library_train_step(model, inputs, batch, 0, result.data()),
                AEC_LIBRARY_OK);
    void *outputs[] = {scores.data()}, *rebuilt[] = {again.data()};
    EXPECT_EQ(aec_library_run(model, 3, inputs, 40, outputs), AEC_LIBRARY_OK);
    EXPECT_EQ(aec_library_run(model, 2, inputs, 40, rebuilt), AEC_LIBRARY_OK);
    result.insert(result.end(), scores.begin(), scores.end());
    return result;
  }
};
} // namespace

TEST_F(Library, StaysInItsMemoryWhateverItsAlignment) {
  for (int64_t batch : {1, 15, 16, 17, 40}) {
    std::vector<double> first;
    for (size_t skew : {0, 1, 4, 31, 63}) {
      Memory memory(batch, skew);
      aec_library_model *model = make(memory, batch);
      ASSERT_TRUE(model);
      std::vector<double> found = use(model, batch);
      if (first.empty())
        first = found;
      EXPECT_EQ(found, first);
      EXPECT_EQ(aec_library_close(model), AEC_LIBRARY_OK);
      EXPECT_TRUE(memory.guarded()) << batch << " rows, skew " << skew;
    }
  }
}

/// The bytes asked for are the largest line's.
TEST_F(Library, BytesAreAFunctionOfTheBatch) {
  EXPECT_EQ(aec_library_memory_bytes(&library, 1),
            size_t(kFixed + 16 * 128 + 64 + 16 * 80));
  EXPECT_EQ(aec_library_memory_bytes(&library, 17),
            size_t(kFixed + 32 * 128 + 64 + 32 * 80));
  aec_library large = library;
  large.sample_bytes = INT64_MAX / 4;
  EXPECT_EQ(aec_library_memory_bytes(&large, 16), 0u);
  EXPECT_EQ(aec_library_memory_bytes(nullptr, 16), 0u);
}

/// A compiler that counted too little is found before anything is overwritten.
TEST_F(Library, RefusesALayoutThatDoesNotFit) {
  for (int64_t missing : {64, 128, 2048}) {
    Memory memory(16, 0);
    aec_library wrong = library;
    wrong.fixed_bytes -= missing + 64; // the line for alignment may be spare
    aec_library_model *model = nullptr;
    size_t size = aec_library_memory_bytes(&wrong, 16);
    std::vector<char> bytes(size + 64, 0x5a);
    aec_library_options options = {};
    options.batch = 16;
    EXPECT_EQ(aec_library_init(&wrong, bytes.data(), size, &options, &model),
              AEC_LIBRARY_INTERNAL);
    EXPECT_EQ(model, nullptr);
    for (size_t at = size; at < bytes.size(); ++at)
      EXPECT_EQ(bytes[at], 0x5a);
  }
}

TEST_F(Library, FilesGoBetweenModels) {
  Memory first(16, 8), second(16, 24);
  aec_library_model *from = make(first, 16), *to = make(second, 16);
  ASSERT_TRUE(from && to);
  use(from, 16);
  EXPECT_EQ(aec_library_save(from, "w"), AEC_LIBRARY_OK);
  EXPECT_EQ(aec_library_load(to, "w"), AEC_LIBRARY_OK);
  EXPECT_EQ(aec_library_save(to, "again"), AEC_LIBRARY_OK);
  EXPECT_EQ(readFile("w"), readFile("again"));
  std::string content = readFile("w");
  // Whatever is cut off, the model stays as it was.
  for (size_t size = 0; size < content.size(); size += 7)
    EXPECT_EQ(aec_library_load_memory(to, content.data(), size),
              AEC_LIBRARY_BAD_FILE);
  EXPECT_EQ(aec_library_save(to, "again"), AEC_LIBRARY_OK);
  EXPECT_EQ(content, readFile("again"));
}

/// What was measured on the weights that were loaded goes when they change.
TEST_F(Library, KeepsWhatAProgramNoted) {
  Memory memory(16, 8);
  aec_library_model *model = make(memory, 16);
  ASSERT_TRUE(model);
  EXPECT_EQ(aec_library_save(model, "w"), AEC_LIBRARY_OK);
  SafetensorsFile file = readSafetensors("w");
  const std::string columns(5000, 'c');
  std::map<std::string, std::string> notes = {
      {"aec.threshold", "0.012345678901234567"},
      {"aec.quantile", "0.99"},
      {"aec.calibrated", "50 samples of validation"},
      {"aec.entropy", "{}"},
      {"aec.columns.x", columns},
      {"aec.scale.x", "255"},
      {"aec.rate.x", "8000"}};
  notes.insert(file.metadata.begin(), file.metadata.end());
  auto saved = [&](const char *name) {
    EXPECT_EQ(aec_library_save(model, name), AEC_LIBRARY_OK);
    return readSafetensors(name).metadata;
  };
  auto load = [&](std::map<std::string, std::string> metadata) {
    AtomicFile noted("noted");
    writeSafetensors(noted, file.tensors, metadata);
    EXPECT_EQ(aec_library_load(model, "noted"), AEC_LIBRARY_OK);
  };
  load(notes);
  EXPECT_EQ(saved("again"), notes);
  use(model, 16);
  std::map<std::string, std::string> rest = file.metadata;
  for (const char *key : {"aec.columns.x", "aec.scale.x", "aec.rate.x"})
    rest[key] = notes[key];
  EXPECT_EQ(saved("later"), rest);
  // Another file, another program's notes; none is mixed with the last ones.
  load({{"aec.checkpoint", "1"}, {"aec.setting.epochs", "3"}, {"mine", "x"}});
  EXPECT_EQ(saved("last"), file.metadata);
  EXPECT_EQ(aec_library_close(model), AEC_LIBRARY_OK);
}
