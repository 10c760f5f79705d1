//===- Dataset.h - Samples as the model takes them ------------------------===//
//
// The whole set is prepared once, in the model's type, so that a batch is a
// gather of rows: from memory, or from a temporary file where it does not fit.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_DATASET_H
#define AEC_LIB_RUNTIME_DATA_DATASET_H

#include "Array.h"
#include "Windows.h"

#include "../Support/Buffer.h"
#include "../Threads/ThreadPool.h"
#include "aec/Runtime/Abi.h"

#include <functional>
#include <memory>

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
  /// Empty where the samples are in a file.
  Buffer values;
  /// Where they are that memory has no room for, and the first one's place.
  std::shared_ptr<SpoolFile> file;
  int64_t fileAt = 0;
  /// What batches that are read ahead may take where the set is streamed.
  int64_t aheadBytes = 1 << 20;

  int64_t rowBytes() const;
  bool streamed() const { return file != nullptr; }
  /// A row in memory; throws Error where the set is streamed.
  char *row(int64_t index) const;
  /// Copies rows first, first + 1, ... to `to`.
  void read(int64_t first, int64_t count, void *to) const;
  /// Rows that are worked on at a time where the set is streamed.
  int64_t pieceRows() const;
  /// Calls fn(first, count, values) for all rows in their order: at once in
  /// memory, piece by piece from a file. `change`: values are written back.
  void forPieces(const std::function<void(int64_t, int64_t, char *)> &fn,
                 bool change = false) const;
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
/// naming the file, its shape and the expected one. `earlier` rows of the data
/// are in front of the array's: messages count them.
Dataset prepare(const Array &array, const aec_input &input, ThreadPool &pool,
                int64_t earlier = 0);

/// The same for an array of any size whose samples are cut as `origin` plans:
/// in memory up to `memory` bytes, the array's included, else in a temporary
/// file in `folder`, piece by piece of about `piece` bytes.
Dataset prepareLarge(Array &array, const aec_input &input, ThreadPool &pool,
                     const Origin &origin, int64_t samples, int64_t memory,
                     int64_t piece, const std::string &folder);

/// The last `rows` rows, cut off `source`.
Dataset takeLast(Dataset &source, int64_t rows);

/// Copies rows order[begin], ..., order[begin + count - 1] (or begin, begin +
/// 1, ... where `order` is null) of a set in memory to `destination`, on the
/// pool.
void gather(const Dataset &source, const int64_t *order, int64_t begin,
            int64_t count, void *destination, ThreadPool &pool);

/// A row of a set and where it is wanted.
struct RowPlace {
  int64_t row;
  char *to;
};

/// Copies rows of a set in memory or in a file to their places, by the caller's
/// thread alone. Sorts them: rows that lie near each other are read together,
/// what the system has at hand first, and the rest is asked for meanwhile.
void readRows(const Dataset &source, std::vector<RowPlace> &places);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_DATASET_H
