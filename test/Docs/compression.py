# Every command of docs/compression.md; its output is real, but for digits.
# REQUIRES: default-build
# RUN: %python %s %t
from page import Page

page = Page("compression.md", links=("build", "docs", "examples"))
page.check_output(page.run())
page.check_links()
