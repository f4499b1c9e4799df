"""What a benchmark says, and whether it is what was aimed for."""
import datetime
import os
import platform
import re
import subprocess

from inputs import HERE, ROOT


class Report:
    def __init__(self):
        self.lines = []
        self.targets = []

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def table(self, title, *columns):
        self.say()
        self.say(title)
        if columns:
            self.say("  " + "".join(columns))

    def target(self, name, figure, aim, unit="", least=False):
        """Notes a figure that should be at most, or at least, what was aimed for."""
        self.targets.append((name, figure, aim, unit, least))

    def summary(self, scale):
        """All targets, with what was reached."""
        self.table(
            "Targets" + ("" if scale == 1 else f" (set for inputs {1 / scale:.0f} times as large)"))
        verdicts = []
        for name, figure, aim, unit, least in self.targets:
            if figure is None:
                verdict, text = "not measured", "-"
            else:
                met = figure >= aim if least else figure <= aim
                verdict, text = "met" if met else "MISSED", f"{figure:.3g}{unit}"
            bound = ("at least " if least else "at most ") + f"{aim:g}{unit}"
            verdicts.append(verdict)
            self.say(f"  {name:72}{text:>10}  {bound:20}{verdict}")
        self.say("  " + ", ".join(
            f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts)))

    def heading(self, rounds):
        commit = subprocess.run(
            ["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True)
        self.say(f"scanctl {commit.stdout.strip()}, {datetime.date.today()}")
        self.say(f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
        load = os.getloadavg()[0]
        self.say(
            f"best of {rounds} rounds; load before: {load:.1f}"
            + (" (the machine is busy: trust the ratios of CPU time only)"
               if load > 0.5 * (os.cpu_count() or 1) else ""))

    def save(self, suffix=""):
        folder = os.path.join(HERE, "results")
        os.makedirs(folder, exist_ok=True)
        name = re.sub(r"[^a-z0-9]+", "-", processor().lower()).strip("-")
        path = os.path.join(folder, f"{datetime.date.today()}-{name}{suffix}.txt")
        with open(path, "w") as file:
            file.write("\n".join(line.rstrip() for line in self.lines) + "\n")
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


def milliseconds(run, width=10):
    """A run's wall time as a cell of a table."""
    return f"{run.wall * 1e3:{width}.1f}" if run else f"{'-':>{width}}"
