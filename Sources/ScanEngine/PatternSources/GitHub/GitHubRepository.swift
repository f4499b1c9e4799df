/// A repository on GitHub or on a GitHub server of one's own.
package struct GitHubRepository: Hashable, Sendable, CustomStringConvertible {
  /// `github.com`, or the name of the server.
  package let host: String
  package let owner: String
  package let name: String

  package init(host: String = "github.com", owner: String, name: String) {
    self.host = host
    self.owner = owner
    self.name = name
  }

  /// `github.com/owner/name`.
  package var description: String { "\(host)/\(owner)/\(name)" }

  /// The document that an issue is.
  func path(ofIssue number: Int) -> String { "\(self)#\(number)" }

  /// Reads what ``description`` is.
  init?(_ description: String) {
    let parts = description.split(separator: "/")
    guard parts.count == 3 else { return nil }
    self.init(host: String(parts[0]), owner: String(parts[1]), name: String(parts[2]))
  }

  /// Reads what `gh repo view --json nameWithOwner,url` prints.
  init?(_ answer: JSONValue) {
    guard let full = answer["nameWithOwner"]?.string, let url = answer["url"]?.string,
      let schemeEnd = url.range(of: "://")
    else { return nil }
    let parts = full.split(separator: "/", omittingEmptySubsequences: false)
    let host = url[schemeEnd.upperBound...].prefix { $0 != "/" }
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, Self.isHost(host) else {
      return nil
    }
    self.init(host: String(host), owner: String(parts[0]), name: String(parts[1]))
  }

  /// The host becomes an argument of gh: nothing but a name with an optional port.
  static func isHost(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, Byte.isAlphanumeric(first) else { return false }
    return text.utf8.allSatisfy {
      Byte.isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
    }
  }

  /// The server that a name stands for, in lower case; nil is gh's default one, or github.com.
  static func host(inName name: String) -> String? {
    var rest = name[...]
    if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
    let parts = rest.split(separator: "/")
    // `owner/name` has no server; of `user@host:owner/name` the first part has it.
    guard let first = parts.first, parts.count > 2 || first.contains(where: { ":@".contains($0) })
    else { return nil }
    let host = (first.split(separator: "@").last ?? first).prefix { $0 != ":" }.lowercased()
    return host.isEmpty || host == "github.com" ? nil : host
  }

  /// Whether a name that somebody wrote may be handed to gh: `[host/]owner/name` or a URL.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, Byte.isAlphanumeric(first), text.utf8.count <= 512 else {
      return false
    }
    return text.utf8.allSatisfy {
      Byte.isWord($0) || "./:@".utf8.contains($0)
    } && text.contains("/")
  }
}
