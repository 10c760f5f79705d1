//===- CudaGraphs.cpp - Recording and replaying ---------------------------===//
#include "CudaGraphs.h"

using namespace aec;
using namespace aec::runtime;

/// Different sequences of calls that are recorded: those behind are enqueued
/// one by one.
static constexpr size_t kMostGraphs = 64;

cuda::GraphExec CudaGraphs::record(const std::function<void()> &enqueue) {
  constexpr const char what[] = "recording a step";
  driver.check(
      driver.cuStreamBeginCapture_v2(stream, cuda::kCaptureThreadLocal), what);
  cuda::Graph graph = nullptr;
  try {
    enqueue();
  } catch (...) {
    if (!driver.cuStreamEndCapture(stream, &graph) && graph)
      driver.cuGraphDestroy(graph);
    throw;
  }
  driver.check(driver.cuStreamEndCapture(stream, &graph), what);
  cuda::GraphExec made = nullptr;
  cuda::Result failed = driver.cuGraphInstantiateWithFlags(&made, graph, 0);
  driver.cuGraphDestroy(graph);
  driver.check(failed, what);
  return made;
}

void CudaGraphs::run(const std::vector<RecordedCall> &calls,
                     const std::function<void()> &enqueue) {
  auto known = graphs.find(calls);
  if (known == graphs.end()) {
    if (graphs.size() < kMostGraphs)
      graphs[calls].times = 1;
    return enqueue();
  }
  Recorded &recorded = known->second;
  if (++recorded.times == 2)
    recorded.graph = record(enqueue);
  if (!recorded.graph)
    return enqueue();
  driver.checkWork(driver.cuGraphLaunch(recorded.graph, stream),
                   "launching recorded steps");
}

void CudaGraphs::clear() {
  for (auto &[key, recorded] : graphs)
    if (recorded.graph)
      driver.cuGraphExecDestroy(recorded.graph);
  graphs.clear();
}
