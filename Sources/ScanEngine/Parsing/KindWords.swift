/// The words that the names of event types are made of.
struct KindWords {
  /// Empty where there is none.
  private(set) var last = ShortWord()
  private(set) var count = 0
  /// Whether one of them is `gate`.
  private(set) var namesGate = false
  /// Whether one of them is `no`.
  private(set) var denies = false

  /// Splits `item_failed`, `item.failed` and `itemFailed`, of which the first 80 bytes count.
  init(of name: UnsafeRawBufferPointer) {
    var word = ShortWord()
    var wasLower = false
    for index in 0..<min(name.count, 80) {
      let byte = name[index]
      let lower = byte | 0x20
      guard 0x61...0x7A ~= lower || 0x30...0x39 ~= byte else {
        end(&word)
        wasLower = false
        continue
      }
      let isUpper = 0x41...0x5A ~= byte
      if isUpper, wasLower { end(&word) }
      word.append(lower)
      wasLower = byte >= 0x61
    }
    end(&word)
  }

  private mutating func end(_ word: inout ShortWord) {
    guard !word.isEmpty else { return }
    if word == Self.gate { namesGate = true }
    if word == Self.no { denies = true }
    last = word
    count += 1
    word = ShortWord()
  }

  private static let gate: ShortWord = "gate"
  private static let no: ShortWord = "no"

  static let failing: [ShortWord] = [
    "error", "errored", "errors", "failure", "failures", "failed", "fail", "fails", "exception",
    "crash", "crashed", "panic", "panicked", "fatal", "abandoned",
  ]

  static let succeeding: [ShortWord] = [
    "completed", "complete", "succeeded", "success", "passed", "pass", "approved", "started",
    "start", "resolved", "recovered", "created",
  ]

  /// How a gate says no.
  static let refusing: [ShortWord] = ["rejected", "blocked", "denied", "false", "no"]
}

/// A word in lower case, kept in two numbers: so it is compared without making a String.
///
/// Of a word of more than 16 bytes only the length and the last of them are kept, which is enough
/// to tell it from all shorter ones.
struct ShortWord: Equatable, ExpressibleByStringLiteral, Sendable {
  private static let maximumLength = 16

  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var length = 0

  var isEmpty: Bool { length == 0 }

  init() {}

  init(lowercasing bytes: UnsafeRawBufferPointer) {
    for byte in bytes { append(0x41...0x5A ~= byte ? byte | 0x20 : byte) }
  }

  init(stringLiteral text: StaticString) {
    precondition(text.utf8CodeUnitCount <= Self.maximumLength, "too long to be told from others")
    self.init(
      lowercasing: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Adds a byte, which is in lower case.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    high = high &<< 8 | low &>> 56
    low = low &<< 8 | UInt64(byte)
    length &+= 1
  }
}
