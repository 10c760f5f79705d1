"""Every format that data comes in and results go to, as a user has them: written by other programs, read by ours."""
# REQUIRES: numpy
# RUN: %python %s %t
import pathlib
import struct
import wave
import zlib

import numpy as np
from programs import compile_model, enter_workspace, expect, expect_equal, run

MODEL = """
ae.model @{name} epochs 1 batch_size 8 {{
  {declaration}
  ae.network @encoder(%v: tensor<{shape}>) {{
    %0 = nn.flatten %v : tensor<{shape}>
    %1 = ae.dense %0, {size} : tensor<?x{size}xf32>
    %2 = nn.reshape %1, [{dims}] : tensor<?x{size}xf32>
    ae.return %2 : tensor<{shape}>
  }}
  ae.objective @o(%x: tensor<{shape}>) trains [@encoder] with #ae.sgd {{
    %y = ae.apply @encoder(%x) : (tensor<{shape}>) -> tensor<{shape}>
    %l = nn.mse %y, %x : tensor<{shape}>
    ae.minimize %l : tensor<?xf32>
  }}
  ae.entry @same(%x: tensor<{shape}>) {{
    ae.return %x : tensor<{shape}>
  }}
  ae.entry @reconstruct(%x: tensor<{shape}>) {{
    %y = ae.apply @encoder(%x) : (tensor<{shape}>) -> tensor<{shape}>
    ae.return %y : tensor<{shape}>
  }}
}}
"""


def model(name, *dims, declaration=""):
    shape = "x".join(["?", *map(str, dims), "f32"])
    text = MODEL.format(name=name, shape=shape, size=int(np.prod(dims)), declaration=declaration,
                        dims=", ".join(["-1", *map(str, dims)]))  # fmt: skip
    pathlib.Path(f"{name}.mlir").write_text(text)
    return compile_model(f"{name}.mlir", name)


def read(program, data, *options):
    """What the program's identity makes of a file: the samples as the model takes them."""
    run(program, "same", "--data", data, "--out", "same.npy", "--normalized", *options)
    return np.load("same.npy")


def expect_close(found, wanted, what, tolerance=0):
    expect(found.shape == wanted.shape, f"{what}: shape {found.shape}, expected {wanted.shape}")
    expect(np.abs(found - wanted).max() <= tolerance, f"{what}: off by {np.abs(found - wanted).max()}")


def check_npz():
    program = model("four", 4)
    values = np.random.default_rng(0).random((5, 4), dtype=np.float32)
    np.savez("one.npz", anything=values)
    np.savez_compressed("several.npz", y=values + 1, x=values)
    run(program, "train", "--data", "one.npz")
    expect_close(read(program, "one.npz"), values, "the only array")
    expect_close(read(program, "several.npz"), values, "the array of the input's name")
    np.savez("other.npz", a=values, b=values)
    message = run(program, "same", "--data", "other.npz", status=1).stderr
    expect_equal(message, 'error: other.npz holds 2 arrays ("a", "b"), expected one, or one called "x"\n', "other.npz")


def write_wav(path, frames, width):
    """Frames x channels in [-1, 1) as PCM of `width` bytes, by Python's own writer."""
    with wave.open(path, "wb") as file:
        file.setnchannels(frames.shape[1])
        file.setsampwidth(width)
        file.setframerate(8000)
        whole = np.round(frames.reshape(-1) * 2 ** (8 * width - 1)).astype(np.int64)
        if width == 1:
            whole += 128
        file.writeframes(b"".join(int(value).to_bytes(width, "little", signed=width > 1) for value in whole))


def check_wav():
    mono, stereo = model("mono", 1, 50), model("stereo", 2, 50)
    frames = np.sin(np.arange(240)[:, None] / 7 * [[1.0, 1.5]]) / 2
    for width in (1, 2, 3, 4):
        write_wav("two.wav", frames, width)
        run(stereo, "train", "--data", "two.wav")
        windows = frames[:200].reshape(4, 50, 2).transpose(0, 2, 1)
        expect_close(read(stereo, "two.wav"), windows.astype(np.float32), f"{8 * width} bits", 2.0 ** (1 - 8 * width) + 1e-7)
    real = frames[:, :1].astype("<f4")
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + real.nbytes, b"WAVE", b"fmt ", 16, 3, 1, 8000, 32000, 4, 32,
                       b"data", real.nbytes)  # fmt: skip
    pathlib.Path("real.wav").write_bytes(head + real.tobytes())
    run(mono, "train", "--data", "real.wav", "--stride", 10)
    found = read(mono, "real.wav", "--stride", 10)
    expect_close(found, np.stack([real[at : at + 50].T for at in range(0, 191, 10)]), "windows that overlap")

    # What comes out is sound again, at the rate that went in, here and after training.
    run(mono, "reconstruct", "--data", "real.wav", "--out", "again.wav")
    with wave.open("again.wav") as file:
        expect_equal(file.getparams()[:4], (1, 2, 8000, 200), "again.wav")
    message = run(mono, "reconstruct", "--data", "real.wav", "--stride", 10, "--out", "a.wav", status=1).stderr
    expect_equal(message, "error: cannot write a.wav: its windows of 50 rows overlap; leave --stride out, or use .npy\n",
                 "overlapping windows")  # fmt: skip
    message = run(mono, "same", "--data", "two.wav", status=1).stderr
    expect_equal(message, 'error: two.wav has 2 channels; input "x" takes 1x50\n', "two channels")
    text = run(mono, "info", "--data", "real.wav").stdout
    expect("  32-bit floats, 8000 Hz, 1 channel, 0.03 seconds\n" in text, text)
    expect("  as input x: 4 samples of 1x50, windows of 50 rows every 50, 40 rows left over\n" in text, text)


