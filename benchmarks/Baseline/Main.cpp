//===- Main.cpp - The hand-written baseline as a worker of run.py ---------===//
//
// Reads commands from standard input and answers each with a line of JSON, so
// that run.py can interleave it with the other contenders (workers/common.py
// has the protocol). Usage: aec-bench-baseline SIZES BATCH THREADS DATA
// PARAMETERS with comma-separated sizes and files of raw f32.
//
//===----------------------------------------------------------------------===//
#include "DenseTrainer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

using namespace baseline;
using Clock = std::chrono::steady_clock;

static std::vector<float> readFloats(const char *path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) {
    std::fprintf(stderr, "%s: cannot be read\n", path);
    std::exit(1);
  }
  std::vector<float> values(file.tellg() / sizeof(float));
  file.seekg(0);
  file.read(reinterpret_cast<char *>(values.data()),
            values.size() * sizeof(float));
  return values;
}

static std::vector<int64_t> parseSizes(const std::string &text) {
  std::vector<int64_t> sizes;
  std::stringstream stream(text);
  for (std::string item; std::getline(stream, item, ',');)
    sizes.push_back(std::stoll(item));
  return sizes;
}

namespace {
/// The trainer with its data set: batches follow each other, round and round.
class Worker {
public:
  Worker(char **arguments)
      : sizes(parseSizes(arguments[1])), batch(std::atoll(arguments[2])),
        trainer(sizes, batch, std::atoi(arguments[3])),
        parameters(readFloats(arguments[5])) {
    std::vector<float> values = readFloats(arguments[4]);
    batches = values.size() / (batch * sizes.front());
    data = Buffer(values.size());
    std::copy(values.begin(), values.end(), data.data());
    trainer.reset(parameters);
  }

  /// Trains afresh; the mean loss of each epoch.
  void losses(int epochs) {
    trainer.reset(parameters);
    std::printf("{\"losses\": [");
    for (int epoch = 0; epoch < epochs; ++epoch) {
      double sum = 0;
      for (int64_t i = 0; i < batches; ++i)
        sum += trainer.step(input(i));
      std::printf("%s%.9g", epoch ? ", " : "", sum / batches);
    }
    std::printf("]}\n");
  }

  void run(int steps) {
    std::vector<double> times(steps);
    for (double &time : times) {
      Clock::time_point start = Clock::now();
      trainer.step(input(next++ % batches));
      std::chrono::duration<double, std::micro> taken = Clock::now() - start;
      time = taken.count();
    }
    std::sort(times.begin(), times.end());
    std::printf("{\"median_us\": %.3f, \"min_us\": %.3f}\n", times[steps / 2],
                times[0]);
  }

private:
  const float *input(int64_t index) const {
    return data.data() + index * batch * sizes.front();
  }

  std::vector<int64_t> sizes;
  int64_t batch, batches = 0, next = 0;
  DenseTrainer trainer;
  std::vector<float> parameters;
  Buffer data;
};
} // namespace

int main(int argc, char **argv) {
  if (argc != 6) {
    std::fprintf(stderr, "usage: aec-bench-baseline SIZES BATCH THREADS DATA "
                         "PARAMETERS\n");
    return 1;
  }
  Worker worker(argv);
  std::printf("{\"settings\": \"oneDNN %d.%d.%d, own spinning threads\"}\n",
              DNNL_VERSION_MAJOR, DNNL_VERSION_MINOR, DNNL_VERSION_PATCH);
  std::fflush(stdout);
  std::string command;
  for (int count; std::cin >> command >> count; std::fflush(stdout)) {
    if (command == "losses")
      worker.losses(count);
    else if (command == "run")
      worker.run(count);
  }
}
