//===- MergedKernel.cpp - Several launches written as one -----------------===//
//
// Blocks are divided among strands by their number, so that a branch is the
// same for all threads of a block and barriers stay in step. The memory that
// blocks share is one piece, which each strand, and each phase of one, has for
// itself.
//
//===----------------------------------------------------------------------===//
#include "MergedKernel.h"
#include "Forms.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

static bool isOne(Value size) { return getConstantIntValue(size) == 1; }

SmallVector<int64_t, 2> aec::cuda::threadsOf(gpu::LaunchFuncOp launch) {
  gpu::KernelDim3 size = launch.getBlockSizeOperandValues();
  return {getConstantIntValue(size.x).value_or(0),
          getConstantIntValue(size.y).value_or(0)};
}

/// The kernel of a launch, where it is in a module of this one.
static gpu::GPUFuncOp kernelOf(gpu::LaunchFuncOp launch) {
  return SymbolTable::lookupNearestSymbolFrom<gpu::GPUFuncOp>(
      launch, launch.getKernelAttr());
}

bool aec::cuda::hasOneBlock(gpu::LaunchFuncOp launch) {
  return isOne(launch.getGridSizeOperandValues().x);
}

bool aec::cuda::canMerge(gpu::LaunchFuncOp launch) {
  gpu::KernelDim3 grid = launch.getGridSizeOperandValues();
  SmallVector<int64_t, 2> threads = threadsOf(launch);
  gpu::GPUFuncOp kernel = kernelOf(launch);
  if (!isOne(grid.y) || !isOne(grid.z) || !threads[0] || !threads[1] ||
      !isOne(launch.getBlockSizeOperandValues().z) || launch.hasClusterSize() ||
      launch.getDynamicSharedMemorySize() || launch.getAsyncToken() ||
      !kernel || !kernel.getBody().hasOneBlock())
    return false;
  // A barrier of a part of a block is for whole warps.
  bool hasWarps = threads[0] * threads[1] % 32 == 0;
  return !kernel
              .walk([&](Operation *op) {
                if (isa<gpu::BarrierOp>(op) && !hasWarps)
                  return WalkResult::interrupt();
                return isa<gpu::ClusterIdOp, gpu::ClusterDimOp,
                           gpu::ClusterBlockIdOp, gpu::DynamicSharedMemoryOp>(
                           op)
                           ? WalkResult::interrupt()
                           : WalkResult::advance();
              })
              .wasInterrupted();
}

MergedKernel::MergedKernel(gpu::GPUModuleOp module, SmallVector<Strand> strands)
    : module(module), symbols(module), strands(std::move(strands)),
      builder(module.getContext()),
      loc(this->strands.front().front().getLoc()) {}

gpu::GPUFuncOp MergedKernel::calleeOf(gpu::LaunchFuncOp launch) {
  return symbols.lookup<gpu::GPUFuncOp>(launch.getKernelName());
}

Value MergedKernel::index(int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

/// What the host passes, once; constants need not be passed.
Value MergedKernel::parameter(Value host) {
  if (std::optional<int64_t> known = getConstantIntValue(host))
    return arith::ConstantOp::create(
        builder, loc, builder.getIntegerAttr(host.getType(), *known));
  Value &known = parameters[host];
  if (!known) {
    Block &entry = kernel.getBody().front();
    Type type = host.getType();
    known = entry.addArgument(
        type.isIndex() ? Type(builder.getI64Type()) : type, loc);
  }
  if (!host.getType().isIndex())
    return known;
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                    known);
}

void MergedKernel::collectCases() {
  llvm::MapVector<ArrayAttr, Case> byKernels;
  threads = threadsOf(strands.front().front());
  bool alike = true;
  int64_t most = 0;
  for (Strand &strand : strands) {
    SmallVector<Attribute> names;
    for (gpu::LaunchFuncOp launch : strand) {
      names.push_back(launch.getKernelAttr());
      SmallVector<int64_t, 2> size = threadsOf(launch);
      alike &= size == threads;
      most = std::max(most, size[0] * size[1]);
    }
    byKernels[builder.getArrayAttr(names)].strands.push_back(&strand);
  }
  if (!alike)
    threads = {most, 1};
  for (auto &[names, at] : byKernels)
    cases.push_back(at);
}

