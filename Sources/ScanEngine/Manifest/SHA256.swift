internal import CKeywordScan
internal import CNettle

/// SHA-256 (FIPS 180-4) that can be saved after any byte and gone on with later.
package struct SHA256: Sendable {
  private var context: sha256_ctx

  package init() {
    context = sha256_ctx()
    nettle_sha256_init(&context)
  }

  /// Adds bytes to what is hashed.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    var done = 0
    if Self.hasInstructions, bytes.count >= 64 {
      done = min(lengthToBlock, bytes.count)
      nettle_sha256_update(&context, done, start)
      let blocks = (bytes.count - done) / 64
      addBlocks(blocks) { scan_hash_blocks($0, start + done, blocks) }
      done += blocks * 64
    }
    nettle_sha256_update(&context, bytes.count - done, start + done)
  }

  /// nettle's own loop calls a function for each block, and makes a tenth less of it.
  private static let hasInstructions = scan_can_hash()

  /// How many bytes more make the last block a whole one.
  package var lengthToBlock: Int { context.index == 0 ? 0 : 64 - Int(context.index) }

  /// Lets `body` add blocks of 64 bytes to the eight words that the hash is made of; only where all
  /// blocks before are whole ones.
  package mutating func addBlocks<Result>(
    _ count: Int, _ body: (UnsafeMutablePointer<UInt32>) -> Result
  ) -> Result {
    precondition(context.index == 0, "a block is not whole")
    context.count += UInt64(count)
    return withUnsafeMutablePointer(to: &context.state) { words in
      body(UnsafeMutableRawPointer(words).assumingMemoryBound(to: UInt32.self))
    }
  }

  /// Adds bytes to what is hashed.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The 32 bytes of the digest of what was added so far; more can be added afterwards.
  package func digest() -> [UInt8] {
    var copy = context
    return [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      nettle_sha256_digest(&copy, 32, start)
      count = 32
    }
  }

  /// The same as four words, the first byte on top of the first; nothing is allocated for it.
  package func digestWords() -> (UInt64, UInt64, UInt64, UInt64) {
    var copy = context
    return withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { buffer in
      if let start = buffer.baseAddress {
        nettle_sha256_digest(&copy, 32, start.assumingMemoryBound(to: UInt8.self))
      }
      func word(_ index: Int) -> UInt64 {
        UInt64(bigEndian: buffer.load(fromByteOffset: index * 8, as: UInt64.self))
      }
      return (word(0), word(1), word(2), word(3))
    }
  }

  /// The digest as 64 lower-case hex digits, as `sha256sum` prints it.
  package func hexDigest() -> String { Self.hex(digest()) }

  /// The digest of `bytes`, 32 bytes.
  package static func digest(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest()
  }

  /// Two lower-case hex digits for each byte.
  package static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension SHA256 {
  /// Version of ``savedState``; another version is not loaded.
  private static let stateVersion: UInt8 = 1
  private static let stateLength = 1 + 32 + 8 + 1 + 64

  /// All that is needed to go on, 106 bytes.
  ///
  /// In this order: version, eight words (big-endian), number of whole blocks
  /// (big-endian), length of the partial block, the partial block padded with zeros.
  package var savedState: [UInt8] {
    var copy = context
    var state: [UInt8] = [Self.stateVersion]
    withUnsafeBytes(of: &copy.state) { words in
      for word in words.bindMemory(to: UInt32.self) {
        withUnsafeBytes(of: word.bigEndian) { state.append(contentsOf: $0) }
      }
    }
    withUnsafeBytes(of: copy.count.bigEndian) { state.append(contentsOf: $0) }
    let partial = Int(copy.index)
    state.append(UInt8(partial))
    withUnsafeBytes(of: &copy.block) { state.append(contentsOf: $0.prefix(partial)) }
    state.append(contentsOf: repeatElement(0, count: 64 - partial))
    return state
  }

  /// ``savedState`` without the partial block: what was hashed may hold secrets.
  package var savedStateWithoutText: [UInt8] {
    let state = savedState
    return state.prefix(Self.stateLength - 64) + [UInt8](repeating: 0, count: 64)
  }

  /// Goes on from ``savedStateWithoutText``; nil where it isn't one of this version, or the bytes
  /// are too few.
  ///
  /// - `last`: The last bytes that were hashed, 63 or all of them.
  package init?(savedStateWithoutText state: [UInt8], last: [UInt8]) {
    guard state.count == Self.stateLength, last.count >= Int(state[41]) else { return nil }
    var whole = Array(state.prefix(Self.stateLength - 64)) + last.suffix(Int(state[41]))
    whole += [UInt8](repeating: 0, count: max(0, Self.stateLength - whole.count))
    self.init(savedState: whole)
  }

  /// Goes on from ``savedState``; nil where it isn't one of this version.
  package init?(savedState state: [UInt8]) {
    guard state.count == Self.stateLength, state[0] == Self.stateVersion, state[41] < 64 else {
      return nil
    }
    self.init()
    func word<Word: FixedWidthInteger>(_ offset: Int, as: Word.Type) -> Word {
      state[offset..<offset + Word.bitWidth / 8].reduce(0) { $0 << 8 | Word($1) }
    }
    withUnsafeMutableBytes(of: &context.state) { words in
      for (index, _) in words.bindMemory(to: UInt32.self).enumerated() {
        words.storeBytes(
          of: word(1 + index * 4, as: UInt32.self), toByteOffset: index * 4, as: UInt32.self)
      }
    }
    context.count = word(33, as: UInt64.self)
    context.index = UInt32(state[41])
    withUnsafeMutableBytes(of: &context.block) { $0.copyBytes(from: state[42...].prefix(64)) }
  }
}
