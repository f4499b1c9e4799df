"""What can be measured of messages, and what the labelled data says, where it is at hand."""
import glob
import os
import sys

from inputs import RELEASE, ROOT, generate
from measuring import Run, turns

SHARED = os.path.join(ROOT, "..", "shared", "eval")


def messages(options, workspace, report):
    data = workspace.path("messages")
    generate("messages", "16M", data)
    path = os.path.join(data, "messages.txt")
    program = os.path.join(RELEASE, "normalizer-benchmark")
    report.table("Messages, 16 MiB")
    if os.path.exists(program):
        for title, file in (("generated", path), ("labelled", labelled(workspace))):
            if file:
                text = Run([program, file], workspace.folder).output.decode().strip()
                report.say(f"  {title}: " + "; ".join(text.splitlines()))
    else:
        report.say("  (normalizer-benchmark is not built)")
    runs = turns(options.rounds, scanctl=lambda: workspace.run(
        workspace.folder, "fingerprint", input_path=path))
    report.say(
        f"  scanctl fingerprint, with all reading and printing: "
        f"{os.path.getsize(path) / 1e6 / runs['scanctl'].cpu:.0f} MB/s")
    workspace.remove("messages")


def labelled(workspace):
    """The messages that grouping is scored on, one a line; None where they aren't there."""
    files = sorted(glob.glob(os.path.join(SHARED, "grouping", "visible", "*.tsv")))
    if not files:
        return None
    path = workspace.path("labelled.txt")
    with open(path, "w", encoding="utf-8") as output:
        for name in files:
            with open(name, encoding="utf-8", errors="replace") as lines:
                output.writelines(line.split("\t")[-1] for line in lines)
    return path


def quality(options, workspace, report):
    extraction = os.path.join(SHARED, "extraction", "eval_extraction.py")
    grouping = os.path.join(SHARED, "grouping", "score.py")
    report.table("Quality, on the labelled data")
    if not (os.path.exists(extraction) and os.path.exists(grouping)):
        report.say("  skipped: ../shared/eval is not here")
        return
    empty = workspace.project("quality")
    scanctl = workspace.scanctl
    for script, command in (
        (extraction, ["--cmd", f"'{scanctl}' extract --format jsonl --root '{empty}' "
                      f"--parser {{kind}} {{file}}"]),
        (grouping, ["--command", f"'{scanctl}' fingerprint"]),
    ):
        run = Run([sys.executable, script, *command], workspace.folder)
        for line in run.output.decode().splitlines():
            report.say("  " + line)
    workspace.remove("quality")
