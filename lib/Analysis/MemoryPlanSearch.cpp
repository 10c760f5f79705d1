//===- MemoryPlanSearch.cpp - Finding a good memory plan ------------------===//
//
// Places one buffer after the other at its lowest free offset, in several
// orders (by size and by breadth: Pisarchyk & Lee, "Efficient Memory Management
// for Deep Neural Net Inference", 2020), then improves the best order by
// swapping a buffer of the peak with one below it (the hill climbing of Arm's
// Ethos-U Vela allocator). Lowest-offset placement alone suffices: placing the
// buffers of any plan by ascending offset gives a plan at least as good, so the
// best order gives the best plan. An exact solver (TelaMalloc, ASPLOS 2023) was
// not needed: see the gap that MemoryPlanTest.cpp bounds.
//
//===----------------------------------------------------------------------===//
#include "MemoryPlanSearch.h"
#include "BatchLine.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

using namespace aec;

namespace {

struct Neighbour {
  size_t index;
  /// One of the two may take the other's place.
  bool mayCoincide;
};

/// Batches at which plans are compared; the last stands for all large ones.
constexpr std::array<int64_t, 7> judgedBatches = {16,  32,   64,   128,
                                                  256, 1024, 65536};

/// What a plan costs, relative to the bound: the worst of the judged batches
/// decides, their sum breaks ties.
struct Cost {
  double worst = 0;
  double sum = 0;

  bool operator<(const Cost &other) const {
    return worst != other.worst ? worst < other.worst : sum < other.sum;
  }
  bool optimal() const { return sum <= judgedBatches.size(); }
};

using Order = std::vector<size_t>;

/// A small generator with a fixed seed: std::shuffle and the distributions
/// differ between standard libraries, plans must not.
class Random {
public:
  size_t below(size_t bound) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % bound;
  }

private:
  uint64_t state = 1;
};

class Search {
public:
  explicit Search(const std::vector<PlannedBuffer> &buffers);
  MemoryPlan run(int64_t effort);

private:
  void findNeighbours(const std::vector<PlannedBuffer> &buffers);
  void findOrders(const std::vector<PlannedBuffer> &buffers);
  Line lowest(size_t buffer, Line start) const;
  Line place(size_t buffer) const;
  Cost evaluate(const Order &order);
  void climb(Order &order, Cost &cost, int64_t effort);
  bool swapBelowPeak(Order &order);
  MemoryPlan result() const;

  Line end(size_t buffer) const { return starts[buffer] + sizes[buffer]; }

  std::vector<Line> sizes;
  std::vector<std::vector<Neighbour>> neighbours;
  std::vector<Order> orders;
  std::array<int64_t, judgedBatches.size()> bounds;
  /// State of the plan under construction.
  std::vector<Line> starts;
  std::vector<char> placed;
  Random random;
};

} // namespace

Search::Search(const std::vector<PlannedBuffer> &buffers)
    : sizes(buffers.size()), neighbours(buffers.size()), starts(buffers.size()),
      placed(buffers.size()) {
  for (size_t i = 0; i < buffers.size(); ++i) {
    BatchBytes size = alignedSize(buffers[i].size);
    sizes[i] = {size.at(batchGranule), size.perSample};
  }
  for (size_t i = 0; i < bounds.size(); ++i)
    bounds[i] = std::max<int64_t>(maxLiveBytes(buffers, judgedBatches[i]), 1);
  findNeighbours(buffers);
  findOrders(buffers);
}

void Search::findNeighbours(const std::vector<PlannedBuffer> &buffers) {
  for (size_t i = 0; i < buffers.size(); ++i) {
    for (size_t k = 0; k < i; ++k) {
      if (buffers[k].last < buffers[i].first ||
          buffers[i].last < buffers[k].first)
        continue;
      bool coincide = mayCoincide(buffers, i, k) || mayCoincide(buffers, k, i);
      neighbours[i].push_back({k, coincide});
      neighbours[k].push_back({i, coincide});
    }
  }
}

/// The least valid start of `buffer` at or above `start`. What a neighbour is
/// not above now it is not above later either, so that the loop only raises
/// and the result is unique.
Line Search::lowest(size_t buffer, Line start) const {
  for (bool raised = true; raised;) {
    raised = false;
    for (const Neighbour &other : neighbours[buffer]) {
      if (!placed[other.index] || end(other.index).below(start) ||
          (start + sizes[buffer]).below(starts[other.index]) ||
          (other.mayCoincide && start == starts[other.index]))
        continue;
      start = join(start, end(other.index));
      raised = true;
    }
  }
  return start;
}

/// Takes the place of a buffer it may coincide with, else the lowest place.
Line Search::place(size_t buffer) const {
  for (const Neighbour &other : neighbours[buffer])
    if (other.mayCoincide && placed[other.index] &&
        lowest(buffer, starts[other.index]) == starts[other.index])
      return starts[other.index];
  return lowest(buffer, {});
}

Cost Search::evaluate(const Order &order) {
  std::fill(placed.begin(), placed.end(), 0);
  for (size_t buffer : order) {
    starts[buffer] = place(buffer);
    placed[buffer] = 1;
  }
  Cost cost;
  for (size_t i = 0; i < judgedBatches.size(); ++i) {
    int64_t peak = 0;
    for (size_t buffer : order)
      peak = std::max(peak, end(buffer).at(judgedBatches[i]));
    double ratio = double(peak) / double(bounds[i]);
    cost.worst = std::max(cost.worst, ratio);
    cost.sum += ratio;
  }
  return cost;
}

