//===- Inputs.cpp - Binding files to inputs -------------------------------===//
//
// "a=b.npy" names input a only where such an input exists or no such file
// does: file names may hold an equals sign.
//
//===----------------------------------------------------------------------===//
#include "Inputs.h"

#include "../Error.h"
#include "../Logs/Console.h"
#include "../Model/Inference.h"
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

/// The words of all "a,b" and of "NAME=a,b" for `name`.
static std::vector<std::string>
columnsFor(const std::string &name, const std::vector<std::string> &names,
           const std::vector<std::string> &arguments) {
  std::vector<std::string> result;
  for (std::string list : arguments) {
    size_t equals = list.find('=');
    if (equals != std::string::npos &&
        contains(names, list.substr(0, equals))) {
      if (list.substr(0, equals) != name)
        continue;
      list.erase(0, equals + 1);
    }
    for (size_t at = 0; at <= list.size();) {
      size_t end = std::min(list.find(',', at), list.size());
      result.push_back(list.substr(at, end - at));
      at = end + 1;
    }
  }
  return result;
}

/// The column of "COLUMN", which is of the first input, or "NAME=COLUMN".
static std::string columnFor(const std::string &name,
                             const std::vector<std::string> &names,
                             const std::string &argument) {
  size_t equals = argument.find('=');
  if (equals != std::string::npos &&
      contains(names, argument.substr(0, equals)))
    return argument.substr(0, equals) == name ? argument.substr(equals + 1)
                                              : "";
  return name == names.front() ? argument : "";
}

ReadOptions aec::runtime::optionsFor(const std::string &name,
                                     const std::vector<std::string> &names,
                                     const Reading &reading) {
  ReadOptions options;
  options.member = name;
  options.memoryLimit = reading.memoryLimit;
  options.streams = reading.streams;
  options.spool = reading.spool;
  options.separator = reading.separator;
  options.pictures = reading.pictures;
  options.columns = columnsFor(name, names, reading.columns);
  options.without = columnsFor(name, names, reading.without);
  options.categories = columnsFor(name, names, reading.categories);
  options.idColumn = columnFor(name, names, reading.ids);
  options.labelColumn = columnFor(name, names, reading.labels);
  if (name == names.front())
    options.weightColumn = reading.weights;
  if (auto found = reading.schemas.find(name); found != reading.schemas.end())
    options.schema = found->second;
  if (name == reading.weigher) {
    options.columns = {reading.weights};
    options.without = options.categories = {};
  }
  return options;
}

/// Refuses options that are for other formats than the file's.
static void checkFormat(const Array &array, const ReadOptions &options) {
  if (array.format != "CSV" &&
      !(options.columns.empty() && options.without.empty()))
    fail(array.origin, " is ", array.format,
         ": --columns and --without choose among the columns of a CSV");
  const PictureOptions &pictures = options.pictures;
  if (array.format != "PNG" &&
      (pictures.channels || pictures.resize.height || pictures.crop.height))
    fail(array.origin, " is ", array.format,
         ": --resize, --crop, --grey and --colour are for pictures");
  if (array.format != "CSV" &&
      !(options.categories.empty() && options.idColumn.empty() &&
        options.labelColumn.empty() && options.weightColumn.empty()))
    fail(array.origin, " is ", array.format,
         ": --categories, --id-column, --label-column and --weight-column name "
         "columns of a CSV");
}

Dataset aec::runtime::loadSet(const std::string &path, const aec_input &input,
                              const std::vector<std::string> &names,
                              const Reading &reading, ThreadPool &pool) {
  ReadOptions options = optionsFor(input.tensor.name, names, reading);
  options.missing = input.missing != 0;
  // A header that does not fit costs no memory.
  options.accept = [&](const Array &found) {
    if (!found.series && !reading.window && !reading.stride)
      checkShape(found, input);
  };
  Array array = readArray(path, options);
  checkFormat(array, options);
  Origin origin;
  origin.fileRows = array.shape.empty() ? 1 : array.shape[0];
  // A recording's rows are its frames: samples are what is chosen of it.
  if (!array.series)
    origin.first = keepRows(array, reading.rows);
  int64_t samples =
      planWindows(array, reading.window, reading.stride, input, origin);
  if (array.series)
    samples = keepSamples(array, reading.rows, samples, origin);
  Dataset set = prepareLarge(array, input, pool, origin, samples,
                             reading.streams ? reading.memoryLimit : INT64_MAX,
                             pieceBytes(options), reading.spool);
  set.source = origin;
  return set;
}

