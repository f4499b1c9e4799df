import Synchronization
import Testing

@testable import ScanEngine

/// However many processors a scan uses, it finds, counts and tells the same.
struct TwoProcessorsTests {
  /// Nothing is shared where less is to be read, in bytes.
  private static let much = 4_500_000

  private func text(_ seed: Int, length: Int) -> [UInt8] {
    var numbers = SplitMix(state: UInt64(seed))
    var bytes: [UInt8] = []
    while bytes.count < length {
      bytes += LogPieces.text(&numbers).utf8
      for _ in 0..<100 {
        bytes += "12:00:00 step \(bytes.count) went well, as was to be expected of it\n".utf8
      }
    }
    return bytes
  }

  private static func record(_ number: Int) -> [UInt8] {
    Array(
      """
      {"type":"user","uuid":"u-\(number)","message":{"role":"user","content":[{"type":\
      "tool_result","tool_use_id":"t-\(number)","is_error":true,"content":\
      "TypeError: amber \(number) is not a function"}]}}

      """.utf8)
  }

  /// What a scan leaves behind, and tells.
  private struct Outcome: Equatable {
    var counts: [String: Int]
    var results: [ScanResult]
    var warnings: [Warning]
    var created: Int
    var hashes: [String?]
    var lines: [Int]
  }

  private func outcome(
    of scanned: ScannedFolder, _ report: SourceReport, names: [String]
  ) throws -> Outcome {
    var lines: [Int] = []
    try scanned.store.patterns(PatternQuery()) { pattern in
      lines.append(pattern.occurrences)
      return true
    }
    return Outcome(
      counts: try scanned.counts(), results: report.results, warnings: report.warnings,
      created: report.patternsCreated,
      hashes: try names.map {
        try scanned.store.document(project: "p", source: "logs", path: "logs/" + $0)?.sha256
      },
      lines: lines)
  }

  private func outcome(
    _ files: [(name: String, bytes: [UInt8])], processors: Int, parser: ParserKind = .transcript
  ) async throws -> Outcome {
    let scanned = try ScannedFolder(parser: parser)
    for file in files { scanned.append(file.bytes, to: file.name) }
    let report = try await scanned.scan(processors: processors)
    #expect(try await scanned.scan(processors: processors).results.isEmpty)
    return try outcome(of: scanned, report, names: files.map(\.name))
  }

  @Test func findTheSameInManyDocuments() async throws {
    // Long ones, short ones, and records that several have.
    let files = (10..<34).map { number -> (name: String, bytes: [UInt8]) in
      switch number % 4 {
      case 0: ("\(number).jsonl", Array((0..<number).map(Self.record).joined()))
      case 1: ("\(number).log", text(number, length: 2_000))
      default: ("\(number).log", text(number % 6, length: Self.much / 10))
      }
    }
    let one = try await outcome(files, processors: 1)
    let two = try await outcome(files, processors: 2)
    #expect(one == two)
    #expect(one.results.map(\.path) == files.map { "logs/" + $0.name })
    #expect(one.counts.count > 20)
  }

  @Test func findTheSameInOneLongDocument() async throws {
    let long = Array(repeating: UInt8(ascii: "x"), count: LineChunks.textLineLimit + 10) + [0x0A]
    let half = text(1, length: Self.much / 2)
    for bytes in [half + half, half + long + half + Array("KeyError: 'a'".utf8)] {
      let one = try await outcome([("a.log", bytes)], processors: 1)
      let two = try await outcome([("a.log", bytes)], processors: 2)
      #expect(one == two)
      #expect(one.hashes == [SHA256.hex(SHA256.digest(of: bytes))])
    }
  }

  /// Its chunks are parsed by whoever has time, and some begin in the midst of printed text.
  @Test func findTheSameInOneLongWorkflowLog() async throws {
    for seed in 0..<Torture.seeds(3) {
      var numbers = SplitMix(state: UInt64(seed))
      var bytes: [UInt8] = []
      while bytes.count < Self.much {
        bytes += LogPieces.entry(&numbers).utf8
        for _ in 0..<Int.random(in: 0..<60, using: &numbers) {
          let isText = seed > 0 && Int.random(in: 0..<3, using: &numbers) == 0
          let line =
            isText
            ? "step \(bytes.count) went well, as was to be expected of it\n"
            : #"{"event_type":"step_completed","number":\#(bytes.count)}"# + "\n"
          bytes += line.utf8
        }
      }
      let files = [("a.jsonl", bytes)]
      let one = try await outcome(files, processors: 1, parser: .workflowLog)
      let two = try await outcome(files, processors: 2, parser: .workflowLog)
      #expect(one == two)
      #expect(one.counts.count > 20 && !one.warnings.isEmpty)
    }
  }

  @Test func goOnInALongDocumentAsOneDoes() async throws {
    let scanned = try ScannedFolder()
    let once = try ScannedFolder()
    for seed in 0..<2 {
      scanned.append(text(seed, length: Self.much), to: "a.log")
      once.append(text(seed, length: Self.much), to: "a.log")
      try await scanned.scan(processors: 2)
    }
    try await once.scan()
    #expect(try scanned.counts() == once.counts())
    try await scanned.scan(isRescan: true, processors: 2)
    #expect(try scanned.counts() == once.counts())
  }

  /// What was read before the time was up is in the store, and the rest is read later.
  @Test(arguments: [1, 2, 3, 5, 9, 14, 30])
  func loseNothingWhenTheTimeIsUp(after limit: Int) async throws {
    for files in [1, 6] {
      let scanned = try ScannedFolder()
      let once = try ScannedFolder()
      for number in 0..<files {
        let bytes = text(number, length: Self.much / files)
        scanned.append(bytes, to: "\(number).log")
        once.append(bytes, to: "\(number).log")
      }
      let questions = Mutex(0)
      try await scanned.scan(processors: 2) {
        questions.withLock { questions in
          questions += 1
          return questions > limit
        }
      }
      try await scanned.scan(processors: 2)
      try await once.scan()
      #expect(try scanned.counts() == once.counts())
    }
  }

  /// What was read of a log counts, even if it was emptied then, as those are that are rotated.
  @Test func getThroughADocumentThatIsCutShortMeanwhile() async throws {
    let scanned = try ScannedFolder()
    let bytes = text(3, length: Self.much)
    scanned.append(bytes, to: "a.log")
    let steps = Mutex(0)
    try await scanned.scan(
      processors: 2,
      meanwhile: {
        let isFourth = steps.withLock { steps in
          steps += 1
          return steps == 4
        }
        if isFourth { scanned.rewrite(bytes.prefix(100_000), in: "a.log") }
      })
    try await scanned.scan(processors: 2)
    let once = try ScannedFolder()
    once.append(bytes.prefix(100_000), to: "a.log")
    try await once.scan()
    let counts = try scanned.counts()
    #expect(try once.counts().allSatisfy { counts[$0.key, default: 0] >= $0.value })
    #expect(try await scanned.scan(processors: 2).results.isEmpty)
  }
}