//===----------------------------------------------------------------------===//
// Orders
//===----------------------------------------------------------------------===//

void Search::findOrders(const std::vector<PlannedBuffer> &buffers) {
  Order byIndex(buffers.size());
  std::iota(byIndex.begin(), byIndex.end(), 0);
  auto add = [&](auto key) {
    Order order = byIndex;
    std::sort(order.begin(), order.end(), [&](size_t lhs, size_t rhs) {
      return key(lhs) != key(rhs) ? key(lhs) > key(rhs) : lhs < rhs;
    });
    orders.push_back(std::move(order));
  };
  auto life = [&](size_t i) {
    return double(buffers[i].last) - double(buffers[i].first) + 1;
  };
  // Breadth: the bytes live together with a buffer, at its worst.
  std::vector<double> breadth(buffers.size());
  for (size_t i = 0; i < buffers.size(); ++i) {
    breadth[i] = double(sizes[i].at(128));
    for (const Neighbour &other : neighbours[i])
      breadth[i] += double(sizes[other.index].at(128));
  }
  for (int64_t batch : judgedBatches) {
    add([&](size_t i) { return double(sizes[i].at(batch)); });
    add([&](size_t i) { return double(sizes[i].at(batch)) * life(i); });
  }
  add([&](size_t i) { return breadth[i]; });
  add(life);
  add([&](size_t i) { return -double(buffers[i].first); });
  add([&](size_t i) { return double(buffers[i].last); });
}

/// Changes `order` where it can matter: a buffer that ends at the peak of a
/// judged batch goes to the position of an earlier neighbour. Returns false
/// where it has none. Uses the plan of the last evaluation.
bool Search::swapBelowPeak(Order &order) {
  int64_t batch = judgedBatches[random.below(judgedBatches.size())];
  auto peak =
      std::max_element(order.begin(), order.end(), [&](size_t lhs, size_t rhs) {
        return end(lhs).at(batch) < end(rhs).at(batch);
      });
  // Walks down the stack of buffers that hold the peak up.
  size_t upper = *peak;
  for (size_t depth = random.below(4); depth > 0; --depth) {
    for (const Neighbour &other : neighbours[upper]) {
      if (end(other.index).at(batch) == starts[upper].at(batch)) {
        upper = other.index;
        break;
      }
    }
  }
  if (neighbours[upper].empty())
    return false;
  size_t other =
      neighbours[upper][random.below(neighbours[upper].size())].index;
  auto from = std::find(order.begin(), order.end(), upper);
  auto to = std::find(order.begin(), order.end(), other);
  if (random.below(2))
    std::iter_swap(from, to);
  else if (to < from)
    std::rotate(to, from, from + 1);
  else
    std::rotate(from, from + 1, to + 1);
  return true;
}

/// Improves `order`, whose plan is the current one, and leaves the plan of the
/// best order found.
void Search::climb(Order &order, Cost &cost, int64_t effort) {
  for (int64_t spent = 0; spent < effort && !cost.optimal();
       spent += int64_t(order.size())) {
    std::vector<Line> kept = starts;
    Order candidate = order;
    if (!swapBelowPeak(candidate))
      return;
    Cost changed = evaluate(candidate);
    if (cost < changed) {
      starts = std::move(kept);
      continue;
    }
    order = std::move(candidate);
    cost = changed;
  }
}

MemoryPlan Search::run(int64_t effort) {
  std::vector<std::pair<Cost, Order>> candidates;
  for (const Order &order : orders)
    candidates.emplace_back(evaluate(order), order);
  std::sort(candidates.begin(), candidates.end());
  // Different starts escape different local optima.
  constexpr size_t climbs = 3;
  for (size_t i = 0; i < climbs && !candidates[0].first.optimal(); ++i) {
    auto &[cost, order] = candidates[i];
    evaluate(order);
    climb(order, cost, effort / climbs);
    if (cost < candidates[0].first)
      std::swap(candidates[0], candidates[i]);
  }
  evaluate(candidates[0].second);
  return result();
}

MemoryPlan Search::result() const {
  auto bytes = [](const Line &line) {
    return BatchBytes{line.smallest - batchGranule * line.slope, line.slope};
  };
  MemoryPlan plan;
  Line arena;
  std::vector<Line> ends;
  for (size_t i = 0; i < sizes.size(); ++i) {
    plan.offsets.push_back(bytes(starts[i]));
    arena = join(arena, end(i));
    ends.push_back(end(i));
  }
  plan.arena = bytes(arena);
  std::sort(ends.begin(), ends.end(), [](const Line &lhs, const Line &rhs) {
    return std::tie(lhs.smallest, lhs.slope) >
           std::tie(rhs.smallest, rhs.slope);
  });
  int64_t steepest = -1;
  for (const Line &line : ends) {
    if (line.slope <= steepest)
      continue;
    steepest = line.slope;
    plan.ends.push_back(bytes(line));
  }
  return plan;
}

MemoryPlan aec::searchMemoryPlan(const std::vector<PlannedBuffer> &buffers,
                                 const MemoryPlanOptions &options) {
  return Search(buffers).run(options.searchEffort);
}
