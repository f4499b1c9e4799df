/// What `gh api -i` printed: status, headers and payload, checked before anything is believed.
package struct GitHubAnswer {
  let exitStatus: Int32
  /// nil where no answer of the server was printed.
  let status: Int?
  /// Names in lower case.
  let headers: [String: String]
  /// Empty where no answer of the server was printed.
  package let payload: ArraySlice<UInt8>
  let errors: String

  package init(_ result: ChildProcess.Output) {
    exitStatus = result.status
    errors = String(decoding: result.errors, as: UTF8.self)
    guard let end = Self.endOfHead(result.output) else {
      (status, headers, payload) = (nil, [:], [])
      return
    }
    let head = String(decoding: result.output[..<end], as: UTF8.self)
    let lines = head.split(omittingEmptySubsequences: true) { $0.isNewline }
    let words = lines.first?.split(separator: " ") ?? []
    status = words.count > 1 && words[0].hasPrefix("HTTP/") ? Int(words[1]) : nil
    headers = Self.headers(lines.dropFirst())
    payload = result.output[end...]
  }

  /// The error of an answer that can't be used; `name` is the repository's.
  package func failure(name: String, now: Timestamp) -> GitHubError {
    let text = errors + String(decoding: payload.prefix(4_000), as: UTF8.self)
    func says(_ words: String...) -> Bool {
      words.contains { text.range(of: $0) != nil }
    }
    if status == nil,
      says("unknown flag", "unknown shorthand flag", "unknown command", "unknown JSON field")
    {
      return .tooOld(nil)
    }
    // The rate limit first: it also comes as 403 and as 200.
    if status == 429 || says("rate limit", "RATE_LIMIT", "abuse detection") {
      return .rateLimited(wait: wait(now: now))
    }
    if exitStatus == 4 || status == 401
      || says("HTTP 401", "gh auth login` to authenticate", "please run:  gh auth login")
    {
      return .notLoggedIn(host: host(of: name))
    }
    if says("SAML", "saml_failure", "single sign-on", "INSUFFICIENT_SCOPES", "FORBIDDEN") {
      return .refused(name)
    }
    if says("correspond to the GH_HOST environment") { return .otherHost }
    if says("known GitHub host", "set the GH_HOST environment") { return .unknownHost }
    if says("no git remotes", "not a git repository") { return .noRepository }
    if says("disabled issues") { return .issuesDisabled(name) }
    if says("Could not resolve to a Repository", "HTTP 404") || status == 404 {
      return .notFound(name)
    }
    if status == 403 || says("HTTP 403") { return .refused(name) }
    if let status = status ?? statusInErrors(), status >= 500 { return .server(status: status) }
    let line = errors.split(omittingEmptySubsequences: true) { $0.isNewline }.first
    if exitStatus != 0, status == nil {
      // gh's own words for an answer that is no JSON.
      if let line, line.contains("invalid character") { return .malformed(String(line)) }
      return .network(String(line ?? "gh failed without a word"))
    }
    return .malformed(String(line ?? "no JSON"))
  }

  /// The server that a login is missing for: the one named, else the one that gh says it asked;
  /// nil is github.com.
  private func host(of name: String) -> String? {
    if let host = GitHubRepository.host(inName: name) { return host }
    guard let start = errors.range(of: "(https://")?.upperBound else { return nil }
    let host = errors[start...].prefix { $0 != "/" && $0 != ")" }
    return GitHubRepository.isHost(host) && host != "api.github.com" ? String(host) : nil
  }

  /// Seconds until GitHub wants to be asked again.
  private func wait(now: Timestamp) -> Int? {
    if let text = headers["retry-after"], let seconds = Int(text), seconds >= 0 { return seconds }
    guard headers["x-ratelimit-remaining"] == "0",
      let reset = headers["x-ratelimit-reset"].flatMap({ Int($0) })
    else { return nil }
    return max(1, reset - Int(now.milliseconds / 1_000))
  }

  /// `gh: HTTP 502`, as gh words a failure of commands that print no headers.
  private func statusInErrors() -> Int? {
    guard let start = errors.range(of: "HTTP ") else { return nil }
    return Int(errors[start.upperBound...].prefix { $0.isNumber })
  }

  /// Where the payload begins.
  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    guard bytes.starts(with: Array("HTTP/".utf8)), bytes.count >= 4 else { return nil }
    // Headers are short; in a payload two line breaks mean nothing.
    for index in 0..<min(bytes.count - 3, 64 << 10)
    where bytes[index] == 13 && bytes[index + 1] == 10 && bytes[index + 2] == 13
      && bytes[index + 3] == 10
    {
      return index + 4
    }
    return nil
  }

  private static func headers(_ lines: ArraySlice<Substring>) -> [String: String] {
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    return headers
  }
}

extension StringProtocol {
  /// The first occurrence, ignoring the case of ASCII letters.
  func range(of words: String) -> Range<Index>? {
    let wanted = words.utf8.map(Byte.lower)
    var start = utf8.startIndex
    while start != utf8.endIndex {
      if utf8[start...].lazy.map(Byte.lower).starts(with: wanted) {
        return start..<utf8.index(start, offsetBy: wanted.count)
      }
      start = utf8.index(after: start)
    }
    return nil
  }
}
