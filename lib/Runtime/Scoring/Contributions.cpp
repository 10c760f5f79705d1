//===- Contributions.cpp - Shares of the reconstruction error -------------===//
//
// The reconstruct entry is called, and not the gradient of the score: what
// could not be given back is what a user can look at.
//
//===----------------------------------------------------------------------===//
#include "Contributions.h"

#include "../Error.h"
#include "../Model/Inference.h"
#include "../Model/LatentSpace.h"

#include <algorithm>
#include <cmath>

using namespace aec::runtime;

/// The position of input `source` among the arguments of `entry`, or -1.
static int64_t argumentOf(const aec_entry &entry, int64_t source) {
  for (int64_t at = 0; at < entry.input_count; ++at)
    if (source >= 0 && entry.input_sources[at] == source)
      return at;
  return -1;
}

/// Whether result `output` of `entry` can be compared with argument `at` of
/// `score`, element by element.
static bool comparable(const aec_tensor &result, const aec_tensor &argument) {
  return (result.dtype == AEC_F32 || result.dtype == AEC_F64) &&
         result.dtype == argument.dtype &&
         sampleElements(result) == sampleElements(argument);
}

Contributor aec::runtime::findContributor(const aec_model &model,
                                          const aec_entry &score) {
  Contributor found;
  found.entry = findEntry(model, "reconstruct");
  if (!found.entry)
    fail("--contributions: this model has no reconstruct to compare samples "
         "with");
  for (int64_t at = 0; at < found.entry->input_count; ++at) {
    found.keys.push_back(argumentOf(score, found.entry->input_sources[at]));
    if (found.keys.back() < 0)
      fail("--contributions: reconstruct takes ",
           quote(found.entry->inputs[at].name), ", which score does not");
  }
  for (int64_t at = 0; at < found.entry->output_count; ++at) {
    found.output = at;
    found.original = argumentOf(score, found.entry->output_targets[at]);
    if (found.original >= 0 &&
        comparable(found.entry->outputs[at], score.inputs[found.original]))
      return found;
  }
  fail("--contributions: no result of reconstruct has the shape of what score "
       "takes");
}

/// Names and widths of the columns of a row.
static void columnsOf(const Dataset &data, int64_t width,
                      std::vector<std::string> &names,
                      std::vector<int64_t> &features) {
  int64_t known = 0;
  for (size_t at = 0; data.facts && at < data.facts->columns.size(); ++at)
    known += data.facts->columns[at].width();
  for (int64_t at = 0; known != width && at < width; ++at) {
    names.push_back(std::to_string(at + 1));
    features.push_back(at);
  }
  for (size_t at = 0; known == width && at < data.facts->columns.size(); ++at) {
    const Column &column = data.facts->columns[at];
    names.push_back(column.name.empty() ? std::to_string(at + 1) : column.name);
    features.insert(features.end(), column.width(), int64_t(at));
  }
}

Features aec::runtime::featuresOf(const Dataset &data) {
  int64_t window = data.source.window, width = data.rowElements / window;
  Features features;
  std::vector<int64_t> columns;
  columnsOf(data, width, features.names, columns);
  for (int64_t at = 0; at < window * width; ++at)
    features.of.push_back(
        columns[data.source.channelsFirst ? at / window : at % width]);
  return features;
}

/// Adds the squared differences of one sample to its features' shares.
static void addShares(const double *x, const double *y,
                      const Features &features, double *shares) {
  double sum = 0;
  for (size_t at = 0; at < features.of.size(); ++at) {
    double error = (y[at] - x[at]) * (y[at] - x[at]);
    if (std::isnan(error))
      continue;
    shares[features.of[at]] += error;
    sum += error;
  }
  for (size_t at = 0; sum > 0 && at < features.names.size(); ++at)
    shares[at] /= sum;
}

std::vector<double>
aec::runtime::contributionsOf(Session &session, const Contributor &contributor,
                              const Features &features, const Samples &samples,
                              int64_t batchSize) {
  const Dataset &data = samples.sets.at(contributor.original);
  int64_t width = features.names.size(), elements = data.rowElements;
  size_t argument = std::find(contributor.keys.begin(), contributor.keys.end(),
                              contributor.original) -
                    contributor.keys.begin();
  std::vector<double> shares(data.rows * width);
  Buffer original(std::min(batchSize, data.rows) * data.rowBytes(),
                  "a batch of originals");
  inferEach(session, *contributor.entry, samples, contributor.keys, batchSize,
            0, [&](const EntryBatch &batch) {
              const void *from = original.data();
              if (argument < batch.inputs.size())
                from = batch.inputs[argument];
              else
                data.read(batch.first, batch.count, original.data());
              std::vector<double> x =
                  asDoubles(from, data.dtype, batch.count * elements);
              std::vector<double> y = asDoubles(
                  batch.outputs[contributor.output],
                  contributor.entry->outputs[contributor.output].dtype,
                  batch.count * elements);
              for (int64_t row = 0; row < batch.count; ++row)
                addShares(&x[row * elements], &y[row * elements], features,
                          &shares[(batch.first + row) * width]);
            });
  return shares;
}
