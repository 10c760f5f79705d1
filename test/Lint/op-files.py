# A new nn op is five files: its ODS entry, Ops/<Name>.cpp, its lowering, its
# dialect test, its numerics test (and a test of its lowering). None is forgotten.
# RUN: %python %s
from repository import ROOT, finish, op_records

problems = []
for name, mnemonic, ods in op_records("nn"):
    if mnemonic == "yield":  # the end of a group, tested with it
        continue
    needed = [f"test/Dialect/NN/{mnemonic}.mlir", f"test/Conversion/NNToLinalg/{mnemonic}.mlir",
              f"test/Numerics/{mnemonic}.py"]
    # A formula of other ops has no lowering of its own, an op without shape
    # function and adjoint no Ops file: the linker knows which must be there.
    sources = [f"dialects/NN/Ops/{name}.cpp", f"lib/Conversion/NNToLinalg/{name}.cpp"]
    problems += [f"nn.{mnemonic}: {file} is missing" for file in needed if not (ROOT / file).exists()]
    if not any((ROOT / file).exists() for file in sources):
        problems.append(f"nn.{mnemonic}: neither {' nor '.join(sources)} is there")
finish(problems)
