import Foundation
import Testing

struct FingerprintCommandTests {
  private func run(_ input: Data, _ arguments: String...) throws -> (output: Data, code: Int32) {
    let workspace = try Workspace()
    let result = try Scanctl.run(["fingerprint"] + arguments, in: workspace.folder, stdin: input)
    return (Data(result.output.utf8), result.status)
  }

  private func lines(_ data: Data) -> [Substring] {
    String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
  }

  @Test func answersEveryLineWithThreeFields() throws {
    let input =
      Data("KeyError: 'a'\n\n\u{1B}[31mred\tx\n".utf8) + [0xFF, 0xC2, 0x9B, 0x0A]
      + Data(repeating: 0x61, count: 3 << 20) + [0x0A] + Data("no newline".utf8)
    let (output, code) = try run(input)
    #expect(code == 0)
    let answers = lines(output)
    #expect(answers.count == 6)
    for answer in answers {
      let fields = answer.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(fields.count == 3)
      #expect(fields[0].count == 12)
      #expect(
        !answer.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\t" })
    }
    #expect(answers[0].hasSuffix("\tKeyError\t'a'"))
  }

  @Test func printsObjects() throws {
    let (output, _) = try run(Data("ValueError: a \\ \"b c\" 1\n\n".utf8), "--json")
    let objects = try lines(output).map { line in
      try JSONDecoder().decode([String: Value].self, from: Data(line.utf8))
    }
    #expect(objects.count == 2)
    #expect(objects[0]["type"] == .text("ValueError"))
    #expect(objects[0]["message"] == .text("a \\ 'b c' <*>"))
    #expect(objects[0]["schema_version"] == .number(1))
    guard case .text(let fingerprint) = objects[0]["fingerprint"] else {
      Issue.record("no fingerprint")
      return
    }
    #expect(fingerprint.count == 64)
  }

  private enum Value: Decodable, Equatable {
    case text(String)
    case number(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }
}
