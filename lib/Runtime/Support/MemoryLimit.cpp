//===- MemoryLimit.cpp - What data may take of the memory -----------------===//
//
// A file that unpacks to more than the machine has would otherwise be known by
// the kernel killing the program. proc(5): MemAvailable; cgroups(7):
// memory.max.
//
//===----------------------------------------------------------------------===//
#include "MemoryLimit.h"

#include "../Error.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <fstream>

using namespace aec::runtime;

/// The number behind `wanted` in a file of names and numbers; -1 without one.
static int64_t numberIn(const char *path, const std::string &wanted) {
  std::ifstream file(path);
  std::string name, rest;
  for (int64_t value = 0; file >> name >> value; std::getline(file, rest))
    if (name == wanted)
      return value;
  return -1;
}

static int64_t available() {
  int64_t kibibytes = numberIn("/proc/meminfo", "MemAvailable:");
  return kibibytes < 0 ? INT64_MAX : kibibytes * 1024;
}

/// What the container may still take; its limit may be "max". Cached files
/// count as used there, but give way.
static int64_t leftInContainer() {
  int64_t limit = 0;
  int64_t used = numberIn("/sys/fs/cgroup/memory.stat", "anon");
  if (used < 0 || !(std::ifstream("/sys/fs/cgroup/memory.max") >> limit))
    return INT64_MAX;
  return std::max<int64_t>(0, limit - used);
}

int64_t aec::runtime::usableMemory() {
  return std::min(available(), leftInContainer());
}

bool aec::runtime::parseBytes(const std::string &text, int64_t &bytes) {
  int64_t value = 0;
  const char *last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc() || value <= 0 || last - end > 1)
    return false;
  const char units[] = "KMGT";
  const char *unit = end == last ? nullptr : std::strchr(units, *end);
  if (end != last && (!unit || !*unit))
    return false;
  int64_t factor = unit ? int64_t(1) << (10 * (unit - units + 1)) : 1;
  return multiply(value, factor, bytes);
}
