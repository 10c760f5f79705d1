//===- CublasLt.cpp - Loading, choosing, multiplying ----------------------===//
//
// The library counts columns first: a row-major matrix is its transpose there,
// and what is computed is dst^T = rhs^T * lhs^T, whose result is row-major dst.
//
//===----------------------------------------------------------------------===//
#include "CublasLt.h"

#include "../Error.h"
#include "../Model/Device.h"
#include "aec/Runtime/CudaAbi.h"

#include <dlfcn.h>

using namespace aec;
using namespace aec::runtime;
namespace lt = aec::cublaslt;

/// That of CUDA 11.8, which is what a driver must be for at least.
static constexpr size_t kLeastVersion = 111100;
/// What NVIDIA recommends for devices from 90 on.
static constexpr int64_t kWorkspace = int64_t(32) << 20;

//===----------------------------------------------------------------------===//
// The library
//===----------------------------------------------------------------------===//

static void *openLibrary() {
  std::string why;
  for (const char *name :
       {"libcublasLt.so.13", "libcublasLt.so.12", "libcublasLt.so.11"}) {
    if (void *library = dlopen(name, RTLD_NOW))
      return library;
    if (why.empty())
      why = dlerror();
  }
  throw DeviceMissingError(concat(
      "no cuBLASLt: ", why,
      "; install cuBLAS, or compile the model with --products=generated"));
}

