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
    // A digit, one byte, can become a placeholder; a separator always stands between two of them.
    let inputSize = message.count + NormalizingPass.padding
    let capacity = inputSize + message.count * 3 + NormalizingPass.slack
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      guard let input = buffer.baseAddress, let start = message.baseAddress, message.count > 0
      else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
      UnsafeMutableRawPointer(input).copyMemory(from: start, byteCount: message.count)
      (input + message.count).initialize(repeating: 0, count: NormalizingPass.padding)
      let output = input + inputSize
      var pass = NormalizingPass(
        input: input, count: message.count, output: output, classes: classes,
        vocabulary: vocabulary)
      return body(UnsafeRawBufferPointer(start: output, count: pass.run()))
    }
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
