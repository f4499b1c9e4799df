#!/usr/bin/env python3
"""Times scanctl against its peers, run in turn on the same bytes, and writes down the ratios.

    bench.py [--scanctl PATH] [--size MEBIBYTES] [--rounds N] [--only NAME]...

Only ratios say something: machines differ, and so does what else runs on them. CPU time is user
and system time together; of several rounds the best counts. Nothing here fails by a time. At its
full size (512) it needs 4 GB in the folder for temporary files; the number of files and of patterns
goes with the size.
"""
import argparse
import os
import shutil
import time

from appended import appended
from bulk import bulk
from idle import idle
from inputs import RELEASE, Workspace
from patterns import patterns
from quality import messages, quality
from report import Report

FULL_SIZE = 512
BENCHMARKS = {
    benchmark.__name__: benchmark
    for benchmark in (bulk, idle, appended, patterns, messages, quality)
}


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scanctl", default=os.path.join(RELEASE, "scanctl"))
    parser.add_argument("--size", type=int, default=FULL_SIZE, help="MiB of each input (512)")
    parser.add_argument("--files", type=int, help="of the larger project (100000 at full size)")
    parser.add_argument("--patterns", type=int, help="distinct errors (1000000 at full size)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=BENCHMARKS)
    parsed = parser.parse_args()
    parsed.scale = parsed.size / FULL_SIZE
    parsed.files = parsed.files or max(1000, round(100_000 * parsed.scale))
    parsed.patterns = parsed.patterns or max(1000, round(1_000_000 * parsed.scale))
    return parsed


def main():
    chosen = options()
    report = Report()
    with Workspace(chosen.scanctl) as workspace:
        report.heading(chosen.rounds)
        missing = [tool for tool in ("rg", "git", "find", "sqlite3", "sha256sum", "wc")
                   if not shutil.which(tool)]
        if missing:
            report.say(f"not here, so not compared with: {', '.join(missing)}")
        for name in chosen.only or BENCHMARKS:
            start = time.monotonic()
            BENCHMARKS[name](chosen, workspace, report)
            print(f"  ({name} took {time.monotonic() - start:.0f} s)", flush=True)
    report.summary(chosen.scale)
    report.save()


if __name__ == "__main__":
    main()