void aec::runtime::warnOfWords(const std::string &origin,
                               const TableFacts &facts) {
  if (!facts.remark.empty())
    printWarning(facts.remark);
  for (const UnknownWords &unknown : facts.unknown) {
    std::string words;
    for (const std::string &word : unknown.examples)
      words += (words.empty() ? "" : ", ") + quote(word);
    printWarning(concat(origin, ": ", countText(unknown.cells, "cell"),
                        " of column ", quote(unknown.column),
                        " not among the words of training, taken as none of "
                        "them: ",
                        words));
  }
}

std::string aec::runtime::weightInput(const std::vector<Slot> &slots) {
  std::string found;
  for (size_t at = 1; at < slots.size(); ++at) {
    const aec_tensor &tensor = slots[at].input.tensor;
    bool real = tensor.dtype == AEC_F32 || tensor.dtype == AEC_F64;
    if (tensor.rank != 1 || !real)
      continue;
    if (!found.empty())
      throw UsageError(concat("--weight-column: ", quote(found), " and ",
                              quote(tensor.name),
                              " both take a number a sample; give --data "
                              "NAME=FILE for each"));
    found = tensor.name;
  }
  return found;
}

/// The files of all inputs; weights are a column of the first one's.
static std::map<std::string, std::string>
filesOf(const std::string &flag, const std::vector<std::string> &arguments,
        std::vector<std::string> names, const Reading &reading) {
  if (reading.weigher.empty())
    return bindFiles(flag, arguments, names, true);
  if (reading.window || reading.stride)
    throw UsageError("--weight-column weighs rows, and --window makes samples "
                     "of several; leave one out");
  if (bindFiles(flag, arguments, names, false).count(reading.weigher))
    throw UsageError(concat("--weight-column and ", flag, " ", reading.weigher,
                            "=FILE say the same thing; give one"));
  names.erase(std::find(names.begin(), names.end(), reading.weigher));
  auto files = bindFiles(flag, arguments, names, true);
  files[reading.weigher] = files.at(names.front());
  return files;
}

/// Weights are numbers from 0 on.
static void checkWeights(const Dataset &set) {
  set.forPieces([&](int64_t first, int64_t count, const char *values) {
    std::vector<double> weights = asDoubles(values, set.dtype, count);
    for (int64_t at = 0; at < count; ++at)
      if (weights[at] < 0)
        fail(set.origin, ": the weight of row ", first + at + 1, " is ",
             weights[at], "; expected 0 or more");
  });
}

Samples aec::runtime::loadSamples(const std::string &flag,
                                  const std::vector<std::string> &arguments,
                                  const std::vector<Slot> &slots,
                                  const Reading &given, ThreadPool &pool) {
  Reading reading = given;
  if (!reading.weights.empty())
    reading.weigher = weightInput(slots);
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
      filesOf(flag, arguments, names, reading);
  Samples samples;
  for (const Slot &slot : slots) {
    Reading rest = reading;
    if (reading.streams)
      rest.memoryLimit =
          std::max<int64_t>(0, reading.memoryLimit - samples.heldBytes());
    Dataset set = loadSet(files.at(slot.input.tensor.name), slot.input, names,
                          rest, pool);
    if (slot.input.tensor.name == reading.weigher)
      checkWeights(set);
    else if (set.facts)
      warnOfWords(set.origin, *set.facts);
    samples.add(slot.key, std::move(set));
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