def check_windows():
    program = model("series", 6, 2)
    lines = [f"2024-01-{at % 28 + 1},{at},{2 * at},{at % 2}" for at in range(20)]
    pathlib.Path("s.csv").write_text("when,a,b,label\n" + "\n".join(lines) + "\n")
    columns = ("--columns", "a,b", "--window", 6, "--stride", 3)
    run(program, "train", "--data", "s.csv", *columns, "--learning-rate", 1e-9)
    table = np.stack([np.arange(20), 2 * np.arange(20)], axis=1).astype(np.float32)
    expect_close(read(program, "s.csv", *columns), np.stack([table[at : at + 6] for at in range(0, 15, 3)]), "windows")
    expect_close(read(program, "s.csv", "--without", "when,4", "--window", 6, "--rows", "-6:"), table[None, 14:],
                 "the last rows")  # fmt: skip
    run(program, "score", "--data", "s.csv", *columns, "--rows", "2:", "--out", "scores.csv")
    rows = [line.split(",")[:2] for line in pathlib.Path("scores.csv").read_text().splitlines()]
    expect_equal(rows, [["first", "last"], ["2", "7"], ["5", "10"], ["8", "13"], ["11", "16"], ["14", "19"]],
                 "the rows that a score is of")  # fmt: skip
    message = run(program, "same", "--data", "s.csv", "--columns", "a,c", status=1).stderr
    expect_equal(message, 'error: s.csv has no column "c" among its 4 columns; columns: when, a, b, label\n', "no column")
    message = run(program, "same", "--data", "s.csv", "--rows", "5", status=2).stderr
    expect_equal(message, 'error: --rows: expected FIRST:LAST, such as 0:800 or -200:, found "5"\n', "no range")


