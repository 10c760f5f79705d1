//===- Queue.cpp - Deferred work ------------------------------------------===//
#include "Queue.h"

using namespace aec;
using namespace aec::emulator;

cuda::Result Queue::runUpTo(int64_t count) {
  while (!waiting.empty() && pushed - int64_t(waiting.size()) < count) {
    Operation next = waiting.front();
    waiting.pop_front();
    if (cuda::Result result = next.run())
      return result;
  }
  return cuda::kSuccess;
}

bool Queue::reads(const char *start, size_t bytes) const {
  for (const Operation &operation : waiting)
    if (operation.reads < start + bytes &&
        start < operation.reads + operation.bytes)
      return true;
  return false;
}
