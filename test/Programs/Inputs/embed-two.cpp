// Two models in one C++ program that throws exceptions of its own, through
// calls of both and in other threads, with a static pool of threads in one of
// them.
#include "conditional.h"
#include "machine.h"

#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {
void require(int status, const char *text, const char *message) {
  if (status)
    throw std::runtime_error(std::string(text) + "; " + message);
}

/// Owns a model of "tabular".
class Machine {
public:
  explicit Machine(int64_t threads)
      : memory(MACHINE_MEMORY_BYTES(MACHINE_BATCH)) {
    machine_options options = {};
    options.threads = threads;
    check(machine_init(memory.data(), memory.size(), &options, &model));
  }
  ~Machine() { machine_close(model); }
  void check(machine_status status) const {
    require(status, machine_error_text(status), machine_message(model));
  }
  double train() {
    std::vector<float> rows(MACHINE_BATCH * MACHINE_ROW_SIZE, 0.25f);
    double losses[MACHINE_LOSSES] = {};
    for (int step = 0; step < 50; ++step)
      check(machine_train_step(model, rows.data(), MACHINE_BATCH, 0, losses));
    return losses[MACHINE_LOSS_RECONSTRUCTION];
  }
  machine_model *model = nullptr;

private:
  std::vector<char> memory;
};
} // namespace

/// A file that does not exist: the library throws inside, we throw outside.
static bool throwsForFile(Machine &machine) {
  try {
    machine.check(machine_load(machine.model, "none"));
  } catch (const std::exception &error) {
    return std::string(error.what()) ==
           "the weights cannot be read or are no safetensors file; cannot "
           "read none: No such file or directory";
  }
  return false;
}

static int run() {
  Machine first(2), second(1);
  double loss = first.train();
  if (!throwsForFile(first) || loss != second.train()) {
    std::puts("one model");
    return 1;
  }
  std::vector<char> memory(CONDITIONAL_MEMORY_BYTES(16));
  conditional_options options = {};
  options.batch = 16;
  conditional_model *conditional = nullptr;
  require(
      conditional_init(memory.data(), memory.size(), &options, &conditional),
      "init", "");
  std::vector<int64_t> labels(40, 3);
  std::vector<float> images(40 * CONDITIONAL_SAMPLE_OUT_SIZE, -1);
  require(conditional_sample(conditional, labels.data(), 40, images.data()),
          "sample", conditional_message(conditional));
  conditional_close(conditional);
  // A model a thread.
  bool thrown[4] = {};
  std::vector<std::thread> threads;
  for (bool &one : thrown)
    threads.emplace_back([&one, loss] {
      Machine machine(1);
      one = machine.train() == loss && throwsForFile(machine);
    });
  bool all = true;
  for (size_t at = 0; at < threads.size(); ++at) {
    threads[at].join();
    all = all && thrown[at];
  }
  std::printf("%s, loss %g\n", all ? "all agree" : "differ", loss);
  return all ? 0 : 1;
}

int main() {
  try {
    return run();
  } catch (const std::exception &error) {
    std::puts(error.what());
    return 1;
  }
}
