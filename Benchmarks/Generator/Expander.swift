/// Writes templates, with other names and numbers each time.
struct Expander {
  let vocabulary: Vocabulary
  /// For what differs from line to line.
  var random: SplitMix
  var clock: Clock
  /// How many distinct names were written; see ``Field/distinct``.
  var distinctCount = 0

  private var slots = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
  private var filledSlots = 0

  init(vocabulary: Vocabulary, random: SplitMix, clock: Clock) {
    self.vocabulary = vocabulary
    self.random = random
    self.clock = clock
  }

  /// Writes `template`.
  ///
  /// An incident decides all that belongs to an error; without one each text is another one.
  mutating func expand(_ template: Template, incident: UInt64? = nil, into text: inout Text) {
    var own = SplitMix(seed: incident ?? random.next())
    filledSlots = 0
    for piece in template.pieces {
      text.append(piece.literal, piece.length)
      guard let field = piece.field else { continue }
      let bits = piece.slot == 0 ? draw(field, &own) : kept(field, in: piece.slot, &own)
      write(field, bits, into: &text)
    }
  }

  /// Writes any of `templates`, without its last line's end.
  mutating func expandLine(of templates: UnsafeBufferPointer<Template>, into text: inout Text) {
    expand(templates[random.below(templates.count)], into: &text)
    text.cut(to: text.count - 1)
  }

  private mutating func draw(_ field: Field, _ own: inout SplitMix) -> UInt64 {
    field.isVolatile ? random.next() : own.next()
  }

  private mutating func kept(_ field: Field, in slot: Int, _ own: inout SplitMix) -> UInt64 {
    if filledSlots & 1 << slot == 0 {
      filledSlots |= 1 << slot
      let bits = draw(field, &own)
      switch slot {
      case 1: slots.0 = bits
      case 2: slots.1 = bits
      case 3: slots.2 = bits
      case 4: slots.3 = bits
      default: preconditionFailure("a template has slots 1 to 4")
      }
    }
    return switch slot {
    case 1: slots.0
    case 2: slots.1
    case 3: slots.2
    default: slots.3
    }
  }

  private mutating func write(_ field: Field, _ bits: UInt64, into text: inout Text) {
    switch field {
    case .word, .capitalWord, .upperWord, .snake, .camel, .pascal, .constant, .kebab, .dotted,
      .folder, .package, .host, .person, .agent:
      writeName(field, bits, into: &text)
    case .line, .column, .small, .count, .port, .version, .status:
      writeNumber(field, bits, into: &text)
    case .time, .stamp, .date, .clock, .syslog:
      writeMoment(field, bits, into: &text)
    case .milliseconds, .seconds, .pid, .hex, .short, .sha, .uuid, .address, .ip, .size, .percent,
      .number, .noise:
      writeMeasure(field, bits, into: &text)
    case .phrase, .sentence, .foreign, .flags, .escape, .tab, .distinct:
      writeProse(field, bits, into: &text)
    }
  }
}
