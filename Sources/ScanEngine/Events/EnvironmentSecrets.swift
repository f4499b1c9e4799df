/// The secret values of a project's `.env` files, which are taken out of what is kept.
///
/// Which values are secret say their keys: `DB_PASSWORD` does, `DB_HOST` doesn't.
package struct EnvironmentSecrets: Hashable, Sendable {
  private struct Secret: Hashable, Sendable {
    let value: [UInt8]
    let key: String
  }

  /// The longest first: one may be a part of another.
  private let secrets: [Secret]

  /// Shorter values occur in ordinary text, in bytes.
  private static let minimumLength = 8

  /// No secrets.
  package static let none = EnvironmentSecrets(secrets: [])

  private init(secrets: [Secret]) {
    var seen: Set<[UInt8]> = []
    self.secrets = secrets.filter { seen.insert($0.value).inserted }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
  }

  /// The secrets of the files' contents.
  package init(_ files: [[UInt8]]) {
    self.init(
      secrets: files.flatMap { file in
        EnvironmentFile.assignments(in: String(decoding: file, as: UTF8.self))
          .filter { Self.isSecret($0.key) }
          .flatMap { key, value in
            // Of a value of several lines (a private key) each line is one.
            value.split(whereSeparator: \.isNewline).map { line in
              Secret(value: Array(line.utf8), key: key)
            }
          }
          .filter { $0.value.count >= Self.minimumLength }
      })
  }

  /// The words of keys that say so; `APIKEY` and `AUTHTOKEN` end with one.
  private static let words = [
    "secret", "secrets", "token", "tokens", "password", "passwords", "passwd", "passphrase", "pass",
    "pwd", "key", "keys", "credential", "credentials", "dsn", "webhook", "salt", "cookie",
  ]

  private static func isSecret(_ key: String) -> Bool {
    let parts = key.lowercased().split(separator: "_")
    if parts.contains("public") { return false }
    return parts.contains { part in
      words.contains { word in
        part == word || (word.utf8.count > 2 && word != "pass" && part.hasSuffix(word))
      }
    }
  }

  /// The text with the key in the place of each secret: `<DB_PASSWORD>`.
  package func redact(_ text: String) -> String {
    guard !secrets.isEmpty else { return text }
    var bytes = Array(text.utf8)
    var isChanged = false
    for secret in secrets {
      guard let replaced = Self.replace(secret, in: bytes) else { continue }
      bytes = replaced
      isChanged = true
    }
    return isChanged ? String(decoding: bytes, as: UTF8.self) : text
  }

  /// nil where the secret doesn't occur.
  private static func replace(_ secret: Secret, in bytes: [UInt8]) -> [UInt8]? {
    let (value, first) = (secret.value, secret.value[0])
    var output: [UInt8] = []
    var copied = 0
    var index = 0
    while index + value.count <= bytes.count {
      guard bytes[index] == first, bytes[index..<(index + value.count)].elementsEqual(value) else {
        index += 1
        continue
      }
      output += bytes[copied..<index]
      output += "<\(secret.key)>".utf8
      index += value.count
      copied = index
    }
    return copied == 0 ? nil : output + bytes[copied...]
  }
}

/// What a `.env` file assigns.
enum EnvironmentFile {
  /// Keys and values in the file's order; lines that assign nothing are passed over.
  static func assignments(in text: String) -> [(key: String, value: String)] {
    var found: [(key: String, value: String)] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      let line = rest.prefix { !$0.isNewline }
      guard let equals = line.firstIndex(of: "="), let key = key(line[..<equals]) else {
        rest = rest[line.endIndex...].dropFirst()
        continue
      }
      let raw = rest[rest.index(after: equals)...].drop { $0 == " " || $0 == "\t" }
      if let quote = raw.first, quote == "\"" || quote == "'",
        let end = raw.dropFirst().firstIndex(of: quote)
      {
        found.append((key, unescaped(raw[..<end].dropFirst(), in: quote)))
        rest = raw[end...].drop { !$0.isNewline }.dropFirst()
      } else {
        found.append((key, plain(line[equals...].dropFirst())))
        rest = rest[line.endIndex...].dropFirst()
      }
    }
    return found
  }

  private static func key(_ text: Substring) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let name = words.last, words.count == 1 || (words.count == 2 && words[0] == "export"),
      name.utf8.allSatisfy({ byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
      })
    else { return nil }
    return String(name)
  }

  /// Without the comment behind it.
  private static func plain(_ text: Substring) -> String {
    var value = text
    for index in text.indices.dropFirst()
    where text[index] == "#" && text[text.index(before: index)].isWhitespace {
      value = text[..<index]
      break
    }
    return value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Double quotes take `\n` for the end of a line.
  private static func unescaped(_ text: Substring, in quote: Character) -> String {
    guard quote == "\"" else { return String(text) }
    var value = ""
    var isEscaped = false
    for character in text {
      if !isEscaped, character == "\\" {
        isEscaped = true
        continue
      }
      value.append(isEscaped && character == "n" ? "\n" : character)
      isEscaped = false
    }
    return value
  }
}
