"""Makes the projects that are scanned."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

from measuring import Launcher, Run

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RELEASE = os.path.join(ROOT, ".build/release")
PLACES = {"jsonl": ".", "claude": ".orchestrator/sessions"}


def executable(path):
    """The whole path of a program that make builds."""
    path = os.path.abspath(path)
    if not os.access(path, os.X_OK):
        sys.exit(f"{path} is missing: run this with make, which builds it")
    return path


def generate(kind, amount, folder, files=None):
    """Fills a folder with generated files; returns what the generator says about them."""
    os.makedirs(folder, exist_ok=True)
    program = executable(os.path.join(RELEASE, "benchmark-generator"))
    command = [program, kind, str(amount), folder] + ([str(files)] if files else [])
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def place(kind, data, project):
    """Links generated files to where a project has such."""
    target = os.path.join(project, PLACES.get(kind, ".wfo_logs"))
    os.makedirs(target, exist_ok=True)
    for name in os.listdir(data):
        # The generator's name has no dot, so that the file is seen in listings.
        link = ".workflow_log.jsonl" if kind == "jsonl" else name
        os.link(os.path.join(data, name), os.path.join(target, link))


class Workspace:
    """A temporary folder with projects in it, and the scanctl that is measured."""

    def __init__(self, scanctl):
        self.scanctl = executable(scanctl)
        Run.launcher = Launcher()
        self.temporary = tempfile.TemporaryDirectory(prefix="scanctl-bench-")
        self.folder = Run.home = self.temporary.name

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.temporary.cleanup()

    def path(self, name):
        return os.path.join(self.folder, name)

    def remove(self, *names):
        for name in names:
            shutil.rmtree(self.path(name), ignore_errors=True)

    def project(self, name="project"):
        """An empty project; one of that name from before is gone."""
        self.remove(name)
        os.makedirs(self.path(name))
        return self.path(name)

    def run(self, project, *arguments, **options):
        """One run of scanctl in a project."""
        return Run([self.scanctl, *arguments], project, **options).checked()

    def peer(self, command, folder=None, **options):
        """One run of another tool, or None where it isn't there."""
        found = shutil.which(command[0])
        return Run(command, folder or self.folder, **options) if found else None


def session(project, number, layout="sessions/s{0:06}/log.jsonl", text=None):
    """Writes a session with one event below .orchestrator."""
    path = os.path.join(project, ".orchestrator", layout.format(number, number // 100))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text or '{"event_type":"started","message":"session %d"}\n' % number)


def files_in(folder):
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
