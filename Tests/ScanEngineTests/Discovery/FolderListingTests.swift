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
}
