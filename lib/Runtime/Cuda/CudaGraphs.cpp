//===- CudaGraphs.cpp - Recording and replaying ---------------------------===//
#include "CudaGraphs.h"

using namespace aec;
using namespace aec::runtime;

cuda::GraphExec CudaGraphs::record(const aec_code &code,
                                   const aec_frame &frame) {
  constexpr const char what[] = "recording a step";
  driver.check(
      driver.cuStreamBeginCapture_v2(stream, cuda::kCaptureThreadLocal), what);
  code.run(&frame);
  cuda::Graph graph = nullptr;
  driver.check(driver.cuStreamEndCapture(stream, &graph), what);
  cuda::GraphExec made = nullptr;
  cuda::Result failed = driver.cuGraphInstantiateWithFlags(&made, graph, 0);
  driver.cuGraphDestroy(graph);
  driver.check(failed, what);
  return made;
}

void CudaGraphs::run(const aec_code &code, const aec_frame &frame) {
  Recorded &recorded = graphs[{&code, frame.batch}];
  if (++recorded.calls == 2)
    recorded.graph = record(code, frame);
  if (!recorded.graph) {
    code.run(&frame);
    return;
  }
  driver.check(driver.cuGraphLaunch(recorded.graph, stream),
               "launching a recorded step");
}

void CudaGraphs::clear() {
  for (auto &[key, recorded] : graphs)
    if (recorded.graph)
      driver.cuGraphExecDestroy(recorded.graph);
  graphs.clear();
}
