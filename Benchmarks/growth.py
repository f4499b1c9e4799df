#!/usr/bin/env python3
"""Shows how the time grows with the amount of everything, and draws it.

    growth.py [--scanctl PATH] [--full] [--only NAME]... [--svg FILE]

NAME is one of size, files, rules, patterns, sessions. Each is measured from small to large, every
step ten times (size: four times) the one before; --full goes on to 4 GiB and a million files, and
takes some 20 minutes and 12 GB in the folder for temporary files. Times are user and system time of
the best of three runs; a straight line through the origin is a slope of 1 in the drawing.
"""
import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile

from bench import Run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)


class Growth:
    def __init__(self, scanctl, folder, full):
        self.scanctl = scanctl
        self.folder = folder
        self.full = full

    def run(self, project, *arguments):
        """CPU seconds and MiB of one run."""
        run = Run([self.scanctl, *arguments], project)
        if run.status not in (0, 1):
            sys.exit(f"scanctl {' '.join(arguments)}: exit status {run.status}")
        return run.cpu, run.memory

    def best(self, rounds, make):
        runs = [make() for _ in range(rounds)]
        return min(seconds for seconds, _ in runs), max(memory for _, memory in runs)

    def project(self):
        path = os.path.join(self.folder, "project")
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    def log(self, project, name="agent.log"):
        path = os.path.join(project, ".wfo_logs", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def generate(self, kind, mebibytes):
        path = os.path.join(self.folder, f"{kind}-{mebibytes}")
        if not os.path.exists(path):
            subprocess.run(
                [sys.executable, os.path.join(HERE, "generate.py"), kind, str(mebibytes), path],
                check=True)
        return path

    # What grows

    def size(self):
        """First backfill of one log, by its MiB."""
        for mebibytes in [1, 4, 16, 64, 256] + ([1024, 4096] if self.full else []):
            data = self.generate("plain", mebibytes)

            def backfill():
                project = self.project()
                os.link(data, self.log(project))
                return self.run(project, "backfill", "--no-github")

            yield mebibytes, *self.best(3, backfill)

    def files(self):
        """Finish with nothing to do, by the number of files."""
        for count in [10, 100, 1_000, 10_000, 100_000] + ([1_000_000] if self.full else []):
            project = self.project()
            for number in range(count):
                folder = os.path.join(project, ".orchestrator/sessions", f"s{number // 100:05}")
                os.makedirs(folder, exist_ok=True)
                with open(os.path.join(folder, f"{number:07}.log"), "w") as file:
                    file.write("nothing\n")
            self.run(project, "backfill", "--no-github")
            self.run(project, "finish", "--no-github")
            yield count, *self.best(3, lambda: self.run(project, "finish", "--no-github"))

    def rules(self):
        """First backfill of 16 MiB, by the number of rules."""
        data = self.generate("plain", 16)
        for count in [10, 30, 100, 300, 1_000]:
            rules = "".join(
                f"    - id: many.rule{number}\n"
                f"      pattern: '^(?<type>Failure{number:04}): (?<message>.+)$'\n"
                f"      examples: [{{text: 'Failure{number:04}: x', type: Failure{number:04}, message: x}}]\n"
                f"      counterexamples: ['none']\n"
                for number in range(count))
            manifest = (
                "version: 1\nrules:\n  many:\n" + rules + "sources:\n  - name: logs\n"
                "    glob: .wfo_logs/*\n    parser: transcript\n    window: forever\n"
                "    rules: [many]\n    recommendation: logs\n")

            def backfill():
                project = self.project()
                with open(os.path.join(project, "scanners.yaml"), "w") as file:
                    file.write(manifest)
                os.link(data, self.log(project))
                return self.run(project, "backfill", "--no-github")

            yield count, *self.best(3, backfill)

    def patterns(self):
        """Lookup of one error, by the number of patterns in the store."""
        for count in [10, 100, 1_000, 10_000, 100_000] + ([1_000_000] if self.full else []):
            project = self.project()
            with open(self.log(project), "w") as file:
                for number in range(count):
                    file.write(f"{words(number)}Error: {words(number * 7 + 3)} is not there\n")
            self.run(project, "backfill", "--no-github")
            yield count, *self.best(
                3, lambda: self.run(project, "lookup", f"{words(3)}Error: {words(24)} is not there"))

    def sessions(self):
        """Finish after one new session, by the number of sessions that were read before."""
        for count in [10, 100, 1_000, 10_000]:
            project = self.project()
            folder = os.path.join(project, ".orchestrator/sessions")
            for number in range(count):
                self.session(folder, number)
            self.run(project, "backfill", "--no-github")
            numbers = iter(range(count, count + 3))

            def finish():
                self.session(folder, next(numbers))
                return self.run(project, "finish", "--no-github")

            yield count, *self.best(3, finish)

    def session(self, folder, number):
        place = os.path.join(folder, f"s{number:06}")
        os.makedirs(place)
        with open(os.path.join(place, "log.jsonl"), "w") as file:
            file.write('{"event_type":"error","message":"KeyError: \'a\'"}\n')


def words(number):
    """Letters only, different for each number: names with digits would fold into one pattern."""
    text = ""
    while True:
        text += "bcdfghjklmnpqrstvwxz"[number % 20] + "aeiou"[number // 20 % 5]
        number //= 100
        if not number:
            return text.capitalize()


# The drawing

WIDTH, HEIGHT, MARGIN = 300, 210, 46


def svg(curves):
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * len(curves)}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH * len(curves)} {HEIGHT}" font-family="sans-serif" font-size="10">',
        '<rect width="100%" height="100%" fill="white"/>']
    for index, (title, points) in enumerate(curves):
        parts.append(f'<g transform="translate({index * WIDTH} 0)">{panel(title, points)}</g>')
    return "\n".join(parts + ["</svg>"]) + "\n"


