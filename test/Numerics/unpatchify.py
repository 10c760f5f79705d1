# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, normal

check(
    Case("%y = nn.unpatchify %x, [2, 4, 3] patch [2, 3] : {x}",
         lambda x: x.reshape(-1, 2, 1, 2, 2, 3).transpose(0, 3, 1, 4, 2, 5).reshape(-1, 2, 4, 3), x=normal("?x2x12")),
)
