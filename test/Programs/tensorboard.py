"""`--tensorboard` writes event files: frames, checksums and messages, read here from their definition."""
# RUN: %python %s %t
import glob
import json
import struct

from programs import compile_model, enter_workspace, example, expect, expect_equal, make_data, run


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    """The records of a TFRecord file, their checksums checked."""
    at = 0
    while at < len(data):
        length, length_crc = struct.unpack_from("<QI", data, at)
        expect_equal(length_crc, masked(data[at : at + 8]), "checksum of a length")
        record = data[at + 12 : at + 12 + length]
        (crc,) = struct.unpack_from("<I", data, at + 12 + length)
        expect_equal(crc, masked(record), "checksum of a record")
        yield record
        at += 16 + length


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at


def fields(data):
    """(number, value) of each field of a protobuf message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        else:
            size = {1: 8, 5: 4}.get(key & 7)
            if size is None:
                size, at = varint(data, at)
            value, at = data[at : at + size], at + size
        yield key >> 3, value


def events(folder):
    """(step, scalars) of every event with scalars, over all files; and the version first."""
    result = []
    for path in sorted(glob.glob(f"{folder}/events.out.tfevents.*")):
        with open(path, "rb") as file:
            parts = [dict(fields(record)) for record in records(file.read())]
        expect_equal(parts[0][3], b"brain.Event:2", "the version")
        for event in parts[1:]:
            scalars = [dict(fields(value)) for number, value in fields(event.get(5, b"")) if number == 1]
            result.append((event[2], {s[1].decode(): struct.unpack("<f", s[2])[0] for s in scalars}))
    return result


enter_workspace()
data = make_data("tabular", "data.csv")
program = compile_model(example("tabular"))
options = ["--data", data, "--validation", "0.2", "--tensorboard", "tb", "--log", "run.jsonl", "--checkpoint", "run"]
run(program, "train", *options, "--epochs", 2)
found = events("tb")
with open("run.jsonl") as lines:
    log = [json.loads(line) for line in lines]
expect_equal([step for step, _ in found], [line["steps"] for line in log], "steps")
for (_, scalars), line in zip(found, log, strict=True):
    ((name, objective),) = line["objectives"].items()
    expected = {f"training/{name}/loss": line["loss"], f"validation/{name}/loss": line["validation"]}
    expected |= {f"training/{name}/{term}": value for term, value in objective["terms"].items()}
    expected |= {f"validation/{name}/{term}": value for term, value in objective["validation_terms"].items()}
    expected |= {f"gradient_norm/{name}": line["gradient_norm"]}
    expected |= {f"learning_rate/{name}": line["learning_rate"], "samples_per_second": line["samples_per_second"]}
    expect_equal(set(scalars), set(expected), "the names of the scalars")
    for tag, value in expected.items():
        expect(abs(scalars[tag] - value) <= 1e-6 * abs(value), f"{tag}: {scalars[tag]}, in the log {value}")

# A resumed run says where it starts, in a file of its own.
run(program, "train", *options, "--epochs", 3, "--resume")
found = events("tb")
expect_equal([step for step, _ in found][2:], [log[1]["steps"], 150], "steps of the resumed run")
expect_equal(found[2][1], {}, "the start of the resumed run")
