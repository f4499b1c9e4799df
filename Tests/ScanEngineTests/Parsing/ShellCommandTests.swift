import Testing

@testable import ScanEngine

struct ShellCommandTests {
  @Test(arguments: [
    "cat a.py", "cd src && sed -n 1,20p a.py", "grep -rn TypeError . | head -5",
    "git -C x --no-pager log -3", "git diff HEAD~1", "rg 'a|b; npm test' src", "ls; pwd",
    "find . -name '*.py' | xargs grep -l Error", "bash -lc 'cat a.py'", "LC_ALL=C sort a | uniq -c",
    "gh issue view 3", "curl -s https://example.org/docs", "cat a # && npm test",
    "for f in a b; do cat $f; done", "sudo cat /etc/hosts",
  ])
  func onlyReads(_ line: String) {
    #expect(ShellCommand(line).onlyReads)
  }

  @Test(arguments: [
    "npm test", "cd src && make", "npm test 2>&1 | tail -20", "cat a.py; python a.py",
    "tail -50 build.log", "sed -i s/a/b/ x", "find . -exec rm {} +", "bash -c 'make all'",
    "git push", "./run.sh", "", "cat <<'EOF' | sh\ncat x\nEOF", "find . | xargs prettier",
  ])
  func mayFailByItself(_ line: String) {
    #expect(!ShellCommand(line).onlyReads)
  }

  @Test(arguments: [
    ("grep x f", true), ("rg x | wc -l", false), ("make && grep x f", true),
    ("cat f | grep -c x", true), ("diff a b", true), ("git diff --exit-code", true),
    ("test -f x", true), ("[ -f x ]", true), ("grep x f || make", false), ("make", false),
    ("command -v node", true), ("jq -e .a f", true), ("jq .a f", false), ("! grep x f", true),
    ("git -C sub grep x", true), ("bash -c \"grep x f\"", true), ("grep x f; make", false),
    ("cat > f <<EOF\ngrep x\nEOF\npython f", false), ("grep \"a && b\" f", true),
  ])
  func knowsWhoAnswersWithOne(_ line: String, _ answers: Bool) {
    #expect(ShellCommand(line).answersWithStatusOne == answers)
  }
}
