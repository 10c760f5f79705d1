//===- Entry.cpp - encode, decode, reconstruct, score and their like ------===//
//
// One command for everything the descriptor offers: it knows entries by their
// arguments and results, not by name; "score" alone has one of its own.
//
//===----------------------------------------------------------------------===//
#include "Commands.h"
#include "EntryRun.h"
#include "Options.h"
#include "Program.h"

#include "../Error.h"
#include "../Logs/Console.h"

#include <CLI/CLI.hpp>
#include <memory>

using namespace aec::runtime;

static bool isNamed(const aec_entry &entry, const char *name) {
  return std::string(entry.name) == name;
}

/// True where some result has units of an input, which --normalized is about.
static bool hasUnits(const aec_entry &entry) {
  for (int64_t at = 0; at < entry.output_count; ++at)
    if (entry.output_targets[at] >= 0)
      return true;
  return false;
}

static std::string examples(const aec_entry &entry, const std::string &call) {
  std::string text = "Examples:\n  " + call;
  std::string data = entry.input_count ? " --data new.npy" : " --count 20";
  if (entry.input_count && isNamed(entry, "sample"))
    data = " --condition 3 --count 20";
  if (isNamed(entry, "decode"))
    data = " --data latents.npy";
  text += data + " --out " + entry.name + ".npy\n  " + call + data + " --out " +
          entry.name + ".csv --weights other.safetensors";
  if (hasUnits(entry))
    text += "\n  " + call + data + " --out pictures.png";
  return text;
}

void aec::runtime::addDataOptions(CLI::App &app, EntryArguments &arguments,
                                  bool data) {
  if (data)
    addFiles(app, "--data", arguments.data,
             "Samples: IDX, .npy, .npz, CSV, WAV, .txt, also .gz; a folder of "
             ".png");
  app.add_option("--weights", arguments.weights, "Weights to use")
      ->type_name("FILE")
      ->capture_default_str();
  addWhole(app, "--batch-size", arguments.batchSize, 1, "Samples a call")
      ->capture_default_str();
  addThreads(app, arguments.threads);
  if (data)
    addReading(app, arguments.reading);
}

void aec::runtime::addEntryOptions(CLI::App &app, EntryArguments &arguments,
                                   const aec_entry &entry,
                                   const std::string &out) {
  addFiles(app, "--out", arguments.out, out);
  addDataOptions(app, arguments, entry.input_count > 0);
}

Command aec::runtime::addEntry(CLI::App &app, const aec_model &model,
                               const aec_entry &entry,
                               const std::string &program) {
  if (&entry == scoreEntry(model))
    return addScore(app, model, entry, program);
  auto arguments = std::make_shared<EntryArguments>();
  EntryArguments &a = *arguments;
  a.weights = defaultWeights(model);
  addEntryOptions(app, a, entry,
                  "Result: .npy, .csv, .png where it is pictures, .wav and "
                  ".txt where it is sound and text, - for CSV on standard "
                  "output (default), -.txt for text there");
  bool sample = isNamed(entry, "sample");
  if (!entry.input_count || sample)
    addWhole(app, "--count", a.count, 1,
             entry.input_count ? "Samples to make with --condition"
                               : "Samples to make")
        ->capture_default_str();
  if (entry.input_count && sample)
    app.add_option("--condition", a.conditions,
                   "One number for all samples instead of --data: a class")
        ->type_name("[NAME=]NUMBER");
  if (!entry.input_count || sample)
    addWhole(app, "--seed", a.seed, 0, "Other seeds make other samples")
        ->capture_default_str();
  if (hasUnits(entry)) {
    app.add_flag("--normalized", a.normalized,
                 "Keep prepared values instead of the data's own units");
    addWhole(app, "--pictures", a.pictures, 1, "Pictures in a .png")
        ->capture_default_str();
  }
  app.footer(examples(entry, program + " " + entry.name));
  return [arguments, &model, &entry] {
    runEntry(*arguments, model, entry);
    return Success;
  };
}
