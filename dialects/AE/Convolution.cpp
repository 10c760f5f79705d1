//===- Convolution.cpp - Convolutional layers -----------------------------===//
#include "dialects/AE/Convolution.h"
#include "dialects/AE/LayerSyntax.h"
#include "dialects/NN/Convolution.h"
#include "dialects/NN/NumberSyntax.h"

using namespace mlir;
using namespace aec::ae;
namespace nn = aec::nn;

/// Numbers of a window: one, for all dimensions, or a list.
static ParseResult parseNumbers(OpAsmParser &parser,
                                DenseI64ArrayAttr &numbers) {
  bool listed = false;
  auto parsed = nn::parseIntegers(parser, listed);
  if (failed(parsed))
    return failure();
  numbers = parser.getBuilder().getDenseI64ArrayAttr(*parsed);
  return success();
}

static void printNumbers(OpAsmPrinter &printer, Operation *,
                         DenseI64ArrayAttr numbers) {
  if (numbers.size() == 1)
    printer << numbers[0];
  else
    numbers.print(printer);
}

static ParseResult parsePadding(OpAsmParser &parser, Attribute &padding) {
  StringRef word;
  if (succeeded(parser.parseOptionalKeyword(&word, {"same", "valid"}))) {
    padding = parser.getBuilder().getStringAttr(word);
    return success();
  }
  bool listed = false;
  auto parsed = nn::parseIntegers(
      parser, listed, "same, valid, a number or several in brackets");
  if (failed(parsed))
    return failure();
  padding = parser.getBuilder().getDenseI64ArrayAttr(*parsed);
  return success();
}

static void printPadding(OpAsmPrinter &printer, Operation *op,
                         Attribute padding) {
  if (auto numbers = dyn_cast<DenseI64ArrayAttr>(padding))
    printNumbers(printer, op, numbers);
  else
    printer << cast<StringAttr>(padding).getValue();
}

#define GET_OP_CLASSES
#include "dialects/AE/AEConvolution.cpp.inc"

namespace {
/// Reads the numbers of one layer into those of an image.
class WindowReader {
public:
  WindowReader(std::optional<Location> loc, const ConvolutionAttrs &attrs)
      : loc(loc), attrs(attrs) {}

  /// `numbers`, `each` for every dimension of pixels, as they are on an image;
  /// `missing` is the default, and what the height of a signal has.
  FailureOr<SmallVector<int64_t>> read(DenseI64ArrayAttr numbers,
                                       StringRef what, unsigned each,
                                       int64_t least, int64_t missing) {
    SmallVector<int64_t> result(2 * each, missing);
    if (!numbers)
      return result;
    unsigned count = each * attrs.dims;
    SmallVector<int64_t> all(numbers.asArrayRef());
    if (all.size() == 1)
      all.resize(count, all.front());
    if (failed(nn::checkNumbers(loc, attrs.op, what, all, count, least)))
      return failure();
    llvm::copy(all, result.end() - count);
    return result;
  }

private:
  std::optional<Location> loc;
  const ConvolutionAttrs &attrs;
};
} // namespace

/// Keras' and JAX's: as many pixels as ceil(size / stride) windows need, the
/// odd one at the end. Transposed, of the size n * stride that the result has.
static void padSame(nn::Window &window, nn::Size2 size, bool transposed) {
  for (unsigned axis : {0u, 1u}) {
    int64_t stride = window.strides[axis];
    int64_t pixels = size[axis] * (transposed ? stride : 1);
    int64_t windows = (pixels + stride - 1) / stride;
    int64_t needed = (windows - 1) * stride + window.extent(axis) - pixels;
    int64_t total = std::max<int64_t>(needed, 0);
    window.padding[2 * axis] = total / 2;
    window.padding[2 * axis + 1] = total - total / 2;
  }
}

static bool isSame(Attribute padding) {
  auto word = dyn_cast_if_present<StringAttr>(padding);
  return word && word.getValue() == "same";
}

