"""Prints the area under the ROC curve: scores.csv against the column `label` of test.csv.

It is the share of pairs of an anomaly and a normal row of which the anomaly has the higher
score; equal scores count half (Mann and Whitney).
"""

import csv
import sys

with open(sys.argv[1]) as scores, open(sys.argv[2]) as data:
    rows = zip(csv.DictReader(scores), csv.DictReader(data), strict=True)
    pairs = sorted((float(scored["score"]), row["label"] == "1") for scored, row in rows)
anomalies = sum(label for _, label in pairs)
below = wins = at = 0
while at < len(pairs):
    end = at
    while end < len(pairs) and pairs[end][0] == pairs[at][0]:
        end += 1
    equal = sum(label for _, label in pairs[at:end])
    normal = end - at - equal
    wins += equal * (below + normal / 2)
    below += normal
    at = end
print(f"AUC {wins / (anomalies * (len(pairs) - anomalies)):.4f}")
