//===- Forms.cpp - Choosing a form, and what all are written with ---------===//
#include "Forms.h"
#include "RowTiles.h"
#include "TileLoader.h"
#include "aec/Target/CUDA.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

/// What a device's module multiplies in, of cudaPrecisions().
constexpr llvm::StringLiteral precisionAttr = "ae.precision";

/// Results that do not vary along the columns are written once a row, behind
/// everything that may read what they replace: a block must know when.
static bool needsRows(const cpu::Payload &payload) {
  return !payload.reductions.empty() ||
         llvm::any_of(payload.results, [&](const cpu::Coordinates &at) {
           return !cpu::Payload::reaches(at, payload.split, payload.rank);
         });
}

/// Groups of so few channels that a tile would be empty for the most part:
/// sums of a depthwise convolution are short.
static bool isDots(cpu::ConvolutionOp op) {
  ProductSize size = sizeOfConvolution(op);
  return op.getGroups() > 1 && size.columns < 8;
}

static Form formOfProduct(const cpu::Payload &payload) {
  ProductSize size = sizeOfProduct(payload);
  TileShape shape = chooseTile(size);
  std::string name = llvm::formatv(
      "a block a tile of {0} x {1} of the {2}", shape.rows, shape.columns,
      payload.convolution.op ? "convolution" : "product");
  Form form{name, {{launchProduct, emitProduct}}};
  if (cpu::KernelOp(payload.kernel).getScratch()) {
    form.name += ", its depth in slices";
    form.parts.push_back({launchSums, emitSums});
  }
  return form;
}

Form aec::cuda::formOf(const cpu::Payload &payload) {
  if (cpu::KernelOp(payload.kernel)->hasAttr(kRowTilesAttr))
    return {"a block a tile of rows", {{launchRowTiles, emitRowTiles}}};
  switch (payload.kind) {
  case cpu::KernelKind::Map:
    if (needsRows(payload))
      return {"a block a row", {{launchRows, emitRows}}};
    return {"a thread a point", {{launchPoints, emitPoints}}};
  case cpu::KernelKind::Columns:
    return {"a block a panel of columns", {{launchColumns, emitColumns}}};
  case cpu::KernelKind::Transpose:
    return {"a thread a point, in another order",
            {{launchPoints, emitReordering}}};
  case cpu::KernelKind::Convolution:
    if (isDots(payload.convolution.op))
      return {"a thread a result of the convolution", {{launchDots, emitDots}}};
    return formOfProduct(payload);
  case cpu::KernelKind::WeightGradient:
  case cpu::KernelKind::Product:
    return formOfProduct(payload);
  case cpu::KernelKind::Pool:
    break;
  }
  llvm_unreachable("groups are converted without pools");
}

/// What emitters of CPUs ask about and kernels of devices do not use, but that
/// products and sums are contracted.
static const cpu::Machine machine{1, 1, 1, /*hasFma=*/true, 1};

FailureOr<gpu::LaunchFuncOp> aec::cuda::emitPart(DeviceFunction &kernel,
                                                 const cpu::Payload &payload,
                                                 const FormPart &part) {
  cpu::KernelOp op = payload.kernel;
  auto clone = cast_or_null<cpu::KernelOp>(kernel.clone(op));
  if (!clone)
    return failure();
  kernel.builder.setInsertionPoint(clone);
  std::string reason;
  FailureOr<cpu::Payload> inside = cpu::analyzePayload(clone, reason);
  cpu::Emitter device(kernel.builder, *inside, machine);
  part.emit(device);
  clone.erase();
  OpBuilder at(op);
  cpu::Emitter host(at, payload, machine);
  return kernel.finish(at, part.launch(host));
}

//===--- What the module says ---------------------------------------------===//

LogicalResult aec::cuda::setPrecision(gpu::GPUModuleOp module, StringRef name) {
  if (!llvm::is_contained(cudaPrecisions(), name))
    return module.emitError("unknown precision '")
           << name << "', expected one of "
           << llvm::join(cudaPrecisions(), ", ");
  module->setAttr(precisionAttr, StringAttr::get(module.getContext(), name));
  return success();
}

Precision aec::cuda::precisionAt(OpBuilder &builder) {
  Operation *op = builder.getInsertionBlock()->getParentOp();
  auto module = op->getParentOfType<gpu::GPUModuleOp>();
  auto name = module->getAttrOfType<StringAttr>(precisionAttr);
  return llvm::StringSwitch<Precision>(name.getValue())
      .Case("tf32", Precision::TF32)
      .Case("bf16", Precision::BF16)
      .Default(Precision::F32);
}

