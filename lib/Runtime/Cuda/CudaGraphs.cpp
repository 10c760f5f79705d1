//===- CudaGraphs.cpp - Recording and replaying ---------------------------===//
#include "CudaGraphs.h"

using namespace aec;
using namespace aec::runtime;

/// Null where the driver does not record it: then it is enqueued every time.
cuda::GraphExec CudaGraphs::record(const aec_code &code,
                                   const aec_frame &frame) {
  if (driver.cuStreamBeginCapture_v2(stream, cuda::kCaptureThreadLocal))
    return nullptr;
  code.run(&frame);
  cuda::Graph graph = nullptr;
  if (driver.cuStreamEndCapture(stream, &graph) || !graph)
    return nullptr;
  cuda::GraphExec made = nullptr;
  if (driver.cuGraphInstantiateWithFlags(&made, graph, 0))
    made = nullptr;
  driver.cuGraphDestroy(graph);
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
