//===- DeviceFunction.cpp - One kernel while it is written ----------------===//
#include "DeviceFunction.h"
#include "aec/Buffers/Attributes.h"
#include "aec/Runtime/Abi.h"
#include "aec/Target/MemRefs.h"
#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/StringExtras.h"
#include <cstddef>

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

Value aec::cuda::scalarsOf(func::FuncOp host) {
  for (BlockArgument argument : host.getArguments())
    if (host.getArgAttr(argument.getArgNumber(), kScalarsAttr))
      return argument;
  Builder builder(host.getContext());
  NamedAttribute mark(builder.getStringAttr(kScalarsAttr),
                      builder.getUnitAttr());
  unsigned place = host.getNumArguments();
  (void)host.insertArgument(place,
                            LLVM::LLVMPointerType::get(host.getContext()),
                            builder.getDictionaryAttr(mark), host.getLoc());
  return host.getArgument(place);
}

/// PTX has letters, digits and underscores; MLIR's names have more.
static std::string nameKernel(func::FuncOp host) {
  std::string name = host.getName().str();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !llvm::isAlnum(c); }, '_');
  return name;
}

DeviceFunction::DeviceFunction(gpu::GPUModuleOp module, func::FuncOp host,
                               Location loc, bool guarded)
    : builder(module.getContext()), loc(loc), host(host), module(module) {
  builder.setInsertionPointToEnd(module.getBody());
  SymbolTable symbols(module);
  function =
      gpu::GPUFuncOp::create(builder, loc, nameKernel(host),
                             FunctionType::get(builder.getContext(), {}, {}));
  symbols.insert(function);
  function->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                    builder.getUnitAttr());
  Block &entry = function.getBody().front();
  builder.setInsertionPointToStart(&entry);
  gpu::ReturnOp::create(builder, loc);
  builder.setInsertionPointToStart(&entry);
  if (guarded)
    guard();
}

/// Everything that follows is done where the status is AEC_OK.
void DeviceFunction::guard() {
  Value status =
      LLVM::LoadOp::create(builder, loc, builder.getI64Type(),
                           scalarAddress(offsetof(aec_device_scalars, status)));
  Value good = arith::ConstantOp::create(builder, loc,
                                         builder.getI64IntegerAttr(AEC_OK));
  Value goes = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                     status, good);
  auto then = scf::IfOp::create(builder, loc, goes, /*withElse=*/false);
  builder.setInsertionPointToStart(then.thenBlock());
}

BlockArgument DeviceFunction::addParameter(Type type, Value argument) {
  arguments.push_back(argument);
  Block &entry = function.getBody().front();
  SmallVector<Type> types = llvm::to_vector(entry.getArgumentTypes());
  types.push_back(type);
  BlockArgument result = entry.addArgument(type, loc);
  function.setFunctionType(FunctionType::get(builder.getContext(), types, {}));
  return result;
}

Value DeviceFunction::scalars() {
  if (!scalarsValue) {
    Value from = scalarsOf(host);
    scalarsValue = addParameter(from.getType(), from);
  }
  return scalarsValue;
}

Value DeviceFunction::scalarAddress(int64_t offset) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  return LLVM::GEPOp::create(builder, loc, pointer, builder.getI8Type(),
                             scalars(),
                             ArrayRef<LLVM::GEPArg>{int32_t(offset)});
}

/// Of every batch-led tensor; a function without any has no batch.
Value DeviceFunction::batch() {
  if (batchValue)
    return batchValue;
  for (BlockArgument argument : host.getArguments()) {
    auto type = dyn_cast<MemRefType>(argument.getType());
    if (type && type.getRank() && type.isDynamicDim(0) &&
        !host.getArgAttr(argument.getArgNumber(), kArenaAttr))
      return batchValue = addParameter(builder.getI64Type(), argument);
  }
  return batchValue = arith::ConstantOp::create(builder, loc,
                                                builder.getI64IntegerAttr(0));
}

Value DeviceFunction::memory(BlockArgument argument, MemRefType type) {
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Value address = addParameter(pointer, argument), leading;
  if (host.getArgAttr(argument.getArgNumber(), kArenaAttr))
    leading = arith::ConstantOp::create(builder, loc,
                                        builder.getI64IntegerAttr(INT64_MAX));
  else if (type.getRank() && type.isDynamicDim(0))
    leading = batch();
  return buildMemref(builder, loc, address, type, leading);
}

/// A scalar of the frame, from the device's copy; null for others.
Value DeviceFunction::frameScalar(BlockArgument argument) {
  static const std::pair<StringRef, size_t> fields[] = {
      {kStepAttr, offsetof(aec_device_scalars, step)},
      {kSeedAttr, offsetof(aec_device_scalars, seed)},
      {kLearningRateAttr, offsetof(aec_device_scalars, learning_rate)},
      {kEpochAttr, offsetof(aec_device_scalars, epoch)},
      {kEpochsAttr, offsetof(aec_device_scalars, epochs)},
      {kGradientWeightAttr, offsetof(aec_device_scalars, gradient_weight)}};
  for (auto [name, offset] : fields)
    if (host.getArgAttr(argument.getArgNumber(), name))
      return LLVM::LoadOp::create(builder, loc, argument.getType(),
                                  scalarAddress(offset));
  return {};
}

