import Testing

@testable import ScanEngine

/// Each kind of secret, wherever a tool may print it.
struct ScrubberTests {
  private static let scrubber = Scrubber(homes: ["/srv/people/alice"])

  /// What stands around a secret: an error, a frame, a command, JSON, JSON inside JSON, a fix.
  private static let surroundings: [(before: String, after: String)] = [
    ("", ""),
    ("Error: request failed: ", " was rejected (line 3)"),
    ("  at connect (", ")\n    at main (src/app.ts:12:5)"),
    ("$ run --verbose ", " --retry 3"),
    (#"{"code":401,"error":""#, #"","retry":false}"#),
    (#""stderr":"line one\n"#, #"\nline two""#),
    (#"{\"error\":\""#, #"\",\"status\":500}"#),
    ("Fix: rotate `", "` and restart."),
    ("\u{1B}[31m", "\u{1B}[0m"),
  ]

  @Test(arguments: ScrubberCases.tokens + ScrubberCases.places)
  func takesOutAnywhere(_ secret: String, _ expected: String) {
    for place in Self.surroundings {
      #expect(
        Self.scrubber.scrub(place.before + secret + place.after)
          == place.before + expected + place.after)
    }
  }

  @Test(arguments: ScrubberCases.assignments)
  func takesOutByItsKey(_ text: String, _ expected: String) {
    #expect(Self.scrubber.scrub(text) == expected)
    #expect(
      Self.scrubber.scrub("first line\n\(text)\nlast line")
        == "first line\n\(expected)\nlast line")
  }

  @Test(arguments: ScrubberCases.harmless)
  func leavesAlone(_ text: String) {
    #expect(Self.scrubber.scrub(text) == text)
  }

  @Test(arguments: [
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\nabcd+/==\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n-----END OPENSSH PRIVATE KEY-----",
    #"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0B\n-----END PRIVATE KEY-----\n"#,
    #"-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEE\\n-----END EC PRIVATE KEY-----"#,
    "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOYBF\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQwwHAQI",
    "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMII\n-----END RSA PRIVATE KEY-----",
  ])
  func takesOutPrivateKeys(_ key: String) {
    let scrubbed = Self.scrubber.scrub("cannot load key: \(key)")
    #expect(scrubbed.hasPrefix("cannot load key: <private-key>"))
    #expect(!scrubbed.contains("MI") && !scrubbed.contains("b3Bl") && !scrubbed.contains("lQO"))
    #expect(!scrubbed.contains("END"))
  }

  @Test func keepsWhatFollowsATruncatedKey() {
    let key = "-----BEGIN PRIVATE KEY-----\n" + String(repeating: "aB3d", count: 16)
    #expect(
      Self.scrubber.scrub("\(key)\nerror: could not parse it")
        == "<private-key>\nerror: could not parse it")
  }

  @Test func scrubsBytesIntoABufferThatIsReused() {
    var output = Array("old".utf8)
    let harmless = Array("no such file".utf8)
    let untouched = harmless.withUnsafeBytes { Self.scrubber.scrub($0, into: &output) }
    #expect(!untouched.changed && output.isEmpty)
    let secret: [UInt8] = [0xFF] + Array(" mail bob@example.com ".utf8) + [0x00]
    let changed = secret.withUnsafeBytes { Self.scrubber.scrub($0, into: &output) }
    #expect(changed.changed)
    #expect(output == [0xFF] + Array(" mail <email> ".utf8) + [0x00])
  }

  @Test func appliesTheManifestsReplacementsFirst() throws {
    let scrubber = Scrubber(additional: [
      CompiledReplacement(try CompiledPattern("acme_[a-z0-9]{8}"), replace: "<ACME_KEY>"),
      CompiledReplacement(
        try CompiledPattern("(?<kind>host|node)-([0-9]+)"), replace: "${kind}-$$$2${nothing}"),
    ])
    #expect(
      scrubber.scrub("token=acme_0a1b2c3d on node-17 by a@b.org")
        == "token=<ACME_KEY> on node-$17${nothing} by <email>")
    #expect(scrubber.scrub("plain") == "plain")
  }

  @Test func namesTheReplacementThatTakesTooLong() throws {
    let scrubber = Scrubber(additional: [
      CompiledReplacement(try CompiledPattern("x"), replace: "y"),
      CompiledReplacement(try CompiledPattern("^(a+)+$"), replace: "<a>"),
    ])
    let text = Array((String(repeating: "a", count: 5000) + "!").utf8)
    var output: [UInt8] = []
    #expect(text.withUnsafeBytes { scrubber.scrub($0, into: &output) }.exceeded == [1])
  }

  @Test func reportsGroupsThatDoNotExist() throws {
    let pattern = try CompiledPattern("(?<name>a)(b)")
    #expect(
      CompiledReplacement(pattern, replace: "${nome}$3$2${1}").unknownGroups == ["nome", "3"])
  }
}
