//===- Matmul.cpp - One matrix product, ready to run ----------------------===//
//
// Layouts are plain on both sides, because master weights and activations are;
// a transposed operand is a matter of strides. Shapes are static: a run-time
// dimension loses oneDNN's fast kernels.
//
//===----------------------------------------------------------------------===//
#include "Matmul.h"

#include <algorithm>

using namespace aec::runtime;

namespace {

using Descriptor = DnnlOwner<dnnl_memory_desc_t, dnnl_memory_desc_destroy>;
using PrimitiveDescriptor =
    DnnlOwner<dnnl_primitive_desc_t, dnnl_primitive_desc_destroy>;
using Attributes =
    DnnlOwner<dnnl_primitive_attr_t, dnnl_primitive_attr_destroy>;
using PostOps = DnnlOwner<dnnl_post_ops_t, dnnl_post_ops_destroy>;

constexpr dnnl_alg_kind_t supportedActivations[] = {
    dnnl_eltwise_relu,        dnnl_eltwise_elu,       dnnl_eltwise_gelu_tanh,
    dnnl_eltwise_gelu_erf,    dnnl_eltwise_logistic,  dnnl_eltwise_tanh,
    dnnl_eltwise_swish,       dnnl_eltwise_soft_relu, dnnl_eltwise_hardswish,
    dnnl_eltwise_hardsigmoid, dnnl_eltwise_clip};

bool supported(int64_t activation) {
  return activation == 0 ||
         std::find(std::begin(supportedActivations),
                   std::end(supportedActivations),
                   activation) != std::end(supportedActivations);
}

/// A row-major matrix, or one stored transposed; null where oneDNN refuses.
Descriptor describe(int64_t rows, int64_t columns, bool transposed) {
  dnnl_dims_t dims = {rows, columns};
  dnnl_dims_t strides = {columns, 1};
  if (transposed) {
    strides[0] = 1;
    strides[1] = rows;
  }
  dnnl_memory_desc_t desc = nullptr;
  dnnl_memory_desc_create_with_strides(&desc, 2, dims, dnnl_f32, strides);
  return Descriptor(desc);
}

/// Strict f32, scratch memory from the caller, the activation behind the
/// product; null where oneDNN refuses.
Attributes attributesOf(const aec_onednn_matmul_spec &spec) {
  dnnl_primitive_attr_t raw = nullptr;
  dnnl_primitive_attr_create(&raw);
  Attributes attributes(raw);
  if (!raw ||
      dnnl_primitive_attr_set_scratchpad_mode(raw, dnnl_scratchpad_mode_user) ||
      dnnl_primitive_attr_set_fpmath_mode(raw, dnnl_fpmath_mode_strict))
    return nullptr;
  if (!spec.activation)
    return attributes;
  dnnl_post_ops_t rawOps = nullptr;
  dnnl_post_ops_create(&rawOps);
  PostOps ops(rawOps);
  if (!rawOps ||
      dnnl_post_ops_append_eltwise(
          rawOps, static_cast<dnnl_alg_kind_t>(spec.activation),
          float(spec.alpha), float(spec.beta)) ||
      dnnl_primitive_attr_set_post_ops(raw, rawOps))
    return nullptr;
  return attributes;
}

PrimitiveDescriptor describeProduct(dnnl_engine_t engine,
                                    const aec_onednn_matmul_spec &spec,
                                    int64_t m, int64_t n, int64_t k) {
  Descriptor lhs = describe(m, k, spec.lhs_transposed);
  Descriptor rhs = describe(k, n, spec.rhs_transposed);
  Descriptor dst = describe(m, n, false);
  Descriptor bias = spec.bias ? describe(1, n, false) : nullptr;
  Attributes attributes = attributesOf(spec);
  if (!lhs || !rhs || !dst || (spec.bias && !bias) || !attributes)
    return nullptr;
  dnnl_primitive_desc_t desc = nullptr;
  dnnl_matmul_primitive_desc_create(&desc, engine, lhs.get(), rhs.get(),
                                    bias.get(), dst.get(), attributes.get());
  return PrimitiveDescriptor(desc);
}

} // namespace

const char *Matmul::create(dnnl_engine_t engine,
                           const aec_onednn_matmul_spec &spec, int64_t batch) {
  auto resolve = [&](int64_t dim) { return dim == -1 ? batch : dim; };
  m = resolve(spec.m);
  n = resolve(spec.n);
  k = resolve(spec.k);
  if (m < 1 || n < 1 || k < 1)
    return "expected positive dimensions";
  if (!supported(spec.activation))
    return "unsupported activation";
  PrimitiveDescriptor desc = describeProduct(engine, spec, m, n, k);
  if (!desc)
    return "oneDNN has no implementation";
  dnnl_primitive_t raw = nullptr;
  if (dnnl_primitive_create(&raw, desc.get()))
    return "oneDNN cannot create the primitive";
  primitive.reset(raw);
  const char *text = nullptr;
  dnnl_primitive_desc_query(desc.get(), dnnl_query_impl_info_str, 0, &text);
  name = text ? text : "";
  return createMemories(engine, desc.get(), spec.bias != 0);
}

const char *Matmul::createMemories(dnnl_engine_t engine,
                                   const_dnnl_primitive_desc_t desc,
                                   bool bias) {
  struct Slot {
    Operand operand;
    dnnl_query_t query;
    int index, argument;
  };
  const Slot slots[] = {
      {Lhs, dnnl_query_src_md, 0, DNNL_ARG_SRC},
      {Rhs, dnnl_query_weights_md, 0, DNNL_ARG_WEIGHTS},
      {Dst, dnnl_query_dst_md, 0, DNNL_ARG_DST},
      {Scratch, dnnl_query_scratchpad_md, 0, DNNL_ARG_SCRATCHPAD},
      {Bias, dnnl_query_weights_md, 1, DNNL_ARG_BIAS}};
  scratch = dnnl_memory_desc_get_size(
      dnnl_primitive_desc_query_md(desc, dnnl_query_scratchpad_md, 0));
  argumentCount = 0;
  for (const Slot &slot : slots) {
    // An argument costs oneDNN an allocation a call: no empty ones.
    if ((slot.operand == Scratch && !scratch) ||
        (slot.operand == Bias && !bias))
      continue;
    dnnl_memory_t raw = nullptr;
    if (dnnl_memory_create(
            &raw, dnnl_primitive_desc_query_md(desc, slot.query, slot.index),
            engine, DNNL_MEMORY_NONE))
      return "oneDNN cannot create a memory object";
    memories[slot.operand].reset(raw);
    arguments[argumentCount++] = {slot.argument, raw};
  }
  return nullptr;
}

bool Matmul::run(dnnl_stream_t stream, const void *lhs, const void *rhs,
                 const void *bias, void *dst, void *scratchpad) {
  const void *data[OperandCount] = {lhs, rhs, dst, scratchpad, bias};
  for (int operand = 0; operand < OperandCount; ++operand)
    if (memories[operand] &&
        dnnl_memory_set_data_handle(memories[operand].get(),
                                    const_cast<void *>(data[operand])))
      return false;
  return dnnl_primitive_execute(primitive.get(), stream, argumentCount,
                                arguments.data()) == dnnl_success;
}
