import Foundation
import Testing

/// Holds the direction of the data: a folder of the library uses only those before it, and the
/// library's effects are passed in.
struct LayeringTests {
  @Test func aFolderUsesOnlyThoseBeforeIt() throws {
    let sources = try EngineSource.all()
    #expect(sources.count > 20)
    #expect(Layering.violations(in: sources) == [])
  }

  @Test func theLibraryNeitherPrintsNorLooksAround() throws {
    #expect(Layering.effects(in: try EngineSource.all()) == [])
  }

  // MARK: The checks themselves

  @Test func findsATypeOfALaterFolder() {
    let later = EngineSource(path: "Storage/Shelf.swift", text: "package struct Shelf {}\n")
    func found(_ text: String) -> Bool {
      !Layering.violations(in: [EngineSource(path: "Parsing/A.swift", text: text), later]).isEmpty
    }
    #expect(found("let a: [Shelf] = []"))
    #expect(found("let a = \"\\(Shelf.count)\""))
    #expect(!found("/// See ``Shelf``.\nlet a = \"Shelf\" // Shelf"))
    #expect(!found("enum A { struct Shelf {} }\nlet a: A.Shelf"))
    #expect(!found("let a = BookShelf()"))
  }

  @Test func findsAFolderWithoutAPlace() {
    let source = EngineSource(path: "Utils/A.swift", text: "")
    #expect(
      Layering.violations(in: [source]) == ["Utils/A.swift: no folder of the library's order"])
  }

  @Test(arguments: [
    "print(1)", "exit(1)", "_exit(1)", "let now = Date()", "ProcessInfo.processInfo",
    "getenv(\"A\")",
    "fatalError()", "try! f()",
  ])
  func findsAnEffect(_ text: String) {
    #expect(Layering.effects(in: [EngineSource(path: "Flows/A.swift", text: text)]).count == 1)
  }

  @Test(arguments: ["// print(1)", "\"print(1)\"", "fingerprint(1)", "a.print(1)", "Date(x)"])
  func allowsTheRest(_ text: String) {
    #expect(Layering.effects(in: [EngineSource(path: "Flows/A.swift", text: text)]) == [])
  }
}

/// A file of the library.
private struct EngineSource {
  /// Relative to Sources/ScanEngine.
  let path: String
  /// Without comments, and without what stands in string literals but for interpolations.
  let code: String

  init(path: String, text: String) {
    self.path = path
    code = Self.bare(text)
  }

  var folder: String { path.split(separator: "/").first.map(String.init) ?? "" }

  static func all() throws -> [EngineSource] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let root = package.appending(path: "Sources/ScanEngine").path
    let paths = try #require(FileManager.default.enumerator(atPath: root))
    return try paths.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      EngineSource(path: $0, text: try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8))
    }
  }

  private static func bare(_ text: String) -> String {
    let comments = text.replacing(#/(?m)^\s*///?.*$|\s//\s.*$|/\*[\s\S]*?\*//#, with: "")
    let blocks = comments.replacing(#/#*"""[\s\S]*?"""#*/#) { interpolations(in: $0.output) }
    return blocks.replacing(#/#+".*?"#+|"(?:[^"\\\n]|\\.)*"/#) { interpolations(in: $0.output) }
  }

  private static func interpolations(in literal: Substring) -> String {
    literal.matches(of: #/\\#*\(([^)]*)/#).map { String($0.output.1) }.joined(separator: " ")
  }
}

private enum Layering {
  static let order = [
    "Diagnostics", "Manifest", "State", "Discovery", "Parsing", "Matching", "Events",
    "PatternSources", "Storage", "Flows", "Reporting",
  ]

  /// A line for each file and type of a later folder that it names.
  static func violations(in sources: [EngineSource]) -> [String] {
    var lines: [String] = []
    let folders = Dictionary(grouping: sources, by: \.folder)
    let declared = folders.mapValues { Set($0.flatMap { topLevelTypes(in: $0.code) }) }
    let own = folders.mapValues { Set($0.flatMap { anyTypes(in: $0.code) }) }
    for source in sources {
      guard let place = order.firstIndex(of: source.folder) else {
        lines.append("\(source.path): no folder of the library's order")
        continue
      }
      let used = names(in: source.code).subtracting(own[source.folder] ?? [])
      for later in order[(place + 1)...] {
        for name in used.intersection(declared[later] ?? []).sorted() {
          lines.append("\(source.path): uses \(name) of \(later)/")
        }
      }
    }
    return lines
  }

  /// A line for each file and call by which it would act behind its caller's back.
  static func effects(in sources: [EngineSource]) -> [String] {
    let calls =
      #/(?m)(?:^|[^\w.])(print\(|_?exit\(|Date\(\)|ProcessInfo|getenv\(|fatalError\(|try!)/#
    return sources.flatMap { source in
      source.code.matches(of: calls).map { "\(source.path): \($0.output.1)" }
    }
  }

  private static func topLevelTypes(in code: String) -> [String] {
    let declaration =
      #/(?m)^(?:@\w+(?:\([^)]*\))? |public |package |internal |final |indirect )*(?:struct|class|enum|protocol|actor|typealias) (\w+)/#
    return code.matches(of: declaration).map { String($0.output.1) }
  }

  private static func anyTypes(in code: String) -> [String] {
    code.matches(of: #/\b(?:struct|class|enum|protocol|actor|typealias|case) (\w+)/#).map {
      String($0.output.1)
    }
  }

  /// The capitalised words that aren't members of something else.
  private static func names(in code: String) -> Set<String> {
    Set(code.matches(of: #/(?m)(?:^|[^\w.])([A-Z]\w*)/#).map { String($0.output.1) })
  }
}
