//===- GenerateKernels.cpp - The pass aec-generate-cpu-kernels ------------===//
//
// Runs behind bufferization, on memrefs: what a kernel reads and writes is
// known by then, and its loops need no alias analysis.
//
//===----------------------------------------------------------------------===//
#include "Emitter.h"
#include "ScanKernel.h"
#include "aec/Target/CPU/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace aec {
#define GEN_PASS_DEF_GENERATECPUKERNELSPASS
#include "aec/Target/CPU/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {
class GenerateCPUKernels
    : public aec::impl::GenerateCPUKernelsPassBase<GenerateCPUKernels> {
public:
  using Base::Base;

  void runOnOperation() override {
    FailureOr<cpu::Machine> machine = machineOf(level);
    if (failed(machine))
      return signalPassFailure();
    SmallVector<cpu::KernelOp> kernels;
    getOperation()->walk([&](cpu::KernelOp op) { kernels.push_back(op); });
    for (cpu::KernelOp kernel : kernels)
      if (failed(generate(kernel, *machine)))
        return signalPassFailure();
    SmallVector<cpu::ScanOp> scans;
    getOperation()->walk([&](cpu::ScanOp op) { scans.push_back(op); });
    for (cpu::ScanOp scan : scans)
      if (failed(generate(scan, *machine)))
        return signalPassFailure();
  }

private:
  FailureOr<cpu::Machine> machineOf(StringRef name) {
    // v4: 24 accumulators of 32 registers; v3: 12 halves of 16; generic: 8
    // quarters of 16.
    if (name == "v4")
      return cpu::Machine{8, 3, 28, true, grainWork};
    if (name == "v3")
      return cpu::Machine{6, 1, 6, true, grainWork};
    if (name == "generic")
      return cpu::Machine{2, 1, 2, false, grainWork};
    return emitError(getOperation()->getLoc(),
                     "expected level v4, v3 or generic, found ")
           << name;
  }

  LogicalResult generate(cpu::ScanOp scan, const cpu::Machine &machine) {
    if (scan.getNumResults())
      return scan.emitOpError("expected memrefs; bufferization comes before "
                              "loops are generated");
    if (!scan->getParentOfType<func::FuncOp>())
      return scan.emitOpError("expected to be in a func.func");
    cpu::emitScan(scan, machine);
    scan.erase();
    return success();
  }

  LogicalResult generate(cpu::KernelOp kernel, const cpu::Machine &machine) {
    if (kernel.getNumResults())
      return kernel.emitOpError("expected memrefs; bufferization comes before "
                                "loops are generated");
    if (!kernel->getParentOfType<func::FuncOp>())
      return kernel.emitOpError("expected to be in a func.func");
    std::string reason;
    FailureOr<cpu::Payload> payload = cpu::analyzePayload(kernel, reason);
    if (failed(payload))
      return kernel.emitOpError("no loops can be generated: ") << reason;
    OpBuilder builder(kernel);
    cpu::Emitter emitter(builder, *payload, machine);
    switch (payload->kind) {
    case cpu::KernelKind::Map:
      cpu::emitMap(emitter);
      break;
    case cpu::KernelKind::Columns:
      cpu::emitColumns(emitter);
      break;
    case cpu::KernelKind::Product:
      cpu::emitProduct(emitter);
      break;
    case cpu::KernelKind::Convolution:
      cpu::emitConvolution(emitter);
      break;
    case cpu::KernelKind::WeightGradient:
      cpu::emitWeightGradient(emitter);
      break;
    case cpu::KernelKind::Pool:
      cpu::emitPool(emitter);
      break;
    case cpu::KernelKind::Transpose:
      cpu::emitTranspose(emitter);
      break;
    }
    kernel.erase();
    return success();
  }
};
} // namespace
