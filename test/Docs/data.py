# Every command of docs/data.md; its output is real, but for digits.
# REQUIRES: default-build
# RUN: %python %s %t
from page import Page

page = Page("data.md", links=("build", "docs", "examples"))
page.check_output(page.run())
page.check_links()
