//===- DeriveEntries.cpp - encode, decode, reconstruct, score -------------===//
//
// What a user expects of an autoencoder without asking. Derived on the
// definition, so that `--emit=definition` shows them and they can be copied and
// changed.
//
//===----------------------------------------------------------------------===//
#include "SampleTerms.h"

#include "aec/Transforms/Passes.h"
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"

#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SetVector.h"

namespace aec {
#define GEN_PASS_DEF_DERIVEENTRIESPASS
#include "aec/Transforms/Passes.h.inc"
} // namespace aec

using namespace mlir;
using namespace aec;

namespace {

/// Derives the entries of one model.
class Deriver {
public:
  Deriver(ae::ModelOp model)
      : model(model), builder(OpBuilder::atBlockEnd(&model.getBody().front())),
        objective(*model.getOps<ae::ObjectiveOp>().begin()),
        encoder(model.lookupSymbol<ae::NetworkOp>("encoder")),
        decoder(model.lookupSymbol<ae::NetworkOp>("decoder")) {}

  LogicalResult run() {
    bool written = !model.getOps<ae::EntryOp>().empty();
    if (!encoder && !decoder && !written)
      return model.emitError()
             << "has no networks @encoder and @decoder to derive encode, "
                "decode, reconstruct and score from; write ae.entry";
    for (StringRef name :
         {"encode", "decode", "reconstruct", "score", "sample"})
      if (Operation *other = model.lookupSymbol(name);
          other && !isa<ae::EntryOp>(other))
        return other->emitError() << "has the name of the entry @" << name
                                  << ", which programs offer; rename it";
    if (encoder && wants("encode"))
      deriveApply("encode", {encoder});
    if (decoder && wants("decode"))
      deriveApply("decode", {decoder});
    if (encoder && decoder && wants("reconstruct") && composes())
      deriveApply("reconstruct", {encoder, decoder});
    if (wants("score"))
      deriveScore();
    auto priors = model.getOps<ae::PriorOp>();
    if (!priors.empty() && wants("sample"))
      return deriveSample(*priors.begin());
    return success();
  }

private:
  bool wants(StringRef name) { return !model.lookupSymbol(name); }

  /// Where the first objective applies `network`, or null.
  ae::ApplyOp applied(ae::NetworkOp network) {
    ae::ApplyOp found;
    objective.walk([&](ae::ApplyOp apply) {
      if (apply.getCallee() != network.getSymName())
        return WalkResult::advance();
      found = apply;
      return WalkResult::interrupt();
    });
    return found;
  }

  /// Whether the decoder takes what the encoder gives, and besides it only what
  /// data gives: a label.
  bool composes() {
    TypeRange given = encoder.getBody().front().back().getOperandTypes();
    TypeRange taken = decoder.getBody().front().getArgumentTypes();
    if (given.size() > taken.size() || given != taken.take_front(given.size()))
      return false;
    ae::ApplyOp apply = applied(decoder);
    return given.size() == taken.size() ||
           (apply && llvm::all_of(apply.getOperands().drop_front(given.size()),
                                  [&](Value v) { return isPrepared(v); }));
  }

  /// Whether nn ops make `value` of one argument of the objective (or it is
  /// one): a one-hot code of a label, a filled gap. An entry repeats them.
  bool isPrepared(Value value) {
    llvm::SetVector<Value> arguments;
    return collectArguments(value, arguments) && arguments.size() == 1;
  }
  bool collectArguments(Value value, llvm::SetVector<Value> &arguments) {
    if (isa<BlockArgument>(value))
      return arguments.insert(value), true;
    Operation *op = value.getDefiningOp();
    return isa<nn::NNDialect>(op->getDialect()) &&
           llvm::all_of(op->getOperands(), [&](Value operand) {
             return collectArguments(operand, arguments);
           });
  }

  ae::EntryOp createEntry(StringRef name, Location loc, ArrayAttr argNames,
                          TypeRange types) {
    auto entry = ae::EntryOp::create(builder, loc, name, argNames);
    Block &block = entry.getBody().emplaceBlock();
    block.addArguments(types, SmallVector<Location>(types.size(), loc));
    return entry;
  }

  /// An argument of `entry` named `name`; the one there is already, if any.
  Value argumentOf(ae::EntryOp entry, StringRef name, Type type) {
    Block &block = entry.getBody().front();
    SmallVector<Attribute> names(entry.getArgNames().getValue());
    for (auto [known, value] : llvm::zip_equal(names, block.getArguments()))
      if (cast<StringAttr>(known).getValue() == name && value.getType() == type)
        return value;
    names.push_back(builder.getStringAttr(name));
    entry.setArgNamesAttr(builder.getArrayAttr(names));
    return block.addArgument(type, entry.getLoc());
  }

  /// `value` of the objective in `entry`: its argument, or the ops that prepare
  /// it.
  Value prepare(ae::EntryOp entry, OpBuilder &body, Value value) {
    if (auto argument = dyn_cast<BlockArgument>(value))
      return argumentOf(entry,
                        objective.getArgumentName(argument.getArgNumber()),
                        argument.getType());
    IRMapping mapping;
    Operation *op = value.getDefiningOp();
    for (Value operand : op->getOperands())
      mapping.map(operand, prepare(entry, body, operand));
    return body.clone(*op, mapping)
        ->getResult(cast<OpResult>(value).getResultNumber());
  }

