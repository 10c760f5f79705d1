"""A browser opens a report, light and dark: what is on the page is seen, and nothing is loaded or run."""
# REQUIRES: chromium, numpy
# RUN: %python %s %t
import pathlib
import re
import zlib

import numpy as np
from programs import DIGITS, EXAMPLES, compile_model, enter_workspace, expect, run


def paeth(left, up, corner):
    base = left + up - corner
    distances = abs(base - left), abs(base - up), abs(base - corner)
    return (left, up, corner)[distances.index(min(distances))]


def read_png(path):
    """[height, width, 3] bytes of an 8-bit RGB or RGBA file, by the PNG specification's filters."""
    data = path.read_bytes()
    width, height, depth, kind = np.frombuffer(data[16:24], ">u4").tolist() + list(data[24:26])
    channels = {2: 3, 6: 4}[kind]
    expect(depth == 8, f"{path}: {depth} bits")
    packed, at = b"", 8
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        packed += data[at + 8 : at + 8 + length] if data[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + width * channels)
    image = np.zeros((height + 1, width + 1, channels), np.uint8)
    for y in range(height):
        line, up = rows[y, 1:].reshape(width, channels), image[y, 1:]
        if rows[y, 0] == 0:
            image[y + 1, 1:] = line
        elif rows[y, 0] == 1:
            image[y + 1, 1:] = np.cumsum(line, axis=0, dtype=np.uint8)
        elif rows[y, 0] == 2:
            image[y + 1, 1:] = line + up
        else:
            average = rows[y, 0] == 3
            above, result = image[y].tolist(), [[0] * channels]
            for x, pixel in enumerate(line.tolist()):
                left = result[-1]
                guess = [
                    (left[c] + above[x + 1][c]) // 2 if average else paeth(left[c], above[x + 1][c], above[x][c])
                    for c in range(channels)
                ]
                result.append([(pixel[c] + guess[c]) & 255 for c in range(channels)])
            image[y + 1] = result
    return image[1:, 1:, :3].astype(int)


def browse(page, *options):
    """What the browser prints."""
    return run(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        f"--user-data-dir={pathlib.Path('profile').resolve()}", *options, page.resolve().as_uri(),
    ).stdout  # fmt: skip


def near(image, colour):
    """How many pixels have a colour, but for rounding."""
    return int((abs(image - np.array(colour)).max(-1) <= 2).sum())


# As small as a model with pictures, codes, a prior and scores can be: a large one compiles for seconds.
SMALL = """
ae.model @small {
  ae.input @x : tensor<?x64xf32> scale 16 picture [8, 8]
  ae.prior normal : tensor<?x3xf32>
  ae.network @encoder(%x: tensor<?x64xf32>) {
    %z = ae.dense %x, 3 : tensor<?x64xf32>
    ae.return %z : tensor<?x3xf32>
  }
  ae.network @decoder(%z: tensor<?x3xf32>) {
    %y = ae.dense %z, 64 : tensor<?x3xf32>
    ae.return %y : tensor<?x64xf32>
  }
  ae.objective @reconstruction(%x: tensor<?x64xf32>) trains [@encoder, @decoder] with #ae.adam<learning_rate = 3.0e-3> {
    %z = ae.apply @encoder(%x) : (tensor<?x64xf32>) -> tensor<?x3xf32>
    %y = ae.apply @decoder(%z) : (tensor<?x3xf32>) -> tensor<?x64xf32>
    %mse = nn.mse %y, %x : tensor<?x64xf32>
    ae.minimize %mse : tensor<?xf32>
  }
}
"""

enter_workspace()
pathlib.Path("small.mlir").write_text(SMALL)
program = compile_model("small.mlir")
labels = EXAMPLES / "data/digits/labels.npy"
data = ["--data", DIGITS]
run(program, "train", *data, "--epochs", 5, "--validation", 0.2, "--log", "run.jsonl")
run(program, "report", *data, "--log", "run.jsonl", "--labels", labels, "--out", "page.html")
page = pathlib.Path("page.html")

# As the browser has built it: every section, an image a grid, a plot a figure, and no script.
document = browse(page, "--dump-dom")
sections = re.findall(r"<h2>(.*?)</h2>", document)
wanted = ["Findings", "Training", "Reconstruction", "Latent space", "Samples", "Scores", "Data", "Model", "Weights"]
expect(sections == wanted, f"sections {sections}")
expect(document.count("<img ") == 4 and document.count("</svg>") >= 4, "pictures are missing")
expect("<script" not in document and "http" not in re.sub(r'http-equiv="[^"]*"', "", document), "the page asks for more")

for name, scheme, height, paper, ink in (
    ("light", 1, 4200, (255, 255, 255), (27, 29, 34)),
    ("dark", 0, 700, (22, 24, 29), (230, 230, 230)),
):
    shot = pathlib.Path(f"{name}.png").resolve()
    browse(page, f"--window-size=700,{height}", f"--blink-settings=preferredColorScheme={scheme}", f"--screenshot={shot}")
    image = read_png(shot)
    expect(image.shape == (height, 700, 3), f"a screenshot of {image.shape}")
    expect(tuple(image[2, 2]) == paper, f"paper is {image[2, 2]}")
    expect(near(image, paper) > 0.5 * 700 * height, "the page is not mostly paper")
    expect(near(image, ink) > 500, "there is hardly any text")
    if name == "dark":
        continue
    # Digits are on black; dots of classes have their colours.
    expect(near(image, (0, 0, 0)) > 20_000, "no digits are shown")
    series = [(78, 121, 167), (242, 142, 43), (225, 87, 89), (118, 183, 178), (89, 161, 79), (201, 162, 39)]
    drawn = [near(image, [round(0.8 * c + 0.2 * p) for c, p in zip(colour, paper)]) for colour in series]
    expect(min(drawn) > 100, f"pixels of the colours of classes: {drawn}")
