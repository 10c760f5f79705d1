//===- StreamTest.cpp - Data beyond the memory limit
//-----------------------===//
//
// What is asked everywhere: nothing but memory and time may tell a streamed run
// from one in memory. Files are compared byte by byte.
//
//===----------------------------------------------------------------------===//
#include "Checkpoints/Fingerprint.h"
#include "Data/CsvRecords.h"
#include "Data/Spool.h"
#include "ProgramTesting.h"

#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <random>
#include <zlib.h>

using namespace aec::runtime;
using namespace aec::runtime::testing;

namespace {
class Stream : public Program {
protected:
  /// Trains, reconstructs and scores with and without a limit.
  void expectSame(const std::string &data, const std::string &more = "",
                  const char *program = AEC_FAKE_NORMALIZED) {
    for (std::string side : {"held", "streamed"}) {
      std::string limit = side == "held" ? "" : " --memory-limit 5000";
      std::string given = " --data " + data + " " + more + limit;
      ASSERT_EQ(run("train --epochs 2 --validation 0.2 --threads 1 --weights " +
                        side + ".safetensors --checkpoint " + side + given,
                    program)
                    .err,
                "");
      for (std::string verb : {"reconstruct", "score"})
        ASSERT_EQ(run(verb + " --weights held.safetensors --out " + side +
                          verb + ".npy" + given,
                      program)
                      .err,
                  "");
    }
    auto newest = [](const char *folder) {
      std::string name;
      for (const auto &entry : std::filesystem::directory_iterator(folder))
        name = std::max(name, entry.path().filename().string());
      return readFile(std::string(folder) + "/" + name);
    };
    // Checkpoints have the time of the epoch under way, which is none here.
    EXPECT_EQ(newest("held"), newest("streamed")) << data;
    for (std::string file : {".safetensors", "reconstruct.npy", "score.npy"})
      EXPECT_TRUE(readFile("held" + file) == readFile("streamed" + file))
          << data << " " << file;
    std::filesystem::remove_all("held");
    std::filesystem::remove_all("streamed");
  }

  std::string table(int64_t rows, int columns) {
    std::mt19937 random(1);
    std::string text;
    for (int64_t row = 0; row < rows; ++row)
      for (int at = 0; at < columns; ++at)
        text += std::to_string(int(random() % 20000) - 10000) +
                (at + 1 < columns ? "," : "\n");
    return text;
  }
};

void writePacked(const std::string &path, const std::string &content) {
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, content.data(), unsigned(content.size()));
  gzclose(file);
}
} // namespace

TEST_F(Stream, ArraysAreAsInMemory) {
  writeData("x.npy", 300);
  expectSame("x.npy");
  writePacked("x.npy.gz", readFile("x.npy"));
  expectSame("x.npy.gz");
  std::string idx = bytes({0, 0, 0x0b, 2, 0, 0, 1, 44, 0, 0, 0, 16});
  for (int at = 0; at < 300 * 16; ++at)
    idx += bytes({at % 7, at * 37 % 256});
  writeFile("x.idx", idx);
  expectSame("x.idx", "--rows 10:290");
}

TEST_F(Stream, TablesAreAsInMemory) {
  writeFile("x.csv", "k," + std::string("a,b,c,d,e,f,g,h,i,j,m,n,o,p,q,r\n") +
                         table(400, 17));
  expectSame("x.csv", "--id-column k");
  writeFile("one.csv", table(6000, 1));
  expectSame("one.csv", "--window 16 --stride 5");
  writePacked("x.csv.gz", table(400, 16));
  expectSame("x.csv.gz");
}

/// The data's fingerprint is the same, so a run may change sides.
TEST_F(Stream, CheckpointsMove) {
  writeData("x.npy", 300);
  std::string call =
      "train --data x.npy --epochs 4 --validation 0.2 --threads 1 ";
  run(call + "--weights whole.safetensors");
  run("train --data x.npy --epochs 2 --validation 0.2 --checkpoint c "
      "--threads 1 --memory-limit 5000");
  Outcome result = run(call + "--checkpoint c --resume");
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(readFile("fake.safetensors"), readFile("whole.safetensors"));
}

TEST_F(Stream, SaysWhereDataIs) {
  writeData("x.npy", 300);
  Outcome result = run("info --data x.npy --memory-limit 5000");
  EXPECT_NE(result.out.find("as input x: 300 samples of 16, 19200 bytes, read "
                            "from a temporary file\n"),
            std::string::npos)
      << result.out;
}

