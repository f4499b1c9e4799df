/// Turns a message into its normal form: what identifies the problem stays, what varies goes.
///
/// Every part that varies from run to run becomes `<*>`; neighbours become one, for how many
/// numbers a list has varies too. White space becomes one space, quotation marks become `'`.
/// One pass over the bytes, by kinds of tokens; never by messages.
///
/// A pure function: no state is kept, no locale or clock is read. Its outcome is part of
/// fingerprints, so that any change of it is a new ``Fingerprinter/normalFormVersion``.
package struct MessageNormalizer: Sendable {
  /// Unsafe to the compiler only: the table is written once, before anybody has its address.
  private nonisolated(unsafe) let classes = ByteClass.table
  private let vocabulary = Vocabulary.shared

  package init() {}

  /// Calls `body` with the normal form of `message`, which is valid there only.
  ///
  /// Invalid UTF-8 is copied as it is. Of a normal form the normal form is, but for rare cases,
  /// itself.
  @inline(__always)
  package func withNormalForm<Result>(
    of message: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let capacity = Self.room(for: message.count)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { room in
      body(normalForm(of: message, in: room))
    }
  }

  /// The bytes that ``normalForm(of:in:)`` needs for a message of `count` bytes.
  package static func room(for count: Int) -> Int {
    // A digit, one byte, can become a placeholder; a separator always stands between two of them.
    count + NormalizingPass.padding + count * 3 + NormalizingPass.slack
  }

  /// The normal form of `message`, written into `room`, which may hold anything before.
  ///
  /// - Parameters:
  ///   - message: Not in `room`.
  ///   - room: At least ``room(for:)`` bytes.
  /// - Returns: A part of `room`.
  package func normalForm(
    of message: UnsafeRawBufferPointer, in room: UnsafeMutableBufferPointer<UInt8>
  ) -> UnsafeRawBufferPointer {
    precondition(room.count >= Self.room(for: message.count), "a normal form needs more room")
    guard let input = room.baseAddress, let start = message.baseAddress, message.count > 0
    else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let hasOthers = Self.copy(start, to: UnsafeMutableRawPointer(input), count: message.count)
    (input + message.count).initialize(repeating: 0, count: NormalizingPass.padding)
    let output = input + message.count + NormalizingPass.padding
    let count = hasOthers ? Self.straightenQuotes(input, count: message.count) : message.count
    var pass = NormalizingPass(
      input: input, count: count, output: output, classes: classes, vocabulary: vocabulary)
    return UnsafeRawBufferPointer(start: output, count: pass.run())
  }

  /// Writes `‘a’` and `“a”` as `'a'`: the same tool prints one or the other, by the user's locale.
  ///
  /// Returns how many bytes are left, behind which zeros follow.
  private static func straightenQuotes(_ bytes: UnsafeMutablePointer<UInt8>, count: Int) -> Int {
    var length = 0
    var index = 0
    while index < count {
      var byte = bytes[index]
      // E2 80 98, 99, 9C and 9D; behind the message there are zeros.
      if byte == 0xE2, bytes[index + 1] == 0x80,
        [0x98, 0x99, 0x9C, 0x9D].contains(bytes[index + 2])
      {
        byte = 0x27
        index += 2
      }
      bytes[length] = byte
      length += 1
      index += 1
    }
    (bytes + length).update(repeating: 0, count: count - length)
    return length
  }

  /// Returns whether a byte of the copy is outside of ASCII.
  ///
  /// Messages are short: a call of `memcpy` would take as long as a tenth of all the rest. Asking for
  /// ASCII keeps the compiler from making that call of the loop.
  @inline(__always)
  private static func copy(
    _ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, count: Int
  ) -> Bool {
    var seen = SIMD2<UInt64>()
    func sixteen(at offset: Int) {
      let bytes = source.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
      target.storeBytes(of: bytes, toByteOffset: offset, as: SIMD2<UInt64>.self)
      seen |= bytes
    }
    guard count >= 16 else {
      target.copyMemory(from: source, byteCount: count)
      return (0..<count).contains { source.load(fromByteOffset: $0, as: UInt8.self) >= 0x80 }
    }
    var offset = 0
    while offset + 16 <= count {
      sixteen(at: offset)
      offset += 16
    }
    sixteen(at: count - 16)
    return (seen.x | seen.y) & 0x8080_8080_8080_8080 != 0
  }

  /// Replaces `output` by the normal form of `message`; its storage is used again.
  package func normalize(_ message: UnsafeRawBufferPointer, into output: inout [UInt8]) {
    output.removeAll(keepingCapacity: true)
    withNormalForm(of: message) { output.append(contentsOf: $0) }
  }

  /// The normal form of `message`.
  package func normalize(_ message: [UInt8]) -> [UInt8] {
    message.withUnsafeBytes { bytes in withNormalForm(of: bytes) { Array($0) } }
  }
}
