#!/usr/bin/env python3
"""Counts the instructions of three fixed runs, and fails where one needs over a tenth more than it did.

    guard.py [--scanctl PATH] [--write]

The figures are in Benchmarks/instructions.json, for one compiler and kind of processor; with another
nothing is compared, and that is said. Instructions are counted by valgrind's callgrind, so the result
doesn't depend on what else runs on the machine. --write replaces the figures by those of now.
"""
import argparse
import atexit
import functools
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

from inputs import HERE, RELEASE, executable, generate, place

FIGURES = os.path.join(HERE, "instructions.json")
ALLOWED = 1.1


def fill(project, kind, size):
    """Puts one generated file to where it belongs in a project."""
    with tempfile.TemporaryDirectory(prefix="scanctl-guard-") as folder:
        generate(kind, size, folder, files=1)
        place(kind, folder, project)


def text(project):
    fill(project, "errors", "128K")


def transcripts(project):
    fill(project, "jsonl", "256K")
    fill(project, "claude", "256K")


def idle(project):
    for number in range(200):
        path = os.path.join(project, f".orchestrator/sessions/s{number:03}/log.jsonl")
        os.makedirs(os.path.dirname(path))
        with open(path, "w") as file:
            file.write('{"event_type":"started"}\n')
        # The same on any machine, and long settled.
        os.utime(path, (1_790_000_000, 1_790_000_000))


RUNS = {
    "128 KiB of text, a third of it errors": (text, [], ["backfill", "--no-github"]),
    "512 KiB of logs and transcripts": (transcripts, [], ["backfill", "--no-github"]),
    "finish with nothing to do, 200 files": (
        idle, ["finish", "--no-github"], ["finish", "--no-github"]),
}


def count(scanctl, name):
    make, before, command = RUNS[name]
    with tempfile.TemporaryDirectory(prefix="scanctl-guard-") as folder:
        project = os.path.join(folder, "project")
        os.makedirs(project)
        make(project)
        # Without it sets and dictionaries are laid out anew in each run.
        environment = {
            "HOME": folder, "PATH": os.environ["PATH"], "TZ": "UTC",
            "SWIFT_DETERMINISTIC_HASHING": "1",
        }
        # The caches of the user are warm, as they mostly are.
        other = os.path.join(folder, "other")
        fill(other, "jsonl", "16K")
        subprocess.run([scanctl, "backfill", "--no-github"], cwd=other, env=environment,
                       stdout=subprocess.DEVNULL, check=True)
        for arguments in [before, before] if before else []:
            subprocess.run([scanctl, *arguments], cwd=project, env=environment, check=True)
            # What was just written is looked at again.
            subprocess.run(["sleep", "0.1"], check=True)
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", scanctl, *command],
            cwd=project, env=environment, capture_output=True, text=True)
        found = re.search(r"Collected : (\d+)", run.stderr)
        if not found:
            print(f"guard: valgrind can't run it on this processor: {run.stderr[-500:]}")
            sys.exit(0)
        if run.returncode != 0:
            sys.exit(f"{name}: {run.stderr[-2000:]}")
        return int(found.group(1))


@functools.cache
def stripped(scanctl):
    """A copy without what debuggers need, which valgrind of Debian 12 can't read."""
    folder = tempfile.TemporaryDirectory(prefix="scanctl-guard-")
    atexit.register(folder.cleanup)
    path = os.path.join(folder.name, "scanctl")
    subprocess.run(["strip", "-o", path, scanctl], check=True)
    return path


def machine():
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    version = re.search(r"Swift version (\S+)", swift)
    return f"Swift {version.group(1) if version else '?'}, {platform.machine()}, {platform.system()}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scanctl", default=os.path.join(RELEASE, "scanctl"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    scanctl = executable(options.scanctl)
    if not shutil.which("valgrind"):
        sys.exit("valgrind is missing: run 'make guard', which installs it")
    known = {}
    if os.path.exists(FIGURES):
        with open(FIGURES) as file:
            known = json.load(file)
    if not options.write and known.get("machine") != machine():
        print(f"guard: the figures are of {known.get('machine')}, this is {machine()}: not compared")
        return
    figures, failed = {}, []
    for name in RUNS:
        figures[name] = count(stripped(scanctl), name)
        before = known.get("instructions", {}).get(name)
        ratio = figures[name] / before if before else 1
        print(f"{name:42}{figures[name] / 1e6:10.1f} M instructions  x {ratio:.3f}", flush=True)
        if ratio > ALLOWED:
            failed.append(name)
    if options.write:
        with open(FIGURES, "w") as file:
            json.dump({"machine": machine(), "instructions": figures}, file, indent=2)
            file.write("\n")
    elif failed:
        sys.exit(
            f"guard: more than {ALLOWED - 1:.0%} more instructions than before in: "
            f"{'; '.join(failed)}\nMake it faster, or say why in the commit that replaces the "
            f"figures (Benchmarks/guard.py --write).")


if __name__ == "__main__":
    main()
