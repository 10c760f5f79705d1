//===- WriteFiles.cpp - The malformed files as files ----------------------===//
//
// write-hostile-files FOLDER [MOST]: FOLDER/<format>/<number>, files of at most
// MOST bytes; a list of names and messages goes to standard output.
//
//===----------------------------------------------------------------------===//
#include "Cases.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace aec::hostile;

int main(int argc, char **argv) {
  if (argc < 2)
    return std::fprintf(stderr, "usage: write-hostile-files FOLDER [MOST]\n"),
           2;
  size_t most = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : size_t(-1);
  for (const Cases &cases : allCases()) {
    auto folder = std::filesystem::path(argv[1]) / cases.format;
    std::filesystem::create_directories(folder);
    int number = 0;
    for (const Case &one : cases.list) {
      ++number;
      if (one.content.size() > most)
        continue;
      std::ofstream(folder / std::to_string(number), std::ios::binary)
          << one.content;
      std::printf("%s/%d\t%s\t%s\n", cases.format.c_str(), number,
                  one.name.c_str(), one.valid ? "valid" : one.expected.c_str());
    }
  }
  return 0;
}
