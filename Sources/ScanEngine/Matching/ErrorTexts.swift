/// Gives errors that say the same the same text, so that what comes of it is made once.
///
/// Nothing but time depends on it: each text has one place, where it takes that of another.
struct ErrorTexts {
  private struct Place {
    var hash: UInt64 = 0
    var key: [UInt8] = []
    var text: ErrorText?
  }

  private var places: [Place] = []
  /// How many texts were made since there was more room.
  private var count = 0
  /// The key at hand.
  private var key: [UInt8] = []

  /// As binary logarithms: small documents need few places.
  private static let placeBits = 4...10
  private var placeBits = 0
  /// Texts with a longer key are not shared, in bytes.
  private static let longestKey = 1_024

  /// The text of an error that a line begins.
  ///
  /// - `rule`: The rule's index.
  /// - `prefix`: What stands before the content; empty for none or blanks.
  /// - `isInnermostLast`: Whether the innermost frame of its stack comes last.
  mutating func text(
    of rule: Int, prefix: UnsafeRawBufferPointer, type: UnsafeRawBufferPointer?,
    message: UnsafeRawBufferPointer, file: UnsafeRawBufferPointer?,
    function: UnsafeRawBufferPointer?, scope: String?, isInnermostLast: Bool
  ) -> ErrorText {
    func make() -> ErrorText {
      let text = ErrorText(prefix: prefix.map { 0x30...0x39 ~= $0 ? 0x30 : $0 })
      text.type = type?.string ?? "error"
      text.message = message.string
      text.frames.isInnermostLast = isInnermostLast
      text.headFile = file?.string
      text.frames.add(file: text.headFile, function: function?.string)
      text.scope = scope
      return text
    }
    guard scope == nil else { return make() }
    key.removeAll(keepingCapacity: true)
    withUnsafeBytes(of: UInt32(rule)) { key.append(contentsOf: $0) }
    for part in [type, message, file, function] { key.append(text: part) }
    for byte in prefix { key.append(0x30...0x39 ~= byte ? 0x30 : byte) }
    guard key.count <= Self.longestKey else { return make() }
    let hash = key.withUnsafeBytes { LineMemory.hash(of: $0) }
    if count > 0 {
      let place = places[place(of: hash)]
      if place.hash == hash, let text = place.text, place.key == key { return text }
    }
    if count == places.count, placeBits < Self.placeBits.upperBound { grow() }
    count += 1
    let text = make()
    // A copy has no more room than it needs.
    places[place(of: hash)] = Place(hash: hash, key: key.withUnsafeBytes(Array.init), text: text)
    return text
  }

  private mutating func grow() {
    let old = places
    placeBits = old.isEmpty ? Self.placeBits.lowerBound : placeBits + 2
    places = Array(repeating: Place(), count: 1 << placeBits)
    for each in old where each.text != nil { places[place(of: each.hash)] = each }
  }

  @inline(__always)
  private func place(of hash: UInt64) -> Int { Int(hash >> UInt64(64 - placeBits)) }
}

extension [UInt8] {
  /// Appends a text's length and its bytes, so that no two sequences of texts give the same.
  mutating func append(text: UnsafeRawBufferPointer?) {
    Swift.withUnsafeBytes(of: Int32(text?.count ?? -1)) { append(contentsOf: $0) }
    if let text { append(contentsOf: text) }
  }
}
