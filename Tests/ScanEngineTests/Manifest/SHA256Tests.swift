import Testing

@testable import ScanEngine

struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
  ])
  func hashesAsTheStandardSays(_ text: String, hex: String) {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    #expect(hash.hexDigest() == hex)
  }

  @Test func goesOnFromASavedStateAfterAnyByte() throws {
    let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let whole = SHA256.digest(of: bytes)
    for split in 0...bytes.count {
      var head = SHA256()
      head.update(Array(bytes[..<split]))
      let state = head.savedState
      var tail = try #require(SHA256(savedState: state))
      #expect(tail.savedState == state)
      let bare = head.savedStateWithoutText
      #expect(bare.suffix(64).allSatisfy { $0 == 0 })
      let hashed = Array(bytes[..<split])
      #expect(SHA256(savedStateWithoutText: bare, last: hashed)?.savedState == state)
      tail.update(Array(bytes[split...]))
      #expect(tail.digest() == whole)
    }
  }

  @Test func refusesAStateThatIsNone() {
    let state = SHA256().savedState
    #expect(SHA256(savedState: []) == nil)
    #expect(SHA256(savedState: Array(state.dropLast())) == nil)
    #expect(SHA256(savedState: [2] + state.dropFirst()) == nil)
    var wrongLength = state
    wrongLength[41] = 64
    #expect(SHA256(savedState: wrongLength) == nil)
  }
}
