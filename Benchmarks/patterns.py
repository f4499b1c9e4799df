"""A million distinct errors, and questions to the store that holds them."""
import json
import os
import shutil

from inputs import generate
from measuring import turns

QUESTIONS = {
    "lookup of a known error": (["lookup", "KeyError: 'cache_build_build'"], 20),
    "lookup of an unknown error": (["lookup", "KeyError: 'nobody_has_met_this'"], 20),
    "patterns --top 20": (["patterns", "--top", "20"], 30),
}


def patterns(options, workspace, report):
    project = workspace.project("patterns")
    written = generate("distinct", options.patterns, os.path.join(project, ".wfo_logs"))
    run = workspace.run(project, "backfill", "--no-github", "--json")
    created = json.loads(run.output)["patterns_created"]
    report.table(f"{options.patterns} distinct errors")
    report.say(
        f"  backfill of {written['bytes'] / 1e6:.0f} MB: {run.cpu:.1f} s of CPU time, "
        f"{created} patterns, peak memory {run.memory:.0f} MiB, store "
        f"{os.path.getsize(store(project)) / 1e6:.0f} MB")
    report.target(f"{options.patterns} distinct errors: peak memory", run.memory, 64, " MiB")
    ask(options, workspace, report, project)
    workspace.remove("patterns")


def store(project):
    return os.path.join(project, ".orchestrator/patterns.sqlite")


def ask(options, workspace, report, project):
    rounds = max(10, options.rounds)
    empty = workspace.project("empty")
    best = turns(
        rounds,
        **{title: lambda command=command: workspace.run(project, *command)
           for title, (command, _) in QUESTIONS.items()},
        check=lambda: workspace.run(empty, "check"),
        sqlite3=lambda: workspace.peer(
            ["sqlite3", "-readonly", store(project),
             "SELECT * FROM pattern ORDER BY occurrences DESC LIMIT 20"]))
    report.table(
        f"Questions to a store of {options.patterns} patterns", f"{'':40}{'wall ms':>9}{'peak MiB':>10}")
    for title, run in best.items():
        names = {"check": "check of the built-in manifest", "sqlite3": "sqlite3, the same top 20"}
        report.say(f"  {names.get(title, title):40}{run.wall * 1e3:9.1f}{run.memory:10.0f}")
    for title, (_, aim) in QUESTIONS.items():
        report.target(f"{title}, {options.patterns} patterns", best[title].wall * 1e3, aim, " ms")
    report.target("check of the built-in manifest", best["check"].wall * 1e3, 100, " ms")
    memory = max(run.memory for name, run in best.items() if name != "sqlite3")
    report.target("questions: peak memory", memory, 64, " MiB")
    if not shutil.which("sqlite3"):
        report.say("  (sqlite3 is not here)")
    workspace.remove("empty")
