//===- AE.h - The ae dialect ----------------------------------------------===//
//
// What an author writes: models, networks whose layers own parameters,
// objectives, entries. Layers and optimizers are known to passes only by the
// interfaces declared here.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_DIALECTS_AE_AE_H
#define AEC_DIALECTS_AE_AE_H

#include "dialects/NN/NN.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/RegionKindInterface.h"
#include "mlir/IR/SymbolTable.h"

#include "dialects/AE/AEDialect.h.inc"
#include "dialects/AE/AEEnums.h.inc"

namespace aec::ae {

/// How a state starts; see AEC_INIT_* in Abi.h for `kind`, a and b.
struct Distribution {
  enum Kind : int64_t { Constant = 0, Uniform = 1, Normal = 2 };
  Kind kind = Constant;
  double a = 0.0, b = 0.0;
};

/// One state of a layer.
struct StateSpec {
  /// Last part of the name: "weight".
  llvm::StringRef suffix;
  mlir::RankedTensorType type;
  StateRole role = StateRole::Parameter;
  Distribution distribution = {};
  /// Not null: the state belongs to that layer; nothing new is declared.
  mlir::SymbolRefAttr shared = {};
};

/// How memory holds a state: its elements, row-major, are seen as a tensor of
/// the sizes `view`, whose dimensions lie in `order`. Both are empty where
/// memory is as the file.
struct StateLayout {
  llvm::SmallVector<int64_t> view, order;

  /// What memory holds, seen as a tensor of `shape`, gets its dimensions in the
  /// order `permutation`. Fails, with nothing changed, where a dimension of
  /// `shape` is not several of memory's, one behind the other.
  llvm::LogicalResult permute(llvm::ArrayRef<int64_t> shape,
                              llvm::ArrayRef<int64_t> permutation);
};

/// Where the draws of one layer come from; see nn.uniform.
struct DrawKey {
  mlir::Value seed, step;
  int64_t stream;
  bool acrossCalls;
  /// Has the batch.
  mlir::Value like;
};

/// What a layer is made explicit with: a builder that knows its states.
class PureBuilder : public mlir::OpBuilder {
public:
  /// `nextKey` makes a key that no other draw has.
  PureBuilder(mlir::OpBuilder &builder, mlir::ValueRange operands,
              mlir::ValueRange states, bool training,
              llvm::function_ref<DrawKey()> nextKey)
      : OpBuilder(builder), operands(operands), states(states),
        training(training), nextKey(nextKey), updates(states.size()) {}

  mlir::Value operand(unsigned i) const { return operands[i]; }
  /// Value of the i-th state of the layer's `getStates`.
  mlir::Value state(unsigned i) const { return states[i]; }
  /// Gives a state's value behind this step (running statistics).
  void setState(unsigned i, mlir::Value value) { updates[i] = value; }
  /// Objectives train, entries do not.
  bool isTraining() const { return training; }
  llvm::ArrayRef<mlir::Value> getUpdates() const { return updates; }

  /// Independent draws of `type`: uniform in [0, 1), or standard normal. Each
  /// call draws anew. The batch is `like`'s; null: that of the function.
  mlir::Value drawUniform(mlir::Location loc, mlir::Type type,
                          mlir::Value like = {});
  mlir::Value drawNormal(mlir::Location loc, mlir::Type type,
                         mlir::Value like = {});

private:
  mlir::ValueRange operands, states;
  bool training;
  llvm::function_ref<DrawKey()> nextKey;
  llvm::SmallVector<mlir::Value> updates;
};

/// A number of an attribute, without its type.
mlir::FailureOr<mlir::FloatAttr> parseNumber(mlir::AsmParser &parser);
/// Gives block arguments the names their op keeps.
void setArgumentNames(mlir::ArrayAttr names, mlir::Region &body,
                      mlir::OpAsmSetValueNameFn set);

} // namespace aec::ae

#include "dialects/AE/AEAttrInterfaces.h.inc"
#include "dialects/AE/AEInterfaces.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/AE/AEAttrs.h.inc"
#define GET_OP_CLASSES
#include "dialects/AE/AE.h.inc"

#endif // AEC_DIALECTS_AE_AE_H
