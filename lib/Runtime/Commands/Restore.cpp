//===- Restore.cpp - Writing what decompress decoded ----------------------===//
//
// A table has its words again: of the values that stand for one column's words
// the largest says which it was, as none of them for a word that training did
// not see.
//
//===----------------------------------------------------------------------===//
#include "Restore.h"

#include "../Compression/Pictures.h"
#include "../Compression/Values.h"
#include "../Data/Dataset.h"
#include "../Error.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/stat.h>

using namespace aec::runtime;

/// A number for each picture that sorts as the pictures do.
static std::string pictureName(const std::string &folder, int64_t index) {
  char name[32];
  std::snprintf(name, sizeof name, "%06lld.png", (long long)index);
  return folder + name;
}

void RestoreTarget::openPictures(const std::string &out) {
  auto pictures = picturesOf(file, input);
  bool folder = out.back() == '/';
  if (!pictures)
    fail("cannot write ", out, ": ", file.path,
         " holds no pictures; use .npy or .csv");
  if (!folder && pictures->count > 1)
    fail("cannot write ", out, ": ", file.path, " holds ", pictures->count,
         " pictures; give a folder, such as pictures/, or .npy");
  if (!folder)
    return void(files.push_back(std::make_unique<AtomicFile>(out)));
  if (mkdir(out.c_str(), 0777) != 0 && errno != EEXIST)
    fail("cannot make the folder ", out, ": ", std::strerror(errno));
}

RestoreTarget::RestoreTarget(const std::string &out, const CompressedFile &file,
                             const aec_input &input)
    : file(file), input(input) {
  format = !out.empty() && out.back() == '/' ? OutputFormat::Png
           : out == "-" && file.text         ? OutputFormat::Text
                                             : outputFormat(out);
  const Arrangement &lies = file.arrangement;
  if (format == OutputFormat::Png) {
    openPictures(folder = out);
    return;
  }
  if (format == OutputFormat::Text && !file.text)
    fail("cannot write ", out, ": ", file.path, " holds numbers, no text; use ",
         ".npy or .csv");
  if (format == OutputFormat::Wav &&
      (lies.kind != Arrangement::Windows || file.rate == 0))
    fail("cannot write ", out, ": ", file.path,
         " holds no recording; use .npy or .csv");
  files.push_back(std::make_unique<AtomicFile>(out));
}

void RestoreTarget::writePicture(AtomicFile &to,
                                 const std::vector<uint8_t> &values,
                                 int64_t index) {
  PictureShape shape = picturesOf(file, input)->shape;
  std::vector<uint8_t> bytes =
      encodePng({shape.height, shape.width, shape.channels,
                 pixelsOf(file, shape, values.data(), index)});
  to.write(bytes.data(), int64_t(bytes.size()));
  to.commit();
}

/// The ABI's type that holds a file's values.
static int64_t tableType(ElementType type) {
  switch (type) {
  case ElementType::Bool:
  case ElementType::U8:
    return AEC_U8;
  case ElementType::F32:
    return AEC_F32;
  case ElementType::F64:
    return AEC_F64;
  case ElementType::I8:
  case ElementType::U16:
  case ElementType::I16:
  case ElementType::I32:
    return AEC_I32;
  default:
    return AEC_I64;
  }
}

template <typename T>
static std::vector<T> convert(const CompressedFile &file,
                              const std::vector<uint8_t> &values) {
  std::vector<T> result;
  for (int64_t at = 0; at < file.arrangement.elements(); ++at)
    result.push_back(T(valueAt(file.type, values.data(), at)));
  return result;
}

void RestoreTarget::writeArray(const std::vector<uint8_t> &values) {
  Table table;
  table.dtype = tableType(file.type);
  table.shape = file.arrangement.shape;
  table.values = values.data();
  std::vector<int32_t> narrow;
  std::vector<int64_t> wide;
  if (table.dtype == AEC_I32) {
    narrow = convert<int32_t>(file, values);
    table.values = narrow.data();
  } else if (table.dtype == AEC_I64) {
    wide = convert<int64_t>(file, values);
    table.values = wide.data();
  }
  writeNpy(*files[0], table);
}

/// The word whose value is largest; nothing where none is near 1.
static std::string wordOf(const CompressedFile &file, const Column &column,
                          const uint8_t *values, int64_t at) {
  int64_t best = 0;
  double most = valueAt(file.type, values, at);
  for (int64_t word = 1; word < column.width(); ++word)
    if (double value = valueAt(file.type, values, at + word); value > most) {
      most = value;
      best = word;
    }
  return most >= 0.5 ? column.words[size_t(best)] : "";
}

void RestoreTarget::writeTable(const std::vector<uint8_t> &values,
                               const std::vector<Column> &columns) {
  const Arrangement &lies = file.arrangement;
  int64_t width = lies.elements() / lies.shape[0], known = 0;
  for (const Column &column : columns)
    known += column.width();
  std::vector<Column> all = columns;
  if (known != width)
    all.assign(size_t(width), Column());
  std::string header;
  bool named = false;
  for (const Column &column : all) {
    header += (&column == &all[0] ? "" : ",") + csvCell(column.name);
    named |= !column.name.empty();
  }
  if (named)
    files[0]->write(header + "\n");
  for (int64_t row = 0; row < lies.shape[0]; ++row) {
    std::string line;
    int64_t at = row * width;
    for (const Column &column : all) {
      line += &column == &all[0] ? "" : ",";
      double value = valueAt(file.type, values.data(), at);
      if (!column.words.empty())
        line += csvCell(wordOf(file, column, values.data(), at));
      else
        line += file.type == ElementType::F32 ? numberText(float(value))
                                              : numberText(value);
      at += column.width();
    }
    files[0]->write(line + "\n");
  }
  files[0]->commit();
}

void RestoreTarget::writeSound(const std::vector<uint8_t> &values) {
  std::vector<double> frames = convert<double>(file, values), planes;
  int64_t count = file.arrangement.shape[0];
  int64_t channels = file.arrangement.elements() / count;
  for (int64_t channel = 0; channel < channels; ++channel)
    for (int64_t frame = 0; frame < count; ++frame)
      planes.push_back(frames[size_t(frame * channels + channel)]);
  Table table;
  table.values = planes.data();
  table.dtype = AEC_F64;
  table.shape = {1, channels, count};
  writeWav(*files[0], table, file.rate);
}

void RestoreTarget::write(const std::vector<uint8_t> &values,
                          const std::vector<Column> &columns) {
  switch (format) {
  case OutputFormat::Npy:
    return writeArray(values);
  case OutputFormat::Wav:
    return writeSound(values);
  case OutputFormat::Csv:
    return writeTable(values, columns);
  case OutputFormat::Text:
    files[0]->write(values.data(), int64_t(values.size()));
    return files[0]->commit();
  case OutputFormat::Png:
    break;
  }
  if (!files.empty())
    return writePicture(*files[0], values, 0);
  for (int64_t at = 0; at < file.arrangement.shape[0]; ++at) {
    AtomicFile picture(pictureName(folder, at));
    writePicture(picture, values, at);
  }
}
