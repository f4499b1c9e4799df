import Testing

@testable import ScanEngine

struct EnvironmentSecretsTests {
  private static let file = """
    # the shop's own
    DB_HOST=database.example.org
    DB_PASSWORD=correct horse battery # staple
    export STRIPE_APIKEY='live-0123456789'
    SHORT_TOKEN=abc
    NEXT_PUBLIC_KEY=everybody-knows
    KEYBOARD_LAYOUT=qwertz-german
    SIGNING_KEY="-----BEGIN-----\\nfirst-line-of-it
    second-line-of-it"
    no assignment
    EMPTY_SECRET=
    """

  @Test(arguments: [
    ("login with correct horse battery failed", "login with <DB_PASSWORD> failed"),
    ("key live-0123456789live-0123456789", "key <STRIPE_APIKEY><STRIPE_APIKEY>"),
    ("abc at database.example.org", "abc at database.example.org"),
    ("everybody-knows qwertz-german", "everybody-knows qwertz-german"),
    ("first-line-of-it, second-line-of-it", "<SIGNING_KEY>, <SIGNING_KEY>"),
    ("", ""),
  ])
  func redacts(_ text: String, expected: String) {
    #expect(EnvironmentSecrets([Array(Self.file.utf8)]).redact(text) == expected)
  }

  @Test func takesTheLongerOfTwo() {
    let secrets = EnvironmentSecrets([Array("A_TOKEN=12345678\nB_TOKEN=1234567890".utf8)])
    #expect(secrets.redact("1234567890 12345678") == "<B_TOKEN> <A_TOKEN>")
  }

  @Test(arguments: ["", "=", "A_TOKEN", "A_TOKEN=\"12345678", "\u{FEFF}=\n\n='", "A_TOKEN='"])
  func survives(_ text: String) {
    _ = EnvironmentSecrets([Array(text.utf8), [0xFF, 0x00, 0x3D]]).redact(text)
  }

  @Test func readsOnlyEnvironmentFilesOfTheRoot() throws {
    let project = try TemporaryProject()
    try project.write(".env", "A_TOKEN=aaaaaaaa\n")
    try project.write(".env.local", "B_TOKEN=bbbbbbbb\n")
    try project.write(".environment", "C_TOKEN=cccccccc\n")
    try project.write("web/.env", "D_TOKEN=dddddddd\n")
    try project.write("e", "E_TOKEN=eeeeeeee\n")
    try project.link(".env.link", to: "e")
    let secrets = EnvironmentSecrets(filesIn: BaseFolder(path: project.root))
    #expect(
      secrets.redact("aaaaaaaa bbbbbbbb cccccccc dddddddd eeeeeeee")
        == "<A_TOKEN> <B_TOKEN> cccccccc dddddddd eeeeeeee")
  }
}
