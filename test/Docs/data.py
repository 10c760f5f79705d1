# Every command of docs/data.md.
# REQUIRES: default-build
# RUN: %python %s %t
from page import Page

page = Page("data.md")
page.run()
page.check_links()
