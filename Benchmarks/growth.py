#!/usr/bin/env python3
"""Shows how the time grows with the amount of everything, and draws it.

    growth.py [--scanctl PATH] [--full] [--only NAME]... [--svg FILE]

NAME is one of size, files, rules, patterns, sessions; --full goes to 4 GiB, a million files, a
thousand rules, a million patterns and 100,000 sessions, and needs 10 GB in the folder for temporary
files. Times are user and system time of the best of some runs. What is there at one step stays for
the next, so that each byte is written and scanned for the first time once.
"""
import argparse
import os
import time

from drawing import Curve, Panel, draw
from inputs import RELEASE, Workspace, generate, place, session
from measuring import turns
from report import Report

LAYOUT = "sessions/s{1:05}/{0:07}.log"


class Growth:
    def __init__(self, workspace, full):
        self.workspace = workspace
        self.full = full
        self.scanctl = workspace.run

    def steps(self, *amounts, full):
        return [*amounts, *(full if self.full else [])]

    def size(self):
        """First backfill of one log, by its size"""
        sizes = self.steps(1, 4, 16, 64, 256, full=[1024, 4096])
        data = self.workspace.path("data")
        generate("plain", f"{sizes[-1]}M", data, files=1)
        log = os.path.join(data, "agent-1.log")

        def backfill():
            project = self.workspace.project()
            place("plain", data, project)
            return self.scanctl(project, "backfill", "--no-github")

        # From the largest down, for a log can be cut.
        for mebibytes in reversed(sizes):
            cut(log, mebibytes << 20)
            yield mebibytes, turns(1 if mebibytes >= 1024 else 3, backfill=backfill)
        self.workspace.remove("data")

    def files(self):
        """Nothing to do, by the number of files"""
        project = self.workspace.project()
        present = 0
        for count in self.steps(10, 100, 1_000, 10_000, 100_000, full=[1_000_000]):
            for number in range(present, count):
                session(project, number, LAYOUT, "nothing\n")
            present = count
            self.settle(project)
            yield count, turns(
                3,
                finish=lambda: self.scanctl(project, "finish", "--no-github"),
                recover=lambda: self.scanctl(project, "recover"))

    def rules(self):
        """By the number of rules"""
        data = self.workspace.path("data")
        generate("plain", "16M", data)
        for count in [10, 30, 100, 300, 1_000]:

            def project():
                folder = self.workspace.project()
                with open(os.path.join(folder, "scanners.yaml"), "w") as file:
                    file.write(manifest(count))
                return folder

            def backfill():
                folder = project()
                place("plain", data, folder)
                return self.scanctl(folder, "backfill", "--no-github")

            yield count, turns(
                3, check=lambda: self.scanctl(project(), "check"), **{"backfill of 16 MiB": backfill})
        self.workspace.remove("data")

    def patterns(self):
        """By the number of patterns stored"""
        project = self.workspace.project()
        logs = os.path.join(project, ".wfo_logs")
        other = os.path.join(logs, "other.log")
        for count in self.steps(10, 100, 1_000, 10_000, 100_000, full=[1_000_000]):
            # Begins with what was there before: a log that has grown.
            generate("distinct", count, logs)
            self.settle(project)

            def one_error():
                with open(other, "a") as file:
                    file.write("KeyError: 'a'\n")
                return self.scanctl(project, "finish", "--no-github")

            yield count, turns(
                3,
                lookup=lambda: self.scanctl(project, "lookup", "KeyError: 'build_build_build'"),
                **{"patterns --top 20": lambda: self.scanctl(project, "patterns", "--top", "20"),
                   "one error more": one_error})

    def sessions(self):
        """By the number of sessions"""
        project = self.workspace.project()
        present = 0
        for count in self.steps(10, 100, 1_000, 10_000, full=[100_000]):
            while present < count:
                session(project, present)
                present += 1
            self.settle(project)

            def one_more():
                nonlocal present
                session(project, present, text='{"event_type":"error","message":"KeyError: \'a\'"}\n')
                present += 1
                return self.scanctl(project, "finish", "--no-github")

            nothing = turns(3, nothing=lambda: self.scanctl(project, "finish", "--no-github"))
            yield count, {**nothing, **turns(3, **{"one more": one_more})}

    def settle(self, project):
        """Scans what is new; what was just written is looked at once more."""
        self.scanctl(project, "backfill", "--no-github")
        time.sleep(0.1)
        self.scanctl(project, "finish", "--no-github")


def cut(path, size):
    """Cuts a file to at most `size` bytes of whole lines."""
    if os.path.getsize(path) <= size:
        return
    with open(path, "rb+") as file:
        file.seek(size - (1 << 16))
        tail = file.read(1 << 16)
        file.truncate(size - (1 << 16) + tail.rindex(b"\n") + 1)


def manifest(count):
    """One with so many rules, each with a keyword of its own."""
    rules = "".join(
        f"    - id: many.rule{number}\n"
        f"      pattern: '^(?<type>{words(number)}Error): (?<message>.+)$'\n"
        f"      examples: [{{text: '{words(number)}Error: x', type: {words(number)}Error, message: x}}]\n"
        f"      counterexamples: ['none']\n"
        for number in range(count))
    return (
        "version: 1\nrules:\n  many:\n" + rules + "sources:\n  - name: logs\n"
        "    glob: .wfo_logs/*\n    parser: transcript\n    window: forever\n"
        "    rules: [many]\n    recommendation: logs\n")


def words(number):
    """A name of letters, different for each number."""
    text = ""
    while number or not text:
        text += "bcdfghjklmnpqrstvwxz"[number % 20] + "aeiou"[number // 20 % 5]
        number //= 100
    return text.capitalize()


def measure(growth, name, report):
    """One panel of the drawing, with the curves in it."""
    method = getattr(growth, name)
    curves = {}
    report.table(f"{method.__doc__}: CPU ms (peak MiB)")
    for amount, runs in method():
        report.say(f"{amount:11}" + "".join(
            f"{title:>22}{run.cpu * 1e3:9.1f} ({run.memory:.0f})" for title, run in runs.items()))
        for title, run in runs.items():
            curves.setdefault(title, []).append((amount, run.cpu))
    panel = Panel(method.__doc__, [Curve(title, sorted(points)) for title, points in curves.items()],
                  unit="MiB" if name == "size" else "")
    for curve in panel.curves:
        exponent, excess = curve.growth()
        report.say(
            f"  {curve.title}: grows as n^{exponent:.2f} at the end; "
            + ("a straight line or better" if excess < 1.15 else
               f"WORSE than a straight line by a factor of {excess:.2f}"))
    return panel


def main():
    names = ["size", "files", "rules", "patterns", "sessions"]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scanctl", default=os.path.join(RELEASE, "scanctl"))
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", action="append", choices=names)
    parser.add_argument("--svg", help="where the drawing goes")
    options = parser.parse_args()
    report = Report()
    panels = []
    with Workspace(options.scanctl) as workspace:
        report.heading("1 to 3")
        for name in options.only or names:
            start = time.monotonic()
            panels.append(measure(Growth(workspace, options.full), name, report))
            print(f"  ({name} took {time.monotonic() - start:.0f} s)", flush=True)
    if options.svg:
        with open(options.svg, "w") as file:
            file.write(draw(panels))
        print(f"\ndrawn in {options.svg}")
    report.save("-growth")


if __name__ == "__main__":
    main()
