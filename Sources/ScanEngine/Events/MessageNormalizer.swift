/// Turns a message into its normal form: what identifies the problem stays, what varies goes.
///
/// Every part that varies from run to run becomes `<*>`; neighbours become one, for how many
/// numbers a list has varies too. White space becomes one space, quotation marks become `'`.
/// One pass over the bytes, by kinds of tokens; never by messages.
///
/// A pure function: no state is kept, no locale or clock is read. Its outcome is part of
/// fingerprints, so that any change of it is a new ``Fingerprinter/normalFormVersion``.
package struct MessageNormalizer: Sendable {
  package init() {}

  /// Replaces `output` by the normal form of `message`; its storage is used again.
  ///
  /// Invalid UTF-8 is copied as it is. Of a normal form the normal form is, but for rare cases,
  /// itself.
  package func normalize(_ message: UnsafeRawBufferPointer, into output: inout [UInt8]) {
    output.removeAll(keepingCapacity: true)
    guard let start = message.baseAddress, message.count > 0 else { return }
    // A digit, one byte, can become a placeholder; a separator always stands between two of them.
    let capacity = message.count * 3 + NormalizingPass.slack
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      guard let target = buffer.baseAddress else { return }
      var pass = NormalizingPass(
        input: start.assumingMemoryBound(to: UInt8.self), count: message.count, output: target)
      let length = pass.run()
      output.append(contentsOf: UnsafeMutableBufferPointer(rebasing: buffer[..<length]))
    }
  }

  /// The normal form of `message`.
  package func normalize(_ message: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    message.withUnsafeBytes { normalize($0, into: &output) }
    return output
  }
}
