import Testing

@testable import ScanEngine

struct GlobPatternTests {
  @Test(arguments: [
    ("*.log", "a.log"), ("*.log", "x.y.log"),
    ("logs/*.log", "logs/a.log"), ("**/*.log", "a.log"), ("**/*.log", "a/b/c/d.log"),
    ("a/**/d.log", "a/d.log"), ("a/**/d.log", "a/b/c/d.log"), ("a/**", "a"), ("a/**", "a/b/c"),
    ("**", "a/b"), ("a/**/b/**/c", "a/x/b/b/y/c"), ("?.md", "ä.md"), ("[a-c]x", "bx"),
    ("[!a-c]x", "dx"), ("[^a-c]x", "äx"), ("[]a]", "]"), ("[à-ü]", "é"), ("[a\\-z]", "-"),
    ("{a,b}.log", "b.log"), ("{a,b{1,2}}.log", "b2.log"), ("{a/x,b}/y", "a/x/y"), ("x{,.old}", "x"),
    ("a{b}c", "abc"), ("\\*.log", "*.log"), ("\\{a\\}", "{a}"), ("[{]a}", "{a}"), ("a}", "a}"),
    (".workflow_log.jsonl", ".workflow_log.jsonl"), (".*/x", ".git/x"), ("{.a,b}/*", ".a/x"),
    ("**/.hidden", "a/.hidden"), ("\\.x*", ".xy"), ("./a//b/", "a/b"), ("*a*b*c", "xaybzbc"),
  ])
  func matches(_ glob: String, path: String) throws {
    #expect(try GlobPattern(glob).matches(path))
  }

  @Test(arguments: [
    ("*.log", "logs/a.log"), ("*.log", ".a.log"), ("**/*.log", ".git/a.log"), ("**", ".git/x"),
    ("**", "a/.b"), ("?x", ".x"), ("[.]x", ".x"), ("[!a]x", ".x"), ("*", "a/b"), ("a?b", "a/b"),
    ("a[!x]b", "axb"), ("[a-c]", "d"), ("[!a-c]", "b"), ("a/**/b", "a/c"),
    ("\\*.log", "a.log"), ("{a,b}", "{a,b}"), ("a", "A"), ("a", "a/b"), ("a/b", "a"),
    ("*.log", "a.log2"),
  ])
  func doesNotMatch(_ glob: String, path: String) throws {
    #expect(try !GlobPattern(glob).matches(path))
  }

  @Test(arguments: [
    ("", GlobMistake.Kind.empty), ("./", .empty), ("/etc/passwd", .absolute), ("../x", .climbsOut),
    ("a/../../x", .climbsOut), ("a/\\.\\./x", .climbsOut), ("{a,..}/x", .climbsOut),
    ("{/etc,a}", .absolute), ("[a", .unclosedClass), ("a[b/c]", .unclosedClass),
    ("[z-a]", .badRange), ("{a,b", .unclosedBrace), ("a\\", .endsWithBackslash),
    ("a\0b", .containsNUL),
    (String(repeating: "{a,b}", count: 9), .tooManyAlternatives),
    (String(repeating: "{", count: 40) + String(repeating: "}", count: 40), .nestedTooDeep),
  ])
  func refuses(_ glob: String, kind: GlobMistake.Kind) {
    #expect { try GlobPattern(glob) } throws: { ($0 as? GlobMistake)?.kind == kind }
  }

  /// Backtracking to every star would take longer than anyone waits.
  @Test(.timeLimit(.minutes(1)))
  func takesNoExponentialTime() throws {
    let name = String(repeating: "a", count: 250)
    #expect(try !GlobPattern(String(repeating: "*a", count: 100) + "b").matches(name))
    let folders = Array(repeating: "a", count: 100).joined(separator: "/")
    let glob = Array(repeating: "**/a", count: 24).joined(separator: "/") + "/b"
    #expect(try !GlobPattern(glob).matches(folders))
  }

  @Test(arguments: [
    ("sessions/*", "sessions/wf_1", GlobPattern.Target.folder, "wf_1"),
    ("sessions/*", "sessions/v1.2", .folder, "v1.2"),
    ("sessions/*", "sessions/wf_1.jsonl", .file, "wf_1"),
    ("sessions/*", "sessions/v1.2.jsonl", .file, "v1.2"),
    ("sessions/*.jsonl", "sessions/v1.2.jsonl", .file, "v1.2"),
    ("sessions/*/log.jsonl", "sessions/v1.2/log.jsonl", .file, "v1.2"),
    ("**/*.jsonl", "a/b/c.jsonl", .file, "c"), ("**/s-*/*.log", "x/s-7/y.log", .file, "7"),
    ("{a,b}/*-*.log", "b/x-y-z.log", .file, "x"), ("s/*/**/*.log", "s/1/2/3/4.log", .file, "1"),
  ])
  func captures(_ glob: String, path: String, target: GlobPattern.Target, session: String) throws {
    let pattern = try GlobPattern(glob)
    let capture = Array(path.utf8).withUnsafeBytes {
      pattern.firstStarCapture(in: $0, target: target)
    }
    #expect(capture.map { String(decoding: $0, as: UTF8.self) } == session)
  }

  @Test func capturesNothingWithoutAStar() throws {
    let capture = try Array("a/b".utf8).withUnsafeBytes { path in
      try GlobPattern("a/?").firstStarCapture(in: path, target: .file)
    }
    #expect(capture == nil)
  }
}