static CublasLtLibrary open() {
  void *library = openLibrary();
  CublasLtLibrary found;
#define X(name, result, arguments)                                             \
  found.name = reinterpret_cast<decltype(found.name)>(dlsym(library, #name));  \
  if (!found.name)                                                             \
    throw DeviceMissingError(                                                  \
        "cuBLASLt is too old: it has no " #name                                \
        ", expected that of CUDA 11.8 or later; update it");
  AEC_CUBLASLT_CALLS(X)
#undef X
  if (size_t version = found.cublasLtGetVersion(); version < kLeastVersion)
    throw DeviceMissingError(
        concat("cuBLASLt is too old: it is version ", version / 10000, ".",
               version / 100 % 100,
               ", expected 11.11, that of CUDA 11.8, or later; update it"));
  return found;
}

const CublasLtLibrary &CublasLtLibrary::load() {
  static const CublasLtLibrary library = open();
  return library;
}

//===----------------------------------------------------------------------===//
// Products
//===----------------------------------------------------------------------===//

struct CublasLt::Plan {
  explicit Plan(const CublasLtLibrary &library) : library(library) {}
  ~Plan() {
    for (lt::MatrixLayout layout : {rhs, lhs, dst})
      if (layout)
        library.cublasLtMatrixLayoutDestroy(layout);
    if (desc)
      library.cublasLtMatmulDescDestroy(desc);
  }
  Plan(const Plan &) = delete;
  Plan &operator=(const Plan &) = delete;

  const CublasLtLibrary &library;
  lt::MatmulDesc desc = nullptr;
  lt::MatrixLayout rhs = nullptr, lhs = nullptr, dst = nullptr;
  lt::Heuristic chosen = {};
};

/// Of an address, as far as the library cares.
static uint32_t alignmentOf(const void *address) {
  constexpr uint64_t most = 256;
  return uint32_t((reinterpret_cast<uint64_t>(address) | most) &
                  -(reinterpret_cast<uint64_t>(address) | most));
}

CublasLt::CublasLt(const CudaDriver &driver)
    : library(CublasLtLibrary::load()), workspace(driver) {
  if (!workspace.grow(kWorkspace))
    fail("not enough memory on the GPU for the ", kWorkspace,
         " bytes that cuBLASLt works in");
  if (lt::Status status = library.cublasLtCreate(&handle))
    fail("cuBLASLt does not start: ", library.cublasLtGetStatusString(status));
}

CublasLt::~CublasLt() {
  plans.clear();
  if (handle)
    library.cublasLtDestroy(handle);
}

std::string CublasLt::text(const Product &product, lt::Status status) const {
  if (!status)
    return "";
  return concat("the GPU failed while multiplying ", product.m, "x", product.k,
                " by ", product.k, "x", product.n, ": ",
                library.cublasLtGetStatusString(status));
}

/// Operands and what is done to the sum.
std::string CublasLt::describe(const Product &product, Plan &plan) const {
  bool lhsTransposed = product.form & AEC_CUDA_LHS_TRANSPOSED;
  bool rhsTransposed = product.form & AEC_CUDA_RHS_TRANSPOSED;
  auto layout = [&](lt::MatrixLayout &made, int64_t rows, int64_t columns) {
    return library.cublasLtMatrixLayoutCreate(
        &made, lt::kFloat32, uint64_t(rows), uint64_t(columns), rows);
  };
  auto [m, n, k] = std::tuple(product.m, product.n, product.k);
  lt::Status status = library.cublasLtMatmulDescCreate(
      &plan.desc, lt::kCompute32, lt::kFloat32);
  if (!status)
    status = rhsTransposed ? layout(plan.rhs, k, n) : layout(plan.rhs, n, k);
  if (!status)
    status = lhsTransposed ? layout(plan.lhs, m, k) : layout(plan.lhs, k, m);
  if (!status)
    status = layout(plan.dst, n, m);
  int32_t a = rhsTransposed ? lt::kTransposed : lt::kPlain,
          b = lhsTransposed ? lt::kTransposed : lt::kPlain;
  uint32_t epilogue = 0;
  if (product.form & AEC_CUDA_RELU)
    epilogue |= lt::kRelu;
  if (product.form & AEC_CUDA_GELU)
    epilogue |= lt::kGelu;
  if (product.bias)
    epilogue |= lt::kBias;
  if (!epilogue)
    epilogue = lt::kNoEpilogue;
  auto set = [&](int attribute, const auto &value) {
    if (!status)
      status = library.cublasLtMatmulDescSetAttribute(plan.desc, attribute,
                                                      &value, sizeof value);
  };
  set(lt::kTransposeA, a);
  set(lt::kTransposeB, b);
  set(lt::kEpilogue, epilogue);
  // Its alignment matters to what the library chooses.
  if (product.bias)
    set(lt::kBiasPointer, product.bias);
  return text(product, status);
}

/// The library's first choice for these sizes and alignments.
std::string CublasLt::choose(const Product &product, Plan &plan) const {
  lt::Preference preference = nullptr;
  lt::Status status = library.cublasLtMatmulPreferenceCreate(&preference);
  auto set = [&](int attribute, auto value) {
    if (!status)
      status = library.cublasLtMatmulPreferenceSetAttribute(
          preference, attribute, &value, sizeof value);
  };
  set(lt::kWorkspaceBytes, uint64_t(kWorkspace));
  set(lt::kAlignmentA, alignmentOf(product.rhs));
  set(lt::kAlignmentB, alignmentOf(product.lhs));
  set(lt::kAlignmentC, alignmentOf(product.dst));
  set(lt::kAlignmentD, alignmentOf(product.dst));
  int count = 0;
  if (!status)
    status = library.cublasLtMatmulAlgoGetHeuristic(
        handle, plan.desc, plan.rhs, plan.lhs, plan.dst, plan.dst, preference,
        1, &plan.chosen, &count);
  if (preference)
    library.cublasLtMatmulPreferenceDestroy(preference);
  if (!status && !count)
    status = lt::kNotSupported;
  return text(product, status);
}

std::string CublasLt::run(const Product &product, Plan &plan,
                          cuda::Stream stream) {
  lt::Status status = lt::kSuccess;
  if (product.bias)
    status = library.cublasLtMatmulDescSetAttribute(
        plan.desc, lt::kBiasPointer, &product.bias, sizeof product.bias);
  const float one = 1, zero = 0;
  if (!status)
    status = library.cublasLtMatmul(
        handle, plan.desc, &one, product.rhs, plan.rhs, product.lhs, plan.lhs,
        &zero, product.dst, plan.dst, product.dst, plan.dst,
        &plan.chosen.algorithm, workspace.pointer(), plan.chosen.workspaceBytes,
        stream);
  return text(product, status);
}

std::string CublasLt::enqueue(const Product &product, cuda::Stream stream) {
  Key key(product.m, product.n, product.k, product.form,
          product.bias ? alignmentOf(product.bias) : 0,
          alignmentOf(product.lhs), alignmentOf(product.rhs),
          alignmentOf(product.dst));
  std::unique_ptr<Plan> &plan = plans[key];
  if (!plan) {
    auto made = std::make_unique<Plan>(library);
    std::string failed = describe(product, *made);
    if (failed.empty())
      failed = choose(product, *made);
    if (!failed.empty())
      return failed;
    plan = std::move(made);
  }
  return run(product, *plan, stream);
}