def panel(title, points):
    xs = [math.log10(x) for x, _, _ in points]
    ys = [math.log10(max(seconds, 1e-3) * 1e3) for _, seconds, _ in points]
    low, high = math.floor(min(ys)), max(math.ceil(max(ys)), math.floor(min(ys)) + 1)

    def place(x, y):
        right = (x - xs[0]) / max(xs[-1] - xs[0], 1e-9)
        up = (y - low) / (high - low)
        return MARGIN + right * (WIDTH - MARGIN - 16), HEIGHT - 34 - up * (HEIGHT - 66)

    parts = [f'<text x="{MARGIN}" y="16" font-weight="bold">{title}</text>']
    for decade in range(low, high + 1):
        left, y = place(xs[0], decade)
        right, _ = place(xs[-1], decade)
        label = f"{10 ** decade:g} ms" if decade < 3 else f"{10 ** (decade - 3):g} s"
        parts.append(f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{MARGIN - 4}" y="{y + 3:.1f}" text-anchor="end">{label}</text>')
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in zip(xs, ys)))
    # What a time would be that grows with the amount, from the last point back.
    ideal = [place(x, max(low, ys[-1] - (xs[-1] - x))) for x in xs]
    dashes = " ".join(f"{x:.1f},{y:.1f}" for x, y in ideal)
    parts.append(f'<polyline points="{dashes}" fill="none" stroke="#bbb" stroke-dasharray="3 3"/>')
    parts.append(f'<polyline points="{line}" fill="none" stroke="#0a58a8" stroke-width="2"/>')
    for (x, _, _), log_x, y in zip(points, xs, ys):
        left, top = place(log_x, y)
        parts.append(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="#0a58a8"/>')
        parts.append(
            f'<text x="{left:.1f}" y="{HEIGHT - 18}" text-anchor="middle">{short(x)}</text>')
    return "".join(parts)


def short(number):
    for factor, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= factor and number % factor == 0:
            return f"{number // factor}{letter}"
    return str(number)


def main():
    names = ["size", "files", "rules", "patterns", "sessions"]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scanctl", default=os.path.join(ROOT, ".build/release/scanctl"))
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", action="append", choices=names)
    parser.add_argument("--svg", help="where the drawing goes")
    options = parser.parse_args()
    scanctl = os.path.abspath(options.scanctl)
    if not os.access(scanctl, os.X_OK):
        sys.exit(f"{scanctl} is missing: run 'make build' first")
    curves = []
    with tempfile.TemporaryDirectory(prefix="scanctl-growth-") as folder:
        Run.home = folder
        growth = Growth(scanctl, folder, options.full)
        for name in options.only or names:
            measure = getattr(growth, name)
            print(f"\n{measure.__doc__}\n{name:>12}{'CPU ms':>12}{'peak MiB':>12}", flush=True)
            points = []
            for amount, seconds, memory in measure():
                points.append((amount, seconds, memory))
                print(f"{amount:12}{seconds * 1e3:12.1f}{memory:12.0f}", flush=True)
            curves.append((measure.__doc__.rstrip("."), points))
    if options.svg:
        with open(options.svg, "w") as file:
            file.write(svg(curves))
        print(f"\ndrawn in {options.svg}")


if __name__ == "__main__":
    main()
