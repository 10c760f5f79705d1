//===- AELayer.td - The classes of ops and layers -------------------------===//
//
// Apart from AE.td, so that families of layers have generated files of their own.
//
//===----------------------------------------------------------------------===//
#ifndef AEC_AE_LAYER
#define AEC_AE_LAYER

include "mlir/Interfaces/InferTypeOpInterface.td"
include "dialects/AE/AEAttrs.td"

class AE_Op<string m, list<Trait> traits = []> : Op<AE_Dialect, m, traits>;

class AE_Layer<string m, list<Trait> traits = []> : AE_Op<m, !listconcat([
      DeclareOpInterfaceMethods<AE_LayerOpInterface>, InferTypeOpAdaptor, HasParent<"NetworkOp">], traits)>;

/// Words in any order, each at most once: `clauses` of oilist, and how they are
/// listed where there is another; see WordSyntax.h.
class AE_Words<string clauses, string known> {
  string format = " oilist(" # clauses # ") custom<NoWord>(\"\\\"" # known # "\\\"\") ";
}

#endif // AEC_AE_LAYER
