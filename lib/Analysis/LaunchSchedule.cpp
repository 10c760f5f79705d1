//===- LaunchSchedule.cpp - Strands first, then levels --------------------===//
//
// Two strands become one where a dependence between them may be inside one, all
// others between them may too, and nothing outside must run in between. Then
// a stage is a level of the graph of strands: as early as it can be, updates
// behind all others.
//
//===----------------------------------------------------------------------===//
#include "aec/Analysis/LaunchSchedule.h"

#include <algorithm>

using namespace aec;

namespace {
class Scheduler {
public:
  Scheduler(const std::vector<ScheduledOperation> &operations,
            const ScheduleOptions &options)
      : operations(operations), options(options), strandOf(operations.size()),
        members(operations.size()), after(operations.size()),
        before(operations.size()) {
    for (size_t i = 0; i < operations.size(); ++i) {
      strandOf[i] = i;
      members[i] = {i};
      for (const auto &dependence : operations[i].after) {
        after[i].push_back(dependence.on);
        before[dependence.on].push_back(i);
      }
    }
  }

  std::vector<ScheduledPlace> run();

private:
  bool tryJoin(size_t earlier, size_t later);
  bool allJoin(size_t earlier, size_t later) const;
  bool reachesAround(size_t from, size_t to) const;
  bool costsWaiting(size_t earlier, size_t later);
  void computeLevels();
  std::vector<bool> findUpdates() const;

  const std::vector<ScheduledOperation> &operations;
  const ScheduleOptions &options;
  /// A strand is named by one of its operations.
  std::vector<size_t> strandOf;
  std::vector<std::vector<size_t>> members;
  /// By operation.
  std::vector<std::vector<size_t>> after, before;
  std::vector<int64_t> levels;
};
} // namespace

/// Whether every dependence between two strands may be inside one.
bool Scheduler::allJoin(size_t one, size_t other) const {
  if (operations[one].isUpdate != operations[other].isUpdate)
    return false;
  int64_t cost = 0;
  for (size_t strand : {one, other})
    for (size_t op : members[strand]) {
      cost += operations[op].cost;
      for (const auto &dependence : operations[op].after) {
        size_t from = strandOf[dependence.on];
        bool isBetween = from != strand && (from == one || from == other);
        if (isBetween && !dependence.joins)
          return false;
      }
      if (cost > options.maxCost)
        return false;
    }
  return true;
}

/// Whether something outside must run behind `from` and in front of `to`.
bool Scheduler::reachesAround(size_t from, size_t to) const {
  std::vector<bool> seen(operations.size());
  std::vector<size_t> work;
  auto follow = [&](size_t strand) {
    for (size_t op : members[strand])
      for (size_t next : before[op])
        if (size_t reached = strandOf[next];
            reached != strand && !(strand == from && reached == to) &&
            !seen[reached]) {
          seen[reached] = true;
          work.push_back(reached);
        }
  };
  follow(from);
  while (!work.empty()) {
    size_t strand = work.back();
    work.pop_back();
    if (strand == to)
      return true;
    follow(strand);
  }
  return false;
}

/// The level of each strand, at its name: the longest way to it.
void Scheduler::computeLevels() {
  size_t count = operations.size();
  levels.assign(count, -1);
  std::vector<size_t> waiting(count, 0), ready;
  for (size_t i = 0; i < count; ++i)
    for (size_t on : after[i])
      waiting[strandOf[i]] += strandOf[on] != strandOf[i];
  for (size_t i = 0; i < count; ++i)
    if (strandOf[i] == i && !waiting[i]) {
      levels[i] = 0;
      ready.push_back(i);
    }
  while (!ready.empty()) {
    size_t strand = ready.back();
    ready.pop_back();
    for (size_t op : members[strand])
      for (size_t next : before[op]) {
        size_t later = strandOf[next];
        if (later == strand)
          continue;
        levels[later] = std::max(levels[later], levels[strand] + 1);
        if (!--waiting[later])
          ready.push_back(later);
      }
  }
}

/// Whether what `later` needs beside `earlier` is not there when `earlier`
/// could start.
bool Scheduler::costsWaiting(size_t earlier, size_t later) {
  computeLevels();
  for (size_t op : members[later])
    for (size_t on : after[op])
      if (size_t from = strandOf[on];
          from != earlier && from != later && levels[from] >= levels[earlier])
        return true;
  return false;
}

bool Scheduler::tryJoin(size_t earlier, size_t later) {
  bool mayWait = operations[later].mayWait;
  if (!allJoin(earlier, later) || reachesAround(earlier, later) ||
      reachesAround(later, earlier) ||
      (!mayWait && costsWaiting(earlier, later)))
    return false;
  for (size_t op : members[later])
    strandOf[op] = earlier;
  std::vector<size_t> &all = members[earlier];
  all.insert(all.end(), members[later].begin(), members[later].end());
  std::sort(all.begin(), all.end());
  members[later].clear();
  return true;
}

/// By strand: updates, and what follows one.
std::vector<bool> Scheduler::findUpdates() const {
  std::vector<bool> late(operations.size());
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < operations.size(); ++i) {
      bool isLate = operations[i].isUpdate ||
                    std::any_of(after[i].begin(), after[i].end(),
                                [&](size_t on) { return late[strandOf[on]]; });
      if (isLate && !late[strandOf[i]])
        late[strandOf[i]] = changed = true;
    }
  }
  return late;
}

std::vector<ScheduledPlace> Scheduler::run() {
  for (size_t i = 0; i < operations.size(); ++i)
    for (const auto &dependence : operations[i].after)
      if (dependence.joins && strandOf[dependence.on] != strandOf[i])
        tryJoin(strandOf[dependence.on], strandOf[i]);
  // Updates are as if each followed everything that is none.
  std::vector<bool> late = findUpdates();
  std::vector<ScheduledPlace> places(operations.size());
  computeLevels();
  int64_t first = 0;
  for (size_t i = 0; i < operations.size(); ++i)
    if (!late[strandOf[i]])
      first = std::max(first, levels[strandOf[i]] + 1);
  // Levels among updates alone: one that only follows others is at the first.
  for (size_t i = 0; i < operations.size(); ++i) {
    std::vector<size_t> kept;
    for (size_t on : after[i])
      if (late[strandOf[on]] == late[strandOf[i]])
        kept.push_back(on);
      else
        before[on].erase(std::remove(before[on].begin(), before[on].end(), i),
                         before[on].end());
    after[i] = std::move(kept);
  }
  computeLevels();
  for (size_t i = 0; i < operations.size(); ++i)
    places[i] = {levels[strandOf[i]] + (late[strandOf[i]] ? first : 0),
                 int64_t(strandOf[i])};
  return places;
}

std::vector<ScheduledPlace>
aec::scheduleLaunches(const std::vector<ScheduledOperation> &operations,
                      const ScheduleOptions &options) {
  return Scheduler(operations, options).run();
}