  /// Operands for `network` in an entry: those of `known` that are not null,
  /// what the objective prepares out of data, else arguments of the network's
  /// own names.
  SmallVector<Value> operandsFor(ae::EntryOp entry, OpBuilder &body,
                                 ae::NetworkOp network, ArrayRef<Value> known) {
    ae::ApplyOp apply = applied(network);
    SmallVector<Value> operands(known);
    operands.resize(network.getArgNames().size());
    for (auto [i, operand] : llvm::enumerate(operands)) {
      if (operand)
        continue;
      Type type = network.getBody().front().getArgument(i).getType();
      bool prepared = apply && isPrepared(apply.getOperands()[i]);
      operand = prepared ? prepare(entry, body, apply.getOperands()[i])
                         : argumentOf(entry, network.getArgumentName(i), type);
    }
    return operands;
  }

  /// An entry that applies networks one behind another.
  void deriveApply(StringRef name, ArrayRef<ae::NetworkOp> networks) {
    ae::NetworkOp first = networks.front();
    Location loc = first.getLoc();
    auto entry = createEntry(name, loc, builder.getArrayAttr({}), {});
    OpBuilder body = OpBuilder::atBlockEnd(&entry.getBody().front());
    SmallVector<Value> values;
    for (ae::NetworkOp network : networks) {
      SmallVector<Value> operands = operandsFor(entry, body, network, values);
      values = llvm::to_vector_of<Value>(
          ae::ApplyOp::create(
              body, loc, network.getBody().front().back().getOperandTypes(),
              network.getSymName(), operands)
              .getResults());
    }
    ae::ReturnOp::create(body, loc, values);
  }

  /// The decoder of draws from the prior; its other arguments are the entry's.
  LogicalResult deriveSample(ae::PriorOp prior) {
    Type type = prior.getType();
    SmallVector<Type> types;
    if (decoder)
      llvm::append_range(types, decoder.getBody().front().getArgumentTypes());
    auto *latent = llvm::find(types, type);
    if (latent == types.end())
      return prior.emitOpError("is of ")
             << type << ", which no argument of a network @decoder is; write "
             << "ae.entry @sample";
    SmallVector<Value> known(latent - types.begin() + 1);
    Location loc = prior.getLoc();
    auto entry = createEntry("sample", loc, builder.getArrayAttr({}), {});
    OpBuilder body = OpBuilder::atBlockEnd(&entry.getBody().front());
    if (prior.getKind() == ae::PriorKind::Uniform)
      known.back() =
          ae::UniformOp::create(body, loc, type, APFloat(-1.0), APFloat(1.0));
    else
      known.back() = ae::NormalOp::create(body, loc, type);
    SmallVector<Value> values = operandsFor(entry, body, decoder, known);
    auto apply = ae::ApplyOp::create(
        body, loc, decoder.getBody().front().back().getOperandTypes(),
        decoder.getSymName(), values);
    ae::ReturnOp::create(body, loc, apply.getResults());
    return success();
  }

  /// The first objective's data terms, weighted, a value a sample. A term that
  /// compares data and cannot be taken a sample at a time is warned about.
  void deriveScore() {
    Location loc = objective.getLoc();
    auto entry = createEntry("score", loc, objective.getArgNames(),
                             objective.getBody().front().getArgumentTypes());
    OpBuilder body = OpBuilder::atBlockEnd(&entry.getBody().front());
    IRMapping mapping;
    mapping.map(objective.getBody().getArguments(),
                entry.getBody().getArguments());
    Block &source = objective.getBody().front();
    for (Operation &op : source.without_terminator())
      body.clone(op, mapping);
    auto minimize = cast<ae::MinimizeOp>(source.getTerminator());
    SampleTerms terms(body);
    Value score;
    for (auto [term, weight, name] : llvm::zip_equal(
             minimize.getTerms(), minimize.getWeights().getAsRange<FloatAttr>(),
             minimize.getNames())) {
      Value value = mapping.lookup(term);
      if (!terms.comparesData(value))
        continue;
      if (Value sample = terms.perSample(value))
        score = addWeighted(body, score, sample, weight.getValueAsDouble());
      else
        mlir::emitWarning(term.getLoc())
            << "the term " << name << " is one number of a whole batch: the "
            << "derived entry @score leaves it out; write ae.entry @score";
    }
    if (!score) {
      entry.erase();
      return;
    }
    ae::ReturnOp::create(body, loc, score);
    dropUnused(entry);
  }

  /// A score needs neither weights of samples nor what its penalties read.
  void dropUnused(ae::EntryOp entry) {
    Block &block = entry.getBody().front();
    SmallVector<Operation *> ops = llvm::map_to_vector(
        block.without_terminator(), [](Operation &op) { return &op; });
    for (Operation *op : llvm::reverse(ops))
      if (op->use_empty())
        op->erase();
    SmallVector<Attribute> names;
    llvm::BitVector unused(block.getNumArguments());
    for (BlockArgument argument : block.getArguments()) {
      unused[argument.getArgNumber()] = argument.use_empty();
      if (!argument.use_empty())
        names.push_back(entry.getArgNames()[argument.getArgNumber()]);
    }
    block.eraseArguments(unused);
    entry.setArgNamesAttr(builder.getArrayAttr(names));
  }

  Value addWeighted(OpBuilder &body, Value sum, Value term, double weight) {
    Location loc = term.getLoc();
    if (weight != 1.0)
      term = nn::MulOp::create(body, loc, term,
                               nn::constantLike(body, loc, weight, term));
    return sum ? nn::AddOp::create(body, loc, sum, term) : term;
  }

  ae::ModelOp model;
  OpBuilder builder;
  ae::ObjectiveOp objective;
  ae::NetworkOp encoder, decoder;
};

struct DeriveEntries : aec::impl::DeriveEntriesPassBase<DeriveEntries> {
  void runOnOperation() override {
    for (auto model : getOperation().getOps<ae::ModelOp>())
      if (failed(Deriver(model).run()))
        return signalPassFailure();
  }
};

} // namespace
