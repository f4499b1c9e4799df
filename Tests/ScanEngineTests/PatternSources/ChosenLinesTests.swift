import Foundation
import Testing

@testable import ScanEngine

/// Lines of JSON that are passed over without being parsed would have told nothing.
struct ChosenLinesTests {
  @Test(arguments: ["json-lines", "workflow", "transcript"])
  func findTheSameAsAllInFixtures(folder: String) throws {
    for name in try Fixtures.names(in: "fuzzing/\(folder)", ending: "") {
      try expectTheSame(try Fixtures.bytes("fuzzing/\(folder)/\(name)"), "\(folder)/\(name)")
    }
  }

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: labelled.path), "needs \(labelled.path)"))
  func findTheSameAsAllInLabelledDocuments() throws {
    let paths = FileManager.default.enumerator(at: Self.labelled, includingPropertiesForKeys: nil)
    var count = 0
    while let path = paths?.nextObject() as? URL {
      guard path.pathExtension == "jsonl" else { continue }
      count += 1
      try expectTheSame(Array(try Data(contentsOf: path)), path.lastPathComponent)
    }
    #expect(count > 5)
  }

  @Test func findTheSameAsAllWhereLinesAreWrittenOtherwise() throws {
    var numbers = SeededNumbers(seed: 0x5EED)
    let lines = try corpus()
    for round in 0..<60 {
      let document = (0..<400).map { _ in
        var line = lines.randomElement(using: &numbers) ?? ""
        for _ in 0..<Int.random(in: 0...3, using: &numbers) {
          line = JSONMutation.mutated(line, &numbers)
        }
        return line
      }.joined(separator: "\n")
      guard try expectTheSame(Array(document.utf8), "round \(round)") else { return }
    }
  }

  @Test func findTheSameAsAllInGeneratedObjects() throws {
    var numbers = SeededNumbers(seed: 0xA110)
    for round in 0..<60 {
      let document = (0..<400).map { _ in
        Int.random(in: 0..<20, using: &numbers) == 0
          ? (JSONMutation.texts.randomElement(using: &numbers) ?? "")
          : JSONMutation.object(&numbers, depth: 0)
      }.joined(separator: "\n")
      guard try expectTheSame(Array(document.utf8), "round \(round)") else { return }
    }
  }

  /// One sign each, in every way that it may be written.
  @Test(arguments: [
    #"{"event_type":"item_failed","message":"m"}"#, #"{"event_type":"item_\u0066ailed"}"#,
    #"{"type" : "Exception"}"#, "{\"type\"\t:\"itemFailed!\"}", #"{"kind":"FAILED\n"}"#,
    #"{"event":"quality_gate","passed":false}"#, #"{"level":"error "}"#, #"{"level": " ERR"}"#,
    "{\"level\"\t:50}", #"{"level":3,"short_message":"m"}"#, #"{"severity":0}"#, #"{"lvl":"crit"}"#,
    #"{"levelno":40}"#, #"{"severityNumber": 17}"#, #"{"success":false}"#, #"{"status":"Failed."}"#,
    #"{"status":"-- failed --"}"#, #"{"is_error" :true}"#, #"{"exit_code":1}"#,
    #"{"exit_code":-1}"#, #"{"err":"EACCES"}"#, #"{"error":{"code":"E1"}}"#, #"{"errors":["x"]}"#,
    #"{"msg":"x","stack":"a\n    at b (c.js:1:2)"}"#, #"{"msg":"KeyError: 'x'"}"#,
    "{\"msg\":\"KeyError:\\u0020'x'\"}", "{\"msg\":\"KeyError:\u{1}'x'\"}",
    "{\"msg\":\"fatal: not\ta git repository\"}", #"{"command":"make","success":true}"#,
    #"{"Action":"output","Package":"p","Output":"=== RUN   T\n"}"#,
    #"{"type":"session_meta","payload":{"id":"s"}}"#, #"{"sessionId":"s","startTime":null}"#,
    #"{"role":"tool","content":"Error: x"}"#, #"{"tool_name":"Bash","tool_input":{"cmd":"ls"}}"#,
    #"{"type":"assistant","message":{"content":[{"type":"tool_use","id":"a","name":"b"}]}}"#,
    #"{"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"a"}]}}"#,
  ])
  func parseALineThatTells(line: String) throws {
    let padding = String(repeating: "{}\n", count: 16)
    let document = Array((padding + "{\"a\":1}\n" + line + "\n").utf8)
    var (whole, chosen) = (Reading(), Reading())
    try whole.read(document, as: .transcript, with: Self.book, choosing: false)
    try chosen.read(document, as: .transcript, with: Self.book, choosing: true)
    #expect(whole == chosen)
    #expect(chosen.passedOver == [17])
  }

  @Test func passOverMostLinesThatTellNothing() throws {
    let silent = [
      #"{"level":"info","msg":"listening","time":1}"#,
      #"{"level":30,"msg":"listening","err":null}"#,
      #"{"event_type":"item_started","message":"m","details":{"errors":[],"error":false}}"#,
      #"{"type":"assistant","uuid":"u","message":{"role":"assistant","content":[{"type":"text","text":"The \"quoted\" word"}]}}"#,
      #"{"success":true,"status":"ok","exit_code":0}"#,
    ]
    let document = Array((Array(repeating: "{}", count: 16) + silent).joined(separator: "\n").utf8)
    var reading = Reading()
    try reading.read(document, as: .transcript, with: Self.book, choosing: true)
    #expect(reading.passedOver == Array(17...21))
  }

  @Test func parseAllWhereARuleMayMatchAnyLine() {
    #expect(TellingLines([Keyword("error"): false, Keyword("=>"): false]) == nil)
    #expect(TellingLines([Keyword("error"): false]) != nil)
    #expect(RuleBook([]).tellingLines != nil)
  }

  @Test(arguments: [
    (#"File "main.py", line"#, [#"File \"main.py\", line"#]), ("/usr/lib/node", ["node"]),
    ("Input/output", ["output"]), ("größer", ["grö", "gr\\u00f6", "gr\\u00F6"]),
    ("a\tbcd", ["bcd"]), ("=>", []),
    ("× ", ["× ", "\\u00d7 ", "\\u00D7 "]), ("\"s\"", [#"\"s\""#]),
  ])
  func lookForWhatIsWrittenAsItStands(keyword: String, marks: [String]) {
    let written = WrittenKeyword(Keyword(keyword), isLastWord: false)
    #expect(written?.marks.map { String(decoding: $0.bytes, as: UTF8.self) } ?? [] == marks)
  }
}

extension ChosenLinesTests {
  private static let labelled = Fixtures.folder("../../../shared/eval/extraction/documents")
    .standardizedFileURL

  private static let book = RuleBook(
    (Manifest.builtIn().manifest?.ruleSets ?? []).flatMap(\.rules).map(CompiledRule.init))

  /// Lines of all formats.
  private func corpus() throws -> [String] {
    var lines: [String] = []
    for folder in ["json-lines", "workflow", "transcript"] {
      for name in try Fixtures.names(in: "fuzzing/\(folder)", ending: "") {
        let text = String(decoding: try Fixtures.bytes("fuzzing/\(folder)/\(name)"), as: UTF8.self)
        lines += text.split(whereSeparator: \.isNewline).map(String.init)
      }
    }
    return lines.filter { $0.utf8.count < 8_192 } + JSONMutation.texts
  }

  /// Reads a document both ways, with each parser; false where there was a difference.
  @discardableResult
  private func expectTheSame(_ document: [UInt8], _ name: String) throws -> Bool {
    // As many objects as are parsed in any case.
    let padded = Array(String(repeating: "{}\n", count: 16).utf8) + document
    for parser in [ParserKind.transcript, .workflowLog] {
      var (whole, chosen) = (Reading(), Reading())
      try whole.read(padded, as: parser, with: Self.book, choosing: false)
      try chosen.read(padded, as: parser, with: Self.book, choosing: true)
      guard whole != chosen else { continue }
      let lines = String(decoding: padded, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      let lost = whole.events.first { !chosen.events.contains($0) }
      Issue.record(
        "\(name), \(parser): \(lost.map { "\($0.line): \(lines[$0.line - 1])" } ?? "no event is lost")"
      )
      return false
    }
    return true
  }
}

/// What reading a document gives.
private struct Reading: Equatable {
  var events: [ErrorEvent] = []
  var offsets: [Int64] = []
  var fixes: [String] = []
  var memory: [UInt8] = []
  var repairs: [UInt8] = []
  var passedOver: [Int] = []

  static func == (first: Reading, second: Reading) -> Bool {
    first.events == second.events && first.offsets == second.offsets && first.fixes == second.fixes
      && first.memory == second.memory && first.repairs == second.repairs
  }

  private static let rules = EventRules(
    scrubber: Scrubber(homes: []), fingerprinter: Fingerprinter.builtIn)

  mutating func read(
    _ document: [UInt8], as kind: ParserKind, with book: RuleBook, choosing: Bool
  ) throws {
    let builder = EventBuilder(source: "s", path: "p", session: nil, rules: Self.rules)
    var extractor = EventExtractor(rules: book, builder: builder)
    var parser = DocumentExtraction.parser(kind, .jsonLines, memory: [])
    let lines = try #require(book.tellingLines)
    var (events, offsets): ([ErrorEvent], [Int64]) = ([], [])
    document.withUnsafeBytes { bytes in
      var chunk = Chunk(
        bytes: bytes, offset: 0, line: 1, isUnterminated: document.last != 0x0A)
      var places: [UInt32] = []
      lines.table.filter.find(in: bytes, from: 0, to: bytes.count, into: &places)
      places.withUnsafeBufferPointer { places in
        if choosing { chunk.choice = lines.choice(in: bytes, at: places) }
        passedOver = JSONLines(chunk).filter { $0.kind == .silent }.map(\.number)
        // It goes forwards only.
        if choosing { chunk.choice = lines.choice(in: bytes, at: places) }
        parser.parse(chunk) { record in
          extractor.consume(record) {
            events.append($0.event)
            offsets.append($0.offset)
          }
        }
      }
      extractor.finish {
        events.append($0.event)
        offsets.append($0.offset)
      }
    }
    fixes = extractor.takeLaterFixes().map { "\($0.fingerprint.hex) \($0.fix.text)" }
    (memory, repairs) = (parser.memory, extractor.remembered.memory(scrub: builder.scrub))
    (self.events, self.offsets) = (events, offsets)
  }
}

/// Writes objects of JSON in other ways, and others.
private enum JSONMutation {
  static let texts = [
    "Traceback (most recent call last):", "  File \"main.py\", line 3, in f", "KeyError: 'x'",
    "panic: runtime error: index out of range [5] with length 3", "error[E0308]: mismatched types",
    "npm ERR! missing script: x", "plain text", "", "   ", "TypeError: x is not a function",
  ]

  private static let values = [
    "null", "false", "true", "0", "1", "-1", "3", "17", "30", "40", "50", "50.5", "NaN", "\"\"",
    "\" \"",
    "\"x\"", "\"error\"", "\"ERROR \"", "\"info\"", "\"Failed.\"", "\"item_failed\"",
    "\"itemFailed\"",
    "\"gate_checked\"", "\"no_error\"", "\"tool_use\"", "\"server_tool_use\"", "\"tool_result\"",
    "\"tool\"", "\"user\"", "\"assistant\"", "\"function_call\"", "\"exec_command_end\"",
    "\"event_msg\"",
    "\"response_item\"", "\"session_meta\"", "\"item.completed\"", "\"thread.started\"", "{}", "[]",
    "[{}]",
    "[\"x\"]", "{\"message\":\"m\"}", "{\"type\":\"error\"}", "\"a b failed\"", "\"KeyError: 'x'\"",
    "\"KeyError:\\u0020'x'\"", "\"Error: cannot open \\/etc\\/x\"", "\"panic: a\\n\\ngoroutine 1\"",
    "\"TypeError: x is not a function\\n    at f (a.js:1:2)\"", "\"make\"", "\"output\"",
    "\"none\"",
    "\"cancelled\"", "\"2026-01-05T00:00:00Z\"", "\"fatal: not a git repository\"",
    "\"f\\u0061iled\"",
  ]

  private static let names =
    TellingMembers.all.names.map { "\($0)" } + [
      "message", "msg", "content", "text", "payload", "item", "id", "call_id", "name", "input",
      "output",
      "details", "data", "Package", "Output", "sessionId", "uuid", "timestamp", "tool_input",
      "result",
      "arguments", "stdout", "reason", "passed", "tool_use_id", "short_message", "body",
      "thread_id",
    ]

  static func object(_ numbers: inout SeededNumbers, depth: Int) -> String {
    let members = (0..<Int.random(in: 0...5, using: &numbers)).map { _ in
      let name = names.randomElement(using: &numbers) ?? ""
      let isDeep = depth < 3 && Int.random(in: 0..<4, using: &numbers) == 0
      var value = values.randomElement(using: &numbers) ?? ""
      if isDeep { value = object(&numbers, depth: depth + 1) }
      if isDeep, Bool.random(using: &numbers) { value = "[\(value)]" }
      let colon = [":", ":", ": ", " : ", "\t:"].randomElement(using: &numbers) ?? ":"
      return "\"\(name)\"\(colon)\(value)"
    }
    return "{\(members.joined(separator: ","))}"
  }

  static func mutated(_ line: String, _ numbers: inout SeededNumbers) -> String {
    var bytes = Array(line.utf8)
    guard !bytes.isEmpty else { return line }
    func replaced(_ old: String, _ new: String) -> String {
      let parts = line.components(separatedBy: old)
      guard parts.count > 1 else { return line }
      let place = Int.random(in: 1..<parts.count, using: &numbers)
      return parts[..<place].joined(separator: old) + new + parts[place...].joined(separator: old)
    }
    let place = Int.random(in: 0..<bytes.count, using: &numbers)
    let value = values.randomElement(using: &numbers) ?? ""
    let name = names.randomElement(using: &numbers) ?? ""
    switch Int.random(in: 0..<12, using: &numbers) {
    case 0:
      guard 0x61...0x7A ~= bytes[place] | 0x20 else { return line }
      let escape = "\\u00" + String(bytes[place], radix: 16)
      bytes.replaceSubrange(place...place, with: Array(escape.utf8))
    case 1: return replaced("/", "\\/")
    case 2:
      return replaced("\":", ["\" : ", "\"\t:", "\":  "].randomElement(using: &numbers) ?? "")
    case 3: return replaced("\":\"", "\":\" ")
    case 4:
      return replaced(
        "\",\"", ["!\",\"", " \",\"", ".\",\"", "é\",\""].randomElement(using: &numbers) ?? "")
    case 5: return replaced("\":", "\":\(value),\"x\":")
    case 6: return replaced(",\"", ",\"\(name)\":\(value),\"")
    case 7: return replaced("{", "{\"\(name)\":\(value),")
    case 8: return line.uppercased()
    case 9: bytes[place] = [0x09, 0x01, 0xC3, 0x22, 0x5C, 0x20].randomElement(using: &numbers) ?? 0
    case 10: bytes.remove(at: place)
    default: bytes[place] ^= 0x20
    }
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\n", with: " ")
  }
}

/// The same numbers each time.
private struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
