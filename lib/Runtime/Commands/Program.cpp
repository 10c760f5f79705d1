//===- Program.cpp - Parsing, dispatch, exit codes ------------------------===//
//
// The verbs come from the descriptor. CLI11 parses; unknown words are checked
// here, because a suggestion needs the list of what exists.
//
//===----------------------------------------------------------------------===//
#include "Program.h"

#include "Commands.h"
#include "DeviceChoice.h"
#include "Options.h"
#include "Overwriting.h"
#include "UsageMessages.h"
#include "Version.h"

#include "../Compression/Codec.h"
#include "../Error.h"
#include "../Logs/Console.h"
#include "../Model/Device.h"
#include "../Model/LatentSpace.h"
#include "../Support/Process.h"
#include "../Threads/Cpu.h"
#include "../Training/Trainer.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstring>
#include <map>
#include <new>

using namespace aec::runtime;

namespace {
/// The program's command line.
class CommandLine {
public:
  CommandLine(const aec_model &model, const DeviceChoice &choice, int argc,
              const char *const *argv);
  /// Parses and runs; throws Error.
  int run(int argc, const char *const *argv);

private:
  void addVerb(const std::string &name, const std::string &help,
               const std::function<Command(CLI::App &)> &add);
  void addEntries();
  void addOurs(const std::string &name, const std::string &help,
               Command (*add)(CLI::App &, const aec_model &,
                              const std::string &));
  void addLatentVerbs();
  void addCodec();
  bool has(const std::string &verb) const {
    return std::find(verbs.begin(), verbs.end(), verb) != verbs.end();
  }
  void checkVerb(int argc, const char *const *argv) const;
  int parse(int argc, const char *const *argv);

  const aec_model &model;
  std::string program;
  CLI::App app;
  std::map<CLI::App *, Command> commands;
  std::vector<std::string> verbs;
};
} // namespace

static std::string entryHelp(const std::string &name) {
  static const std::map<std::string, std::string> known = {
      {"reconstruct", "Encode and decode samples (also: infer)"},
      {"encode", "Write the latent values of samples"},
      {"decode", "Write the samples of latent values"},
      {"sample", "Make new samples from draws of the prior"},
      {"score", "Write each sample's loss, to find anomalies"}};
  auto found = known.find(name);
  return found == known.end() ? "Run the entry " + name : found->second;
}

