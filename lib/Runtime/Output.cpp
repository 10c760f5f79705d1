//===- Output.cpp - Writers of .npy and CSV -------------------------------===//
//
// Both read back through this runtime's own readers and NumPy's.
//
//===----------------------------------------------------------------------===//
#include "Output.h"

#include "Data/Dataset.h"
#include "Error.h"

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

void aec::runtime::writeNpy(AtomicFile &file, const Table &table) {
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
  int64_t count = 0;
  elementCount(table.shape, count);
  file.write(table.values, count * dtypeBytes(table.dtype));
  file.commit();
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

template <typename T>
static void writeRows(AtomicFile &file, const Table &table, int64_t width) {
  auto *values = static_cast<const T *>(table.values);
  std::string line;
  for (int64_t row = 0; row < table.shape[0]; ++row) {
    line.clear();
    int64_t first = table.first + row * table.stride;
    if (table.index)
      appendNumber(line, first);
    if (table.index && table.window > 1)
      appendNumber(line += ',', first + table.window - 1);
    for (const std::vector<std::string> &column : table.keys)
      line += (line.empty() ? "" : ",") + csvCell(column[row]);
    for (int64_t at = 0; at < width; ++at) {
      if (!line.empty())
        line += ',';
      appendNumber(line, values[row * width + at]);
    }
    line += '\n';
    file.write(line);
  }
}

void aec::runtime::writeCsv(AtomicFile &file, const Table &table) {
  std::string header;
  for (const std::string &column : table.columns)
    header += (header.empty() ? "" : ",") + csvCell(column);
  if (!header.empty())
    file.write(header + "\n");
  int64_t width = 0;
  elementCount({table.shape.begin() + 1, table.shape.end()}, width);
  switch (table.dtype) {
  case AEC_F32:
    writeRows<float>(file, table, width);
    break;
  case AEC_F64:
    writeRows<double>(file, table, width);
    break;
  case AEC_I32:
    writeRows<int32_t>(file, table, width);
    break;
  case AEC_I64:
    writeRows<int64_t>(file, table, width);
    break;
  case AEC_U8:
    writeRows<uint8_t>(file, table, width);
    break;
  }
  file.commit();
}