//===--- What forms are written with --------------------------------------===//

Value aec::cuda::threadIndex(OpBuilder &builder, Location loc,
                             gpu::Dimension dim) {
  return gpu::ThreadIdOp::create(builder, loc, dim);
}

Value aec::cuda::blockIndex(OpBuilder &builder, Location loc) {
  return gpu::BlockIdOp::create(builder, loc, gpu::Dimension::x);
}

static Value constantIndex(OpBuilder &builder, Location loc, int64_t value) {
  return arith::ConstantIndexOp::create(builder, loc, value);
}

void aec::cuda::overAll(OpBuilder &builder, Location loc, Value count,
                        int64_t threads, Body body) {
  Value size = constantIndex(builder, loc, threads);
  Value first = arith::AddIOp::create(
      builder, loc,
      arith::MulIOp::create(builder, loc, blockIndex(builder, loc), size),
      threadIndex(builder, loc));
  Value blocks = gpu::GridDimOp::create(builder, loc, gpu::Dimension::x);
  Value step = arith::MulIOp::create(builder, loc, blocks, size);
  auto loop = scf::ForOp::create(builder, loc, first, count, step);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(loop.getBody());
  body(loop.getInductionVar());
}

void aec::cuda::when(OpBuilder &builder, Location loc, Value condition,
                     function_ref<void()> body) {
  auto then = scf::IfOp::create(builder, loc, condition, /*withElse=*/false);
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(then.thenBlock());
  body();
}

Value aec::cuda::isLess(OpBuilder &builder, Location loc, Value lhs,
                        Value rhs) {
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::slt, lhs,
                               rhs);
}

Value aec::cuda::blocksFor(OpBuilder &builder, Location loc, Value count,
                           int64_t size) {
  return arith::CeilDivUIOp::create(builder, loc, count,
                                    constantIndex(builder, loc, size));
}

SmallVector<Value> aec::cuda::spread(OpBuilder &builder, Location loc,
                                     Value flat, ArrayRef<Value> extents) {
  // Dimensions of one in front of all others need no division.
  size_t first = 0;
  while (first + 1 < extents.size() && getConstantIntValue(extents[first]) == 1)
    ++first;
  SmallVector<Value> place(extents.size());
  for (size_t i = 0; i < first; ++i)
    place[i] = constantIndex(builder, loc, 0);
  for (size_t i = extents.size(); i-- > first + 1;) {
    place[i] = builder.createOrFold<arith::RemUIOp>(loc, flat, extents[i]);
    flat = builder.createOrFold<arith::DivUIOp>(loc, flat, extents[i]);
  }
  if (!extents.empty())
    place[first] = flat;
  return place;
}

Value aec::cuda::sharedMemory(OpBuilder &builder, Location loc,
                              ArrayRef<int64_t> shape, Type element) {
  Operation *at = builder.getInsertionBlock()->getParentOp();
  auto module = isa<gpu::GPUModuleOp>(at)
                    ? cast<gpu::GPUModuleOp>(at)
                    : at->getParentOfType<gpu::GPUModuleOp>();
  auto space = gpu::AddressSpaceAttr::get(builder.getContext(),
                                          gpu::AddressSpace::Workgroup);
  auto type =
      MemRefType::get(shape, element, MemRefLayoutAttrInterface(), space);
  SymbolTable symbols(module);
  OpBuilder outside = OpBuilder::atBlockBegin(module.getBody());
  auto global = memref::GlobalOp::create(
      outside, loc, "shared", outside.getStringAttr("private"), type,
      /*initial_value=*/outside.getUnitAttr(), /*constant=*/false,
      /*alignment=*/outside.getI64IntegerAttr(sharedAlignment));
  symbols.insert(global);
  return memref::GetGlobalOp::create(builder, loc, type, global.getSymName());
}

SmallVector<Value> aec::cuda::extentsOf(cpu::Emitter &e, unsigned from,
                                        unsigned to) {
  SmallVector<Value> extents;
  for (unsigned dim = from; dim < to; ++dim)
    extents.push_back(e.extent(dim));
  return extents;
}

Value aec::cuda::productOf(cpu::Emitter &e, ArrayRef<Value> extents) {
  Value product = e.index(1);
  for (Value extent : extents)
    product = e.mul(extent, product);
  return product;
}
