import Foundation
import Synchronization
import Testing

@testable import ScanEngine

/// Single cases of reading on in documents.
struct DocumentScanTests {
  private func errors(_ count: Int, _ word: String = "amber") -> [UInt8] {
    Array(String(repeating: "TypeError: \(word) is not a function\n", count: count).utf8)
  }

  private func total(_ scanned: ScannedFolder) throws -> Int {
    try scanned.counts().values.reduce(0, +)
  }

  @Test func countsALongLineOnce() async throws {
    let scanned = try ScannedFolder()
    let long = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    scanned.append(errors(1).dropLast() + long + [0x0A], to: "a.log")
    let report = try await scanned.scan()
    #expect(report.warnings.count == 1)
    scanned.append(errors(1, "birch"), to: "a.log")
    try await scanned.scan()
    try await scanned.scan()
    #expect(try total(scanned) == 2)
  }

  /// Whether the time is up, which it is once that was asked more often.
  private func over(after questions: Int) -> @Sendable () -> Bool {
    let asked = Mutex(0)
    return {
      asked.withLock { asked in
        asked += 1
        return asked > questions
      }
    }
  }

  /// A hook has no time for a line of gigabytes: what it has seen of one is not read again.
  @Test(arguments: [("a.log", 4), ("a.jsonl", 7)], [true, false])
  func goesOnWithinALongLine(_ file: (name: String, size: Int), endsWhole: Bool) async throws {
    let before = errors(2) + (file.name.hasSuffix("l") ? Array("{\"a\":1}\n".utf8) : [])
    let long =
      Array("TypeError: birch is not a function {".utf8)
      + Array(repeating: UInt8(ascii: "x"), count: file.size << 20)
    let after = endsWhole ? [0x0A] + errors(3, "cedar") : []
    let (scanned, whole) = (try ScannedFolder(), try ScannedFolder())
    for folder in [scanned, whole] { folder.append(before + long + after, to: file.name) }
    try await whole.scan()
    var scans = 0
    var report = SourceReport()
    repeat {
      scans += 1
      // From its beginning it would never be read in so few pieces.
      report = try await scanned.scan(isOver: over(after: 5))
    } while report.documentsLeft > 0 && scans < 40
    #expect(report.documentsLeft == 0 && scans > 2)
    #expect(try scanned.counts() == whole.counts())
    for folder in [scanned, whole] { folder.append([0x0A] + errors(1, "delta"), to: file.name) }
    for folder in [scanned, whole] { try await folder.scan() }
    #expect(try scanned.counts() == whole.counts())
    #expect(try total(scanned) > 2)
  }

  /// Which log a copy is tells only its hash, for which a hook may have no time: then it must be
  /// neither read as a new one nor hashed from its beginning again.
  @Test(arguments: [true, false])
  func knowsACopyAgainInSeveralRuns(hasCache: Bool) async throws {
    let scanned = try ScannedFolder()
    let quiet = Array(String(repeating: "12:00:01 all is well here\n", count: 40_000).utf8)
    for _ in 0..<12 { scanned.append(errors(1) + quiet, to: "a.log") }
    try await scanned.scan()
    let bytes = try #require(scanned.bytes(of: "a.log"))
    // As logrotate's copytruncate does.
    scanned.append(bytes + errors(1, "birch"), to: "a.log.1")
    scanned.rewrite(errors(1, "cedar"), in: "a.log")
    usleep(100_000)
    let cache = CacheFolder(path: scanned.folder.path + "/cache")
    var scans = 0
    var report = SourceReport()
    repeat {
      scans += 1
      report = try await scanned.scan(cache: hasCache ? cache : nil, isOver: over(after: 2))
      #expect(try scanned.counts().values.allSatisfy { $0 == 1 || $0 == 12 })
    } while report.documentsLeft > 0 && scans < 12
    // Without a cache only a run that has the time for all of it can tell.
    #expect((report.documentsLeft == 0) == hasCache && scans > 2)
    try await scanned.scan()
    #expect(try scanned.counts().values.sorted() == [1, 1, 12])
    #expect(try await scanned.survey().unread == 0)
  }

  // MARK: UTF-16

  private func wide(_ bytes: [UInt8], isBig: Bool = false) -> [UInt8] {
    String(decoding: bytes, as: UTF8.self).utf16.flatMap { unit in
      let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
      return isBig ? bytes.reversed() : bytes
    }
  }