TEST_F(Stream, InfoSaysWhatIsThere) {
  auto info = [&](const std::string &options) {
    std::string out = run("info --data " + options).out;
    size_t begin = out.find("data file");
    return out.substr(begin, out.find("  as input", begin) - begin);
  };
  std::string words;
  for (int at = 0; at < 9; ++at)
    words += (at ? "," : "") + std::string("n") + std::to_string(at);
  writeFile("x.csv", words + ",c\n0,1,2,3,4,5,6,7,8,red\n0,1,2,3,4,5,6,7,9,"
                             "blue\n");
  EXPECT_EQ(info("x.csv"),
            "data file x.csv\n"
            "  CSV, 2x11, f64\n"
            "  separated by commas\n"
            "  values from 0 to 9\n"
            "  column \"c\": 2 words, a value each: \"blue\", \"red\"\n"
            "  header with 11 names: \"n0\", \"n1\", \"n2\", \"n3\", \"n4\", "
            "\"n5\", \"n6\", \"n7\", ...\n");
  writeData("x.npy", 3);
  std::string content = readFile("x.npy");
  content.replace(content.find("False"), 5, "True ");
  float odd[] = {NAN, INFINITY, -INFINITY};
  content.replace(content.size() - sizeof(odd), sizeof(odd),
                  reinterpret_cast<char *>(odd), sizeof(odd));
  writeFile("x.npy", content);
  EXPECT_EQ(info("x.npy"),
            "data file x.npy\n"
            "  npy, 3x16, f32\n"
            "  column-major\n"
            "  values from 0 to 0.95, 1 not a number (NaN), 2 infinite\n");
}

TEST_F(Stream, FoldersThatCannotBeUsed) {
  writeData("x.npy", 300);
  EXPECT_EQ(errorOfRun("train --data x.npy --memory-limit 5000 --spool none"),
            "cannot make a temporary file for the samples of x.npy in none: No "
            "such file or directory; --spool DIR names another folder");
  // A header that promises 550 GB, which nobody has read yet.
  writePacked("x.gz", bytes({0, 0, 0x0e, 2, 255, 255, 255, 255, 0, 0, 0, 16}));
  std::string error =
      errorOfRun("train --data x.gz --memory-limit 5000 --spool .");
  EXPECT_EQ(error.find("the values of x.gz take 549755813760 bytes, more than "
                       "the memory that --memory-limit allows, and . has "),
            0u)
      << error;
  EXPECT_NE(error.find(" bytes free; --spool DIR names another folder for "
                       "temporary files"),
            std::string::npos);
}

TEST_F(Stream, ColumnMajorArraysAreRefused) {
  writeData("x.npy", 300);
  std::string content = readFile("x.npy");
  content.replace(content.find("False"), 5, "True ");
  writeFile("x.npy", content);
  EXPECT_EQ(
      errorOfRun("train --data x.npy --memory-limit 5000"),
      "x.npy is column-major and larger than the 5000 bytes that are held "
      "in memory; save it with numpy.ascontiguousarray, or raise "
      "--memory-limit");
}

/// Blocks are 256 KiB: records, quotes and line ends are cut at every place.
TEST_F(Stream, RecordsAcrossBlocks) {
  std::mt19937 random(2);
  std::string text = "\xEF\xBB\xBF";
  while (text.size() < 3 << 18)
    for (std::string cell : {"1", "\"a \"\"b\"\"\r\nc\" ", "", "x\"y"})
      text += std::string(random() % 40, 'z') + "," + cell +
              (random() % 4   ? ","
               : random() % 2 ? "\r\n\r\n"
                              : "\r");
  writeFile("x.csv", text);
  std::string path = "x.csv";
  CsvRecords whole(text, path, ',');
  auto file = std::make_shared<SpoolFile>(open("x.csv", O_RDONLY), path);
  CsvRecords pieces(file, path, ',', 1 << 20);
  std::vector<std::string> expected, found;
  while (whole.next(expected)) {
    ASSERT_TRUE(pieces.next(found));
    ASSERT_EQ(found, expected) << whole.line();
    ASSERT_EQ(pieces.line(), whole.line());
  }
  EXPECT_FALSE(pieces.next(found));
  EXPECT_EQ(pieces.detail(), whole.detail());
}

TEST_F(Stream, RecordsWithoutEnd) {
  std::string path = "x.csv";
  writeFile(path, "1,2\n3,\"4" + std::string(1 << 20, '5'));
  auto file = std::make_shared<SpoolFile>(open("x.csv", O_RDONLY), path);
  CsvRecords records(file, path, ',', 1 << 19);
  std::vector<std::string> cells;
  EXPECT_TRUE(records.next(cells));
  EXPECT_EQ(errorOf([&] { records.next(cells); }),
            "x.csv: the record in line 2 is longer than 524288 bytes; a quote "
            "may be open");
}

TEST_F(Stream, FingerprintsOfPieces) {
  std::string text(1000, 0);
  for (size_t at = 0; at < text.size(); ++at)
    text[at] = char(at * 7);
  for (size_t step : {1, 3, 31, 32, 33, 500}) {
    Hasher hasher(5);
    for (size_t at = 0; at < text.size(); at += step)
      hasher.add(&text[at], int64_t(std::min(step, text.size() - at)));
    EXPECT_EQ(hasher.value(), fingerprint(text.data(), 1000, 5)) << step;
  }
  // XXH64 of the reference implementation.
  EXPECT_EQ(Hasher(0).value(), 0xEF46DB3751D8E999u);
}
