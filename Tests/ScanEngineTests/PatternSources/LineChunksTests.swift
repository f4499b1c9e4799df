import Testing

@testable import ScanEngine

/// Documents come in whole lines, wherever reading began and however long they are.
struct LineChunksTests {
  private struct Piece: Hashable {
    var bytes: [UInt8]
    var offset: Int64
    var line: Int
    var isUnterminated: Bool
    var next: DocumentPlace
  }

  private struct Reading {
    var pieces: [Piece] = []
    var hash = PrefixHash()
    var longLines = 0
  }

  private func read(
    _ bytes: [UInt8], from offset: Int64 = 0, line: Int = 1, keepsEnds: Bool = true
  ) throws -> Reading {
    let scanned = try ScannedFolder()
    scanned.rewrite(bytes, in: "a.log")
    let reader = try DocumentReader(
      portablePath: "logs/a.log", in: BaseFolder(path: scanned.folder.path))
    var chunks = LineChunks(
      from: offset, line: line, to: Int64(bytes.count), keepsEnds: keepsEnds)
    var reading = Reading()
    var isMore = true
    while isMore {
      isMore = try chunks.next(
        of: reader, seen: { reading.hash.add(&$0) },
        body: { chunk, next in
          reading.pieces.append(
            Piece(
              bytes: Array(chunk.bytes), offset: chunk.offset, line: chunk.line,
              isUnterminated: chunk.isUnterminated, next: next))
        })
    }
    reading.longLines = chunks.longLines
    return reading
  }

  private func lines(_ lengths: [Int], endsWhole: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, length) in lengths.enumerated() {
      bytes += repeatElement(UInt8(ascii: "a") + UInt8(index % 26), count: length)
      bytes.append(0x0A)
    }
    return endsWhole ? bytes : bytes.dropLast()
  }

  @Test func givesWholeLinesWithTheirPlaces() throws {
    for seed in 0..<Torture.seeds(8) {
      var numbers = SplitMix(state: UInt64(seed))
      let longest = [3, 300, 60_000, 300_000].randomElement(using: &numbers) ?? 3
      let lengths = (0..<Int.random(in: 0..<6, using: &numbers)).map { _ in
        Int.random(in: 0...longest, using: &numbers)
      }
      let endsWhole = lengths.last == 0 || Bool.random(using: &numbers)
      let bytes = lines(lengths, endsWhole: endsWhole)
      let reading = try read(bytes)
      let isWhole = reading.pieces.flatMap(\.bytes) == bytes
      #expect(isWhole, "seed \(seed)")
      var place = (offset: Int64(0), line: 1)
      for (index, piece) in reading.pieces.enumerated() {
        #expect(piece.offset == place.offset && piece.line == place.line)
        let isLast = index == reading.pieces.count - 1
        #expect(piece.isUnterminated == (isLast && !endsWhole && !bytes.isEmpty))
        #expect(piece.isUnterminated == (piece.bytes.last != 0x0A))
        #expect(!piece.isUnterminated || !piece.bytes.contains(0x0A))
        place.offset += Int64(piece.bytes.count)
        place.line += piece.bytes.count { $0 == 0x0A }
        #expect(piece.next.offset == place.offset && piece.next.line == place.line)
      }
      #expect(reading.hash.sha.hexDigest() == SHA256.hex(SHA256.digest(of: bytes)))
    }
  }

  /// How much was read at once, or where reading began, must not decide whether a line is cut.
  @Test(arguments: [(1 << 20, false), (1 << 20 | 1, true), (1_300_000, true)])
  func cutsLongLinesWhereverReadingBegins(length: Int, isCut: Bool) throws {
    for before in [0, 262_143] {
      for endsWhole in [true, false] {
        let bytes = lines([before, length], endsWhole: endsWhole)
        let start = Int64(before + 1)
        for (offset, line) in [(Int64(0), 1), (start, 2)] {
          let reading = try read(bytes, from: offset, line: line)
          #expect(reading.longLines == (isCut ? 1 : 0))
          guard isCut, let piece = reading.pieces.first(where: { $0.line == 2 }) else { continue }
          let tail = bytes.suffix(LineChunks.keptLength)
          let head = bytes[Int(start)...].prefix(LineChunks.keptLength)
          let isEnds = piece.bytes == head + [0x20] + tail
          #expect(isEnds)
          #expect(piece.offset == start && piece.isUnterminated == !endsWhole)
          #expect(piece.next.offset == Int64(bytes.count))
          #expect(piece.next.line == (endsWhole ? 3 : 2))
        }
      }
    }
  }

  @Test func passesLongRecordsOver() throws {
    let bytes = lines([10, 5_000_000, 10], endsWhole: true)
    let reading = try read(bytes, keepsEnds: false)
    #expect(reading.longLines == 1)
    #expect(reading.pieces.map(\.line) == [1, 2, 3])
    #expect(reading.pieces.map(\.bytes.count) == [11, 0, 11])
    #expect(reading.pieces.last?.next.offset == Int64(bytes.count))
  }

  @Test func continuesAHashWhereItStopped() throws {
    for seed in 0..<Torture.seeds(10) {
      var numbers = SplitMix(state: UInt64(seed))
      let bytes = (0..<Int.random(in: 0..<20_000, using: &numbers)).map { _ in
        UInt8.random(in: 0...255, using: &numbers)
      }
      var hash = PrefixHash()
      var position = 0
      while position < bytes.count {
        // What was hashed before may come again, as the provisional end does.
        let start = Int.random(in: max(0, position - 500)...position, using: &numbers)
        let end = Int.random(in: position...bytes.count, using: &numbers)
        bytes[start..<end].withUnsafeBytes {
          var seen = SeenBytes(buffer: $0, range: 0..<$0.count, offset: Int64(start))
          hash.add(&seen)
        }
        position = end
        #expect(hash.length == Int64(position))
        let (head, tail) = (bytes[..<position].prefix(4_096), bytes[..<position].suffix(4_096))
        #expect(hash.headGuard == Guard(length: head.count, digest: SHA256.digest(of: Array(head))))
        #expect(hash.tailGuard == Guard(length: tail.count, digest: SHA256.digest(of: Array(tail))))
        hash =
          PrefixHash(
            savedState: hash.sha.savedState, length: hash.length, head: Array(head),
            tail: Array(tail)) ?? PrefixHash()
      }
      #expect(hash.sha.hexDigest() == SHA256.hex(SHA256.digest(of: bytes)))
    }
  }
}
