import Testing

@testable import ScanEngine

/// Folders are gone through in the order of their files' paths, which then needn't be sorted.
struct FolderListingTests {
  @Test func findsFilesInTheOrderOfTheirPaths() throws {
    var numbers = SplitMix(state: 5)
    for _ in 0..<10 {
      let project = try TemporaryProject()
      var paths: Set<String> = []
      for _ in 0..<40 {
        let names = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
          let length = Int.random(in: 1...10, using: &numbers)
          return String((0..<length).map { _ in "ab.-/0ü~".randomElement(using: &numbers) ?? "a" })
            .split(separator: "/").joined().drop { $0 == "." }
        }
        let path = (["logs"] + names.filter { !$0.isEmpty }).joined(separator: "/")
        // What is a file can't be a folder too.
        let isFree = !paths.contains { "\($0)/".hasPrefix("\(path)/") || path.hasPrefix("\($0)/") }
        guard path != "logs", isFree else { continue }
        try project.write(path)
        paths.insert(path)
      }
      let position = SourcePosition(file: "scanners.yaml", line: 1, column: 1)
      var source = SourceDeclaration(
        name: Located("s", at: position), parser: .transcript, recommendation: "r")
      source.globs = [Located("logs", at: position)]
      source.window = .forever
      let found = project.discovery().unsortedFiles(
        of: try FileSelection(source), now: 2_000_000_000, window: nil)
      #expect(
        found.paths.map { Array($0.utf8) }
          == paths.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
    }
  }

  /// A folder of many entries is gone through by two processors, which tell the same as one.
  @Test func findsTheSameWithTwoProcessors() throws {
    let project = try TemporaryProject()
    for number in 0..<700 {
      switch number % 7 {
      case 0: try project.write("logs/s\(number)/deep/a.log")
      case 1: try project.write("logs/.hidden\(number)")
      case 2: try project.link("logs/link\(number)", to: "nowhere")
      case 3: try project.write("logs/s\(number)/b.tmp")
      default: try project.write("logs/\(number).log")
      }
    }
    // Another folder of many below one that is shared.
    for number in 0..<600 { try project.write("logs/zz/\(number).log") }
    for globs in ["logs", "logs/**/*.log", "logs/*/*.log"] {
      let one = try project.find(globs, exclude: ["*.tmp"], sessions: true)
      let two = try project.find(globs, exclude: ["*.tmp"], sessions: true, processors: 2)
      #expect(one.paths == two.paths && one.paths.count >= 600)
      #expect(one.files.map(\.session) == two.files.map(\.session))
      #expect(one.skips == two.skips && !one.skips.isEmpty)
      #expect(one.digest == two.digest)
    }
  }
}