def write_png(path, pixels):
    """Bytes [height, width] or [height, width, 3] as a PNG, without a library."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    height, width = pixels.shape[:2]
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if pixels.ndim == 3 else 0, 0, 0, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)


def check_tables():
    """What exports look like: marks, quotes, line ends and separators of all kinds."""
    program = model("table", 2)
    values = np.float32([[1, 2.5], [3, -4]])
    pathlib.Path("t.csv").write_text("a,b\n1,2.5\n3,-4\n")
    run(program, "train", "--data", "t.csv", "--learning-rate", 1e-9)
    files = {
        "semicolons": b"\xef\xbb\xbf\"a\";\"b; c\"\r\n1;2.5\r\n\"3\";-4\r\n",
        "tabs": b"1\t2.5\r3\t-4\r",
        "blanks": b"  1   2.5\n3 -4\n\n",
    }  # fmt: skip
    for name, content in files.items():
        pathlib.Path(f"{name}.csv").write_bytes(content)
        expect_close(read(program, f"{name}.csv"), values, name)
    text = run(program, "info", "--data", "semicolons.csv").stdout
    expect("  separated by semicolons, lines end with CR LF, quoted cells, byte order mark\n" in text, text)
    pathlib.Path("bars.csv").write_text("1|2.5\n3|-4\n")
    expect_close(read(program, "bars.csv", "--separator", "|"), values, "a separator that is given")
    message = run(program, "same", "--data", "t.csv", "--separator", "7", status=2).stderr
    expect_equal(message, 'error: --separator: expected a character, comma, semicolon, tab or blank, found "7"\n', "no separator")
    expect_close(read(program, "t.csv", "--memory-limit", "20"), values, "beyond the limit")
    message = run(program, "same", "--data", "t.csv", "--memory-limit", "20X", status=2).stderr
    expect_equal(message, 'error: --memory-limit: expected bytes above 0, such as 500M or 8G, found "20X"\n', "no limit")


def taps(size, wanted):
    """What each pixel of a resized side is made of: a triangle as wide as the larger pixels."""
    centre = (np.arange(wanted) + 0.5) * size / wanted
    reach = max(size / wanted, 1)
    weights = np.maximum(0, 1 - np.abs(np.arange(size) + 0.5 - centre[:, None]) / reach)
    return weights / weights.sum(axis=1, keepdims=True)


def check_sizes():
    """A folder of pictures of all sizes and kinds, made alike."""
    program = model("grey", 1, 6, 5)
    folder = pathlib.Path("mixed")
    folder.mkdir()
    random = np.random.default_rng(2)
    shapes = [(6, 5), (13, 11), (24, 9, 3)]
    pixels = [random.integers(0, 256, shape, dtype=np.uint8) for shape in shapes]
    for at, picture in enumerate(pixels):
        write_png(folder / f"{at}.png", picture)
    options = ("--resize", "6x5", "--grey")
    run(program, "train", "--data", "mixed", *options)
    found = read(program, "mixed", *options)
    for at in (0, 1):
        rows, columns = taps(shapes[at][0], 6), taps(shapes[at][1], 5)
        expect_close(found[at], (rows @ pixels[at] @ columns.T / 255).astype(np.float32)[None], "resized", 0.5 / 255 + 1e-6)
    middle = read(program, "mixed/1.png", "--crop", "6x5")
    expect_close(middle[0, 0], (pixels[1][3:9, 3:8] / 255).astype(np.float32), "cropped", 1e-6)
    both = read(program, "mixed", "--grey", "--resize", "6", "--crop", "6x5")
    expect_equal(both.shape, (3, 1, 6, 5), "resized by the shorter side and cropped")
    text = run(program, "info", "--data", "mixed", *options).stdout
    expect("  3 pictures of 6x5 in grey\n" in text, text)
    message = run(program, "same", "--data", "mixed", "--crop", "6x5", "--grey", "--resize", "5x5", status=1).stderr
    expect_equal(message, "error: mixed/0.png has 5x5 pixels, fewer than --crop 6x5; --resize makes it larger\n", "too small")
    message = run(program, "same", "--data", "mixed", "--resize", "6x", status=2).stderr
    expect_equal(message, 'error: --resize: expected pixels such as 64 or 64x48, found "6x"\n', "no size")
    np.save("p.npy", np.zeros((2, 30), np.float32))
    message = run(program, "same", "--data", "p.npy", "--grey", status=1).stderr
    expect_equal(message, "error: p.npy is npy: --resize, --crop, --grey and --colour are for pictures\n", "no pictures")


def check_pictures():
    colour = model("colour", 3, 4, 5)
    folder = pathlib.Path("pictures")
    folder.mkdir()
    pixels = np.random.default_rng(1).integers(0, 256, (3, 4, 5, 3), dtype=np.uint8)
    for at in range(3):
        write_png(folder / f"{at}.png", pixels[at])
    run(colour, "train", "--data", "pictures")
    expect_close(read(colour, "pictures"), (pixels.transpose(0, 3, 1, 2) / 255).astype(np.float32), "a folder", 1e-7)
    expect_close(read(colour, "pictures/1.png"), (pixels[1:2].transpose(0, 3, 1, 2) / 255).astype(np.float32), "a file", 1e-7)
    expect("  3 pictures of 4x5 in colour\n" in run(colour, "info", "--data", "pictures").stdout, "info of a folder")
    write_png(folder / "z.png", pixels[0, :, :, 0])
    message = run(colour, "same", "--data", "pictures", status=1).stderr
    expect_equal(message, "error: pictures/z.png is 4x5 in grey, expected 4x5 in colour like pictures/0.png; "
                 "--resize, --crop, --grey and --colour make them alike\n", "another kind")


TEXT = """
ae.model @text epochs 1 {
  ae.network @encoder(%v: tensor<?x8xf32>) {
    %0 = ae.dense %v, 8 : tensor<?x8xf32>
    ae.return %0 : tensor<?x8xf32>
  }
  ae.objective @o(%x: tensor<?x8xf32>) trains [@encoder] with #ae.sgd {
    %y = ae.apply @encoder(%x) : (tensor<?x8xf32>) -> tensor<?x8xf32>
    %l = nn.mse %y, %x : tensor<?x8xf32>
    ae.minimize %l : tensor<?xf32>
  }
  ae.entry @classes(%c: tensor<?x8xi64>) {
    ae.return %c : tensor<?x8xi64>
  }
}
"""


def check_text():
    pathlib.Path("text.mlir").write_text(TEXT)
    program = compile_model("text.mlir", "text")
    np.save("x.npy", np.zeros((2, 8), np.float32))
    run(program, "train", "--data", "x.npy")
    content = "Every byte is a class, ä too."
    pathlib.Path("a.txt").write_text(content)
    data = content.encode()[:24]
    run(program, "classes", "--data", "a.txt", "--out", "c.npy")
    expect_close(np.load("c.npy"), np.frombuffer(data, np.uint8).reshape(3, 8).astype(np.int64), "bytes as classes")
    run(program, "classes", "--data", "a.txt", "--out", "b.txt")
    expect_equal(pathlib.Path("b.txt").read_bytes(), data, "text that comes back")
    run(program, "classes", "--data", "c.npy", "--out", "lines.txt")
    expect_equal(pathlib.Path("lines.txt").read_bytes(), b"".join(data[at : at + 8] + b"\n" for at in (0, 8, 16)),
                 "samples as lines")  # fmt: skip


enter_workspace()
check_npz()
check_wav()
check_windows()
check_tables()
check_pictures()
check_sizes()
check_text()
