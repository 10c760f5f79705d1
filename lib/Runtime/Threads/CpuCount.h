//===- CpuCount.h - How many threads this process may keep busy -----------===//
//
// The number of cores of a machine is the wrong answer in a container: the
// affinity mask and the cgroup's quota say what is really there.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_CPUCOUNT_H
#define AEC_LIB_RUNTIME_CPUCOUNT_H

#include <string>

namespace aec::runtime {

/// CPUs this process may use: the smaller of its affinity mask and its cgroup's
/// quota (rounded up); at least 1.
int usableCpus();

/// CPUs a quota of the two forms grants ("200000 100000" or "max 100000" as
/// cgroup v2 writes it), rounded up; 0 where there is none.
int cpusOfQuota(const std::string &text);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_CPUCOUNT_H
