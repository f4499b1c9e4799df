import Testing

@testable import ScanEngine

struct JSONObjectViewTests {
  private static let wanted: JSONNames = ["level", "error", "message", "stack"]

  private func view<Result>(
    _ text: String, body: (JSONObjectView) -> Result?
  ) throws -> Result? {
    let parser = try #require(JSONParser())
    return Array(text.utf8).withUnsafeBytes { bytes in
      parser.parse(bytes) { body(JSONObjectView($0)) } ?? nil
    }
  }

  @Test func findsWhatIsThere() throws {
    #expect(try view(#"{"b": 1, "message": 2, "": 3}"#) { $0["message"]?.integer } == 2)
    #expect(try view(#"{"b": 1, "message": 2, "": 3}"#) { $0[""]?.integer } == 3)
    #expect(try view(#"["message"]"#) { $0["message"]?.integer } == nil)
  }

  @Test func keepsTheOrderOfTheNames() throws {
    let text = #"{"message": 1, "error": "x", "stack": 3}"#
    #expect(try view(text) { $0.first(Self.wanted, \.integer) } == 1)
    #expect(try view(text) { $0.first(Self.wanted, \.string) } == "x")
  }

  /// A set of 256 bits can't tell all of these names apart; the object must.
  @Test func takesNoNameForAnother() throws {
    let members = (0..<500).map { "\"name\($0)\": \($0)" }.joined(separator: ", ")
    #expect(try view("{\(members)}") { $0.first(Self.wanted) { $0 } == nil ? 1 : 0 } == 1)
    #expect(try view("{\(members)}") { $0["name499"]?.integer } == 499)
    #expect(try view("{\(members)}") { $0["name500"]?.integer } == nil)
  }
}
