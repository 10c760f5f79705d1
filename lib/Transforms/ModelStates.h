//===- ModelStates.h - What a model declares: states and inputs -----------===//
//
// Walks a definition once and turns what its layers own and its arguments name
// into module-level declarations. Apart from the building of functions, which
// only looks states up.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_TRANSFORMS_MODELSTATES_H
#define AEC_LIB_TRANSFORMS_MODELSTATES_H

#include "dialects/AE/AE.h"
#include "llvm/ADT/MapVector.h"

namespace aec {

class ModelStates {
public:
  /// Declarations are created at the end of `module`.
  ModelStates(ae::ModelOp model, mlir::ModuleOp module);

  /// Declares all inputs and states, or says what disagrees.
  llvm::LogicalResult declare();

  /// Names of the states of a layer, in the order of its `getStates`.
  llvm::SmallVector<llvm::StringRef> statesOf(ae::LayerOpInterface layer);
  /// Names of the weights (rank 2 and more, biases left out) a network owns.
  llvm::SmallVector<llvm::StringRef> weightsOf(llvm::StringRef network);
  /// Names of the parameters a network owns.
  llvm::SmallVector<llvm::StringRef> parametersOf(llvm::StringRef network);
  /// Name of the network whose layer owns a state.
  llvm::StringRef ownerOf(llvm::StringRef state);
  /// Position in declaration order.
  unsigned positionOf(llvm::StringRef state);
  mlir::Type typeOf(llvm::StringRef state);
  /// The input that an argument of this name and type binds to, or null.
  ae::InputOp inputFor(llvm::StringRef name, mlir::Type type);

  /// Declares that a layer's statistics are fitted on the input `name`;
  /// fails where they are fitted on another input already.
  llvm::LogicalResult declareFit(ae::LayerOpInterface layer,
                                 llvm::StringRef name);

private:
  void nameLayers();
  /// Names of the parameters of `network` for which `wanted` holds.
  llvm::SmallVector<llvm::StringRef>
  select(llvm::StringRef network, llvm::function_ref<bool(ae::StateOp)> wanted);
  std::string stateName(mlir::Operation *layer, const ae::StateSpec &spec);
  llvm::LogicalResult declareInput(llvm::StringRef name, mlir::Type type,
                                   mlir::Location loc);
  void declarePreparation(ae::InputOp input);
  llvm::LogicalResult declareState(llvm::StringRef name,
                                   const ae::StateSpec &spec,
                                   mlir::Location loc);

  ae::ModelOp model;
  mlir::OpBuilder builder;
  /// "encoder.0", by layer.
  llvm::DenseMap<mlir::Operation *, std::string> layerNames;
  /// The same by "encoder" and "fc1", for ties.
  llvm::StringMap<mlir::Operation *> layersByName;
  llvm::MapVector<mlir::StringAttr, ae::StateOp> states;
  /// The network whose layer owns a state; a name does not tell where network
  /// names hold dots.
  llvm::DenseMap<mlir::StringAttr, ae::NetworkOp> owners;
  llvm::MapVector<mlir::StringAttr, ae::InputOp> inputs;
  llvm::DenseMap<mlir::Operation *, mlir::StringAttr> fits;
};

} // namespace aec

#endif // AEC_LIB_TRANSFORMS_MODELSTATES_H