static FailureOr<nn::Window> readWindow(std::optional<Location> loc,
                                        const ConvolutionAttrs &attrs,
                                        nn::Size2 size) {
  auto word = dyn_cast_if_present<StringAttr>(attrs.padding);
  if (attrs.padding && !isa<DenseI64ArrayAttr>(attrs.padding) &&
      !(word && (word.getValue() == "same" || word.getValue() == "valid")))
    return emitOptionalError(loc, "'", attrs.op, "' op expected padding of ",
                             "numbers, same or valid, found ", attrs.padding);
  WindowReader reader(loc, attrs);
  auto kernel = reader.read(attrs.kernel, "a kernel", 1, 1, 1);
  auto strides = reader.read(attrs.strides, "strides", 1, 1, 1);
  auto dilation = reader.read(attrs.dilation, "dilation", 1, 1, 1);
  auto padding =
      reader.read(dyn_cast_if_present<DenseI64ArrayAttr>(attrs.padding),
                  attrs.dims == 2 ? "padding (top, bottom, left, right)"
                                  : "padding (begin, end)",
                  2, 0, 0);
  if (failed(kernel) || failed(strides) || failed(dilation) || failed(padding))
    return failure();
  nn::Window window;
  llvm::copy(*kernel, window.kernel.begin());
  llvm::copy(*strides, window.strides.begin());
  llvm::copy(*dilation, window.dilation.begin());
  llvm::copy(*padding, window.padding.begin());
  if (isSame(attrs.padding))
    padSame(window, size, attrs.transposed);
  return window;
}

/// Pixels of a transposed convolution's result.
static FailureOr<nn::Size2> transposedSize(std::optional<Location> loc,
                                           const ConvolutionAttrs &attrs,
                                           const nn::Window &window,
                                           nn::Size2 size) {
  auto extra = WindowReader(loc, attrs)
                   .read(attrs.outputPadding, "output padding", 1, 0, 0);
  if (failed(extra))
    return failure();
  bool same = isSame(attrs.padding);
  if (same && attrs.outputPadding) // conv_transpose2d_c5, conv_transpose1d_c5
    return emitOptionalError(loc, "'", attrs.op, "' op has output padding and ",
                             "padding `same`, which says the size; remove one");
  nn::Size2 result;
  for (unsigned axis : {0u, 1u}) {
    int64_t stride = window.strides[axis];
    if ((*extra)[axis] >= stride && (*extra)[axis] > 0) // c5
      return emitOptionalError(
          loc, "'", attrs.op, "' op expected output padding below the stride ",
          stride, ", found ", (*extra)[axis], "; use ", stride - 1, " or less");
    int64_t whole =
        (size[axis] - 1) * stride + window.extent(axis) + (*extra)[axis];
    result[axis] = same ? size[axis] * stride
                        : whole - window.low(axis) - window.high(axis);
    if (result[axis] < 1) // conv_transpose2d_c4, conv_transpose1d_c4
      return emitOptionalError(loc, "'", attrs.op, "' op leaves ", result[axis],
                               " of ", whole, " pixels along the ",
                               axis == 0 ? "height" : "width",
                               "; use less padding");
  }
  return result;
}

/// [B, C, L] as [B, C, 1, L]; null where the rank is wrong.
static FailureOr<nn::ImageShape> readImage(std::optional<Location> loc,
                                           const ConvolutionAttrs &attrs,
                                           RankedTensorType type) {
  if (type.getRank() != attrs.dims + 2)
    return emitOptionalError(loc, "'", attrs.op,
                             "' op expected an input of rank ", attrs.dims + 2,
                             attrs.dims == 2 ? ", [B, C, H, W]" : ", [B, C, L]",
                             ", found ", type, "; nn.reshape makes one of it");
  ArrayRef<int64_t> s = type.getShape();
  if (attrs.dims == 1)
    return nn::ImageShape{s[0], s[1], {1, s[2]}};
  return nn::ImageShape{s[0], s[1], {s[2], s[3]}};
}

