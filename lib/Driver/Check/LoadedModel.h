//===- LoadedModel.h - A compiled model inside the compiler ---------------===//
//
// Loads a shared library that `aec` made and calls its functions with the
// runtime's own session. Numbers cross as doubles, so that code for f32 and f64
// looks the same. The only file of the driver with exceptions: the runtime
// throws, nothing above does.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_DRIVER_CHECK_LOADEDMODEL_H
#define AEC_LIB_DRIVER_CHECK_LOADEDMODEL_H

#include "aec/Runtime/Abi.h"
#include <memory>
#include <string>
#include <vector>

namespace aec {

/// A value an element, row-major as files have it.
using Numbers = std::vector<double>;

/// Elements of a result, of each sample where the batch leads.
struct CheckedResult {
  int64_t elements = 1;
  bool perSample = false;

  int64_t count(int64_t batch) const {
    return perSample ? elements * batch : elements;
  }
};

/// How to call one function of a model.
struct CheckedFunction {
  std::string symbol;
  std::vector<aec_batch_bytes> arena;
  /// Indices in aec_model.inputs, in the order of the arguments.
  std::vector<int64_t> inputs;
  std::vector<CheckedResult> outputs;
  int64_t dtype = AEC_F32;
};

class LoadedModel {
public:
  /// Loads the library at `path` (absolute); null with `error` set.
  static std::unique_ptr<LoadedModel> load(const std::string &path,
                                           std::string &error);
  ~LoadedModel();

  const aec_model &model() const;
  /// Draws all states as a program does with this seed.
  void initialize(int64_t seed);
  int64_t elements(int64_t state) const;
  double get(int64_t state, int64_t element) const;
  void set(int64_t state, int64_t element, double value);
  Numbers values(int64_t state) const;
  /// Where it computes: the device's name, or "the CPU".
  std::string place() const;

  /// Reads `files`, as --data of `train` takes them, fits normalisers to them
  /// and gives the first `batch` samples, one list an input of the model; those
  /// that no objective takes stay empty. False with `error` set where it fails.
  bool readData(const std::vector<std::string> &files, int64_t batch,
                std::vector<Numbers> &data, std::string &error);

  /// Calls `function` on `batch` samples. `data`: one list an input of the
  /// model, batch leading. Empty with `error` set where it fails.
  std::vector<Numbers> call(const CheckedFunction &function, int64_t batch,
                            const std::vector<Numbers> &data, int64_t step,
                            double learningRate, std::string &error);

private:
  struct State;
  explicit LoadedModel(std::unique_ptr<State> state);
  std::unique_ptr<State> state;
};

} // namespace aec

#endif // AEC_LIB_DRIVER_CHECK_LOADEDMODEL_H
