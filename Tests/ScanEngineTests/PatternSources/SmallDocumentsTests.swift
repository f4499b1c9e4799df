import Synchronization
import Testing

@testable import ScanEngine

/// Small documents are committed together; nobody can tell but by the time it takes.
struct SmallDocumentsTests {
  private static let names = ["amber", "birch", "cedar", "delta", "ember", "fern", "grove"]

  private func error(_ number: Int) -> [UInt8] {
    Array("TypeError: \(Self.names[number % 7]) is not a function\n".utf8)
  }

  private func long(_ number: Int) -> [UInt8] {
    let line = Array("12:00:00 a step went well, as was to be expected\n".utf8)
    let lines = Int(UncommittedDocuments.longestDocument) / line.count + 1
    return Array((0..<lines).map { _ in line }.joined()) + error(number)
  }

  @Test func takesFarFewerTransactionsThanDocuments() async throws {
    let scanned = try ScannedFolder()
    for number in 0..<300 { scanned.append(error(number), to: "\(number).log") }
    let calls = Mutex(0)
    let report = try await scanned.scan(committing: { calls.withLock { $0 += 1 } })
    #expect(report.results.count == 300)
    #expect(report.results.allSatisfy { $0.errorsFound == 1 })
    #expect(report.patternsCreated == 7)
    #expect(calls.withLock { $0 } < 10)
    #expect(try scanned.counts().values.reduce(0, +) == 300)
    #expect(try await scanned.scan().results.isEmpty)
  }

  @Test func tellsTheResultsInTheOrderOfThePaths() async throws {
    let scanned = try ScannedFolder()
    for number in 10..<40 {
      scanned.append(number % 7 == 0 ? long(number) : error(number), to: "\(number).log")
    }
    let report = try await scanned.scan()
    #expect(report.results.map(\.path) == (10..<40).map { "logs/\($0).log" })
    #expect(report.results.allSatisfy { $0.errorsFound == 1 })
  }

  /// A record that several documents have counts for the one that comes first.
  @Test func countsACopiedRecordForTheFirstDocument() async throws {
    let scanned = try ScannedFolder()
    let record = Array(
      """
      {"type":"user","uuid":"u-1","message":{"role":"user","content":[{"type":"tool_result",\
      "tool_use_id":"t-1","is_error":true,"content":"TypeError: amber is not a function"}]}}

      """.utf8)
    let filler = Array(repeating: UInt8(ascii: " "), count: 70_000) + [0x0A]
    scanned.append(record, to: "a.jsonl")
    scanned.append(filler + record, to: "b.jsonl")
    scanned.append(record, to: "c.jsonl")
    let report = try await scanned.scan()
    #expect(report.results.map(\.errorsFound) == [1, 0, 0])
  }

  /// What was read before the time was up is in the store, and the rest is left.
  @Test(arguments: [1, 2, 3, 20, 62, 63, 64, 65, 66, 90, 99])
  func keepsWhatWasReadWhenTheTimeIsUp(after limit: Int) async throws {
    let scanned = try ScannedFolder(hasSessions: true)
    for number in 100..<200 { scanned.append(error(number), to: "\(number).log") }
    let questions = Mutex(0)
    let report = try await scanned.scan(isOver: {
      questions.withLock { questions in
        questions += 1
        return questions > limit
      }
    })
    let left = report.documentsLeft
    #expect(left > 0 && (left < 100 || limit < 3))
    #expect(report.sessionsUnread.count == left)
    #expect(report.sessionsRead.names.count == 100 - left)
    let read = report.results.filter { $0.errorsFound == 1 }.count
    #expect(read == 100 - left)
    #expect(try scanned.counts().values.reduce(0, +) == read)
    #expect(try await scanned.scan().results.filter { $0.errorsFound == 1 }.count == left)
    #expect(try scanned.counts().values.reduce(0, +) == 100)
  }

  @Test func goesOnInEachOfManyLogs() async throws {
    let scanned = try ScannedFolder()
    for number in 0..<100 { scanned.append(error(number), to: "\(number).log") }
    try await scanned.scan()
    for number in 0..<100 { scanned.append(error(number) + error(number), to: "\(number).log") }
    let report = try await scanned.scan()
    #expect(report.patternsCreated == 0 && report.patternsUpdated == 7)
    #expect(report.results.allSatisfy { $0.errorsFound == 2 })
    #expect(try scanned.counts().values.reduce(0, +) == 300)
  }
}
