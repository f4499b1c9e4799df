#!/usr/bin/env python3
"""Times scanctl against its peers, run in turn on the same bytes, and writes down the ratios.

    bench.py [--scanctl PATH] [--size MEBIBYTES] [--rounds N] [--only NAME]...

Only ratios say something: machines differ, and so does what else runs on them. CPU time is user
and system time together; of several rounds the best counts. Nothing here fails by a time.
"""
import argparse
import datetime
import glob
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SHARED = os.path.join(ROOT, "..", "shared", "eval")
KINDS = {
    "plain": (".wfo_logs/agent.log", "logs, 0.5 % of lines errors"),
    "errors": (".wfo_logs/agent.log", "logs, 30 % of lines errors"),
    "jsonl": (".workflow_log.jsonl", "workflow log, 1 % errors"),
    "claude": (".orchestrator/sessions/s1/log.jsonl", "Claude Code transcript"),
}


class Run:
    """What a command took: CPU and wall time in seconds, peak memory in MiB."""

    # The folder above the projects: a cache that lies in a project is not used.
    home = None

    def __init__(self, command, folder, input_path=None):
        environment = {
            "HOME": Run.home, "PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C",
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        with open(input_path or os.devnull, "rb") as source:
            start = time.perf_counter()
            # A pipe, for some tools stop at once where the output is thrown away.
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=source, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL)
            self.output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.wall = time.perf_counter() - start
        self.status = process.returncode
        self.cpu = usage.ru_utime + usage.ru_stime
        scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
        self.memory = usage.ru_maxrss / scale


