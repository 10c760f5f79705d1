"""Prints what an editor sends the language server when it opens the file named, and goes."""

import json
import pathlib
import sys

path = pathlib.Path(sys.argv[1])
document = {"uri": path.resolve().as_uri(), "languageId": "mlir", "version": 1, "text": path.read_text()}
for message in (
    {"id": 0, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
    {"method": "textDocument/didOpen", "params": {"textDocument": document}},
    {"id": 1, "method": "shutdown"},
    {"method": "exit"},
):
    text = json.dumps({"jsonrpc": "2.0", **message})
    sys.stdout.write(f"Content-Length: {len(text)}\r\n\r\n{text}")
