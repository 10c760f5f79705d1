"""compress-text: the text comes back byte for byte, from a file shorter than gzip's."""
# REQUIRES: numpy
# RUN: %python %s %t
from compression import compress
from programs import EXAMPLES, enter_workspace, expect, expect_below, expect_equal, finish_readme, run, start_readme, train

LICENCE = EXAMPLES / "data/text/Apache-2.0.txt"

enter_workspace()
program = start_readme("compress-text")
train(program, "--data", LICENCE, "--epochs", "3")
found = compress(program, "--data", LICENCE, "--out", "licence.aec")
expect_below(found["bytes"], found["gzip"], "bytes beside gzip")
run(program, "decompress", "--data", "licence.aec", "--out", "licence.txt")
expect(open("licence.txt", "rb").read() == LICENCE.read_bytes(), "the text differs")

# Any bytes, and a length that is no whole number of windows.
with open("bytes.txt", "wb") as file:
    file.write(bytes(at % 127 for at in range(1003)))
compress(program, "--data", "bytes.txt", "--out", "bytes.aec")
run(program, "decompress", "--data", "bytes.aec", "--out", "again.txt")
expect(open("again.txt", "rb").read() == open("bytes.txt", "rb").read(), "bytes differ")
lossy = compress(program, "--data", LICENCE, "--out", "lossy.aec", "--lossy")
expect_below(lossy["bytes"], found["bytes"], "bytes of a lossy file")
error = run(program, "compress", "--data", LICENCE, "--out", "x.aec", "--max-error", "1", status=2).stderr
expect_equal(error, "error: --max-error is for numbers; text is restored byte for byte unless --lossy is given\n", "message")
finish_readme("compress-text")
