import Testing

@testable import ScanEngine

struct SessionNamesTests {
  private func files(_ sessions: [String?]) -> [DiscoveredFile] {
    let base = BaseFolder(path: "/p")
    return sessions.enumerated().map { index, session in
      DiscoveredFile(
        base: base, portablePath: "\(index)", status: FileStatus(size: 0), session: session)
    }
  }

  @Test func namesEachSessionOnceByItsBytes() {
    #expect(SessionNames(of: files(["a", "a", nil, "b"])).names == ["a", "b"])
    #expect(SessionNames(of: files(["b", "a", "B", "b", nil, "a"])).names == ["B", "a", "b"])
    #expect(SessionNames(of: files([])).names == [])
    // Two names, though Swift takes them for equal.
    #expect(SessionNames(of: files(["e\u{301}", "\u{E9}"])).names.count == 2)
  }

  @Test func joinsAndTakesAway() {
    var names = SessionNames(of: files(["b", "d"]))
    names.formUnion(SessionNames(of: files(["a", "b", "c"])))
    #expect(names.names == ["a", "b", "c", "d"])
    names.formUnion(["0", "c"])
    #expect(names.names == ["0", "a", "b", "c", "d"])
    names.subtract(["a", "x"])
    #expect(names.names == ["0", "b", "c", "d"])
    names.formIntersection(["b", "c", "y"])
    #expect(names.names == ["b", "c"])
  }

  @Test(arguments: [
    ("dir/session-1.jsonl", "session-1"), ("session-12/x", "session-1"), ("other.jsonl", nil),
    ("session-2/x", nil),
  ])
  func givesFilesTheSessionWhoseNameTheyBear(_ path: String, _ session: String?) {
    let base = BaseFolder(path: "/p")
    var files = [
      DiscoveredFile(
        base: base, portablePath: path, status: FileStatus(size: 0), session: nil)
    ]
    // Shorter names may occur by chance.
    EndedSessions(["session-1", "jsonl"]).assign(&files)
    #expect(files.map(\.session) == [session])
  }
}
