/// A kind of key that can be told by its beginning alone.
struct TokenKind: Sendable {
  /// Which bytes follow the beginning.
  enum Body: Sendable {
    case hex
    case upper
    case alphanumeric
    /// Letters, digits and `_`.
    case word
    /// Letters, digits, `_` and `-`.
    case dashed
    /// As `dashed`, and `.`, for keys made of several parts.
    case dotted
    /// As `dashed`, with at least one digit among the first 64.
    case dashedWithDigit
    /// Letters and digits, with at least one digit among the first 64.
    case alphanumericWithDigit
  }

  let prefix: StaticString
  let body: Body
  /// Bytes after the prefix, at least.
  let minimum: Int
  let placeholder: StaticString

  init(_ prefix: StaticString, _ body: Body, _ minimum: Int, _ placeholder: StaticString) {
    self.prefix = prefix
    self.body = body
    self.minimum = minimum
    self.placeholder = placeholder
  }
}

extension TokenKind {
  /// Longer beginnings stand before the shorter ones that they begin with.
  private static let all: [TokenKind] = [
    TokenKind("AKIA", .upper, 12, "<aws-key>"),
    TokenKind("ASIA", .upper, 12, "<aws-key>"),
    TokenKind("ABIA", .upper, 16, "<aws-key>"),
    TokenKind("ACCA", .upper, 16, "<aws-key>"),
    TokenKind("ghp_", .alphanumeric, 16, "<github-token>"),
    TokenKind("gho_", .alphanumeric, 16, "<github-token>"),
    TokenKind("ghu_", .alphanumeric, 16, "<github-token>"),
    TokenKind("ghs_", .alphanumeric, 16, "<github-token>"),
    TokenKind("ghr_", .alphanumeric, 16, "<github-token>"),
    TokenKind("github_pat_", .word, 16, "<github-token>"),
    TokenKind("glpat-", .dotted, 16, "<secret>"),
    TokenKind("gldt-", .dashed, 16, "<secret>"),
    TokenKind("glrt-", .dashed, 16, "<secret>"),
    TokenKind("glptt-", .dashed, 16, "<secret>"),
    TokenKind("glcbt-", .dashed, 16, "<secret>"),
    TokenKind("xoxa-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxb-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxc-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxd-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxe-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxe.xox", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxo-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxp-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxr-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xoxs-", .dashedWithDigit, 10, "<secret>"),
    TokenKind("xapp-", .dashedWithDigit, 16, "<secret>"),
    TokenKind("npm_", .alphanumericWithDigit, 24, "<secret>"),
    TokenKind("pypi-", .dashedWithDigit, 24, "<secret>"),
    TokenKind("sk_live_", .alphanumeric, 10, "<secret>"),
    TokenKind("sk_test_", .alphanumeric, 10, "<secret>"),
    TokenKind("rk_live_", .alphanumeric, 10, "<secret>"),
    TokenKind("rk_test_", .alphanumeric, 10, "<secret>"),
    TokenKind("pk_live_", .alphanumeric, 10, "<secret>"),
    TokenKind("pk_test_", .alphanumeric, 10, "<secret>"),
    TokenKind("whsec_", .alphanumeric, 16, "<secret>"),
    TokenKind("sk-proj-", .dashed, 16, "<secret>"),
    TokenKind("sk-svcacct-", .dashed, 16, "<secret>"),
    TokenKind("sk-admin-", .dashed, 16, "<secret>"),
    TokenKind("sk-ant-", .dashed, 12, "<secret>"),
    TokenKind("sk-or-", .dashedWithDigit, 16, "<secret>"),
    TokenKind("sk-", .alphanumericWithDigit, 16, "<secret>"),
    TokenKind("AIza", .dashed, 30, "<secret>"),
    TokenKind("ya29.", .dotted, 16, "<secret>"),
    TokenKind("GOCSPX-", .dashed, 20, "<secret>"),
    TokenKind("hf_", .alphanumeric, 30, "<secret>"),
    TokenKind("dop_v1_", .hex, 32, "<secret>"),
    TokenKind("doo_v1_", .hex, 32, "<secret>"),
    TokenKind("dor_v1_", .hex, 32, "<secret>"),
    TokenKind("dapi", .hex, 32, "<secret>"),
    TokenKind("hvs.", .dashed, 20, "<secret>"),
    TokenKind("hvb.", .dashed, 20, "<secret>"),
    TokenKind("hvr.", .dashed, 20, "<secret>"),
    TokenKind("AGE-SECRET-KEY-1", .upper, 20, "<private-key>"),
    TokenKind("shpat_", .hex, 32, "<secret>"),
    TokenKind("shpss_", .hex, 32, "<secret>"),
    TokenKind("dckr_pat_", .dashed, 20, "<secret>"),
    TokenKind("lin_api_", .alphanumeric, 32, "<secret>"),
    TokenKind("glsa_", .word, 32, "<secret>"),
    TokenKind("rubygems_", .hex, 40, "<secret>"),
    TokenKind("gsk_", .alphanumericWithDigit, 32, "<secret>"),
    TokenKind("nvapi-", .dashed, 40, "<secret>"),
    TokenKind("sbp_", .hex, 32, "<secret>"),
    TokenKind("r8_", .alphanumericWithDigit, 32, "<secret>"),
    TokenKind("SK", .hex, 32, "<secret>"),
  ]

  /// The kinds that begin with each byte.
  static let byFirstByte: [[TokenKind]] = {
    var table = [[TokenKind]](repeating: [], count: 256)
    for kind in all { table[Int(kind.prefix.utf8Start.pointee)].append(kind) }
    return table
  }()
}

extension ScrubberPass {
  /// A key that begins at `start`: where it ends, and what stands for it.
  func token(at start: Int) -> (end: Int, placeholder: StaticString)? {
    guard start < bytes.count else { return nil }
    for kind in TokenKind.byFirstByte[Int(bytes[start])] where has(kind.prefix, at: start) {
      let body = start + kind.prefix.utf8CodeUnitCount
      guard let end = end(of: kind, from: body) else { continue }
      return (end, kind.placeholder)
    }
    switch bytes[start] {
    // Only where a word begins: its end is far away, and is looked for once.
    case UInt8(ascii: "e") where !Byte.isWord(byte(start - 1)) || start == index:
      return jsonWebToken(at: start)
    case UInt8(ascii: "S"): return sendGridKey(at: start)
    default: return nil
    }
  }

