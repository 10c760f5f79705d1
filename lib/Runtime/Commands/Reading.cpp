//===- Reading.cpp - Options that say what of a file the samples are ------===//
#include "Inputs.h"

#include "../Error.h"
#include "Options.h"

#include <CLI/CLI.hpp>
#include <cctype>
#include <charconv>

using namespace aec::runtime;

/// An option whose word `parse` takes or refuses; `expected` says what it
/// takes.
static void addParsed(CLI::App &app, const char *name, const char *type,
                      const char *help, const char *expected,
                      const std::function<bool(const std::string &)> &parse) {
  auto check = [parse, expected](std::string &text) -> std::string {
    return parse(text) ? ""
                       : concat("expected ", expected, ", found ", quote(text));
  };
  app.add_option_function<std::string>(
         name, [](const std::string &) {}, help)
      ->check(CLI::Validator(check, ""))
      ->type_name(type);
}

static bool parseSeparator(const std::string &text, char &separator) {
  const std::pair<const char *, char> names[] = {
      {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"blank", ' '}};
  for (auto [name, character] : names)
    if (text == name) {
      separator = character;
      return true;
    }
  separator = text.size() == 1 ? text[0] : 0;
  return separator && separator != '"' && separator != '.' &&
         separator != '-' && separator != '+' && !std::isalnum(separator);
}

/// "28", "28x32".
static bool parseSize(const std::string &text, PictureSize &size) {
  constexpr int64_t most = 1 << 16;
  auto side = [](const std::string &word, int64_t &value) {
    const char *last = word.data() + word.size();
    auto [end, error] = std::from_chars(word.data(), last, value);
    return error == std::errc() && end == last && value > 0 && value <= most;
  };
  size_t cross = text.find('x');
  size = {};
  return side(text.substr(0, cross), size.height) &&
         (cross == std::string::npos ||
          side(text.substr(cross + 1), size.width));
}

static void addPictures(CLI::App &app, PictureOptions &pictures) {
  addParsed(app, "--resize", "HxW",
            "Resize pictures: to 64x48, or 64 for the shorter side",
            "pixels such as 64 or 64x48",
            [&](auto &text) { return parseSize(text, pictures.resize); });
  addParsed(app, "--crop", "HxW", "Then keep the middle of pictures",
            "pixels such as 64 or 64x48",
            [&](auto &text) { return parseSize(text, pictures.crop); });
  auto kind = [&](const char *name, int64_t channels, const char *help) {
    return app.add_flag_callback(
        name, [&pictures, channels] { pictures.channels = channels; }, help);
  };
  kind("--grey", 1, "Read pictures as grey")
      ->excludes(kind("--colour", 3, "Read pictures in colour"));
}

void aec::runtime::addReading(CLI::App &app, Reading &reading) {
  auto addColumns = [&](const char *name, std::vector<std::string> &list,
                        const char *help) {
    app.add_option(name, list, help)
        ->allow_extra_args(false)
        ->type_name("[NAME=]A,B,...");
  };
  addColumns("--columns", reading.columns,
             "Columns of a CSV to take, by name or number from 1");
  addColumns("--without", reading.without, "Columns of a CSV to leave out");
  addColumns("--categories", reading.categories,
             "Columns of a CSV to take as words though they are numbers");
  app.add_option("--label-column", reading.labels,
                 "Column of a CSV with labels, 1 for an anomaly: no part of "
                 "the samples")
      ->type_name("[NAME=]COLUMN");
  app.add_option("--id-column", reading.ids,
                 "Column of a CSV with keys or times: no part of the samples")
      ->type_name("[NAME=]COLUMN");
  app.add_option("--weight-column", reading.weights,
                 "Column of a CSV with the weights of samples, for a model "
                 "whose objective weighs them")
      ->type_name("COLUMN");
  addParsed(app, "--separator", "CHARACTER",
            "Between the cells of a CSV: one character, or comma, semicolon, "
            "tab, blank (default: found on its first line)",
            "a character, comma, semicolon, tab or blank", [&](auto &text) {
              return parseSeparator(text, reading.separator);
            });
  addParsed(app, "--rows", "FIRST:LAST",
            "Rows of the data to take, from 0 and without the last; negative "
            "from the end",
            "FIRST:LAST, such as 0:800 or -200:", [&](auto &text) {
              return parseRows(text, reading.rows);
            });
  addWhole(app, "--window", reading.window, 1,
           "Make each sample of so many rows of a series");
  addWhole(app, "--stride", reading.stride, 1,
           "Rows from one window to the next (default: the window)");
  addPictures(app, reading.pictures);
  addMemoryLimit(
      app, reading.memoryLimit,
      "Most bytes of memory that the data may take; what is beyond "
      "is read from a temporary file (default: half of what is free)");
  app.add_option("--spool", reading.spool,
                 "Folder for that file (default: TMPDIR, else /var/tmp)")
      ->type_name("DIR");
}

void aec::runtime::addMemoryLimit(CLI::App &app, int64_t &bytes,
                                  const char *about) {
  addParsed(app, "--memory-limit", "BYTES", about,
            "bytes above 0, such as 500M or 8G",
            [&bytes](auto &text) { return parseBytes(text, bytes); });
}