  @Test(arguments: [true, false])
  func learnsFromUTF16(isBig: Bool) async throws {
    let scanned = try ScannedFolder()
    let mark: [UInt8] = isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]
    scanned.append(mark + wide(errors(2, "häuser \u{1F600}"), isBig: isBig), to: "a.log")
    // Half of a character, as it stands while it is written.
    scanned.append(wide(errors(1), isBig: isBig).dropLast(21), to: "a.log")
    try await scanned.scan()
    scanned.append(wide(errors(1), isBig: isBig).suffix(21), to: "a.log")
    try await scanned.scan()
    try await scanned.scan()
    #expect(try scanned.counts().values.sorted() == [1, 2])
    #expect(try scanned.counts().keys.contains { $0.contains("häuser \u{1F600} is not") })
    rename(scanned.path("a.log"), scanned.path("a.log.1"))
    scanned.append(mark + wide(errors(1), isBig: isBig), to: "a.log")
    try await scanned.scan()
    try await scanned.scan(isRescan: true)
    #expect(try scanned.counts().values.sorted() == [2, 2])
  }

  @Test func reportsUTF16ThatIsTooLong() async throws {
    let scanned = try ScannedFolder()
    scanned.append(errors(1), to: "a.log")
    scanned.append([0xFF, 0xFE, 0x20, 0x00], to: "b.log")
    truncate(scanned.path("b.log"), off_t(WideText.sizeLimit + 2))
    let report = try await scanned.scan()
    #expect(report.warnings.map(\.path) == ["logs/b.log"])
    #expect(report.warnings.first?.text.contains("larger than") == true)
    #expect(try total(scanned) == 1)
  }

  @Test(arguments: [UpdateKind.edited, .appended])
  func rescansInSeveralPieces(_ updates: UpdateKind) async throws {
    let scanned = try ScannedFolder(updates: updates)
    scanned.append(errors(13_000, "amber, which should be one"), to: "a.log")
    try await scanned.scan()
    #expect(try total(scanned) == 13_000)
    try await scanned.scan(isRescan: true)
    #expect(try total(scanned) == 13_000)
  }

  @Test(arguments: [UpdateKind.edited, .appended])
  func goesOnAfterARescanThatWasStopped(_ updates: UpdateKind) async throws {
    let scanned = try ScannedFolder(updates: updates)
    scanned.append(errors(13_000, "amber, which should be one"), to: "a.log")
    try await scanned.scan()
    let report = try await scanned.scan(
      isRescan: true, isOver: over(after: 1))
    #expect(report.documentsLeft == 1)
    #expect(try total(scanned) < 13_000)
    try await scanned.scan()
    #expect(try total(scanned) == 13_000)
  }

  /// A first line that a crash has cut tells nothing; the records after it do.
  @Test func readsAnewWhatTurnsOutToBeJSON() async throws {
    let first = "{\"a\":\"cut\nTypeError: amber is not a function\nINFO\nINFO\nINFO\nINFO\n"
    let rest = "{\"level\":\"error\",\"message\":\"KeyError: 'birch'\"}\n"
    let (whole, split) = (try ScannedFolder(), try ScannedFolder())
    whole.append(Array((first + rest).utf8), to: "a.log")
    try await whole.scan()
    split.append(Array(first.utf8), to: "a.log")
    try await split.scan()
    split.append(Array(rest.utf8), to: "a.log")
    try await split.scan()
    #expect(try split.counts() == whole.counts())
    #expect(try total(whole) == 2)
  }

  @Test func keepsErrorsBetweenRecordsApartFromThem() async throws {
    let scanned = try ScannedFolder()
    let record = "{\"level\":\"error\",\"error_type\":\"KeyError\",\"message\":\"birch\"}\n"
    scanned.append(
      Array((record + "TypeError: amber is not a function\n" + record).utf8), to: "a.jsonl")
    try await scanned.scan()
    let counts = try scanned.counts()
    #expect(counts.values.sorted() == [1, 2])
    #expect(counts.first { $0.value == 1 }?.key.hasPrefix("TypeError: amber") == true)
  }

  @Test func tellsNothingOfALineThatIsBeingWritten() async throws {
    let scanned = try ScannedFolder()
    scanned.append(Array("{\"a\":1}\n{\"level\":\"err".utf8), to: "a.jsonl")
    #expect(try await scanned.scan().warnings.map(\.text).filter { $0.contains("JSON") } == [])
    scanned.append(Array("\n{}\n".utf8), to: "a.jsonl")
    #expect(try await scanned.scan().warnings.contains { $0.text.contains("JSON") })
  }

  /// A session that was read within the clock's resolution of its last change is no orphan.
  @Test func knowsWhatWasWrittenJustBeforeItWasRead() async throws {
    let scanned = try ScannedFolder(hasSessions: true)
    scanned.append(errors(3), to: "one.log")
    let report = try await scanned.scan()
    #expect(report.sessionsRead.names == ["one"])
    #expect(try await scanned.survey().unreadSessions == [])
    scanned.append(errors(1), to: "one.log")
    #expect(try await scanned.survey().unreadSessions == ["one"])
  }

  /// Between looking at all logs and reading one, it may have been rotated.
  @Test func leavesALogThatWasRotatedMeanwhile() async throws {
    let scanned = try ScannedFolder(hasSessions: true)
    scanned.append(errors(2), to: "a.log")
    scanned.append(errors(3, "birch"), to: "b.log")
    try await scanned.scan()
    for name in ["a.log", "b.log"] { scanned.append(errors(1, "cedar"), to: name) }
    let calls = Mutex(0)
    let report = try await scanned.scan(meanwhile: {
      // The second call is for a.log, when b.log has been looked at.
      let call = calls.withLock { calls in
        calls += 1
        return calls
      }
      guard call == 2 else { return }
      rename(scanned.path("b.log"), scanned.path("b.log.1"))
      scanned.append(self.errors(20, "delta"), to: "b.log")
    })
    #expect(report.documentsLeft == 1)
    #expect(report.sessionsRead.names == ["a"])
    try await scanned.scan()
    #expect(try total(scanned) == 2 + 3 + 2 + 20)
  }
}