  /// The end of the key whose body begins at `start`; nil where it is too short for its kind.
  private func end(of kind: TokenKind, from start: Int) -> Int? {
    let limit = start + max(kind.minimum, 64)
    var end = start
    var digits = 0
    while end < bytes.count, belongs(bytes[end], to: kind.body) {
      if end < limit, Byte.isDigit(bytes[end]) { digits += 1 }
      // A key that needs a digit and has none so far isn't read to its end: it would be read
      // again from each of its dashes.
      if end == limit, digits == 0, kind.needsDigit { return nil }
      end += 1
    }
    guard end - start >= kind.minimum, digits > 0 || !kind.needsDigit else { return nil }
    // A longer word of another kind, such as a constant in capitals.
    if kind.endsWord, end < bytes.count, Byte.isWord(bytes[end]), bytes[end] != UInt8(ascii: "-") {
      return nil
    }
    while end > start, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return end
  }

  private func belongs(_ byte: UInt8, to body: TokenKind.Body) -> Bool {
    switch body {
    case .hex: Byte.isHex(byte)
    case .upper: Byte.isUpper(byte) || Byte.isDigit(byte)
    case .alphanumeric, .alphanumericWithDigit: Byte.isAlphanumeric(byte)
    case .word: Byte.isAlphanumeric(byte) || byte == UInt8(ascii: "_")
    case .dashed, .dashedWithDigit: Byte.isWord(byte)
    case .dotted: Byte.isWord(byte) || byte == UInt8(ascii: ".")
    }
  }

  /// `eyJ….….…`; encrypted ones have five parts.
  private func jsonWebToken(at start: Int) -> (end: Int, placeholder: StaticString)? {
    guard has("eyJ", at: start) else { return nil }
    let header = endOfWord(from: start)
    guard header - start >= 10, byte(header) == UInt8(ascii: ".") else { return nil }
    var end = endOfWord(from: header + 1)
    guard end - header > 8 else { return nil }
    while byte(end) == UInt8(ascii: "."), Byte.isWord(byte(end + 1)) {
      end = endOfWord(from: end + 1)
    }
    return (end, "<jwt>")
  }

  private func sendGridKey(at start: Int) -> (end: Int, placeholder: StaticString)? {
    guard has("SG.", at: start) else { return nil }
    let middle = endOfWord(from: start + 3)
    guard middle - start >= 19, byte(middle) == UInt8(ascii: ".") else { return nil }
    let end = endOfWord(from: middle + 1)
    return end - middle > 16 ? (end, "<secret>") : nil
  }
}

extension TokenKind {
  fileprivate var needsDigit: Bool {
    switch body {
    case .dashedWithDigit, .alphanumericWithDigit: true
    default: false
    }
  }

  fileprivate var endsWord: Bool {
    switch body {
    case .upper, .hex: true
    default: false
    }
  }
}
