//===- StateOrder.cpp - Puts each state's update behind its last reader ---===//
//
// Bufferization copies a state that is read after it was overwritten (one
// weight matrix a step, measured in a prototype), and it never reorders. So the
// body is sorted topologically here, always taking the first operation of the
// old order that is ready: an order that is good already stays as it is.
//
//===----------------------------------------------------------------------===//
#include "StateOrder.h"

#include "mlir/Dialect/Bufferization/IR/BufferizableOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/DenseSet.h"
#include <set>

using namespace mlir;
using namespace aec;
using bufferization::AnalysisState;

/// Adds the operations of `block` that read the memory of `value`, directly, in
/// a region, or through an operation that only makes a view of it.
static void collectReaders(Value value, Block &block, AnalysisState &state,
                           llvm::SetVector<Operation *> &readers) {
  for (OpOperand &use : value.getUses()) {
    Operation *user = block.findAncestorOpInBlock(*use.getOwner());
    if (!user)
      continue;
    if (user != use.getOwner() || state.bufferizesToMemoryRead(use))
      readers.insert(user);
    else if (!state.bufferizesToMemoryWrite(use))
      for (auto alias : state.getAliasingValues(use))
        collectReaders(alias.value, block, state, readers);
  }
}

namespace {
/// The block as a graph: operations by their old position, with edges to those
/// that must come later.
class Order {
public:
  explicit Order(Block &block);
  void order(Operation *early, Operation *late, unsigned update);
  /// Places all operations; `broken` are updates whose edges had to give way.
  void sort(llvm::SetVector<unsigned> &broken);
  void apply(Block &block);
  bool reaches(unsigned from, unsigned to) const;
  unsigned position(Operation *op) const { return positions.lookup(op); }

private:
  struct Edge {
    unsigned late;
    int update; // -1: a data dependence
  };
  void addEdge(unsigned early, unsigned late, int update);
  void addDependences(unsigned at, Block &block);

  SmallVector<Operation *> ops;
  SmallVector<SmallVector<Edge>> edges;
  SmallVector<unsigned> sorted;
  llvm::DenseMap<Operation *, unsigned> positions;
};
} // namespace

Order::Order(Block &block) {
  for (Operation &op : block.without_terminator()) {
    positions[&op] = ops.size();
    ops.push_back(&op);
  }
  edges.resize(ops.size());
  std::optional<unsigned> effect;
  for (unsigned at = 0; at < ops.size(); ++at) {
    addDependences(at, block);
    if (isMemoryEffectFree(ops[at]))
      continue;
    if (effect)
      addEdge(*effect, at, -1);
    effect = at;
  }
}

void Order::addEdge(unsigned early, unsigned late, int update) {
  edges[early].push_back({late, update});
}

void Order::addDependences(unsigned at, Block &block) {
  ops[at]->walk([&](Operation *nested) {
    for (Value operand : nested->getOperands())
      if (Operation *producer = operand.getDefiningOp())
        if (Operation *outer = block.findAncestorOpInBlock(*producer);
            outer && outer != ops[at])
          addEdge(positions.lookup(outer), at, -1);
  });
}

void Order::order(Operation *early, Operation *late, unsigned update) {
  if (early != late)
    addEdge(position(early), position(late), int(update));
}

bool Order::reaches(unsigned from, unsigned to) const {
  llvm::DenseSet<unsigned> seen;
  SmallVector<unsigned> work{from};
  while (!work.empty()) {
    unsigned at = work.pop_back_val();
    if (at == to)
      return true;
    for (const Edge &edge : edges[at])
      if (edge.update < 0 && seen.insert(edge.late).second)
        work.push_back(edge.late);
  }
  return false;
}

void Order::sort(llvm::SetVector<unsigned> &broken) {
  SmallVector<unsigned> waiting(ops.size(), 0);
  for (auto &list : edges)
    for (const Edge &edge : list)
      ++waiting[edge.late];
  std::set<unsigned> ready, left;
  for (unsigned at = 0; at < ops.size(); ++at) {
    left.insert(at);
    if (!waiting[at])
      ready.insert(at);
  }
  auto dropUpdatesInto = [&](unsigned late) {
    for (auto &list : edges)
      llvm::erase_if(list, [&](const Edge &edge) {
        if (edge.late != late || edge.update < 0)
          return false;
        broken.insert(edge.update);
        return --waiting[late], true;
      });
    if (!waiting[late])
      ready.insert(late);
  };
  while (!left.empty()) {
    // Only edges of updates can close a circle: give up those of one update.
    while (ready.empty())
      for (unsigned at : left) {
        dropUpdatesInto(at);
        if (!ready.empty())
          break;
      }
    unsigned at = *ready.begin();
    ready.erase(ready.begin());
    left.erase(at);
    sorted.push_back(at);
    for (const Edge &edge : edges[at])
      if (!--waiting[edge.late])
        ready.insert(edge.late);
    edges[at].clear();
  }
}

void Order::apply(Block &block) {
  for (unsigned at : sorted)
    ops[at]->moveBefore(&block, block.end());
}

SmallVector<unsigned> aec::orderUpdates(Block &block,
                                        ArrayRef<StateUpdate> updates,
                                        ArrayRef<Operation *> earlier) {
  bufferization::BufferizationOptions options;
  AnalysisState state(options);
  Order order(block);
  llvm::SetVector<unsigned> broken;
  for (unsigned at = 0; at < updates.size(); ++at) {
    Operation *writer = updates[at].writer;
    llvm::SetVector<Operation *> readers;
    collectReaders(updates[at].before, block, state, readers);
    readers.insert(earlier.begin(), earlier.end());
    for (Operation *reader : readers) {
      if (reader != writer &&
          order.reaches(order.position(writer), order.position(reader)))
        broken.insert(at);
      else
        order.order(reader, writer, at);
    }
  }
  Operation *terminator = block.getTerminator();
  order.sort(broken);
  order.apply(block);
  terminator->moveBefore(&block, block.end());
  return broken.takeVector();
}
