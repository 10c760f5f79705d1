//===- ShareDeviceKernels.cpp - The pass aec-share-device-kernels ---------===//
//
// A step, its halves, its evaluation and the entries have the same forward
// kernels. Places in memory are parameters, so that twins differ by the names
// of their shared memory alone, which are made alike first.
//
//===----------------------------------------------------------------------===//
#include "aec/Target/CUDA/Passes.h"

#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/Remarks.h"

namespace aec {
#define GEN_PASS_DEF_SHAREDEVICEKERNELSPASS
#include "aec/Target/CUDA/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

/// The n-th memory of a type has one name in all kernels: a block has memory
/// for what its own kernel names.
static void shareNames(gpu::GPUModuleOp module) {
  llvm::DenseMap<std::pair<Type, unsigned>, FlatSymbolRefAttr> names;
  SymbolTable symbols(module);
  for (auto kernel : module.getOps<gpu::GPUFuncOp>()) {
    llvm::DenseMap<Type, unsigned> counts;
    llvm::DenseMap<StringAttr, FlatSymbolRefAttr> renamed;
    kernel.walk([&](memref::GetGlobalOp get) {
      auto global = symbols.lookup<memref::GlobalOp>(get.getName());
      if (!global ||
          !gpu::GPUDialect::hasWorkgroupMemoryAddressSpace(global.getType()))
        return;
      auto [known, isNew] = renamed.try_emplace(get.getNameAttr().getAttr());
      if (isNew) {
        Type type = global.getType();
        known->second = names
                            .try_emplace({type, counts[type]++},
                                         FlatSymbolRefAttr::get(global))
                            .first->second;
      }
      get.setNameAttr(known->second);
    });
  }
}

static bool areTwins(gpu::GPUFuncOp lhs, gpu::GPUFuncOp rhs) {
  auto attributesOf = [](gpu::GPUFuncOp kernel) {
    NamedAttrList list(kernel->getAttrDictionary());
    list.erase(SymbolTable::getSymbolAttrName());
    return list.getDictionary(kernel.getContext());
  };
  return attributesOf(lhs) == attributesOf(rhs) &&
         OperationEquivalence::isRegionEquivalentTo(
             &lhs.getBody(), &rhs.getBody(),
             OperationEquivalence::IgnoreLocations);
}

/// Equal for twins.
static size_t hashOf(gpu::GPUFuncOp kernel) {
  llvm::hash_code hash = hash_value(kernel.getFunctionType());
  kernel.walk([&](Operation *op) {
    hash = llvm::hash_combine(hash, op->getName().getAsOpaquePointer());
  });
  return hash;
}

namespace {
struct ShareDeviceKernels
    : aec::impl::ShareDeviceKernelsPassBase<ShareDeviceKernels> {
  void runOnOperation() override {
    for (auto module : getOperation().getOps<gpu::GPUModuleOp>()) {
      shareNames(module);
      share(module);
    }
  }

private:
  void share(gpu::GPUModuleOp module);
};
} // namespace

void ShareDeviceKernels::share(gpu::GPUModuleOp module) {
  llvm::DenseMap<size_t, SmallVector<gpu::GPUFuncOp>> firsts;
  llvm::DenseMap<StringAttr, StringAttr> kept;
  size_t all = 0;
  for (auto kernel :
       llvm::make_early_inc_range(module.getOps<gpu::GPUFuncOp>())) {
    ++all;
    SmallVector<gpu::GPUFuncOp> &near = firsts[hashOf(kernel)];
    auto *first = llvm::find_if(
        near, [&](gpu::GPUFuncOp other) { return areTwins(other, kernel); });
    if (first == near.end()) {
      near.push_back(kernel);
      continue;
    }
    kept[kernel.getNameAttr()] = first->getNameAttr();
    kernel.erase();
  }
  getOperation().walk([&](gpu::LaunchFuncOp launch) {
    if (launch.getKernelModuleName() != module.getNameAttr())
      return;
    if (StringAttr name = kept.lookup(launch.getKernelName()))
      launch.setKernelAttr(SymbolRefAttr::get(module.getNameAttr(),
                                              FlatSymbolRefAttr::get(name)));
  });
  remark::passed(module.getLoc(),
                 remark::RemarkOpts::name("share-kernels").category("cuda"))
      << llvm::formatv("{0} kernels for {1} places of the program",
                       all - kept.size(), all)
             .str();
}
