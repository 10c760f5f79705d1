//===- Output.cpp - Writers of .npy and CSV -------------------------------===//
//
// Both read back through this runtime's own readers and NumPy's.
//
//===----------------------------------------------------------------------===//
#include "Output.h"

#include "../Data/Dataset.h"
#include "../Error.h"

#include <charconv>

using namespace aec::runtime;

static bool endsWith(const std::string &text, const std::string &end) {
  return text.size() >= end.size() &&
         text.compare(text.size() - end.size(), end.size(), end) == 0;
}

OutputFormat aec::runtime::outputFormat(const std::string &path) {
  if (path == "-" || path == "/dev/stdout" || path == "/dev/null" ||
      endsWith(path, ".csv"))
    return OutputFormat::Csv;
  if (endsWith(path, ".npy"))
    return OutputFormat::Npy;
  if (endsWith(path, ".png"))
    return OutputFormat::Png;
  if (endsWith(path, ".wav"))
    return OutputFormat::Wav;
  if (endsWith(path, ".txt"))
    return OutputFormat::Text;
  fail("cannot tell the format of ", path,
       "; expected a name that ends in .npy, .csv, .png, .wav or .txt");
}

static const char *npyType(int64_t dtype) {
  static const char *const names[] = {"<f4", "<f8", "<i4", "<i8", "|u1"};
  return names[dtype];
}

static void startNpy(AtomicFile &file, const Table &table) {
  std::string shape;
  for (int64_t dim : table.shape)
    shape += std::to_string(dim) + ",";
  std::string header =
      concat("{'descr': '", npyType(table.dtype),
             "', 'fortran_order': False, 'shape': (", shape, "), }");
  // Magic, version and length take 10 bytes; data starts at a multiple of 64.
  header.append((64 - (10 + header.size() + 1) % 64) % 64, ' ');
  header += '\n';
  char start[] = {'\x93',
                  'N',
                  'U',
                  'M',
                  'P',
                  'Y',
                  1,
                  0,
                  char(header.size() & 255),
                  char(header.size() >> 8)};
  file.write(start, sizeof(start));
  file.write(header);
}

template <typename T> static void appendNumber(std::string &line, T value) {
  char text[40];
  auto end = std::to_chars(text, text + sizeof(text), value).ptr;
  line.append(text, end);
}

std::string aec::runtime::numberText(float value) {
  std::string text;
  appendNumber(text, value);
  return text;
}

std::string aec::runtime::numberText(double value) {
  std::string text;
  appendNumber(text, value);
  return text;
}

std::string aec::runtime::csvCell(const std::string &text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos)
    return text;
  std::string result = "\"";
  for (char c : text)
    result += c == '"' ? "\"\"" : std::string(1, c);
  return result + "\"";
}

/// The rows from `begin` on, whose values start at table.values.
template <typename T>
static void writeRows(AtomicFile &file, const Table &table, int64_t begin,
                      int64_t count, int64_t width) {
  auto *values = static_cast<const T *>(table.values);
  std::string line;
  for (int64_t row = 0; row < count; ++row) {
    line.clear();
    int64_t first = table.first + (begin + row) * table.stride;
    if (table.index)
      appendNumber(line, first);
    if (table.index && table.window > 1)
      appendNumber(line += ',', first + table.window - 1);
    for (const std::vector<std::string> &column : table.keys)
      line += (line.empty() ? "" : ",") + csvCell(column[begin + row]);
    for (int64_t at = 0; at < width; ++at) {
      if (!line.empty())
        line += ',';
      appendNumber(line, values[row * width + at]);
    }
    line += '\n';
    file.write(line);
  }
}

static void startCsv(AtomicFile &file, const Table &table) {
  std::string header;
  for (const std::string &column : table.columns)
    header += (header.empty() ? "" : ",") + csvCell(column);
  if (!header.empty())
    file.write(header + "\n");
}

static int64_t rowElements(const Table &table) {
  int64_t width = 0;
  elementCount({table.shape.begin() + 1, table.shape.end()}, width);
  return width;
}

void TableWriter::addCsv(int64_t count) {
  int64_t width = rowElements(table);
  switch (table.dtype) {
  case AEC_F32:
    return writeRows<float>(file, table, done, count, width);
  case AEC_F64:
    return writeRows<double>(file, table, done, count, width);
  case AEC_I32:
    return writeRows<int32_t>(file, table, done, count, width);
  case AEC_I64:
    return writeRows<int64_t>(file, table, done, count, width);
  case AEC_U8:
    return writeRows<uint8_t>(file, table, done, count, width);
  }
}

TableWriter::TableWriter(AtomicFile &file, OutputFormat format,
                         const Table &table, double rate, bool continuous)
    : file(file), format(format), table(table), continuous(continuous) {
  if (format == OutputFormat::Npy)
    startNpy(file, table);
  else if (format == OutputFormat::Csv)
    startCsv(file, table);
  else if (format == OutputFormat::Wav)
    file.write(wavStart(file, table, rate));
  else
    expectText(file, table);
}

void TableWriter::add(const void *values, int64_t count) {
  table.values = values;
  if (format == OutputFormat::Npy)
    file.write(values, count * rowElements(table) * dtypeBytes(table.dtype));
  else if (format == OutputFormat::Csv)
    addCsv(count);
  else if (format == OutputFormat::Wav)
    addWav(count);
  else
    addText(count);
  done += count;
}

static void writeWhole(AtomicFile &file, const Table &table,
                       TableWriter &&writer) {
  writer.add(table.values, table.shape[0]);
  file.commit();
}

void aec::runtime::writeNpy(AtomicFile &file, const Table &table) {
  writeWhole(file, table, {file, OutputFormat::Npy, table});
}

void aec::runtime::writeCsv(AtomicFile &file, const Table &table) {
  writeWhole(file, table, {file, OutputFormat::Csv, table});
}

void aec::runtime::writeWav(AtomicFile &file, const Table &table, double rate) {
  writeWhole(file, table, {file, OutputFormat::Wav, table, rate});
}

void aec::runtime::writeText(AtomicFile &file, const Table &table,
                             bool continuous) {
  writeWhole(file, table, {file, OutputFormat::Text, table, 0, continuous});
}
