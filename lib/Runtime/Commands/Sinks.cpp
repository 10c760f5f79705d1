//===- Sinks.cpp - Where the results of an entry go -----------------------===//
#include "Sinks.h"

#include "Inputs.h"

#include "../Data/Dataset.h"
#include "../Error.h"

#include <algorithm>

using namespace aec::runtime;

PictureShape aec::runtime::pictureShape(const aec_model &model,
                                        const aec_entry &entry, int64_t output,
                                        std::string &problem) {
  int64_t target = entry.output_targets[output];
  const aec_tensor &tensor = entry.outputs[output];
  bool isFloat = tensor.dtype == AEC_F32 || tensor.dtype == AEC_F64;
  if (target < 0 || !isFloat || model.inputs[target].height <= 0 ||
      model.inputs[target].width <= 0) {
    problem = concat("the results of ", entry.name,
                     " are no pictures; use .npy or .csv");
    return {};
  }
  const aec_input &input = model.inputs[target];
  PictureShape shape{input.height, input.width,
                     std::max<int64_t>(input.channels, 1), false};
  if ((shape.channels != 1 && shape.channels != 3) ||
      shape.height * shape.width * shape.channels != sampleElements(tensor))
    problem = concat("pictures of ", shape.height, "x", shape.width, " with ",
                     countText(shape.channels, "channel"),
                     " need 1 or 3 channels and as many values as ",
                     shapeText(sampleShape(tensor)));
  shape.interleaved = tensor.rank == 4 && tensor.dims[3] == shape.channels &&
                      tensor.dims[1] != shape.channels;
  return shape;
}

std::vector<Sink>
aec::runtime::openSinks(const std::vector<std::string> &wanted,
                        const aec_model &model, const aec_entry &entry) {
  std::vector<std::string> names;
  for (int64_t at = 0; at < entry.output_count; ++at)
    names.push_back(entry.outputs[at].name);
  std::vector<std::string> out = wanted;
  if (out.empty())
    out.push_back("-");
  std::vector<Sink> sinks;
  for (const auto &[name, path] : bindFiles("--out", out, names, false)) {
    Sink sink;
    sink.output = std::find(names.begin(), names.end(), name) - names.begin();
    sink.format = outputFormat(path);
    std::string problem;
    if (sink.format == OutputFormat::Png)
      sink.pictures = pictureShape(model, entry, sink.output, problem);
    if (!problem.empty())
      fail("cannot write ", path, ": ", problem);
    expectSeries(sink.format, path, entry.outputs[sink.output].dtype,
                 sampleShape(entry.outputs[sink.output]));
    // Text on standard output has its ending behind the dash.
    sink.file = std::make_unique<AtomicFile>(path == "-.txt" ? "-" : path);
    sinks.push_back(std::move(sink));
  }
  return sinks;
}
