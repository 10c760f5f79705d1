//===- DeviceChoice.cpp - --device, and the descriptor it chooses ---------===//
#include "DeviceChoice.h"

#include "../Error.h"
#include "../Threads/Cpu.h"

#include <cstring>

using namespace aec::runtime;

DeviceChoice::DeviceChoice(const aec_model *const *models, int argc,
                           const char *const *argv) {
  for (; *models; ++models)
    ((*models)->cuda ? onCuda : onCpu).push_back(*models);
  onCpu.push_back(nullptr);
  onCuda.push_back(nullptr);
  constexpr const char name[] = "--device";
  constexpr size_t length = sizeof name - 1;
  for (int at = 0; at < argc; ++at) {
    if (std::strncmp(argv[at], name, length) != 0)
      words.push_back(argv[at]);
    else if (argv[at][length] == '=')
      asked = argv[at] + length + 1;
    else if (argv[at][length])
      words.push_back(argv[at]); // another option
    else
      asked = at + 1 < argc ? argv[++at] : "";
  }
}

const aec_model &DeviceChoice::model() const {
  bool hasCpu = onCpu.size() > 1, hasCuda = onCuda.size() > 1;
  std::string device = asked ? asked : hasCuda ? "cuda" : "cpu", message;
  if (device != "cuda" && device != "cpu")
    throw UsageError(
        concat("--device: expected cuda or cpu, found ", quote(device)));
  if (device == "cuda" ? !hasCuda : !hasCpu && hasCuda)
    throw UsageError(concat("--device: this program has no code for ",
                            device == "cuda" ? "a GPU" : "the CPU",
                            "; compile the model with --target=", device));
  const aec_model *found = selectModel(
      (device == "cuda" ? onCuda : onCpu).data(), cpuLevel(), message);
  if (!found)
    fail(message);
  return *found;
}

std::string DeviceChoice::help() const {
  if (onCpu.size() == 1 || onCuda.size() == 1)
    return "";
  return "\nEvery command takes --device cuda|cpu (default: cuda)";
}

std::string DeviceChoice::remedy() const {
  if (onCpu.size() == 1 || onCuda.size() == 1)
    return "";
  return "; --device cpu computes without one";
}
