//===- Matmul.h - One matrix product, ready to run -------------*- C++ -*-===//
//
// Everything that can be decided once is decided in create(): the primitive,
// its memory objects and the argument list. A call sets the data pointers and
// executes. The C API serves: the C++ one builds a map of arguments a call.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_ONEDNN_MATMUL_H
#define AEC_LIB_RUNTIME_ONEDNN_MATMUL_H

#include "aec/Runtime/Abi.h"

#include <array>
#include <memory>
#include <oneapi/dnnl/dnnl.h>
#include <string>
#include <type_traits>

namespace aec::runtime {

/// Owns an object of oneDNN's C API.
template <auto destroy> struct DnnlDestroy {
  template <typename T> void operator()(T *object) const { destroy(object); }
};
template <typename Handle, auto destroy>
using DnnlOwner =
    std::unique_ptr<std::remove_pointer_t<Handle>, DnnlDestroy<destroy>>;

/// dst[m, n] = activation(lhs[m, k] * rhs[k, n] + bias[n]) in strict f32.
class Matmul {
public:
  /// Creates the primitive of `spec` with `batch` in place of -1. Returns null
  /// or what is wrong with the spec; the text is static.
  const char *create(dnnl_engine_t engine, const aec_onednn_matmul_spec &spec,
                     int64_t batch);

  /// Bytes of scratch memory a call needs.
  size_t scratchBytes() const { return scratch; }

  /// oneDNN's name of the implementation, such as "brg_matmul:avx512_core".
  const std::string &implementation() const { return name; }

  /// Runs the product; all pointers are 64-byte aligned, `bias` is ignored
  /// where the spec has none. Returns false where oneDNN refuses. Not safe for
  /// two callers at once.
  bool run(dnnl_stream_t stream, const void *lhs, const void *rhs,
           const void *bias, void *dst, void *scratchpad);

private:
  enum Operand { Lhs, Rhs, Dst, Scratch, Bias, OperandCount };
  using Memory = DnnlOwner<dnnl_memory_t, dnnl_memory_destroy>;

  const char *createMemories(dnnl_engine_t engine,
                             const_dnnl_primitive_desc_t desc, bool bias);

  int64_t m = 0, n = 0, k = 0;
  size_t scratch = 0;
  std::string name;
  DnnlOwner<dnnl_primitive_t, dnnl_primitive_destroy> primitive;
  std::array<Memory, OperandCount> memories;
  std::array<dnnl_exec_arg_t, OperandCount> arguments;
  int argumentCount = 0;
};

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_ONEDNN_MATMUL_H
