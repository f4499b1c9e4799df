/// What a group has captured, or a template made of several.
enum CapturedText {
  /// In the text that was searched, and as valid as that.
  case bytes(UnsafeRawBufferPointer)
  case made(String)

  var string: String {
    switch self {
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .made(let text): text
    }
  }
}

extension CapturedText? {
  /// Appends its length and its bytes, so that no two sequences of texts give the same.
  func append(to key: inout [UInt8]) {
    switch self {
    case .bytes(let bytes):
      Self.append(bytes.count, to: &key)
      key.append(contentsOf: bytes)
    case .made(let text):
      Self.append(text.utf8.count, to: &key)
      key.append(contentsOf: text.utf8)
    case nil: Self.append(-1, to: &key)
    }
  }

  private static func append(_ length: Int, to key: inout [UInt8]) {
    withUnsafeBytes(of: Int32(length)) { key.append(contentsOf: $0) }
  }
}
