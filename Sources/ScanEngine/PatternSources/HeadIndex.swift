/// The heads of documents, to find those that a file begins with.
struct HeadIndex {
  private let heads: Set<HeadDigest>
  /// Those that occur, in order.
  private let lengths: [Int]

  init(_ heads: some Sequence<HeadDigest>) {
    self.heads = Set(heads)
    lengths = Set(self.heads.map(\.length)).sorted()
  }

  /// Calls `body` with each head that a file begins with.
  ///
  /// - `bytes`: The file's first bytes, as many as a head may have, or all of them.
  func find(_ bytes: [UInt8], _ body: (HeadDigest) -> Void) {
    var hash = SHA256()
    var position = 0
    bytes.withUnsafeBytes { bytes in
      for length in lengths where length <= bytes.count {
        hash.update(UnsafeRawBufferPointer(rebasing: bytes[position..<length]))
        position = length
        let head = HeadDigest(length: length, words: hash.digestWords())
        if heads.contains(head) { body(head) }
      }
    }
  }
}