def turns(rounds, **commands):
    """The best run of each command; they take turns, so that a busy machine is so for all."""
    best = {}
    for _ in range(rounds):
        for name, make in commands.items():
            run = make()
            if run is None:
                continue
            for key in ("cpu", "wall"):
                kept = best.setdefault(name, run)
                if getattr(run, key) < getattr(kept, key):
                    setattr(kept, key, getattr(run, key))
            best[name].memory = max(best[name].memory, run.memory)
    return best


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.lines = []

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def table(self, title, columns):
        self.say()
        self.say(title)
        self.say("  " + columns)

    def rules(self):
        shared = os.path.join(SHARED, "speed", "rules.rg.txt")
        return shared if os.path.exists(shared) else os.path.join(HERE, "rules.rg.txt")

    def data(self, kind, size=None):
        path = os.path.join(self.folder, f"{kind}.data")
        if not os.path.exists(path):
            subprocess.run(
                [sys.executable, os.path.join(HERE, "generate.py"), kind,
                 str(size or self.options.size), path], check=True)
        return path

    def project(self, name):
        path = os.path.join(self.folder, name)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    # Benchmarks

    def bulk(self):
        self.table(
            f"First backfill of {self.options.size} MiB, CPU time",
            f"{'input':32}{'scanctl':>12}{'rg':>12}{'sha256sum':>12}{'x rg':>8}{'peak':>10}")
        for kind, (place, title) in KINDS.items():
            data = self.data(kind)
            megabytes = os.path.getsize(data) / 1e6

            def backfill():
                project = self.project("bulk")
                target = os.path.join(project, place)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.link(data, target)
                run = Run([self.options.scanctl, "backfill", "--no-github"], project)
                if run.status not in (0, 1):
                    sys.exit(f"scanctl backfill of {kind}: exit status {run.status}")
                return run

            best = turns(
                self.options.rounds, scanctl=backfill,
                rg=lambda: self.peer(
                    ["rg", "-c", "-j1", "--no-unicode", "-f", self.rules(), data]),
                sha256sum=lambda: self.peer(["sha256sum", data]))
            ours = best["scanctl"]
            self.say(
                f"  {title:32}{megabytes / ours.cpu:7.0f} MB/s"
                + self.speed(megabytes, best.get("rg"))
                + self.speed(megabytes, best.get("sha256sum"))
                + (f"{best['rg'].cpu / ours.cpu:8.2f}" if "rg" in best else f"{'-':>8}")
                + f"{ours.memory:6.0f} MiB")

    def peer(self, command):
        return Run(command, self.folder) if shutil.which(command[0]) else None

    @staticmethod
    def speed(megabytes, run):
        return f"{megabytes / run.cpu:7.0f} MB/s" if run else f"{'-':>12}"

    def messages(self):
        data = self.data("messages", 16)
        program = os.path.join(os.path.dirname(self.options.scanctl), "normalizer-benchmark")
        self.table("Messages, 16 MiB", "")
        if os.path.exists(program):
            run = Run([program, data], self.folder)
            for line in run.output.decode().splitlines():
                self.say("  " + line)
            labelled = self.labelled_messages()
            if labelled:
                self.say("  and of the labelled messages:")
                for line in Run([program, labelled], self.folder).output.decode().splitlines():
                    self.say("    " + line)
        runs = turns(
            self.options.rounds,
            scanctl=lambda: Run([self.options.scanctl, "fingerprint"], self.folder, data))
        self.say(
            f"  scanctl fingerprint, with all reading and printing: "
            f"{os.path.getsize(data) / 1e6 / runs['scanctl'].cpu:.0f} MB/s")

    def labelled_messages(self):
        """The messages that grouping is scored on, one a line; None where they aren't there."""
        files = sorted(glob.glob(os.path.join(SHARED, "grouping", "visible", "*.tsv")))
        if not files:
            return None
        path = os.path.join(self.folder, "labelled.txt")
        with open(path, "w", encoding="utf-8") as output:
            for name in files:
                with open(name, encoding="utf-8", errors="replace") as lines:
                    output.writelines(line.split("\t")[-1] for line in lines)
        return path

    def idle(self):
        self.table(
            "Nothing to do, milliseconds (wall, CPU)",
            f"{'files':>8}{'finish':>16}{'recover':>16}{'git status':>16}{'find':>16}{'true':>16}")
        for count in (200, self.options.files):
            project = self.project("idle")
            for number in range(count):
                folder = os.path.join(project, ".orchestrator/sessions", f"s{number:06}")
                os.makedirs(folder)
                with open(os.path.join(folder, "log.jsonl"), "w") as file:
                    file.write('{"event_type":"started","message":"session %d"}\n' % number)
            if shutil.which("git"):
                for command in (["git", "init", "-q"], ["git", "add", "-A"]):
                    Run(command, project)
            Run([self.options.scanctl, "backfill", "--no-github"], project)
            best = turns(
                max(10, self.options.rounds),
                finish=lambda: Run([self.options.scanctl, "finish", "--no-github"], project),
                recover=lambda: Run([self.options.scanctl, "recover"], project),
                git=lambda: self.inside(["git", "status"], project),
                find=lambda: self.inside(["find", ".", "-printf", "%p %s %T@\\n"], project),
                true=lambda: Run(["true"], project))
            cells = "".join(
                f"{best[name].wall * 1e3:8.1f}{best[name].cpu * 1e3:8.1f}" if name in best
                else f"{'-':>16}"
                for name in ("finish", "recover", "git", "find", "true"))
            self.say(f"  {count:8}{cells}")

    def inside(self, command, folder):
        return Run(command, folder) if shutil.which(command[0]) else None

    def growth(self):
        self.table("One MiB appended to a log, milliseconds of CPU", f"{'log':>16}{'finish':>12}")
        piece = open(self.data("plain"), "rb").read(1 << 20)
        for mebibytes in (0, self.options.size):
            project = self.project("growth")
            log = os.path.join(project, ".wfo_logs/agent.log")
            os.makedirs(os.path.dirname(log))
            with open(log, "wb") as file:
                file.write(b"")
                if mebibytes:
                    shutil.copyfileobj(open(self.data("plain"), "rb"), file)
            Run([self.options.scanctl, "backfill", "--no-github"], project)

            def append():
                with open(log, "ab") as file:
                    file.write(piece[: piece.rindex(b"\n") + 1])
                return Run([self.options.scanctl, "finish", "--no-github"], project)

            best = turns(self.options.rounds, finish=append)
            self.say(f"  {mebibytes:12} MiB{best['finish'].cpu * 1e3:12.1f}")

    def questions(self):
        """Asks the store that the benchmark of many errors filled."""
        project = self.project("questions")
        os.makedirs(os.path.join(project, ".wfo_logs"))
        os.link(self.data("errors"), os.path.join(project, ".wfo_logs/agent.log"))
        Run([self.options.scanctl, "backfill", "--no-github"], project)
        store = os.path.join(project, ".orchestrator/patterns.sqlite")
        best = turns(
            max(5, self.options.rounds),
            lookup=lambda: Run([self.options.scanctl, "lookup", "KeyError: 'x'"], project),
            top=lambda: Run([self.options.scanctl, "patterns", "--top", "20"], project),
            check=lambda: Run([self.options.scanctl, "check"], project),
            sqlite3=lambda: self.inside(
                ["sqlite3", "-readonly", store,
                 "SELECT * FROM pattern ORDER BY occurrences DESC LIMIT 20"], project))
        self.table("Questions, milliseconds (wall)", "")
        names = {
            "lookup": "lookup", "top": "patterns --top 20", "check": "check of the built-in manifest",
            "sqlite3": "sqlite3, the same top 20"}
        for name, title in names.items():
            if name in best:
                self.say(f"  {title:32}{best[name].wall * 1e3:8.1f}")

    def quality(self):
        """What the labelled data says, where it is at hand."""
        extraction = os.path.join(SHARED, "extraction", "eval_extraction.py")
        grouping = os.path.join(SHARED, "grouping", "score.py")
        self.table("Quality, on the labelled data", "")
        if not (os.path.exists(extraction) and os.path.exists(grouping)):
            self.say("  skipped: ../shared/eval is not here")
            return
        empty = self.project("quality")
        for script, command in (
            (extraction, ["--cmd", f"'{self.options.scanctl}' extract --format jsonl "
                          f"--root '{empty}' --parser {{kind}} {{file}}"]),
            (grouping, ["--command", f"'{self.options.scanctl}' fingerprint"]),
        ):
            run = Run([sys.executable, script, *command], self.folder)
            for line in run.output.decode().splitlines():
                self.say("  " + line)

    # The report

    def heading(self):
        commit = subprocess.run(
            ["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True)
        self.say(f"scanctl {commit.stdout.strip()}, {datetime.date.today()}")
        self.say(f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
        load = os.getloadavg()[0]
        self.say(
            f"best of {self.options.rounds} rounds; load before: {load:.1f}"
            + (" (the machine is busy: trust the ratios of CPU time only)"
               if load > 0.5 * (os.cpu_count() or 1) else ""))

    def save(self):
        folder = os.path.join(HERE, "results")
        os.makedirs(folder, exist_ok=True)
        name = re.sub(r"[^a-z0-9]+", "-", processor().lower()).strip("-")
        path = os.path.join(folder, f"{datetime.date.today()}-{name}.txt")
        with open(path, "w") as file:
            file.write("\n".join(self.lines) + "\n")
        print(f"\nwritten to {os.path.relpath(path, os.getcwd())}")


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def main():
    benchmarks = ["bulk", "messages", "idle", "growth", "questions", "quality"]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scanctl", default=os.path.join(ROOT, ".build/release/scanctl"))
    parser.add_argument("--size", type=int, default=64, help="MiB of each input (64)")
    parser.add_argument("--files", type=int, default=2000, help="of the larger project (2000)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=benchmarks)
    options = parser.parse_args()
    options.scanctl = os.path.abspath(options.scanctl)
    if not os.access(options.scanctl, os.X_OK):
        sys.exit(f"{options.scanctl} is missing: run 'make build' first")
    with tempfile.TemporaryDirectory(prefix="scanctl-bench-") as folder:
        Run.home = folder
        bench = Bench(options, folder)
        bench.heading()
        for name in options.only or benchmarks:
            getattr(bench, name)()
        bench.save()


if __name__ == "__main__":
    main()
