//===- ProductOperands.cpp - Operands that are matrices -------------------===//
#include "ProductOperands.h"
#include "../CPU/Kernels/ProductPlaces.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace aec;
using namespace aec::cuda;

int64_t aec::cuda::vectorOf(Value memory, int64_t extent) {
  auto type = cast<MemRefType>(memory.getType());
  SmallVector<int64_t> strides;
  int64_t offset;
  if (failed(type.getStridesAndOffset(strides, offset)) || strides.empty() ||
      strides.back() != 1 || type.getElementTypeBitWidth() != 32)
    return 1;
  bool whole = llvm::all_of(ArrayRef(strides).drop_back(), [](int64_t stride) {
    return !ShapedType::isDynamic(stride) && stride % 4 == 0;
  });
  return whole && !ShapedType::isDynamic(offset) && offset % 4 == 0 &&
                 !ShapedType::isDynamic(extent) && extent % 4 == 0
             ? 4
             : 1;
}

SmallVector<Value> aec::cuda::spreadNarrow(cpu::Emitter &e, Value flat,
                                           ArrayRef<Value> extents) {
  OpBuilder &b = e.builder;
  Type narrow = b.getI32Type(), wide = b.getIndexType();
  auto cast = [&](Type to, Value value) {
    return b.createOrFold<arith::IndexCastUIOp>(e.loc, to, value);
  };
  SmallVector<Value> place(extents.size());
  Value rest = cast(narrow, flat);
  for (size_t i = extents.size(); i-- > 1;) {
    if (getConstantIntValue(extents[i]) == 1) {
      place[i] = e.index(0);
      continue;
    }
    Value extent = cast(narrow, extents[i]);
    place[i] = cast(wide, arith::RemUIOp::create(b, e.loc, rest, extent));
    rest = arith::DivUIOp::create(b, e.loc, rest, extent);
  }
  if (!extents.empty())
    place[0] = cast(wide, rest);
  return place;
}

namespace {
class Matrices : public ProductOperands {
public:
  explicit Matrices(cpu::Emitter &e) : product(e.payload.product), places(e) {
    rows = places.rows(), depth = places.depth(), matrices = places.matrices();
    columns = *e.staticExtent(e.payload.vectorDim());
    lhs = {!product.lhsTransposed, vectorOfLhs(e.payload.rank)};
    rhs = {product.rhsTransposed,
           vectorOf(places.rhs(), innermost(places.rhs()))};
  }

  void enter(Value matrix) override { places.enter(matrix); }
  Entry lhsAt(Value row, Value term) override {
    return {places.lhs(),
            places.lhsAt(places.at(row, Value()), places.sumsAt(term)),
            {}};
  }
  Entry rhsAt(Value term, Value column) override {
    return {places.rhs(), places.rhsAt(column, places.sumsAt(term)), {}};
  }
  SmallVector<Value> place(Value row, Value column) override {
    return places.at(row, column);
  }

private:
  static int64_t innermost(Value memory) {
    return cast<MemRefType>(memory.getType()).getShape().back();
  }
  /// Its last dimension must be the one that rows, or terms, count fastest.
  int64_t vectorOfLhs(unsigned rank) {
    unsigned last = product.lhsAt.back();
    unsigned fastest = product.lhsTransposed
                           ? (product.rows.empty() ? rank : product.rows.back())
                           : rank + product.numSums - 1;
    return last == fastest ? vectorOf(places.lhs(), innermost(places.lhs()))
                           : 1;
  }

  const cpu::Contraction &product;
  cpu::ProductPlaces places;
};
} // namespace

std::unique_ptr<ProductOperands> aec::cuda::createMatrices(cpu::Emitter &e) {
  return std::make_unique<Matrices>(e);
}

std::unique_ptr<ProductOperands> ProductOperands::create(cpu::Emitter &e) {
  switch (e.payload.kind) {
  case cpu::KernelKind::Convolution:
    return createConvolution(e);
  case cpu::KernelKind::WeightGradient:
    return createWeightGradient(e);
  default:
    return createMatrices(e);
  }
}

Value aec::cuda::resultOfProduct(const cpu::Payload &payload) {
  if (cpu::ConvolutionOp op = payload.convolution.op)
    return op.getResult();
  return linalg::GenericOp(payload.product.op).getResult(0);
}

ProductSize aec::cuda::sizeOfProduct(const cpu::Payload &payload) {
  if (cpu::ConvolutionOp op = payload.convolution.op)
    return sizeOfConvolution(op);
  const cpu::Contraction &product = payload.product;
  ProductSize size{1, 1, 1, 1};
  auto times = [](int64_t &extent, bool &varies, Value tensor, int64_t dim) {
    int64_t length = cast<RankedTensorType>(tensor.getType()).getDimSize(dim);
    varies |= ShapedType::isDynamic(length);
    extent *= ShapedType::isDynamic(length) ? nominalBatch : length;
  };
  auto extents = payload.extents;
  for (unsigned dim : product.rows)
    times(size.rows, size.rowsVary, extents[dim].first, extents[dim].second);
  for (unsigned dim : product.outer)
    times(size.matrices, size.rowsVary, extents[dim].first,
          extents[dim].second);
  auto [columns, last] = extents[payload.vectorDim()];
  times(size.columns, size.rowsVary, columns, last);
  for (auto [i, dim] : llvm::enumerate(product.lhsAt))
    if (dim >= payload.rank)
      times(size.depth, size.depthVaries, product.lhs, i);
  return size;
}
