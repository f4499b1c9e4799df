import Foundation
import Testing

@testable import ScanEngine

/// What holds for any text.
struct ScrubberPropertyTests {
  private static let scrubber = Scrubber(homes: ["/srv/people/alice"])

  /// Pieces that begin, end or tie secrets, so that random texts of them are hard ones.
  private static let pieces: [String] = [
    "password", "token", "secret", "api_key", "Authorization", "Cookie", "Bearer", "Basic", "=",
    ":",
    " ", "\"", "'", "\\\"", "\\n", "\n", ",", ";", "&", "?", "@", "://", "/", "\\", "/home/", "~",
    "C:\\Users\\", "bob", "example.com", "hunter2", "AKIA", "IOSFODNN7EXAMPLE", "ghp_",
    "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9", "eyJhbGciOi", ".", "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----", "--", "-p", "-u ", "mysql ", "curl ", "<", ">", "<password>", "</",
    "{", "}", "[", "]", "(", ")", "%40", "12", "_", "-", "|", "\u{1B}[31m", "é", "IDENTIFIED BY ",
    "@tcp(", "root", "/root", "is", "http", "sk-", "bot123456789:AA",
  ]

  @Test func scrubbingTwiceChangesNothingMore() {
    var generator = Generator(seed: 7)
    for _ in 0..<20_000 {
      let count = 1 + Int(generator.next() % 14)
      let text = (0..<count).map { _ in
        Self.pieces[Int(generator.next() % UInt64(Self.pieces.count))]
      }.joined()
      let once = Self.scrubber.scrub(text)
      #expect(Self.scrubber.scrub(once) == once, "\(text.debugDescription)")
    }
  }

  @Test func scrubbingACaseTwiceChangesNothingMore() {
    for (text, expected) in ScrubberCases.tokens + ScrubberCases.places + ScrubberCases.assignments
    {
      #expect(Self.scrubber.scrub(expected) == expected, "\(text)")
    }
  }

  /// Eight times the text may take about eight times as long, never sixty-four times.
  ///
  @Test(arguments: [
    "a:@", "\"password\":\"", "password=\"", "password='\\\"", "a@a.", "://a:", "://a:a/", "eyJ-",
    "eyJa.",
    "sk-", "token ", "-----BEGIN PRIVATE KEY-----", "/home/", "Cookie:", "Authorization: Digest ",
    "<password>", "AKIA_", "xoxb-", "a-", "@tcp(", "password=a,b", "Bearer a", "\u{1B}[1;", "1;",
    "\\",
    "C:\\Users\\ ", "SG.a", "password: a is ", "curl -u a", "%40", "a_password",
  ])
  func endsOnHostileText(_ piece: String) {
    // Were the time quadratic, this would take minutes: 256 KiB are 7 * 10^10 pairs of bytes.
    let text = Array(String(repeating: piece, count: 256 * 1024 / piece.utf8.count).utf8)
    var output: [UInt8] = []
    let outcome = text.withUnsafeBytes { Self.scrubber.scrub($0, into: &output) }
    #expect(outcome.changed || output.isEmpty)
  }

  @Test(arguments: ["a:@", #""password":"{\""#])
  func survivesAMegabyte(_ piece: String) {
    let text = String(repeating: piece, count: 1_048_576 / piece.utf8.count)
    let scrubbed = Self.scrubber.scrub(text)
    #expect(Self.scrubber.scrub(scrubbed) == scrubbed)
  }

  @Test func emptiesTheDocumentsOfTheirSecrets() throws {
    let folder = Self.shared.appending(path: "eval/extraction")
    let labels = folder.appending(path: "labels.jsonl")
    guard let lines = try? String(contentsOf: labels, encoding: .utf8) else {
      print("skipped: there are no documents in ../shared/eval/extraction")
      return
    }
    var secrets = 0
    for line in lines.split(separator: "\n") {
      guard let label = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let file = label["file"] as? String, let wanted = label["secrets"] as? [String]
      else { continue }
      let text = String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
      let scrubbed = Self.scrubber.scrub(text)
      for secret in wanted {
        secrets += 1
        #expect(text.contains(secret))
        #expect(!scrubbed.contains(secret), "\(file)")
      }
    }
    #expect(secrets > 0)
  }

  /// `../shared`, beside the package.
  private static let shared = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../../../shared").standardizedFileURL

  private struct Generator {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }
}
