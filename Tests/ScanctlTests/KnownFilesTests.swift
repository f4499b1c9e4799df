import Foundation
import Testing

/// `.orchestrator/scan_files` may make a run short, and must never change what comes of it.
struct KnownFilesTests {
  private static let known = ".orchestrator/scan_files"
  private static let state = ".orchestrator/scan_state.json"

  /// One project is scanned with what is known of its files, its twin always in full.
  @Test func givesWhatLookingAtAllFilesGives() throws {
    for seed in 0..<3 {
      var history = try History(seed: seed)
      for step in 0..<10 {
        for _ in 0..<Int.random(in: 0...2, using: &history.numbers) { try history.change() }
        let run = try history.run()
        let place = "seed \(seed), step \(step): \(history.steps)"
        let (quick, full) = (try history.quick.counts(), try history.full.counts())
        try #require(quick == full, "\(place)")
        let (state, fullState) = (try Self.timeless(history.quick), try Self.timeless(history.full))
        try #require(state == fullState, "\(place)")
        #expect(run.quick == run.full, "\(place)")
      }
      try history.quick.remove(Self.known)
      try history.quick.flow("finish")
      #expect(try history.quick.counts() == history.full.counts(), "seed \(seed)")
    }
  }

  /// The state without the time of the last scan, and without the number of commits: what was just
  /// written is read once more.
  private static func timeless(_ workspace: Workspace) throws -> [Substring] {
    guard workspace.exists(state) else { return [] }
    return try workspace.text(state).split(separator: "\n").filter {
      !$0.contains("last_scan") && !$0.contains("changes")
    }
  }

  /// A project in which nothing is left to be read, so that its files are known.
  private func settled() throws -> Workspace {
    let workspace = try Workspace()
    for name in ["a", "b", "c"] {
      try workspace.write("LoadFailure: no \(name)\n", to: "logs/\(name).log")
    }
    try workspace.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/s1/out.log")
    Thread.sleep(forTimeInterval: 0.1)
    try workspace.flow("finish")
    try #require(workspace.exists(Self.known))
    return workspace
  }

  /// The state that is there is copied, so that it is still another file with the same text.
  private func fileNumber(_ workspace: Workspace) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(
      atPath: workspace.url(Self.state).path)
    return try #require(attributes[.systemFileNumber] as? Int)
  }

  @Test func putsNewEntriesInTheirPlacesInTheState() throws {
    let workspace = try settled()
    for name in ["logs/0.log", "logs/bb.log", "logs/z\"ü.log", ".orchestrator/sessions/s0/out.log"]
    {
      try workspace.write("LoadFailure: no \(name.count)\n", to: name)
      let number = try fileNumber(workspace)
      #expect(try workspace.scanctl("finish").status == 0)
      #expect(try fileNumber(workspace) != number)
    }
    let text = try workspace.text(Self.state)
    // What goes through all of it has nothing to mend.
    try workspace.remove(Self.known)
    try workspace.write("LoadFailure: no b\n", to: "logs/b.log")
    try workspace.scanctl("finish")
    let changed = zip(
      text.split(separator: "\n"), try workspace.text(Self.state).split(separator: "\n")
    ).filter { $0 != $1 }
    #expect(changed.allSatisfy { $0.0.contains("changes") || $0.0.contains("last_scan") })
  }

  @Test func mendsAStateThatWasEdited() throws {
    let workspace = try settled()
    let text = try workspace.text(Self.state)
    let hash = try #require(text.firstMatch(of: /logs\/a.log": "([0-9a-f]{64})"/)?.output.1)
    try workspace.write(
      text.replacing(String(hash), with: String(repeating: "0", count: 64)), to: Self.state)
    // Nothing has changed, so it is left as it is; the run after it must not take it for right.
    try workspace.scanctl("finish")
    try workspace.write("LoadFailure: no new\n", to: "logs/new.log")
    try workspace.scanctl("finish")
    #expect(try workspace.text(Self.state).contains(hash))
    #expect(try workspace.text(Self.state).contains("logs/new.log"))
  }

  @Test func looksAtAFileAgainThatWasJustWritten() throws {
    let workspace = try settled()
    // Always as long as before.
    for kind in ["Disk", "Fuel", "Rain", "Snow"] {
      try workspace.truncate("logs/a.log", to: "\(kind)Failure: no a\n")
      #expect(try workspace.scanctl("finish").status == 0)
      #expect(try workspace.counts()["\(kind)Failure: no a"] == 1)
    }
  }

  @Test(arguments: ["", "scanctl files 1\n", "cut", "flipped", "foreign"])
  func doesWithoutWhatIsNoneOfIts(_ kind: String) throws {
    let workspace = try settled()
    var bytes = try Data(contentsOf: workspace.url(Self.known))
    switch kind {
    case "cut": bytes.removeLast(bytes.count / 2)
    case "flipped": bytes[bytes.count - 10] ^= 1
    case "foreign":
      let other = try settled()
      bytes = try Data(contentsOf: other.url(Self.known))
    default: bytes = Data(kind.utf8)
    }
    try workspace.write("LoadFailure: no new\n", to: "logs/new.log")
    try workspace.append("LoadFailure: no a\n", to: "logs/a.log")
    try workspace.write(bytes, to: Self.known)
    #expect(try workspace.scanctl("finish").status == 0)
    #expect(try workspace.counts()["LoadFailure: no new"] == 1)
    #expect(try workspace.counts()["LoadFailure: no a"] == 2)
  }

  /// What it was known by is the store of then.
  @Test func readsAgainWhatAnOlderStoreDoesNotKnow() throws {
    let workspace = try settled()
    try workspace.copy(".orchestrator/patterns.sqlite", to: "old.sqlite")
    try workspace.write("LoadFailure: no new\n", to: "logs/new.log")
    Thread.sleep(forTimeInterval: 0.1)
    try workspace.scanctl("finish")
    try workspace.remove(".orchestrator/patterns.sqlite")
    try workspace.move("old.sqlite", to: ".orchestrator/patterns.sqlite")
    try workspace.scanctl("finish")
    #expect(try workspace.counts()["LoadFailure: no new"] == 1)
  }
}

