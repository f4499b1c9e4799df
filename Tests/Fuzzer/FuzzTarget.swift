import ScanEngine

/// Tries an input; throws a ``FuzzFinding`` where something does not hold.
typealias FuzzBody = ([UInt8]) async throws -> Void

/// Something that takes input of strangers, with what has to hold of what comes out.
struct FuzzTarget: Sendable {
  let name: String
  /// The folder of the corpus; targets may share one.
  let corpus: String
  /// What inputs of this kind are made of.
  let words: [String]
  /// What else inputs are made of.
  let material: @Sendable () -> [[UInt8]]
  /// Prepares what all cases share, and returns what tries an input.
  let make: @Sendable () async throws -> FuzzBody

  init(
    _ name: String, corpus: String? = nil, words: [String] = [],
    material: @escaping @Sendable () -> [[UInt8]] = { [] },
    make: @escaping @Sendable () async throws -> FuzzBody
  ) {
    self.name = name
    self.corpus = corpus ?? name
    self.words = words
    self.material = material
    self.make = make
  }
}

/// What does not hold.
struct FuzzFinding: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

func expect(_ condition: Bool, _ claim: @autoclosure () -> String) throws {
  if !condition { throw FuzzFinding(claim()) }
}

/// That a text can be printed: nothing in it acts on a terminal.
func expectInert(_ text: String, lines: Bool = false) throws {
  for scalar in text.unicodeScalars where !(lines && scalar == "\n") {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x061C, 0x2028...0x202E, 0x2066...0x2069:
      throw FuzzFinding("prints U+\(String(scalar.value, radix: 16)): \(text.debugDescription)")
    default: break
    }
  }
}

/// That a text is one line of JSON.
func expectJSON(_ text: String) throws {
  try expectInert(text)
  let bytes = Array(text.utf8)
  // Mended JSON is none.
  let isJSON = bytes.withUnsafeBytes { JSONRepair.mend($0) == nil }
  let parsed = bytes.withUnsafeBytes { JSONParser()?.parse($0) { _ in true } } ?? nil
  try expect(isJSON && parsed == true, "prints no JSON: \(text)")
}
