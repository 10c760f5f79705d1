//===- CPU.td - Generated kernels and parallel regions --------------------===//
//
// A kernel keeps its computation as a payload on tensors, as linalg.generic
// keeps scalars in its region, so that bufferization never looks inside and the
// generator reads indexing maps instead of op names.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_CPU
#define AEC_CPU

include "mlir/IR/OpBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Dialect/LLVMIR/LLVMOpBase.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def CPU_Dialect : Dialect {
  let name = "cpu";
  let cppNamespace = "::aec::cpu";
  let summary = "loop nests generated for CPUs";
  // cpu.parallel_for takes a pointer.
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
  let description = [{
    Between the fused rung and loops: what becomes one generated loop nest, and
    loops whose pieces run on the runtime's threads. See README.md.
  }];
}

class CPU_Op<string mnemonic, list<Trait> traits = []>
    : Op<CPU_Dialect, mnemonic, traits>;

def CPU_KernelOp : CPU_Op<"kernel", [IsolatedFromAbove, AttrSizedOperandSegments,
    SingleBlockImplicitTerminator<"YieldOp">,
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>, DestinationStyleOpInterface]> {
  let summary = "a computation on tensors that becomes one loop nest";
  let description = [{
    The region is a payload: it tells what is computed, on tensors, whether the
    operands are tensors or memrefs. Its arguments stand for `inputs` and then
    for `outputs`, each with the operand's shape as a tensor, or the scalar
    itself. An argument of an output is that memory's content before the kernel.
    `scratch` is memory that the loops may use; nothing is in it before or after.

    (C1) the arguments have the shapes and element types of inputs and outputs.
    (C2) the yielded values have the outputs' types, one each.
    (C3) results are there for outputs that are tensors and only for these.

    ```mlir
    cpu.kernel ins(%x = %a : memref<?x8xf32>) outs(%y = %b : memref<?x8xf32>) {
      %r = linalg.generic ...
      cpu.yield %r : tensor<?x8xf32>
    }
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$inputs, Variadic<AnyShaped>:$outputs,
      Optional<AnyStaticShapeMemRef>:$scratch);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let regions = (region SizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let builders = [OpBuilder<(ins "::mlir::TypeRange":$results,
      "::mlir::ValueRange":$inputs, "::mlir::ValueRange":$outputs), [{
    build($_builder, $_state, results, inputs, outputs, /*scratch=*/{});
  }]>];
  let extraClassDeclaration = [{
    ::mlir::MutableOperandRange getDpsInitsMutable() { return getOutputsMutable(); }
    YieldOp getYield();
    /// The payload's argument for an input or output of the op.
    ::mlir::BlockArgument getArgument(::mlir::OpOperand &operand) {
      return getBody().getArgument(operand.getOperandNumber());
    }
  }];
}

def CPU_YieldOp : CPU_Op<"yield", [Pure, Terminator, ReturnLike, HasParent<"KernelOp">]> {
  let summary = "results of a kernel's payload";
  let arguments = (ins Variadic<AnyRankedTensor>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
  let builders = [OpBuilder<(ins), [{ }]>];
}

def CPU_ConvolutionRole : I32EnumAttr<"ConvolutionRole", "which side of a convolution is computed", [
    I32EnumAttrCase<"Forward", 0, "forward">,
    I32EnumAttrCase<"DataGradient", 1, "data_gradient">,
    I32EnumAttrCase<"WeightGradient", 2, "weight_gradient">]> {
  let cppNamespace = "::aec::cpu";
}

def CPU_ConvolutionOp : CPU_Op<"convolution", [Pure, HasParent<"KernelOp">]> {
  let summary = "a convolution or one of its gradients in a kernel's payload";
  let description = [{
    Images are [B, H, W, C], weights [kh, kw, C/groups, O]; `padding` is top,
    bottom, left, right. The operands are image and weight (`forward`), gradient
    of the result and weight (`data_gradient`), image and gradient of the result
    (`weight_gradient`); the result is the third of the three. As linalg it would
    be a padded copy, a product over windows and, for a gradient with strides,
    products with inserted zeros: what the loops must know would be hidden.

    ```mlir
    %y = cpu.convolution forward %x, %w strides [1, 1] padding [1, 1, 1, 1] dilation [1, 1] groups 1
        : tensor<?x14x14x32xf32>, tensor<3x3x32x32xf32> -> tensor<?x14x14x32xf32>
    ```
  }];
  let arguments = (ins CPU_ConvolutionRole:$role, AnyRankedTensor:$lhs, AnyRankedTensor:$rhs,
      DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$padding, DenseI64ArrayAttr:$dilation,
      I64Attr:$groups);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{ $role $lhs `,` $rhs `strides` $strides `padding` $padding
      `dilation` $dilation `groups` $groups attr-dict
      `:` type($lhs) `,` type($rhs) `->` type($result) }];
  let extraClassDeclaration = [{
    /// The three tensors by what they are: [B, H, W, C], [kh, kw, C/groups, O],
    /// [B, H', W', O].
    ::mlir::RankedTensorType getImageType();
    ::mlir::RankedTensorType getWeightType();
    ::mlir::RankedTensorType getOutputType();
  }];
}

def CPU_PoolRole : I32EnumAttr<"PoolRole", "what becomes of the pixels of a window", [
    I32EnumAttrCase<"Max", 0, "max">,
    I32EnumAttrCase<"Sum", 1, "sum">,
    I32EnumAttrCase<"MaxGradient", 2, "max_gradient">,
    I32EnumAttrCase<"Spread", 3, "spread">,
    I32EnumAttrCase<"Interpolate", 4, "interpolate">,
    I32EnumAttrCase<"InterpolateGradient", 5, "interpolate_gradient">,
    I32EnumAttrCase<"Shuffle", 6, "shuffle">,
    I32EnumAttrCase<"Unshuffle", 7, "unshuffle">]> {
  let cppNamespace = "::aec::cpu";
}

def CPU_PoolOp : CPU_Op<"pool", [Pure, HasParent<"KernelOp">]> {
  let summary = "windows of an image as pixels, or back, in a kernel's payload";
  let description = [{
    Images are [B, H, W, C]; `padding` is top, bottom, left, right. `max` and
    `sum` make a pixel of each window of the image, the latter times `scale`;
    `spread`, the adjoint of `sum`, adds each pixel times `scale` to its window;
    `max_gradient` adds it to the first largest pixel of its window in the first input.
    `interpolate` makes `kernel` times as many pixels, bilinearly as nn.upsample2d says;
    `interpolate_gradient` is its adjoint. `shuffle` makes the pixels of a window of
    channels, as nn.pixel_shuffle says; `unshuffle` is its inverse.

    ```mlir
    %y = cpu.pool max %x kernel [2, 2] strides [2, 2] padding [0, 0, 0, 0]
        : (tensor<?x14x14x32xf32>) -> tensor<?x7x7x32xf32>
    ```
  }];
  let arguments = (ins CPU_PoolRole:$role, Variadic<AnyRankedTensor>:$inputs,
      DenseI64ArrayAttr:$kernel, DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$padding,
      DefaultValuedAttr<F64Attr, "1.0">:$scale);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{ $role $inputs `kernel` $kernel `strides` $strides `padding` $padding
      (`scale` $scale^)? attr-dict `:` functional-type($inputs, $result) }];
  let extraClassDeclaration = [{
    /// Whether pixels go back to windows.
    bool isSpreading() {
      return getRole() == PoolRole::MaxGradient || getRole() == PoolRole::Spread;
    }
    /// Whether channels become pixels, or pixels channels.
    bool isShuffling() {
      return getRole() == PoolRole::Shuffle || getRole() == PoolRole::Unshuffle;
    }
    /// Whether pixels are weighted means of neighbours.
    bool isInterpolating() {
      return getRole() == PoolRole::Interpolate || getRole() == PoolRole::InterpolateGradient;
    }
  }];
}

def CPU_ScanOp : CPU_Op<"scan", [IsolatedFromAbove, AttrSizedOperandSegments, SingleBlock,
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>, DestinationStyleOpInterface]> {
  let summary = "steps over time, a product and a cell in each";
  let description = [{
    B: batch, T: steps, H: `width`, a group: H numbers. Each of `carried` values is [B, H]; it starts as
    its tensor of `initials`, or as zeros where there are none. In step t (from the last one with `reverse`) the
    region, the cell, is computed for each element j of a row: its arguments are the elements j of the
    groups of each of `sequences` ([B, T, kH]; [B, T] is one number for the row), of `vectors` ([kH]), of the
    product of the first carried value with `weight`, and the carried values; it yields the
    elements j of the groups of `outputs` ([B, T, kH]) and the next carried values. With `multiplied` = i there is no product
    before the cell: output i of the step times `weight` is added to the first carried value behind it.
    Outputs of rank 2, one for each carried value or none, take the last carried values.

    With a `second` region a step has a product more, behind the first cell: the last group of the weight's
    columns (of its rows where there is `multiplied`) is no part of the product above. The first cell
    yields k numbers; the first of them is multiplied with that group, over the row. The second cell
    takes this product's element, the k numbers and what the first takes but for its product, and yields what a
    lone cell yields.

    Rows never meet, so that blocks of them run through all steps on a thread of their own.
    (C1) a region has an argument for each of these numbers, of the element type. (C2) the last one yields one for each
    group of an output and each carried value, the first of two some. (C3) `initials` and outputs of rank 2 are none or one for each
    carried value.

    ```mlir
    cpu.scan sequences(%p) vectors() weight(%w) initials(%h) outs(%s) {carried = 1 : i64, width = 8 : i64} :
      (memref<?x5x8xf32>, memref<8x8xf32>, memref<?x8xf32>, memref<?x5x8xf32>) -> () { ... }
    ```
  }];
  let arguments = (ins Variadic<AnyShaped>:$sequences, Variadic<AnyShaped>:$vectors, AnyShaped:$weight,
      Variadic<AnyShaped>:$initials, Variadic<AnyShaped>:$outputs,
      I64Attr:$carried, I64Attr:$width, OptionalAttr<I64Attr>:$multiplied, UnitAttr:$reverse);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let regions = (region SizedRegion<1>:$cell, AnyRegion:$second);
  let assemblyFormat = [{ `sequences` `(` $sequences `)` `vectors` `(` $vectors `)` `weight` `(` $weight `)`
      `initials` `(` $initials `)` `outs` `(` $outputs `)` attr-dict `:` functional-type(operands, $results) $cell
      (`second` $second^)? }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    ::mlir::MutableOperandRange getDpsInitsMutable() { return getOutputsMutable(); }
    /// The outputs that are sequences; behind them stand the last carried values.
    ::mlir::ValueRange getSequenceOutputs();
    ::mlir::ValueRange getFinals() { return getOutputs().drop_front(getSequenceOutputs().size()); }
    /// Groups of a sequence, a vector or a weight's columns; 0: one number a row.
    int64_t getGroups(::mlir::Value operand);
    ::mlir::Type getElementType();
    bool hasSecond() { return !getSecond().empty(); }
    /// Groups of the weight's columns that are multiplied before the first cell.
    int64_t getGates() {
      return getMultiplied() ? 0 : getGroups(getWeight()) - hasSecond();
    }
    /// The cell whose numbers are the outputs' and the next carried values.
    ::mlir::Block &getLastCell() { return (hasSecond() ? getSecond() : getCell()).front(); }
  }];
}

def CPU_NextOp : CPU_Op<"next", [Pure, Terminator, ReturnLike, HasParent<"ScanOp">]> {
  let summary = "numbers of the outputs and the next carried values of a cell";
  let arguments = (ins Variadic<AnyFloat>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

def CPU_Bound : AnyTypeOf<[Index, I64], "index or i64">;

def CPU_ParallelForOp : CPU_Op<"parallel_for"> {
  let summary = "a loop whose pieces may run on several threads";
  let description = [{
    Runs the region for a partition of [0, count) into ranges [lo, hi). Borders
    are multiples of `grain`, but for the last. Different ranges write disjoint
    memory, and no result depends on the partition. With at most `grain`
    iterations the region runs once, in place. `runtime` is the `aec_runtime *`
    of the call's frame.

    ```mlir
    cpu.parallel_for (%lo, %hi) in %count grain %grain on %runtime : index {
      ...
      cpu.end
    }
    ```
  }];
  let arguments = (ins CPU_Bound:$count, CPU_Bound:$grain, LLVM_AnyPointer:$runtime);
  let regions = (region AnyRegion:$body);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let skipDefaultBuilders = 1;
  let builders = [OpBuilder<(ins "::mlir::Value":$count, "::mlir::Value":$grain, "::mlir::Value":$runtime)>];
}

def CPU_EndOp : CPU_Op<"end", [Pure, Terminator, HasParent<"ParallelForOp">]> {
  let summary = "the end of a piece of a parallel loop";
  let assemblyFormat = "attr-dict";
}

#endif // AEC_CPU
