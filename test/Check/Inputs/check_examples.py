"""A lit format: `aec check` on every example, a test each.

An example that is added is checked without a line here. A module of its own, because lit's workers
import what tests are made of.
"""

import os

import lit.formats
import lit.Test
import lit.util


class CheckExamples(lit.formats.TestFormat):
    """A test is a folder of examples/ with a definition in it."""

    def getTestsInDirectory(self, suite, path, lit_config, local_config):
        examples = os.path.join(local_config.aec_root, "examples")
        for name in sorted(os.listdir(examples)):
            if os.path.exists(os.path.join(examples, name, "model.mlir")):
                yield lit.Test.Test(suite, path + (name,), local_config)

    def execute(self, test, lit_config):
        definition = os.path.join(test.config.aec_root, "examples", test.path_in_suite[-1], "model.mlir")
        command = [os.path.join(test.config.aec_build, "bin", "aec"), "check", definition]
        out, err, status = lit.util.executeCommand(command, env=test.config.environment)
        agree = status == 0 and "gradients agree" in out
        result = lit.Test.PASS if agree else lit.Test.FAIL
        return lit.Test.Result(result, f"{' '.join(command)}\nstatus {status}\n{out}{err}")
