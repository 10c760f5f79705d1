//===- Dataset.h - Samples as the model takes them ------------------------===//
//
// The whole set is prepared once and held in memory in the model's type, so
// that a batch is a gather of rows and an epoch reads no file.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_DATASET_H
#define AEC_LIB_RUNTIME_DATA_DATASET_H

#include "Array.h"
#include "Windows.h"

#include "../Buffer.h"
#include "../ThreadPool.h"
#include "aec/Runtime/Abi.h"

namespace aec::runtime {

/// Prepared samples of one input: rows x rowElements values of `dtype`.
struct Dataset {
  std::string origin;
  int64_t rows = 0;
  int64_t rowElements = 0;
  int64_t dtype = AEC_F32;
  /// What the file's integers were divided by; 1 where nothing was scaled.
  double scale = 1;
  /// Names of the columns where the file had them.
  std::vector<std::string> columns;
  /// Which rows of the file the samples are.
  Origin source;
  /// Of a CSV, what it says beside the values.
  std::shared_ptr<const TableFacts> facts;
  Buffer values;

  int64_t rowBytes() const;
  char *row(int64_t index) const {
    return values.as<char>() + index * rowBytes();
  }
};

/// Bytes of an element of an ABI type.
int64_t dtypeBytes(int64_t dtype);
/// "f32", ...
const char *dtypeName(int64_t dtype);

/// The sample's dimensions: a tensor's without the batch.
std::vector<int64_t> sampleShape(const aec_tensor &tensor);
int64_t sampleElements(const aec_tensor &tensor);

/// Throws where the array's samples do not have as many elements as `input`
/// takes; looks at the shape only.
void checkShape(const Array &array, const aec_input &input);

/// Turns a file's array into samples of `input`: reshaped where the element
/// count agrees, integers scaled, every value checked finite. Throws Error
/// naming the file, its shape and the expected one.
Dataset prepare(const Array &array, const aec_input &input, ThreadPool &pool);

/// The last `rows` rows, cut off `source`.
Dataset takeLast(Dataset &source, int64_t rows);

/// Copies rows order[begin], ..., order[begin + count - 1] (or begin, begin +
/// 1,
/// ... where `order` is null) to `destination`, on the pool.
void gather(const Dataset &source, const int64_t *order, int64_t begin,
            int64_t count, void *destination, ThreadPool &pool);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_DATASET_H