/// A word as a shell takes it.
static std::string shellWord(const std::string &word) {
  static const std::string plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
                                   "RSTUVWXYZ0123456789_-./=:,+@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos)
    return word;
  std::string text = "'";
  for (char c : word)
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

static std::string shellText(int argc, const char *const *argv) {
  std::string text;
  for (int at = 0; at < argc; ++at)
    text += (at ? " " : "") + shellWord(argv[at]);
  return text;
}

CommandLine::CommandLine(const aec_model &model, const DeviceChoice &choice,
                         int argc, const char *const *argv)
    : model(model), program(argc > 0 ? argv[0] : model.name),
      app("The autoencoder " + std::string(model.name) +
          ": trains itself and is used, with nothing else installed") {
  app.name(program);
  app.require_subcommand(0, 1);
  // Answered before a descriptor is chosen; here for --help.
  app.add_flag("--version", "Say what this program is");
  app.get_formatter()->column_width(34);
  if (model.objective_count)
    addVerb("train", "Train on data and write the weights",
            [&](CLI::App &verb) {
              return addTrain(verb, model, program, shellText(argc, argv));
            });
  addEntries();
  addLatentVerbs();
  addOurs("plot", "Draw losses, codes or the ROC curve as SVG or PNG", addPlot);
  addOurs("report", "Write a page about a trained model and its run",
          addReport);
  addCodec();
  addVerb("info", "Describe the model, a weights file or data",
          [&](CLI::App &verb) { return addInfo(verb, model, program); });
  app.footer("Each command explains itself: " + program +
             " COMMAND --help\nExit codes: 0 success, 1 failure, 2 a command "
             "line that makes no sense;\n  of train also 3 a loss or weight "
             "not finite, 129, 130, 141, 143 ended by a signal\nEnvironment: "
             "NO_COLOR, AEC_CPU_LEVEL "
             "(use at most this x86-64 level)" +
             choice.help());
}

void CommandLine::addVerb(const std::string &name, const std::string &help,
                          const std::function<Command(CLI::App &)> &add) {
  CLI::App *verb = app.add_subcommand(name, help);
  verbs.push_back(name);
  commands[verb] = add(*verb);
  if (name == "reconstruct") {
    verb->alias("infer");
    verbs.push_back("infer");
  }
}

void CommandLine::addEntries() {
  for (int64_t at = 0; at < model.entry_count; ++at) {
    const aec_entry &entry = model.entries[at];
    addVerb(entry.name, entryHelp(entry.name), [&](CLI::App &verb) {
      return addEntry(verb, model, entry, program);
    });
  }
}

/// Adds a verb that every model has, unless an entry has its name: what an
/// author calls so stays.
void CommandLine::addOurs(const std::string &name, const std::string &help,
                          Command (*add)(CLI::App &, const aec_model &,
                                         const std::string &)) {
  if (!has(name))
    addVerb(name, help,
            [&](CLI::App &verb) { return add(verb, model, program); });
}

static const char *const kLatentVerbs[] = {"traverse", "interpolate"};

void CommandLine::addLatentVerbs() {
  if (!findLatentSpace(model).problem.empty())
    return;
  addOurs("traverse", "Decode steps along each dimension of the latent space",
          addTraverse);
  addOurs("interpolate", "Decode what lies between two samples",
          addInterpolate);
}

/// Entries that an author calls by these names stay.
void CommandLine::addCodec() {
  std::string reason;
  if (!codecEntries(model, reason))
    return;
  if (has("compress") || has("decompress"))
    return;
  addVerb("compress", "Write samples as a short file",
          [&](CLI::App &verb) { return addCompress(verb, model, program); });
  addVerb("decompress", "Read what compress wrote",
          [&](CLI::App &verb) { return addDecompress(verb, model, program); });
}

/// The first word must be a verb.
void CommandLine::checkVerb(int argc, const char *const *argv) const {
  std::string known;
  for (const std::string &verb : verbs)
    known += (known.empty() ? "" : ", ") + verb;
  if (argc < 2)
    throw UsageError(
        concat("a command is needed: ", known, "; see ", program, " --help"));
  std::string word = argv[1];
  if (word[0] == '-' || has(word))
    return;
  if (word == "sample")
    throw UsageError("this model has no sample: its definition declares no "
                     "prior; add ae.prior, or write ae.entry @sample");
  for (const char *verb : kLatentVerbs)
    if (word == verb)
      throw UsageError(concat("this model has no ", word, ": ",
                              findLatentSpace(model).problem));
  std::string reason;
  if ((word == "compress" || word == "decompress") &&
      !codecEntries(model, reason))
    throw UsageError(concat("this model has no ", word, ": ", reason));
  throw UsageError(concat("no such command ", quote(word), "; known: ", known,
                          suggestion(nearest(word, verbs))));
}

int CommandLine::parse(int argc, const char *const *argv) {
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp &call) {
    return app.exit(call), Success;
  } catch (const CLI::ExtrasError &) {
    for (const CLI::App *verb : app.get_subcommands())
      failUnknown(*verb, program);
    failUnknown(app, program);
  } catch (const CLI::RequiredError &) {
    failMissing(*app.get_subcommands().front(), program);
  } catch (const CLI::ParseError &error) {
    throw UsageError(error.what());
  }
  return -1;
}

/// The code of a verb that is done. Of training the product is a file; others
/// failed when what they printed is lost.
static int printed(int code, bool trains) {
  std::string problem = lostOutput();
  if (problem.empty())
    return code;
  std::string text = "cannot write standard output" + problem;
  if (trains)
    return printWarning(text), code;
  printError(text);
  return Failure;
}

int CommandLine::run(int argc, const char *const *argv) {
  // "help" and "help train" are "--help" and "train --help".
  const char *asked[] = {program.c_str(), argc > 2 ? argv[2] : "--help",
                         "--help"};
  if (argc > 1 && !std::strcmp(argv[1], "help") && !has("help"))
    argc = std::min(argc, 3), argv = asked;
  checkVerb(argc, argv);
  if (int code = parse(argc, argv); code >= 0)
    return printed(code, false);
  for (CLI::App *verb : app.get_subcommands()) {
    refuseOverwriting(*verb);
    return printed(commands.at(verb)(), verb->get_name() == "train");
  }
  return Success;
}

int aec::runtime::runProgram(const aec_model *const *models, int argc,
                             const char *const *argv) {
  settleProcess();
  DeviceChoice choice(models, argc, argv);
  try {
    if (choice.argc() > 1 && !std::strcmp(choice.argv()[1], "--version"))
      return std::fputs(versionText(models).c_str(), stdout), Success;
    const aec_model &model = choice.model();
    CommandLine line(model, choice, argc, argv);
    return line.run(choice.argc(), choice.argv());
  } catch (const UsageError &error) {
    printError(error.what());
    return Usage;
  } catch (const NonFiniteError &error) {
    printError(error.what());
    return NonFinite;
  } catch (const DeviceMissingError &error) {
    printError(error.what() + choice.remedy());
  } catch (const std::bad_alloc &) {
    printError("not enough memory");
  } catch (const std::exception &error) {
    printError(error.what());
  }
  return Failure;
}