/// Which blocks are whose.
void MergedKernel::writeBounds() {
  block = blockIndex(builder, loc);
  Value end = index(0);
  for (Case &at : cases) {
    at.start = end;
    for (Strand *strand : at.strands) {
      at.counts.push_back(
          parameter(strand->front().getGridSizeOperandValues().x));
      end = builder.createOrFold<arith::AddIOp>(loc, end, at.counts.back());
      at.ends.push_back(end);
    }
  }
}

/// The value of the strand that the block belongs to.
Value MergedKernel::choose(const Case &at,
                           function_ref<Value(size_t)> valueOf) {
  Value value = valueOf(at.strands.size() - 1);
  for (size_t i = at.strands.size() - 1; i-- > 0;) {
    Value other = valueOf(i);
    if (other == value)
      continue;
    Value isOther = isLess(builder, loc, block, at.ends[i]);
    value = arith::SelectOp::create(builder, loc, isOther, other, value);
  }
  return value;
}

void MergedKernel::writeCases(ArrayRef<Case> rest) {
  if (rest.size() == 1)
    return writeCase(rest.front());
  Value isHere = isLess(builder, loc, block, rest.front().ends.back());
  auto branch = scf::IfOp::create(builder, loc, isHere, /*withElse=*/true);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(branch.thenBlock());
  writeCase(rest.front());
  builder.setInsertionPointToStart(branch.elseBlock());
  writeCases(rest.drop_front());
}

void MergedKernel::writeCase(const Case &at) {
  size_t phases = at.strands.front()->size();
  for (size_t phase = 0; phase < phases; ++phase) {
    if (phase)
      gpu::BarrierOp::create(builder, loc);
    writePhase(at, phase);
  }
}

void MergedKernel::writePhase(const Case &at, size_t phase) {
  gpu::LaunchFuncOp first = (*at.strands.front())[phase];
  gpu::GPUFuncOp callee = calleeOf(first);
  IRMapping values;
  for (BlockArgument argument : callee.getArguments())
    values.map(argument, choose(at, [&](size_t strand) {
                 gpu::LaunchFuncOp launch = (*at.strands[strand])[phase];
                 return parameter(
                     launch.getKernelOperand(argument.getArgNumber()));
               }));
  Value start = choose(at, [&](size_t strand) {
    return strand ? at.ends[strand - 1] : at.start;
  });
  Value count = choose(at, [&](size_t strand) { return at.counts[strand]; });
  Value local = builder.createOrFold<arith::SubIOp>(loc, block, start);
  inlineBody(callee, values, local, count, threadsOf(first));
}

/// Blocks of all strands; the host counts them.
void MergedKernel::launch() {
  gpu::LaunchFuncOp last = strands.back().back();
  OpBuilder host(last);
  auto number = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(host, loc, value);
  };
  Value blocks = number(0), one = number(1);
  for (Strand &strand : strands)
    blocks = host.createOrFold<arith::AddIOp>(
        loc, blocks, strand.front().getGridSizeOperandValues().x);
  SmallVector<Value> operands;
  for (auto [value, parameter] : parameters)
    operands.push_back(
        value.getType().isIndex()
            ? arith::IndexCastOp::create(host, loc, parameter.getType(), value)
            : value);
  gpu::LaunchFuncOp::create(host, loc, kernel, {blocks, one, one},
                            {number(threads[0]), number(threads[1]), one},
                            /*dynamicSharedMemorySize=*/Value(), operands);
  for (Strand &strand : strands)
    for (gpu::LaunchFuncOp launch : strand)
      launch.erase();
}

void MergedKernel::write() {
  builder.setInsertionPointToEnd(module.getBody());
  kernel = gpu::GPUFuncOp::create(builder, loc,
                                  strands.front().front().getKernelName(),
                                  builder.getFunctionType({}, {}));
  symbols.insert(kernel);
  kernel->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                  builder.getUnitAttr());
  Block &entry = kernel.getBody().front();
  builder.setInsertionPointToStart(&entry);
  gpu::ReturnOp::create(builder, loc);
  builder.setInsertionPointToStart(&entry);
  collectCases();
  writeBounds();
  writeCases(cases);
  replaceMemory();
  kernel.setFunctionType(builder.getFunctionType(entry.getArgumentTypes(), {}));
  kernel.setKnownBlockSize(
      ArrayRef<int32_t>{int32_t(threads[0]), int32_t(threads[1]), 1});
  launch();
}
