//===- Levels.cpp - The instruction sets a program is compiled for --------===//
//
// A program holds the code of two levels and picks one at start-up; baseline
// x86-64 is left out, because the generated vector code would be slower than
// the reference there. `native` is for one machine and says so in its level.
//
//===----------------------------------------------------------------------===//
#include "aec/Runtime/Abi.h"
#include "aec/Target/CPU.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Function.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;
using namespace aec;

static CpuLevel thirdLevel() {
  return {"x86-64-v3", "", AEC_CPU_X86_64_V3, "aec.v3.", false, true};
}

static CpuLevel fourthLevel() {
  return {"x86-64-v4", "", AEC_CPU_X86_64_V4, "aec.v4.", true, true};
}

/// The machine the compiler runs on, with what its CPU has and no more.
static std::vector<CpuLevel> nativeLevel(std::string &error) {
  StringMap<bool> host = sys::getHostCPUFeatures();
  if (!host.lookup("avx2") || !host.lookup("fma")) {
    error =
        "this machine's CPU has no AVX2 and FMA, which compiled models need; "
        "use --target=reference";
    return {};
  }
  SmallVector<std::string> features;
  for (auto &[name, present] : host)
    features.push_back((present ? "+" : "-") + name.str());
  llvm::sort(features);
  bool wide = host.lookup("avx512f") && host.lookup("avx512vl") &&
              host.lookup("avx512bw") && host.lookup("avx512dq") &&
              host.lookup("avx512cd");
  return {{sys::getHostCPUName().str(), join(features, ","),
           wide ? AEC_CPU_X86_64_V4 : AEC_CPU_X86_64_V3, "aec.native.", wide,
           true}};
}

std::vector<CpuLevel> aec::cpuLevels(StringRef march, bool reference,
                                     std::string &error) {
  if (reference && (march.empty() || march == "generic"))
    return {{"x86-64", "", AEC_CPU_GENERIC, "aec.", false, false}};
  if (march.empty())
    return {fourthLevel(), thirdLevel()};
  if (march == "x86-64-v3")
    return {thirdLevel()};
  if (march == "x86-64-v4")
    return {fourthLevel()};
  if (march == "native")
    return nativeLevel(error);
  error = ("unknown --march '" + march +
           "', expected native, x86-64-v3 or x86-64-v4")
              .str();
  return {};
}

void aec::applyLevel(Module &module, const CpuLevel &level, Exports exports) {
  for (Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", level.cpu);
    if (!level.features.empty())
      function.addFnAttr("target-features", level.features);
    if (level.wideVectors)
      function.addFnAttr("prefer-vector-width", "512");
    if (level.flushDenormals)
      function.addFnAttr("denormal-fp-math", "preserve-sign,preserve-sign");
    function.addFnAttr(Attribute::NoUnwind);
    function.addFnAttr(Attribute::MustProgress);
    if (exports == Exports::None ||
        !function.getName().starts_with(level.prefix))
      function.setLinkage(GlobalValue::InternalLinkage);
  }
}
