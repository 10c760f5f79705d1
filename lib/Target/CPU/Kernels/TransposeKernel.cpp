//===- TransposeKernel.cpp - Another last dimension -----------------------===//
//
// Blocks of vectors are transposed in registers, a sample at a time: images on
// their way between layouts. Dimensions that stay neighbours are one, so that
// pixels fill vectors.
//
//===----------------------------------------------------------------------===//
#include "PackPanel.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace aec::cpu;

namespace {
/// Neighbouring dimensions of the result; distances in elements.
struct Axis {
  int64_t size, from, to;
};

class TransposeKernel {
public:
  explicit TransposeKernel(Emitter &emitter) : e(emitter) {
    KernelOp kernel = e.payload.kernel;
    input = e.operand(kernel.getBody().getArgument(0));
    output = e.operand(kernel.getBody().getArgument(1));
    element = cast<MemRefType>(input.getType()).getElementType();
    findAxes();
  }

  void run() {
    bool dense = isDense(input) && isDense(output);
    if (dense)
      input = flat(input), output = flat(output);
    e.parallel(e.extent(0), e.index(samples), [&](Value lo, Value hi) {
      e.loop(lo, hi, 1, [&](Value sample) {
        Value start = e.mul(sample, e.index(samples));
        SmallVector<Value> place{sample};
        dense ? overOthers(0, start, start) : overPoints(place);
      });
    });
  }

private:
  static bool isDense(Value memory) {
    return cast<MemRefType>(memory.getType()).getLayout().isIdentity();
  }
  Value flat(Value memory);
  void overPoints(SmallVector<Value> &place);
  void findAxes();
  void overOthers(size_t next, Value from, Value to);

  Emitter &e;
  Value input, output;
  Type element;
  /// Elements of a sample.
  int64_t samples = 1;
  SmallVector<Axis> others;
  /// Last in the result, and last in the input.
  Axis rows, columns;
};
} // namespace

/// All elements of a dense memref as one dimension.
Value TransposeKernel::flat(Value memory) {
  Value size = e.mul(e.extent(0), e.index(samples));
  return memref::ReinterpretCastOp::create(
      e.builder, e.loc, memory, OpFoldResult(e.builder.getIndexAttr(0)),
      ArrayRef<OpFoldResult>{getAsOpFoldResult(size)},
      ArrayRef<OpFoldResult>{e.builder.getIndexAttr(1)});
}

/// A view of other memory, which is rare: number by number.
void TransposeKernel::overPoints(SmallVector<Value> &place) {
  if (place.size() < e.payload.rank)
    return e.loop(e.index(0), e.extent(place.size()), 1, [&](Value i) {
      place.push_back(i);
      overPoints(place);
      place.pop_back();
    });
  SmallVector<Value> source(place.size());
  for (auto [dim, at] : llvm::enumerate(e.payload.inputPlaces))
    source[at] = place[dim];
  Value value = memref::LoadOp::create(e.builder, e.loc, input, source);
  memref::StoreOp::create(e.builder, e.loc, value, output, place);
}

void TransposeKernel::findAxes() {
  ArrayRef<unsigned> places = e.payload.inputPlaces;
  unsigned rank = e.payload.rank;
  SmallVector<int64_t> from(rank, 1);
  // Distances in the input, by dimensions of the result.
  SmallVector<unsigned> dimAt(rank);
  for (auto [dim, place] : llvm::enumerate(places))
    dimAt[place] = dim;
  int64_t distance = 1;
  for (unsigned dim : llvm::reverse(ArrayRef(dimAt).drop_front())) {
    from[dim] = distance;
    distance *= *e.staticExtent(dim);
  }
  samples = distance;
  SmallVector<Axis> axes;
  distance = 1;
  for (unsigned dim = rank - 1; dim > 0; --dim) {
    int64_t size = *e.staticExtent(dim);
    if (dim + 1 < rank && places[dim + 1] == places[dim] + 1)
      axes.back().size *= size;
    else
      axes.push_back({size, from[dim], distance});
    distance *= size;
  }
  rows = axes.front();
  for (const Axis &axis : ArrayRef(axes).drop_front())
    if (axis.from == 1)
      columns = axis;
    else
      others.push_back(axis);
}

void TransposeKernel::overOthers(size_t next, Value from, Value to) {
  if (next < others.size())
    return e.loop(e.index(0), e.index(others[next].size), 1, [&](Value i) {
      overOthers(next + 1, e.add(from, e.mul(i, e.index(others[next].from))),
                 e.add(to, e.mul(i, e.index(others[next].to))));
    });
  OpBuilder &b = e.builder;
  auto load = [&](Value row, Value column, int64_t width) -> Value {
    Value at = e.add(e.add(from, e.mul(row, e.index(rows.from))), column);
    return vector::LoadOp::create(b, e.loc, VectorType::get(width, element),
                                  input, at);
  };
  auto store = [&](Value column, Value row, Value vector) {
    Value at = e.add(e.add(to, e.mul(column, e.index(columns.to))), row);
    vector::StoreOp::create(b, e.loc, vector, output, at);
  };
  transposeMatrix(e, rows.size, columns.size, element, load, store);
}

bool aec::cpu::analyzeTranspose(Payload &payload) {
  KernelOp kernel = payload.kernel;
  ValueRange yielded = kernel.getYield().getValues();
  if (yielded.size() != 1 || kernel.getInputs().size() != 1)
    return false;
  auto copy = yielded.front().getDefiningOp<linalg::GenericOp>();
  if (!copy || copy.getNumDpsInputs() != 1 || copy.getNumReductionLoops() ||
      copy.getDpsInputs().front() != kernel.getBody().getArgument(0) ||
      copy.getBody()->getTerminator()->getOperands() !=
          ValueRange(copy.getBody()->getArgument(0)))
    return false;
  auto type = cast<RankedTensorType>(yielded.front().getType());
  unsigned rank = type.getRank();
  AffineMap at = copy.getMatchingIndexingMap(copy.getDpsInputOperand(0));
  if (rank < 3 || !at.isPermutation() || at.getDimPosition(0) != 0 ||
      at.getDimPosition(rank - 1) == rank - 1 ||
      !copy.getMatchingIndexingMap(copy.getDpsInitOperand(0)).isIdentity() ||
      llvm::is_contained(type.getShape().drop_front(), ShapedType::kDynamic))
    return false;
  payload.kind = KernelKind::Transpose;
  payload.rank = rank;
  payload.cost = 1;
  payload.inputPlaces.resize(rank);
  payload.extents.resize(rank);
  for (unsigned i = 0; i < rank; ++i) {
    payload.inputPlaces[at.getDimPosition(i)] = i;
    payload.extents[at.getDimPosition(i)] = {kernel.getBody().getArgument(0),
                                             i};
  }
  AffineMap identity =
      AffineMap::getMultiDimIdentityMap(rank, kernel.getContext());
  payload.results.emplace_back(identity.getResults());
  payload.reads[kernel.getBody().getArgument(0)].emplace_back(at.getResults());
  return true;
}

void aec::cpu::emitTranspose(Emitter &emitter) {
  TransposeKernel(emitter).run();
}
