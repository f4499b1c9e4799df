/// What an agent tells its hook on standard input; every part of it may be missing.
package struct HookInput: Sendable {
  /// Absolute.
  package var folder: String?
  package var session: String?
  /// Absolute.
  package var transcript: String?
  /// Why the session ended, or how it started.
  package var occasion: String?

  /// Longer texts are no ids and no paths, in bytes.
  private static let textLimit = 4_096

  /// Nothing was told.
  package init() {}

  /// What a JSON object says; nothing where the bytes are none.
  package init(json bytes: [UInt8]) {
    guard let parser = JSONParser() else { return }
    let parsed = bytes.withUnsafeBytes { buffer in
      parser.parse(buffer) { root in
        var input = HookInput()
        input.session = Self.text(root["session_id"])
        input.folder = Self.path(root["cwd"])
        input.transcript = Self.path(root["transcript_path"])
        input.occasion = Self.text(root["reason"]) ?? Self.text(root["source"])
        return input
      }
    }
    if let parsed { self = parsed }
  }

  /// nil for what is empty, too long, or no text at all.
  private static func text(_ value: JSONValue?) -> String? {
    guard let bytes = value?.stringBytes, !bytes.isEmpty, bytes.count <= textLimit,
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func path(_ value: JSONValue?) -> String? {
    text(value).flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
}
