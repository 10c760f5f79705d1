# Every command of docs/program.md; its output is real, but for digits.
# REQUIRES: default-build
# RUN: %python %s %t
from page import Page

page = Page("program.md")
page.check_output(page.run())
page.check_links()
