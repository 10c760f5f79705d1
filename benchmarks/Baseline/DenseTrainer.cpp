//===- DenseTrainer.cpp - Hand-written training of dense autoencoders -----===//
//
// The backward pass walks the layers from the last to the first; each weight is
// updated only after the data gradient that still needs it. Products keep plain
// layouts: oneDNN has no fast weight gradient into a packed one.
//
//===----------------------------------------------------------------------===//
#include "DenseTrainer.h"

#include <oneapi/dnnl/dnnl_threadpool.hpp>

#include <cmath>
#include <cstring>

using namespace baseline;
using dnnl::memory;

/// Loops over fewer elements than this run on the calling thread alone: waking
/// the others costs about as much.
static constexpr int64_t worthThreads = 8192;

Buffer::Buffer(int64_t count) {
  size_t bytes = (count * sizeof(float) + 63) / 64 * 64 + 64;
  memory.reset(static_cast<float *>(std::aligned_alloc(64, bytes)));
  std::memset(memory.get(), 0, bytes);
}

static memory::desc describe(const Matrix &matrix) {
  // Rows and columns are those of the view; the stride tells how it is stored.
  memory::dims strides = matrix.transposed ? memory::dims{1, matrix.rows}
                                           : memory::dims{matrix.columns, 1};
  return {{matrix.rows, matrix.columns}, memory::data_type::f32, strides};
}

static dnnl::primitive_attr attributes(Activation activation) {
  dnnl::primitive_attr result;
  if (activation == Activation::None)
    return result;
  dnnl::post_ops operations;
  operations.append_eltwise(activation == Activation::Relu
                                ? dnnl::algorithm::eltwise_relu
                                : dnnl::algorithm::eltwise_logistic,
                            0, 0);
  result.set_post_ops(operations);
  return result;
}

Product::Product(const dnnl::engine &engine, Matrix lhs, Matrix rhs, Matrix dst,
                 float *bias, Activation activation) {
  Matrix biasRow{bias, 1, dst.columns};
  dnnl::primitive_attr attr = attributes(activation);
  dnnl::matmul::primitive_desc description =
      bias
          ? dnnl::matmul::primitive_desc(engine, describe(lhs), describe(rhs),
                                         describe(biasRow), describe(dst), attr)
          : dnnl::matmul::primitive_desc(engine, describe(lhs), describe(rhs),
                                         describe(dst), attr);
  primitive = dnnl::matmul(description);
  auto bind = [&](int argument, const Matrix &matrix) {
    memories.emplace_back(describe(matrix), engine, matrix.data);
    arguments.push_back({argument, memories.back().get()});
  };
  bind(DNNL_ARG_SRC, lhs);
  bind(DNNL_ARG_WEIGHTS, rhs);
  bind(DNNL_ARG_DST, dst);
  if (bias)
    bind(DNNL_ARG_BIAS, biasRow);
}

void Product::setLhs(const float *data) {
  memories[0].set_data_handle(const_cast<float *>(data));
}

void Product::run(dnnl_stream_t stream) const {
  // The C call: the C++ one builds a hash map and a vector each time.
  dnnl_primitive_execute(primitive.get(), stream,
                         static_cast<int>(arguments.size()), arguments.data());
}

namespace {
enum ProductIndex { Forward, WeightGradient, DataGradient };
} // namespace

DenseTrainer::DenseTrainer(const std::vector<int64_t> &sizes, int64_t batch,
                           int threads)
    : pool(threads), engine(dnnl::engine::kind::cpu, 0), batch(batch),
      partialLosses(threads) {
  dnnl_threadpool_interop_set_max_concurrency(threads);
  stream = dnnl::threadpool_interop::make_stream(engine, &pool);
  for (size_t i = 0; i + 1 < sizes.size(); ++i) {
    int64_t in = sizes[i], out = sizes[i + 1], count = in * out + out;
    layers.push_back({in,
                      out,
                      Buffer(count),
                      Buffer(count),
                      Buffer(count),
                      Buffer(count),
                      Buffer(batch * out),
                      Buffer(batch * out),
                      {}});
  }
  createProducts();
}

void DenseTrainer::createProducts() {
  for (size_t i = 0; i < layers.size(); ++i) {
    Layer &layer = layers[i];
    Matrix weight{layer.parameters.data(), layer.in, layer.out};
    Matrix gradient{layer.outputGradient.data(), batch, layer.out};
    // The first layer's input is set before each step.
    float *x = i ? layers[i - 1].output.data() : nullptr;
    bool last = i + 1 == layers.size();
    layer.products.emplace_back(engine, Matrix{x, batch, layer.in}, weight,
                                Matrix{layer.output.data(), batch, layer.out},
                                layer.bias(),
                                last ? Activation::Sigmoid : Activation::Relu);
    layer.products.emplace_back(
        engine, Matrix{x, layer.in, batch, /*transposed=*/true}, gradient,
        Matrix{layer.gradients.data(), layer.in, layer.out}, nullptr,
        Activation::None);
    if (i)
      layer.products.emplace_back(
          engine, gradient,
          Matrix{layer.parameters.data(), layer.out, layer.in,
                 /*transposed=*/true},
          Matrix{layers[i - 1].outputGradient.data(), batch, layer.in}, nullptr,
          Activation::None);
  }
}

