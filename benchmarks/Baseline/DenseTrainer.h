//===- DenseTrainer.h - Hand-written training of dense autoencoders -------===//
//
// What an expert writes without a compiler: oneDNN matrix products with fused
// bias and activation, plain vectorised loops for the rest, Adam. Everything is
// created once for a batch size. aec has to beat it on the same machine.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_BENCHMARKS_BASELINE_DENSETRAINER_H
#define AEC_BENCHMARKS_BASELINE_DENSETRAINER_H

#include "SpinPool.h"

#include <oneapi/dnnl/dnnl.hpp>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

namespace baseline {

/// Zeroed floats, aligned to a cache line.
class Buffer {
public:
  explicit Buffer(int64_t count = 0);
  float *data() const { return memory.get(); }

private:
  struct Free {
    void operator()(float *pointer) const { std::free(pointer); }
  };
  std::unique_ptr<float[], Free> memory;
};

/// A row-major matrix, or the transposed view of one.
struct Matrix {
  float *data;
  int64_t rows, columns;
  bool transposed = false;
};

enum class Activation { None, Relu, Sigmoid };

/// One matrix product with its arguments bound: dst = act(lhs * rhs + bias).
class Product {
public:
  Product(const dnnl::engine &engine, Matrix lhs, Matrix rhs, Matrix dst,
          float *bias, Activation activation);
  /// Moves the left operand elsewhere (the batch of this step).
  void setLhs(const float *data);
  void run(dnnl_stream_t stream) const;

private:
  dnnl::matmul primitive;
  std::vector<dnnl::memory> memories;
  std::vector<dnnl_exec_arg_t> arguments;
};

/// A dense layer: y = act(x W + b) with W: [in, out], its gradients and Adam's
/// moments. Weight and bias are adjacent, so that one loop updates both.
struct Layer {
  int64_t in, out;
  Buffer parameters, gradients, firstMoments, secondMoments;
  /// [B, out] each.
  Buffer output, outputGradient;
  std::vector<Product> products;

  int64_t parameterCount() const { return in * out + out; }
  float *bias() const { return parameters.data() + in * out; }
  float *biasGradient() const { return gradients.data() + in * out; }
};

class DenseTrainer {
public:
  /// sizes: the widths from input to output. Hidden layers are relu, the last
  /// is sigmoid; the loss is the mean squared error to the input.
  DenseTrainer(const std::vector<int64_t> &sizes, int64_t batch, int threads);

  /// parameters: for each layer weight [out, in] and bias [out], as PyTorch
  /// stores them. Resets Adam.
  void reset(const std::vector<float> &parameters);

  /// Trains on x: [B, in] with Adam (1e-3, 0.9, 0.999, 1e-8); returns the loss
  /// before the update.
  double step(const float *x);

private:
  void createProducts();
  double lossAndGradient(const float *x);
  void reluBackward(Layer &layer);
  void biasGradient(Layer &layer);
  void adam(Layer &layer);

  SpinPool pool;
  dnnl::engine engine;
  dnnl::stream stream;
  int64_t batch;
  int64_t steps = 0;
  std::vector<Layer> layers;
  std::vector<double> partialLosses;
};

} // namespace baseline

#endif // AEC_BENCHMARKS_BASELINE_DENSETRAINER_H
