//===- Inputs.cpp - Binding files to inputs -------------------------------===//
//
// "a=b.npy" names input a only where such an input exists or no such file
// does: file names may hold an equals sign.
//
//===----------------------------------------------------------------------===//
#include "Inputs.h"

#include "../Error.h"
#include "Options.h"

#include <algorithm>
#include <set>
#include <unistd.h>

using namespace aec::runtime;

static bool contains(const std::vector<std::string> &names,
                     const std::string &name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

static std::string listText(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::map<std::string, std::string>
aec::runtime::bindFiles(const std::string &flag,
                        const std::vector<std::string> &arguments,
                        const std::vector<std::string> &names, bool all) {
  std::map<std::string, std::string> files;
  for (const std::string &argument : arguments) {
    size_t equals = argument.find('=');
    std::string name = argument.substr(0, equals);
    bool named = equals != std::string::npos &&
                 (contains(names, name) || access(argument.c_str(), F_OK) != 0);
    if (named && !contains(names, name)) {
      std::string near = nearest(name, names);
      throw UsageError(
          concat(flag, " ", argument, ": no such name ", quote(name),
                 "; known: ", listText(names),
                 near.empty() ? "" : ". Did you mean " + near + "?"));
    }
    if (!named)
      name = names.front();
    if (!files.emplace(name, named ? argument.substr(equals + 1) : argument)
             .second)
      throw UsageError(concat(
          flag, " is given twice for ", quote(name),
          names.size() > 1 ? "; name the others: " + flag + " NAME=FILE" : ""));
  }
  for (const std::string &name : names)
    if (all && !files.count(name))
      throw UsageError(names.size() == 1 ? concat(flag, " FILE is needed")
                                         : concat(flag, " ", name,
                                                  "=FILE is needed; inputs: ",
                                                  listText(names)));
  return files;
}

Samples aec::runtime::loadSamples(const std::string &flag,
                                  const std::vector<std::string> &arguments,
                                  const std::vector<Slot> &slots,
                                  ThreadPool &pool) {
  std::vector<std::string> names;
  for (const Slot &slot : slots)
    if (!contains(names, slot.input.tensor.name))
      names.push_back(slot.input.tensor.name);
  if (names.empty()) {
    if (!arguments.empty())
      throw UsageError(concat(flag, ": this command takes no data"));
    return {};
  }
  std::map<std::string, std::string> files =
      bindFiles(flag, arguments, names, true);
  Samples samples;
  for (const Slot &slot : slots) {
    Array array =
        readArray(files.at(slot.input.tensor.name), slot.input.missing);
    samples.add(slot.key, prepare(array, slot.input, pool));
  }
  return samples;
}

std::vector<Slot> aec::runtime::trainingSlots(const aec_model &model) {
  std::set<int64_t> used;
  for (int64_t at = 0; at < model.objective_count; ++at)
    for (int64_t in = 0; in < model.objectives[at].input_count; ++in)
      used.insert(model.objectives[at].inputs[in]);
  std::vector<Slot> slots;
  for (int64_t input : used)
    slots.push_back({input, model.inputs[input]});
  return slots;
}

std::vector<Slot> aec::runtime::entrySlots(const aec_model &model,
                                           const aec_entry &entry) {
  std::vector<Slot> slots;
  for (int64_t at = 0; at < entry.input_count; ++at) {
    int64_t source = entry.input_sources[at];
    aec_input input = {};
    input.tensor = entry.inputs[at];
    input.integer_scale = 1;
    if (source >= 0)
      input = model.inputs[source];
    slots.push_back({at, input});
  }
  return slots;
}
