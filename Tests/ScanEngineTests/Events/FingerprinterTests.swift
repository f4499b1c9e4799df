import ScanEngine
import Testing

struct FingerprinterTests {
  private func fingerprint(
    _ message: String, type: String = "Error", frame: String? = nil,
    by fingerprinter: Fingerprinter = .builtIn
  ) throws -> String {
    var scratch = try MatchScratch.make()
    return fingerprinter.fingerprint(
      type: type, message: Array(message.utf8), frame: frame, scratch: &scratch
    ).fingerprint.description
  }

  private func replacement(_ pattern: String, _ replace: String) -> Replacement {
    let position = SourcePosition(file: "scanners.yaml", line: 1, column: 1)
    return Replacement(
      pattern: Located(pattern, at: position), replace: Located(replace, at: position))
  }

  @Test func staysTheSameForever() throws {
    // A change here changes every fingerprint in every store: raise the version instead.
    #expect(Fingerprinter.normalFormVersion == 3)
    #expect(try fingerprint("'name'", type: "KeyError", frame: "app.py:load") == "320d3f0a96a8")
    #expect(try fingerprint("", type: "error") == "6a506ce8c901")
  }

  @Test func ignoresFoldersOfTheFrame() throws {
    let expected = try fingerprint("x", frame: "app.py:main")
    for frame in ["/home/a/x/app.py:main", "C:\\x\\app.py:main", "src/app.py:main"] {
      #expect(try fingerprint("x", frame: frame) == expected, "\(frame)")
    }
    for frame in ["app.py:load", "b.py:main", "app.py", nil] as [String?] {
      #expect(try fingerprint("x", frame: frame) != expected, "\(frame ?? "-")")
    }
    #expect(try fingerprint("x", frame: "a.go:f/b") != fingerprint("x", frame: "a.go:g/b"))
  }

  @Test func tellsFieldsApart() throws {
    let all = try [
      fingerprint("b", type: "a"), fingerprint("", type: "ab"), fingerprint("ab", type: ""),
      fingerprint("", type: "a", frame: "b"), fingerprint("b", type: "x.a"),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test(arguments: [
    ("shard-[0-9]+x", "shard"), (#"(?<kind>shard)-(\w+)"#, "${kind}"),
    ("(shard)-([a-z0-9]+)", "$1"),
  ])
  func makesReplacementsFirst(_ pattern: String, _ replace: String) throws {
    let fingerprinter = try Fingerprinter(normalize: [replacement(pattern, replace)])
    let first = try fingerprint("lost shard-12x now, shard-7x too", by: fingerprinter)
    #expect(try fingerprint("lost shard-9x now, shard-1x too", by: fingerprinter) == first)
    #expect(try fingerprint("lost shard now, shard too", by: fingerprinter) == first)
  }

  @Test func dependsOnTheLists() throws {
    let one = try Fingerprinter(normalize: [replacement("never", "x")])
    let other = try Fingerprinter(scrub: [replacement("never", "x")])
    let all = try [fingerprint("a"), fingerprint("a", by: one), fingerprint("a", by: other)]
    #expect(Set(all).count == 3)
  }

  @Test func endsForPatternsThatMatchNothing() throws {
    let fingerprinter = try Fingerprinter(normalize: [replacement("x*", "-")])
    #expect(try fingerprint("axxb", by: fingerprinter) != fingerprint("axxb"))
  }

  @Test func reportsPatternsThatAreTooExpensive() throws {
    let fingerprinter = try Fingerprinter(normalize: [replacement("(a+)+$", "-")])
    var scratch = try MatchScratch.make()
    let outcome = fingerprinter.fingerprint(
      type: "x", message: Array(repeating: 0x61, count: 40) + [0x62], scratch: &scratch)
    #expect(outcome.exceeded == [0])
  }
}