void DenseTrainer::reset(const std::vector<float> &parameters) {
  const float *source = parameters.data();
  for (Layer &layer : layers) {
    float *weight = layer.parameters.data();
    for (int64_t o = 0; o < layer.out; ++o)
      for (int64_t i = 0; i < layer.in; ++i)
        weight[i * layer.out + o] = *source++;
    std::memcpy(layer.bias(), source, layer.out * sizeof(float));
    source += layer.out;
    for (Buffer *moments : {&layer.firstMoments, &layer.secondMoments})
      std::memset(moments->data(), 0, layer.parameterCount() * sizeof(float));
  }
  steps = 0;
}

/// L = mean (y - x)^2; dL/dh = 2 (y - x) / N * y (1 - y) for y = sigmoid(h).
double DenseTrainer::lossAndGradient(const float *x) {
  const Layer &last = layers.back();
  const float *__restrict y = last.output.data();
  float *__restrict gradient = last.outputGradient.data();
  int64_t count = batch * last.out;
  float scale = 2.0f / count;
  std::fill(partialLosses.begin(), partialLosses.end(), 0.0);
  pool.forRange(count, worthThreads, [&](int piece, int64_t lo, int64_t hi) {
    float sum = 0;
    for (int64_t i = lo; i < hi; ++i) {
      float difference = y[i] - x[i];
      sum += difference * difference;
      gradient[i] = scale * difference * y[i] * (1 - y[i]);
    }
    partialLosses[piece] = sum;
  });
  double total = 0;
  for (double partial : partialLosses)
    total += partial;
  return total / count;
}

void DenseTrainer::reluBackward(Layer &layer) {
  const float *__restrict y = layer.output.data();
  float *__restrict gradient = layer.outputGradient.data();
  pool.forRange(batch * layer.out, worthThreads,
                [&](int, int64_t lo, int64_t hi) {
                  for (int64_t i = lo; i < hi; ++i)
                    gradient[i] = y[i] > 0 ? gradient[i] : 0;
                });
}

void DenseTrainer::biasGradient(Layer &layer) {
  const float *__restrict gradient = layer.outputGradient.data();
  float *__restrict result = layer.biasGradient();
  // Over columns, so that every sum has one order whatever the thread count.
  int64_t worthwhile = std::max<int64_t>(2, worthThreads / batch);
  pool.forRange(layer.out, worthwhile, [&](int, int64_t lo, int64_t hi) {
    std::memset(result + lo, 0, (hi - lo) * sizeof(float));
    for (int64_t row = 0; row < batch; ++row)
      for (int64_t j = lo; j < hi; ++j)
        result[j] += gradient[row * layer.out + j];
  });
}

void DenseTrainer::adam(Layer &layer) {
  float *__restrict parameter = layer.parameters.data();
  const float *__restrict gradient = layer.gradients.data();
  float *__restrict first = layer.firstMoments.data();
  float *__restrict second = layer.secondMoments.data();
  float rate = 1e-3 / (1 - std::pow(0.9, steps));
  float correction = 1 / (1 - std::pow(0.999, steps));
  pool.forRange(layer.parameterCount(), worthThreads,
                [=](int, int64_t lo, int64_t hi) {
                  for (int64_t i = lo; i < hi; ++i) {
                    float g = gradient[i];
                    first[i] = 0.9f * first[i] + 0.1f * g;
                    second[i] = 0.999f * second[i] + 0.001f * g * g;
                    parameter[i] -= rate * first[i] /
                                    (std::sqrt(second[i] * correction) + 1e-8f);
                  }
                });
}

double DenseTrainer::step(const float *x) {
  ++steps;
  dnnl_stream_t handle = stream.get();
  layers[0].products[Forward].setLhs(x);
  layers[0].products[WeightGradient].setLhs(x);
  for (Layer &layer : layers)
    layer.products[Forward].run(handle);
  double loss = lossAndGradient(x);
  for (size_t i = layers.size(); i-- > 0;) {
    Layer &layer = layers[i];
    layer.products[WeightGradient].run(handle);
    biasGradient(layer);
    if (i) {
      layer.products[DataGradient].run(handle);
      reluBackward(layers[i - 1]);
    }
    adam(layer);
  }
  return loss;
}
