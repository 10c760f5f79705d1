# The lit suites: passes (mirroring the sources), numerics, programs, lint.
# Unit tests are GoogleTest programs; scripts/test.sh runs them itself.
import os
import re

import lit.formats
import lit.util

config.name = "aec"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.excludes = ["Unit", "Inputs", "CMakeLists.txt", "lit.cfg.py", "lit.site.cfg.py"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.aec_build, "test")

tools = [os.path.join(config.aec_build, "bin"), config.llvm_tools]
config.environment["PATH"] = os.pathsep.join(tools + [config.environment["PATH"]])
# JAX looks for no accelerator, and leaves no caches among the sources.
config.environment["JAX_PLATFORMS"] = "cpu"
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"

config.substitutions.append(("%python", config.python))
config.substitutions.append(("%aec_root", config.aec_root))
config.substitutions.append(("%aec_bin", os.path.join(config.aec_build, "bin")))
config.substitutions.append(("%aec_build", config.aec_build))
config.substitutions.append(("%llvm_tools", config.llvm_tools))


def has_module(name):
    command = f"import importlib.util as u, sys; sys.exit(u.find_spec('{name}') is None)"
    out, err, status = lit.util.executeCommand([config.python, "-c", command])
    return status == 0


for module in ("jax", "numpy", "torch", "safetensors", "PIL"):
    if has_module(module):
        config.available_features.add(module)

# Hosts of models in libraries are compiled by whatever compiler is there; a browser opens reports.
for name in ("cc", "c++", "cmake", "chromium"):
    if lit.util.which(name, config.environment["PATH"]):
        config.available_features.add(name)
# Programs have code for two levels of instructions; tests of both need a CPU that has them.
flags = set(re.search(r"^flags.*$", open("/proc/cpuinfo").read(), re.M)[0].split())
if {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"} <= flags:
    config.available_features.add("x86-64-v4")
# A program may be given another root folder, where user namespaces are allowed.
if lit.util.executeCommand(["sh", "-c", "unshare -r -R / true"])[2] == 0:
    config.available_features.add("other-root")
# A GPU whose driver answers; the emulated one is found by its tests alone.
if lit.util.which("nvidia-smi", config.environment["PATH"]):
    out, err, status = lit.util.executeCommand(["nvidia-smi", "--list-gpus"])
    if status == 0 and "GPU 0" in out:
        config.available_features.add("cuda")
# Recordings that examples/audio-conv1d reads where Debian's alsa-utils puts them.
if os.path.isfile("/usr/share/sounds/alsa/Side_Right.wav"):
    config.available_features.add("alsa-recordings")

# scripts/demo.sh builds in build/ of the checkout; elsewhere it would build again.
if os.path.realpath(config.aec_build) == os.path.realpath(os.path.join(config.aec_root, "build")):
    config.available_features.add("default-build")
