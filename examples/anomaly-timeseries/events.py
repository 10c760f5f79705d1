"""Prints the windows of scores.csv that stand out, and which known event each holds.

    python3 events.py scores.csv nyc_taxi.csv nyc_taxi_anomalies.json

Windows are taken from the highest score down, those that share a row with one already taken
left out. A window holds an event if the middle of the event's labelled time is in it. The
last line says at which ranks the events are. Only Python's standard library is used.
"""

import bisect
import csv
import json
import sys

SHOWN = 8


def middle(times, start, end):
    """The row in the middle of an event; its times are written with microseconds."""
    first, last = (bisect.bisect_left(times, time[:19]) for time in (start, end))
    return (first + last) // 2


def disjoint(windows):
    """The windows from the highest score down, without those that overlap a higher one."""
    taken = []
    for first, last, score in sorted(windows, key=lambda window: -window[2]):
        if all(last < other[0] or first > other[1] for other in taken):
            taken.append((first, last, score))
    return taken


def main(scores, series, events):
    with open(series) as file:
        times = [row["timestamp"] for row in csv.DictReader(file)]
    with open(events) as file:
        moments = [middle(times, *event) for event in json.load(file)]
    with open(scores) as file:
        rows = [(int(row["first"]), int(row["last"]), float(row["score"])) for row in csv.DictReader(file)]
    ranks = {}
    windows = disjoint(rows)
    for rank, (first, last, score) in enumerate(windows, 1):
        held = [event for event, moment in enumerate(moments, 1) if first <= moment <= last]
        ranks.update((event, rank) for event in held)
        if rank <= SHOWN:
            said = "".join(f" event {event}" for event in held)
            print(f"{rank}. {times[first]} to {times[last]} score {score:.3f}{said}")
    found = [str(ranks.get(event, "-")) for event in range(1, len(moments) + 1)]
    print(f"{len(windows)} windows; ranks of events 1 to {len(moments)}: {' '.join(found)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
