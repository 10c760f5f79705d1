//===- CpuCount.cpp - Affinity and cgroup quota ---------------------------===//
//
// Both cgroup versions are read at the process's own group and at the root of
// the mount, which is where a container sees its own limit.
//
//===----------------------------------------------------------------------===//
#include "CpuCount.h"

#include <algorithm>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <thread>

using namespace aec::runtime;

static std::string firstLine(const std::string &path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

int aec::runtime::cpusOfQuota(const std::string &text) {
  std::istringstream stream(text);
  double quota = 0, period = 0;
  if (!(stream >> quota >> period) || quota <= 0 || period <= 0)
    return 0;
  double cpus = quota / period;
  return cpus > 1e6 ? 0 : std::max(1, int(cpus + 0.999));
}

/// The process's folder in the hierarchy of `controller` ("" for version 2).
static std::string groupOf(const std::string &controller) {
  std::ifstream file("/proc/self/cgroup");
  for (std::string line; std::getline(file, line);) {
    size_t first = line.find(':');
    size_t second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos)
      continue;
    std::string names = "," + line.substr(first + 1, second - first - 1) + ",";
    if (names == "," + controller + "," ||
        (!controller.empty() &&
         names.find("," + controller + ",") != std::string::npos))
      return line.substr(second + 1);
  }
  return "/";
}

/// The tightest quota of the process's cgroup, in CPUs; 0 without one.
static int quotaCpus() {
  int least = 0;
  auto note = [&least](int cpus) {
    if (cpus > 0)
      least = least ? std::min(least, cpus) : cpus;
  };
  const std::string root = "/sys/fs/cgroup";
  for (const std::string &group : {std::string("/"), groupOf("")})
    note(cpusOfQuota(firstLine(root + group + "/cpu.max")));
  for (const std::string &group : {std::string("/"), groupOf("cpu")}) {
    std::string folder = root + "/cpu" + group;
    note(cpusOfQuota(firstLine(folder + "/cpu.cfs_quota_us") + " " +
                     firstLine(folder + "/cpu.cfs_period_us")));
  }
  return least;
}

int aec::runtime::usableCpus() {
  int cpus = int(std::thread::hardware_concurrency());
  cpu_set_t mask;
  if (sched_getaffinity(0, sizeof(mask), &mask) == 0)
    cpus = CPU_COUNT(&mask);
  if (int quota = quotaCpus())
    cpus = std::min(cpus, quota);
  return std::max(cpus, 1);
}
