# REQUIRES: jax
# RUN: %python %s
from harness import Case, check, distinct

check(
    Case("%y = nn.max %x dims [1] : {x}", lambda x: x.max(1), x=distinct("?x5")),
    Case("%y = nn.max %x dims [0] : {x}", lambda x: x.max(0), x=distinct("?x5")),
    Case("%y = nn.max %x dims [0, 1] : {x}", lambda x: x.max(), x=distinct("?x5")),
    Case("%y = nn.max %x dims [1] keep : {x}", lambda x: x.max(1, keepdims=True), x=distinct("?x5")),
    Case("%y = nn.max %x dims [0] keep : {x}", lambda x: x.max(0, keepdims=True), x=distinct("?x5")),
    Case("%y = nn.max %x dims [0, 1] keep : {x}", lambda x: x.max(keepdims=True), x=distinct("?x5")),
    Case("%y = nn.max %x dims [2, 1] : {x}", lambda x: x.max((1, 2)), x=distinct("?x3x4")),
    Case("%y = nn.max %x dims [1] keep : {x}", lambda x: x.max(1, keepdims=True), x=distinct("?x3x4")),
)