/// Two projects to which the same happens.
private struct History {
  let quick: Workspace
  let full: Workspace
  var numbers: RandomNumbers
  private(set) var steps: [String] = []
  private var serial = 0

  private static let names =
    ["logs/a.log", "logs/b.log", "logs/ä \"1.log", "logs/c/d.log", "LEARNINGS.md"]
    + [".orchestrator/sessions/s1/out.log", ".orchestrator/sessions/s2/out.log"]

  init(seed: Int) throws {
    (quick, full) = (try Workspace(), try Workspace())
    numbers = RandomNumbers(seed: seed)
  }

  private mutating func both(_ step: String, _ body: (Workspace) throws -> Void) rethrows {
    steps.append(step)
    try body(quick)
    try body(full)
  }

  mutating func change() throws {
    let name = Self.names.randomElement(using: &numbers) ?? ""
    serial += 1
    let number = serial
    let text = "line \(serial)\nLoadFailure: no disk \(["a", "b", "c"][serial % 3])\n"
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0...3:
      try both("add to \(name)") {
        if $0.exists(name) { try $0.append(text, to: name) } else { try $0.write(text, to: name) }
      }
    case 4: try both("rewrite \(name)") { try $0.write(text, to: name) }
    case 5 where quick.exists(name): try both("remove \(name)") { try $0.remove(name) }
    case 6 where quick.exists(name):
      try both("move \(name)") { try $0.move(name, to: "logs/moved \(number).log") }
    case 7 where quick.exists(name): try both("touch \(name)") { try $0.touch(name) }
    case 8 where quick.exists(".orchestrator/scan_state.json"):
      try both("edit the state") { workspace in
        let state = try workspace.text(".orchestrator/scan_state.json")
        try workspace.write(
          state.replacing("\": \"0", with: "\": \"1").replacing("\"s1\"", with: "\"theirs\""),
          to: ".orchestrator/scan_state.json")
      }
    default:
      try both("new session \(serial)") {
        try $0.write(text, to: ".orchestrator/sessions/n\(number)/out.log")
      }
    }
  }

  mutating func run() throws -> (quick: String, full: String) {
    for path in [".orchestrator/scan_files", ".orchestrator/scan_snapshot"] where full.exists(path)
    {
      try full.remove(path)
    }
    let flows = [["finish"], ["finish"], ["finish", "--session", "s\(serial)"], ["recover"]]
    let arguments = flows.randomElement(using: &numbers) ?? []
    // What was just written is read twice, or not, as the clock has it.
    Thread.sleep(forTimeInterval: 0.08)
    steps.append(arguments.joined(separator: " "))
    let results = try [quick, full].map { workspace in
      try Scanctl.run(arguments, in: workspace.folder, stdin: Data(), environment: [:])
    }
    return (results[0].output + results[0].errors, results[1].output + results[1].errors)
  }
}