FailureOr<ConvolutionLayer> ConvolutionLayer::get(std::optional<Location> loc,
                                                  const ConvolutionAttrs &attrs,
                                                  Type input) {
  auto type = cast<RankedTensorType>(input);
  auto from = readImage(loc, attrs, type); // c1
  if (failed(from) || failed(nn::checkSize(loc, attrs.op, type)))
    return failure();
  if (attrs.channels < 1 || attrs.channels > nn::maxWindowNumber) // c2
    return emitOptionalError(loc, "'", attrs.op, "' op expected channels from ",
                             "1 to ", nn::maxWindowNumber, ", found ",
                             attrs.channels);
  auto window = readWindow(loc, attrs, from->size); // c2
  int64_t groups = attrs.groups ? attrs.groups.getInt() : 1;
  if (failed(window) || failed(nn::checkGroups(loc, attrs.op, groups, // c3
                                               from->channels, attrs.channels)))
    return failure();
  ConvolutionLayer layer{attrs, type, *from, *from, *window, groups};
  layer.to.channels = attrs.channels;
  if (attrs.transposed) {
    auto size = transposedSize(loc, attrs, *window, from->size);
    if (failed(size))
      return failure();
    layer.to.size = *size;
  } else {
    if (failed(nn::checkFits(loc, attrs.op, *window, from->size))) // c4
      return failure();
    layer.to.size = window->count(from->size);
  }
  if (failed(nn::checkSize(loc, attrs.op, layer.resultType())) ||
      failed(nn::checkSize(loc, attrs.op, layer.weightType())))
    return failure();
  return layer;
}

RankedTensorType ConvolutionLayer::resultType() const {
  if (attrs.dims == 2)
    return to.type(input.getElementType(), false);
  return RankedTensorType::get({to.batch, to.channels, to.size[1]},
                               input.getElementType());
}

RankedTensorType ConvolutionLayer::weightType() const {
  int64_t outer = attrs.transposed ? from.channels : to.channels;
  int64_t inner = (attrs.transposed ? to.channels : from.channels) / groups;
  SmallVector<int64_t> shape{outer, inner};
  llvm::append_range(shape, ArrayRef(window.kernel).take_back(attrs.dims));
  return RankedTensorType::get(shape, input.getElementType());
}

SmallVector<StateSpec> ConvolutionLayer::states(bool noBias,
                                                Attribute weightInit,
                                                Attribute biasInit) const {
  // Fans as torch.nn.init counts them, transposed or not.
  RankedTensorType type = weightType();
  int64_t field = window.kernel[0] * window.kernel[1];
  auto distribution = [&](Attribute attr) {
    auto init = dyn_cast_if_present<InitializerAttrInterface>(attr);
    if (!init)
      init = TorchUniformAttr::get(input.getContext());
    return init.getDistribution(type.getDimSize(1) * field,
                                type.getDimSize(0) * field);
  };
  StateSpec weight{"weight", type};
  weight.distribution = distribution(weightInit);
  SmallVector<StateSpec> states{weight};
  if (!noBias) {
    StateSpec bias{
        "bias", RankedTensorType::get({to.channels}, input.getElementType())};
    bias.distribution = distribution(biasInit);
    states.push_back(bias);
  }
  return states;
}

/// `value` with the sizes of an image for those of a signal, or the reverse.
static Value reshapeTo(OpBuilder &builder, Location loc, Value value,
                       RankedTensorType type) {
  SmallVector<int64_t> shape(type.getShape());
  if (type.isDynamicDim(0))
    shape.front() = -1;
  return builder.createOrFold<nn::ReshapeOp>(loc, value, shape);
}

Value ConvolutionLayer::build(PureBuilder &builder, Location loc,
                              bool noBias) const {
  Type element = input.getElementType();
  Value image =
      reshapeTo(builder, loc, builder.operand(0), from.type(element, false));
  RankedTensorType type = weightType();
  nn::WeightShape shape{type.getDimSize(0), type.getDimSize(1), window.kernel};
  Value weight =
      reshapeTo(builder, loc, builder.state(0), shape.type(element, false));
  Value result =
      attrs.transposed
          ? nn::Conv2dDataGradientOp::create(
                builder, loc, image, weight, to.size, window.strides,
                window.padding, window.dilation, groups, false)
                .getResult()
          : nn::Conv2dOp::create(builder, loc, image, weight, window.strides,
                                 window.padding, window.dilation, groups, false)
                .getResult();
  if (!noBias) {
    auto column = RankedTensorType::get({to.channels, 1, 1}, element);
    Value bias = reshapeTo(builder, loc, builder.state(1), column);
    result = nn::AddOp::create(builder, loc, result, bias);
  }
  return reshapeTo(builder, loc, result, resultType());
}

LogicalResult aec::ae::verifyInitialisers(Operation *op, Attribute weight,
                                          Attribute bias) {
  for (Attribute attr : {weight, bias})
    if (attr && !isa<InitializerAttrInterface>(attr))
      return op->emitOpError(
                 "expected an initialiser such as #ae.he_normal, found ")
             << attr;
  return success();
}
