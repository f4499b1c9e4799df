/// What the fuzzer is told on its command line.
struct FuzzerOptions {
  /// The names of the targets; empty is all.
  var targets: [String] = []
  var seed = 1
  /// For all targets together.
  var seconds = 15
  /// The largest input, in bytes.
  var size = 8_192
  /// The folder with a folder of inputs for each target.
  var corpus = "Tests/Fixtures/fuzzing"
  /// Where inputs are saved that fail.
  var saved = "fuzz-findings"
  /// A file to be tried, and nothing else.
  var replay: String?
  /// The case to be saved, and nothing else.
  var save: Int?
  /// Where a worker tells how far it is; nil for the supervisor.
  var progress: String?
  /// Where a worker begins: the first target, and its first case.
  var start = (target: 0, number: 0)
  /// Milliseconds that the worker's first target has used already.
  var used = 0

  static let usage = """
    scanctl-fuzzer [--seed N] [--seconds N] [--size BYTES] [--corpus FOLDER] [--saved FOLDER] \
    [--replay FILE] [--save CASE] [TARGET...]
    """

  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  init(_ arguments: some Sequence<String>) throws {
    var rest = Array(arguments)[...]
    func value() throws -> String {
      guard let value = rest.popFirst() else { throw Mistake(description: "a value is missing") }
      return value
    }
    func number() throws -> Int {
      let text = try value()
      guard let number = Int(text), number >= 0 else {
        throw Mistake(description: "'\(text)' is no number")
      }
      return number
    }
    while let argument = rest.popFirst() {
      switch argument {
      case "--seed": seed = try number()
      case "--seconds": seconds = try number()
      case "--size": size = try max(16, number())
      case "--corpus": corpus = try value()
      case "--saved": saved = try value()
      case "--replay": replay = try value()
      case "--save": save = try number()
      case "--progress": progress = try value()
      case "--start": start = (try number(), try number())
      case "--used": used = try number()
      case _ where argument.hasPrefix("-"):
        throw Mistake(description: "there is no option '\(argument)'")
      default: targets.append(argument)
      }
    }
  }

  /// What a worker is told that goes on with a case.
  func arguments(progress: String, target: Int, number: Int, used: Int) -> [String] {
    [
      "--seed", "\(seed)", "--seconds", "\(seconds)", "--size", "\(size)", "--corpus", corpus,
      "--progress", progress, "--start", "\(target)", "\(number)", "--used", "\(used)",
    ] + targets
  }
}
