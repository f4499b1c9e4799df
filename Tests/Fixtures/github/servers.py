"""The stub of GitHub's API, as a server of one's own and with a fork.

    servers.py FOLDER_OF_THE_STUB STUB [--fork OWNER/NAME] [--fork-issues on|off] OPTIONS_OF_THE_STUB

What the stub itself doesn't know: links name the server that was asked, as those of GitHub
Enterprise do, and a fork of the fixture's repository is there, without issues of its own.
"""
import sys
import threading

sys.path.insert(0, sys.argv.pop(1))
sys.argv.pop(0)
import stub_github as stub  # noqa: E402


def option(name):
    if name not in sys.argv:
        return None
    place = sys.argv.index(name)
    sys.argv.pop(place)
    return sys.argv.pop(place)


FORK = option("--fork")
HAS_ISSUES = option("--fork-issues") != "off"
request = threading.local()

serve, resolve, repository = stub.Handler.serve, stub.Exec.resolve, stub.Exec.repository


def serve_noting_host(self):
    host = self.headers.get("Host", "")
    request.host = "github.com" if host == "api.github.com" else host
    serve(self)


def resolve_here(self, kind, value, name, args, *rest):
    if kind == "Query" and name == "repository" and FORK:
        if "%s/%s" % (args["owner"], args["name"]) == FORK:
            return {"fork": FORK}
    answer = resolve(self, kind, value, name, args, *rest)
    if name == "url" and isinstance(answer, str):
        return answer.replace("https://github.com/", "https://%s/" % request.host, 1)
    return answer


def repository_or_fork(self, value, name, args):
    if "fork" not in value:
        return repository(self, value, name, args)
    owner, short = value["fork"].split("/")
    nothing = {"rows": [], "cursors": [], "total": 0, "more": False, "less": False}
    return {
        "issues": nothing, "labels": nothing, "owner": {"login": owner}, "parent": self.w.repo,
        "id": "R_fork", "name": short, "nameWithOwner": value["fork"], "isFork": True,
        "url": "https://github.com/" + value["fork"], "hasIssuesEnabled": HAS_ISSUES,
    }.get(name)


stub.Handler.serve = serve_noting_host
stub.Handler.do_GET = stub.Handler.do_POST = serve_noting_host
stub.Exec.resolve = resolve_here
stub.Exec.repository = repository_or_fork
sys.exit(stub.main())
