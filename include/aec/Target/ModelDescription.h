//===- ModelDescription.h - What a program knows of its model -------------===//
//
// The metadata of the ABI (include/aec/Runtime/Abi.h) as plain data, read from
// a module at the buffers rung. Between the two, so that reading attributes and
// laying out constants are each simple, and another target can reuse the first.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_TARGET_MODELDESCRIPTION_H
#define AEC_TARGET_MODELDESCRIPTION_H

#include "aec/Runtime/Abi.h"
#include "mlir/IR/BuiltinOps.h"
#include <optional>
#include <string>
#include <vector>

namespace aec {

/// Fields as in the structures of the same name in Abi.h; functions are given
/// by their symbols, lists as vectors.
struct TensorDescription {
  std::string name;
  int64_t dtype = 0;
  std::vector<int64_t> dims;
};

struct CodeDescription {
  std::string function;
  std::vector<aec_batch_bytes> arena;
};

/// Empty where memory is as the file.
struct LayoutDescription {
  std::vector<int64_t> dims, order;
};

struct StateDescription {
  TensorDescription tensor;
  int64_t role = 0;
  LayoutDescription layout;
  int64_t init = 0;
  double a = 0, b = 0;
};

struct InputDescription {
  TensorDescription tensor;
  double integerScale = 0;
  int64_t height = 0, width = 0, channels = 0, classes = 0, missing = 0;
};

struct NormalizerDescription {
  int64_t method = 0, input = 0, offsetState = 0, scaleState = 0,
          inPreparation = 0;
};

struct ObjectiveDescription {
  std::string name;
  int64_t dtype = 0;
  std::vector<int64_t> inputs;
  std::vector<std::pair<std::string, double>> terms;
  CodeDescription step, evaluate;
  double learningRate = 0;
  /// Empty: constant.
  std::string schedule;
  /// Weights of terms change from epoch to epoch.
  bool followsEpochs = false;
  int64_t every = 1;
  std::string training;
  /// Without a function where the program has none.
  CodeDescription accumulate, update;
  std::vector<int64_t> accumulators;
};

struct EntryDescription {
  std::string name;
  std::vector<TensorDescription> inputs, outputs;
  std::vector<int64_t> sources, targets;
  CodeDescription code;
};

struct MatmulDescription {
  int64_t m = 0, n = 0, k = 0, lhsTransposed = 0, rhsTransposed = 0, bias = 0,
          activation = 0;
  double alpha = 0, beta = 0;
};

/// What a program carries for a device: machine code where an assembler made
/// it, kernels by the numbers that launches use.
struct DeviceDescription {
  std::string chip, ptx, cubin;
  std::vector<std::string> kernels;
  /// The host's code calls aec_cuda_matmul.
  bool usesCublasLt = false;
};

struct ModelDescription {
  std::string name, hash;
  std::vector<StateDescription> states;
  std::vector<InputDescription> inputs;
  std::vector<NormalizerDescription> normalizers;
  std::vector<ObjectiveDescription> objectives;
  std::vector<EntryDescription> entries;
  int64_t epochs = 0, batchSize = 0;
  std::vector<MatmulDescription> matmuls;
  /// Absent from a program for the CPU.
  std::optional<DeviceDescription> device;
  double latentStep = 0;

  /// Whether latents lie on a grid and inputs are pictures.
  bool compressesPictures() const;
};

/// Reads the description of `module`, at the buffers rung. Fails with a
/// diagnostic at what contradicts itself (a function that uses an input or
/// state nothing declares, a step without its evaluation).
mlir::FailureOr<ModelDescription> describeModel(mlir::ModuleOp module);

} // namespace aec

#endif // AEC_TARGET_MODELDESCRIPTION_H
