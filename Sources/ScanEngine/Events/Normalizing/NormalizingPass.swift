/// One message on its way to its normal form.
///
/// Split over files by kinds of tokens. All lookahead is bounded, so that time is linear.
struct NormalizingPass {
  /// Followed by ``padding`` zeros.
  let input: UnsafePointer<UInt8>
  let count: Int
  let output: UnsafeMutablePointer<UInt8>
  let classes: UnsafePointer<UInt16>
  let vocabulary: Vocabulary

  /// The next byte of the input.
  var position = 0
  /// How many bytes of the output are written.
  var length = 0
  /// A space is due before the next byte of the output.
  var spaceIsDue = false
  /// The end of the last placeholder in the output while only separators came after it, else -1.
  var variableEnd = -1
  /// What the last word, and the word before it, said about what comes next.
  var previous: WordTraits = []
  var beforePrevious: WordTraits = []
  /// All that the words of the message have said so far.
  var message: WordTraits = []
  /// The last word in the input, which may be the key of `key=value`.
  var lastWord = 0..<0
  /// Where the quotation that is being read ends, or -1.
  var quoteEnd = -1
  /// How it is quoted in the output.
  var quoteMark: UInt8 = 0x27
  var braces = 0

  @inline(__always)
  init(
    input: UnsafePointer<UInt8>, count: Int, output: UnsafeMutablePointer<UInt8>,
    classes: UnsafePointer<UInt16>, vocabulary: Vocabulary
  ) {
    self.input = input
    self.count = count
    self.output = output
    self.classes = classes
    self.vocabulary = vocabulary
  }

  /// Room behind the output, for copies of whole registers.
  static let slack = 32
  /// Zeros behind the input, so that whole registers can be read anywhere in it.
  ///
  /// A zero is white space, which ends what is read.
  static let padding = 32
  /// Farthest that a closing bracket or quotation mark is looked for, and the longest chunk and
  /// value that is looked into.
  static let reach = 400

  /// Writes the normal form and returns its length.
  mutating func run() -> Int {
    while position < count {
      let byteClass = self.byteClass(position)
      if byteClass.isDisjoint(with: .endsChunk) {
        guard plainChunk(byteClass) else {
          chunk()
          continue
        }
        if input[position] == 0x20 {
          spaceIsDue = length > 0
          position += 1
        }
      } else if byteClass.contains(.space) {
        spaceIsDue = length > 0
        position += 1
      } else {
        delimiter(input[position])
      }
    }
    return length
  }

  @inline(__always)
  func byteClass(_ index: Int) -> ByteClass {
    ByteClass(rawValue: classes[Int(input[index])])
  }

  /// The byte at `index`, or 0 outside the message.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 { index >= 0 && index < count ? input[index] : 0 }

  @inline(__always)
  func isDigit(_ index: Int) -> Bool { byte(index) &- 0x30 < 10 }

  @inline(__always)
  func isLetter(_ index: Int) -> Bool {
    index >= 0 && index < count && byteClass(index).contains(.letter)
  }

  @inline(__always)
  func isSpaceOrEnd(_ index: Int) -> Bool {
    index >= count || byteClass(index).contains(.space)
  }

  @inline(__always)
  func traits(_ range: Range<Int>) -> WordTraits {
    vocabulary.traits(input + range.lowerBound, length: range.count)
  }

  /// Whether `text` stands at `index`.
  func stands(_ text: StaticString, at index: Int) -> Bool {
    guard index >= 0, index + text.utf8CodeUnitCount <= count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where input[index + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  // MARK: What is written

  @inline(__always)
  private mutating func writeDueSpace() {
    guard spaceIsDue else { return }
    output[length] = 0x20
    length += 1
    spaceIsDue = false
  }

  /// Copies what stays.
  @inline(__always)
  mutating func keep(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    writeDueSpace()
    let target = output + length
    let source = input + range.lowerBound
    if range.count <= 32 {
      // Copies more than is asked for, which is overwritten by what comes next.
      copySixteen(from: source, to: target)
      if range.count > 16 { copySixteen(from: source + 16, to: target + 16) }
    } else {
      target.update(from: source, count: range.count)
    }
    length += range.count
    variableEnd = -1
  }

  @inline(__always)
  private func copySixteen(
    from source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
  ) {
    let bytes = UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self)
    UnsafeMutableRawPointer(target).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
  }

  /// Writes a byte that stays.
  @inline(__always)
  mutating func keep(_ byte: UInt8) {
    writeDueSpace()
    output[length] = byte
    length += 1
    variableEnd = -1
  }

  /// Writes punctuation that goes where it stands between two placeholders.
  @inline(__always)
  mutating func join(_ byte: UInt8) {
    writeDueSpace()
    output[length] = byte
    length += 1
  }

  mutating func join(_ range: Range<Int>) {
    for index in range { join(input[index]) }
  }

  /// Writes a placeholder, or lets the last one stand for this too.
  mutating func drop() {
    if variableEnd >= 0 {
      length = variableEnd
      spaceIsDue = false
    } else {
      writeDueSpace()
      output[length] = UInt8(ascii: "<")
      output[length + 1] = UInt8(ascii: "*")
      output[length + 2] = UInt8(ascii: ">")
      length += 3
      variableEnd = length
    }
  }

  /// Remembers what the word that was just read says.
  @inline(__always)
  mutating func remember(_ traits: WordTraits) {
    beforePrevious = previous
    previous = traits
    message.formUnion(traits)
  }
}