Value DeviceFunction::getArgument(BlockArgument argument) {
  if (argument.getType().isIndex()) {
    Value number = addParameter(builder.getI64Type(), argument);
    return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                      number);
  }
  if (argument.getOwner()->getParentOp() != host.getOperation()) {
    emitError(loc, "has no CUDA lowering: it takes a value of type ")
        << argument.getType() << " from a loop";
    return {};
  }
  if (auto type = dyn_cast<MemRefType>(argument.getType()))
    return memory(argument, type);
  if (Value value = frameScalar(argument))
    return value;
  emitError(loc, "has no CUDA lowering: argument #")
      << argument.getArgNumber() << " of type " << argument.getType()
      << " has no place on the device";
  return {};
}

/// Brings a constant's memory into the device's module.
static void copyGlobal(gpu::GPUModuleOp module, memref::GetGlobalOp op) {
  if (module.lookupSymbol(op.getName()))
    return;
  auto global = SymbolTable::lookupNearestSymbolFrom<memref::GlobalOp>(
      module->getParentOp(), op.getNameAttr());
  OpBuilder builder = OpBuilder::atBlockBegin(module.getBody());
  builder.clone(*global);
}

bool DeviceFunction::check(Operation *op) {
  if (isRecomputed(op))
    return true;
  emitError(loc, "has no CUDA lowering: it reads the result of '")
      << op->getName() << "', which only the device knows";
  return false;
}

/// The function's argument that `value` is, and has `attribute`.
static bool isArgument(func::FuncOp func, Value value, StringRef attribute) {
  auto argument = dyn_cast<BlockArgument>(value);
  return argument && argument.getOwner()->getParentOp() == func &&
         func.getArgAttr(argument.getArgNumber(), attribute);
}

/// A place in the arena is a parameter of its own, so that kernels of two
/// functions are the same where their plans are not. Null for other values.
Value DeviceFunction::place(Value value) {
  auto view = value.getDefiningOp<memref::ViewOp>();
  if (!view || !isArgument(host, view.getSource(), kArenaAttr))
    return {};
  auto pointer = LLVM::LLVMPointerType::get(builder.getContext());
  Value address = addParameter(pointer, value), leading;
  for (Value size : view.getSizes()) {
    leading = get(size);
    if (!leading)
      return {};
    leading =
        arith::IndexCastOp::create(builder, loc, builder.getI64Type(), leading);
  }
  return buildMemref(builder, loc, address, view.getType(), leading);
}

/// The batch, where `value` is the leading size of an argument.
Value DeviceFunction::leadingSize(Value value) {
  auto dim = value.getDefiningOp<memref::DimOp>();
  auto argument =
      dim ? dyn_cast<BlockArgument>(dim.getSource()) : BlockArgument();
  if (!argument || argument.getOwner()->getParentOp() != host ||
      dim.getConstantIndex() != 0 ||
      !cast<MemRefType>(argument.getType()).isDynamicDim(0) ||
      host.getArgAttr(argument.getArgNumber(), kArenaAttr))
    return {};
  return arith::IndexCastOp::create(builder, loc, builder.getIndexType(),
                                    batch());
}

Value DeviceFunction::get(Value value) {
  if (Value known = values.lookupOrNull(value))
    return known;
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    Value result = getArgument(argument);
    if (result)
      values.map(value, result);
    return result;
  }
  for (auto special : {&DeviceFunction::place, &DeviceFunction::leadingSize})
    if (Value result = (this->*special)(value)) {
      values.map(value, result);
      return result;
    }
  Operation *op = value.getDefiningOp();
  if (!check(op))
    return {};
  for (Value operand : op->getOperands())
    if (!get(operand))
      return {};
  if (auto global = dyn_cast<memref::GetGlobalOp>(op))
    copyGlobal(module, global);
  builder.clone(*op, values);
  return values.lookup(value);
}

Operation *DeviceFunction::clone(Operation *op) {
  SetVector<Value> used(op->operand_begin(), op->operand_end());
  getUsedValuesDefinedAbove(op->getRegions(), used);
  for (Value value : used)
    if (!get(value))
      return nullptr;
  IRMapping local = values;
  return builder.clone(*op, local);
}

gpu::LaunchFuncOp DeviceFunction::finish(OpBuilder &at, const Launch &launch) {
  function.setKnownBlockSize(
      ArrayRef<int32_t>{int32_t(launch.threadsX), int32_t(launch.threadsY), 1});
  auto index = [&](int64_t value) -> Value {
    return arith::ConstantIndexOp::create(at, loc, value);
  };
  SmallVector<Value> operands;
  for (auto [argument, parameter] :
       llvm::zip_equal(arguments, function.getBody().front().getArguments())) {
    bool isNumber = parameter.getType().isInteger(64);
    if (isNumber && isa<MemRefType>(argument.getType()))
      argument = memref::DimOp::create(at, loc, argument, 0); // the batch
    if (isNumber)
      argument =
          arith::IndexCastOp::create(at, loc, parameter.getType(), argument);
    else if (isa<MemRefType>(argument.getType()))
      argument = cpu::pointerTo(at, loc, argument);
    operands.push_back(argument);
  }
  Value one = index(1);
  gpu::KernelDim3 grid{launch.blocks, one, one};
  gpu::KernelDim3 block{index(launch.threadsX), index(launch.threadsY), one};
  return gpu::LaunchFuncOp::create(at, loc, function, grid, block,
                                   /*dynamicSharedMemorySize=*/Value(),
                                   operands);
}
