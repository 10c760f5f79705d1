# Passes ask interfaces: outside an op's own files no source asks whether an op is
# a certain nn op. Building ops is fine where new code is made of them.
# RUN: %python %s
import re

from repository import files, finish, op_records, text

# Structure, which passes move as such and no interface stands for.
STRUCTURE = {"Gradient", "JacobianNorm", "Group", "Yield", "Constant"}
# Where ops are built of other ops: adjoints, formulas, layers, optimizers.
BUILDERS = ("dialects/NN/", "dialects/AE/", "lib/Conversion/NNToLinalg/",
            # Which ops a library has primitives for: the sixth file of such an op.
            "dialects/BLAS/", "lib/Conversion/NNToBLAS/", "lib/Conversion/NNToCPU/")
# Passes that are about certain ops, named once and nowhere else.
ALLOWED = {
    # Rewrites of these very ops, whose meaning is a shape and no arithmetic.
    "lib/Transforms/FoldBroadcasts.cpp": {"Broadcast", "Reshape", "Count"},
    "lib/Transforms/FoldTransposes.cpp": {"Transpose"},
    "lib/Transforms/ChooseStateLayouts.cpp": {"Transpose", "Reshape"},
    "lib/Transforms/FlattenChannelsLast.cpp": {"Transpose", "Reshape"},
    "lib/Transforms/FlattenedDimension.cpp": {"Reshape", "Flatten", "Count", "Uniform", "Normal"},
    "lib/Transforms/PropagateLayouts.cpp": {"Transpose", "Reshape", "Broadcast", "Concat", "Slice", "Pad", "Sum"},
    # Finite differences must not see through what gradients do not.
    "lib/Transforms/BuildGradientCheck.cpp": {"StopGradient"},
    "lib/Transforms/FuseElementwise.cpp": {"Transpose"},
    # What reductions are split into is about sums alone.
    "lib/Transforms/Decompose.cpp": {"Sum", "SumTo"},
    # Of what is the same at every step.
    "lib/Transforms/SinkRepeats.cpp": {"Einsum", "RepeatVector"},
    # The table of pairs that have a stable joint form.
    "lib/Transforms/FuseStableLosses.cpp": {"Bce", "BceWithLogits", "Sigmoid", "CrossEntropy",
                                            "CrossEntropyWithLogits", "Softmax"},
}

names = {name for name, _, _ in op_records("nn")} - STRUCTURE
pattern = re.compile(r"(?:\bnn::|(?<![:\w]))(" + "|".join(sorted(names)) + r")Op\b(?!::create\()")
problems = []
for path in files(".cpp", ".h", rooms=("dialects", "include", "lib", "tools")):
    if str(path).startswith(BUILDERS):
        continue
    for number, line in enumerate(text(path).splitlines(), 1):
        for match in pattern.finditer(line.split("//")[0]):
            if match[1] in ALLOWED.get(str(path), ()):
                continue
            problems.append(f"{path}:{number}: names nn's {match[1]}Op; ask an interface of it")
finish(problems)
