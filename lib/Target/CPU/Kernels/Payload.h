//===- Payload.h - What a kernel's payload asks of a loop nest ------------===//
//
// The generator's only view of a kernel. It is made of indexing maps, iterator
// types and scalar bodies, so that a new nn op needs nothing here. The same
// analysis decides whether a group becomes a kernel, on tensors, and how loops
// are made, on memrefs: what it accepts can be generated.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TARGET_CPU_PAYLOAD_H
#define AEC_LIB_TARGET_CPU_PAYLOAD_H

#include "dialects/CPU/CPU.h"

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace aec::cpu {

/// Where a tensor of the payload is read or written at a point of the domain:
/// a dimension of the domain or a constant for each dimension of the tensor.
using Coordinates = llvm::SmallVector<mlir::AffineExpr>;

/// The form of the loop nest.
enum class KernelKind {
  /// Points, and reductions along the last dimensions.
  Map,
  /// Reductions along dimensions in front of the last.
  Columns,
  /// One matrix product and points of its result.
  Product,
  /// One convolution, or its data gradient, and points of its result.
  Convolution,
  /// The weight gradient of one, and points of it.
  WeightGradient,
  /// Windows of an image as pixels with points of them, or pixels as windows.
  Pool,
  /// A copy in another order that has another last dimension.
  Transpose
};

/// Elements of a packed panel, which is on a thread's stack: in f32 less than a
/// mebibyte.
constexpr int64_t maxPackedElements = 48 * 4096;

/// `result = combine(init, element...)` over dimensions of the domain.
struct Reduction {
  mlir::linalg::GenericOp op;
  /// The op of the body that takes the value so far.
  mlir::Operation *combiner;
  /// The other operand of the combiner.
  mlir::Value element;
  /// Value that changes nothing.
  mlir::TypedAttr neutral;
};

/// The product of a kernel, by the roles of its operands: matrices of `rows`
/// times columns, one for each place of the `outer` dimensions. The columns are
/// the domain's last dimension, which rhs alone has.
struct Contraction {
  mlir::linalg::GenericOp op;
  mlir::BlockArgument lhs, rhs;
  /// Dimensions of the domain that lhs alone has, counted as one, and those of
  /// both or of rhs.
  llvm::SmallVector<unsigned> rows, outer;
  /// For each dimension of an operand the domain's, or rank + i for the i-th
  /// that is summed over; sums run in this order, the last one innermost.
  llvm::SmallVector<unsigned> lhsAt, rhsAt;
  unsigned numSums = 0;
  /// Rows of lhs run along its last dimension; columns of rhs do not.
  bool lhsTransposed = false, rhsTransposed = false;

  /// Vectors of a panel: `most`, or fewer where it is packed and long.
  int64_t panelVectors(int64_t most, int64_t lanes) const;
};

/// The convolution of a kernel; operands are inputs of the kernel.
struct Convolution {
  ConvolutionOp op;
  mlir::BlockArgument lhs, rhs;
};

struct Payload {
  KernelOp kernel;
  KernelKind kind = KernelKind::Map;
  /// Dimensions of the domain; the last one runs along vectors.
  unsigned rank = 0;
  llvm::SmallVector<Reduction> reductions;
  /// Reductions run along the dimensions from `split` on (Map), or in [outer,
  /// split) (Columns); without reductions `split` is the last dimension.
  unsigned outer = 0, split = 0;
  Contraction product{};
  Convolution convolution{};
  PoolOp pool;
  /// Of a transpose: where each dimension of the result is in the input.
  llvm::SmallVector<unsigned> inputPlaces;
  /// For each dimension of the domain a tensor of the payload that has it.
  llvm::SmallVector<std::pair<mlir::Value, int64_t>> extents;
  /// Where each yielded value is stored.
  llvm::SmallVector<Coordinates> results;
  /// Where each argument is read; a product's operands everywhere (empty).
  llvm::DenseMap<mlir::Value, llvm::SmallVector<Coordinates>> reads;
  /// Arguments are read at their own full coordinates alone, so that all
  /// dimensions can be walked as one.
  bool contiguous = true;
  /// The same of the dimensions from `split` on; other reads have none of them.
  bool contiguousRows = true;
  /// Scalar operations for a point of the domain, products not counted.
  int64_t cost = 0;

  unsigned vectorDim() const { return rank - 1; }
  /// Whether all points are results of one product, convolution or pool.
  bool hasRoot() const { return product.op || convolution.op || pool; }
  bool isRoot(mlir::Operation *op) const {
    return op && (op == product.op || op == convolution.op || op == pool);
  }
  bool isReduced(unsigned dim) const {
    if (reductions.empty())
      return false;
    return kind == KernelKind::Columns ? dim >= outer && dim < split
                                       : dim >= split;
  }
  /// Whether coordinates have a dimension of the domain in [from, to).
  static bool reaches(llvm::ArrayRef<mlir::AffineExpr> at, unsigned from,
                      unsigned to) {
    return llvm::any_of(at, [&](mlir::AffineExpr expr) {
      auto dim = mlir::dyn_cast<mlir::AffineDimExpr>(expr);
      return dim && dim.getPosition() >= from && dim.getPosition() < to;
    });
  }
  bool isReduction(mlir::Operation *op) const {
    return llvm::any_of(reductions,
                        [&](const Reduction &r) { return r.op == op; });
  }
};

/// Analyses a kernel's payload. `reason` tells why there is no loop nest for
/// it, as the end of a sentence.
mlir::FailureOr<Payload> analyzePayload(KernelOp kernel, std::string &reason);

/// Whether all there is is a copy of samples of fixed size that has another
/// last dimension, which loops over vectors of one side would read or write
/// across. Then completes the payload.
bool analyzeTranspose(Payload &payload);

/// Whether every pixel of the image is in exactly one window.
bool isTiled(PoolOp op);

/// Whether every element of these operands, all of one memory, is read and
/// written at one point of the domain, so that they may be the same memory.
bool isElementwise(Payload &payload,
                   llvm::ArrayRef<mlir::OpOperand *> operands);

/// Coordinates of the loops of an elementwise `op` whose results are read at
/// `at`; fails where a loop is not a dimension of the results.
mlir::FailureOr<Coordinates> loopsAt(mlir::linalg::GenericOp op,
                                     llvm::ArrayRef<mlir::AffineExpr> at);
/// `map` at `loops`.
Coordinates compose(mlir::AffineMap map,
                    llvm::ArrayRef<mlir::AffineExpr> loops);
/// Coordinates of the source of a reshape that only adds or drops dimensions of
/// one; fails for others.
mlir::FailureOr<Coordinates>
sourceOfReshape(mlir::Operation *op, llvm::ArrayRef<mlir::AffineExpr> at);

} // namespace aec::cpu

#endif // AEC_LIB_TARGET_CPU_PAYLOAD_H
