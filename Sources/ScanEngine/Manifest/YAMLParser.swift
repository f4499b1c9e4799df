internal import CYAML

/// Reads YAML as a stream of events; owns all of libyaml's memory.
struct YAMLParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// libyaml keeps pointing into it.
  private let input: UnsafeMutableBufferPointer<UInt8>
  /// A place that libyaml has counted in characters, and its byte; places are asked for in
  /// ascending order.
  private var reached = (character: 0, byte: 0)

  /// - Parameter bytes: UTF-8 without a byte order mark. Returns nil when memory is out.
  init?(_ bytes: [UInt8]) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    self.parser = parser
    input = .allocate(capacity: bytes.count)
    _ = input.initialize(from: bytes)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    input.deallocate()
  }

  /// The next event; after ``YAMLEvent/Kind/streamEnd`` there is none.
  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw syntaxError() }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(
      kind: kind(of: event), start: mark(event.start_mark), end: mark(event.end_mark))
  }

  /// The bytes that an event was read from.
  func source(of event: YAMLEvent) -> UnsafeBufferPointer<UInt8> {
    let end = min(event.end.byte, input.count)
    return UnsafeBufferPointer(rebasing: input[min(event.start.byte, end)..<end])
  }

  private func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_STREAM_END_EVENT: .streamEnd
    case YAML_ALIAS_EVENT: .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      .scalar(
        scalar(event),
        .init(anchor: text(event.data.scalar.anchor), tag: text(event.data.scalar.tag)))
    case YAML_SEQUENCE_START_EVENT:
      .sequenceStart(
        .init(
          anchor: text(event.data.sequence_start.anchor), tag: text(event.data.sequence_start.tag)))
    case YAML_MAPPING_START_EVENT:
      .mappingStart(
        .init(
          anchor: text(event.data.mapping_start.anchor), tag: text(event.data.mapping_start.tag)))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .collectionEnd
    default: .streamStart
    }
  }

  private func scalar(_ event: yaml_event_t) -> (text: String, style: YAMLScalar.Style) {
    let scalar = event.data.scalar
    let style: YAMLScalar.Style =
      switch scalar.style {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
      case YAML_LITERAL_SCALAR_STYLE: .literal
      case YAML_FOLDED_SCALAR_STYLE: .folded
      default: .plain
      }
    let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    return (String(decoding: bytes, as: UTF8.self), style)
  }

  private func text(_ name: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    name.map { String(cString: $0) }
  }

  private mutating func mark(_ mark: yaml_mark_t) -> YAMLEvent.Mark {
    YAMLEvent.Mark(
      byte: byte(ofCharacter: mark.index), line: mark.line + 1, column: mark.column + 1)
  }

  private mutating func byte(ofCharacter target: Int) -> Int {
    if target < reached.character { reached = (0, 0) }
    while reached.character < target, reached.byte < input.count {
      reached.byte += 1
      while reached.byte < input.count, input[reached.byte] & 0xC0 == 0x80 { reached.byte += 1 }
      reached.character += 1
    }
    return reached.byte
  }

  private mutating func syntaxError() -> YAMLSyntaxError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it can't be read"
    guard parser.pointee.error != YAML_READER_ERROR else {
      let place = YAMLSyntaxError.place(
        ofByte: parser.pointee.problem_offset, in: UnsafeBufferPointer(input))
      return YAMLSyntaxError(problem: problem, line: place.line, column: place.column)
    }
    // A quote that is never closed is noticed at the end of the file; its beginning says more.
    let isUnclosed =
      problem == "found unexpected end of stream"
      || problem == "found unexpected document indicator"
    let place = mark(isUnclosed ? parser.pointee.context_mark : parser.pointee.problem_mark)
    let context = parser.pointee.context.map { String(cString: $0) }
    let byte = place.byte < input.count ? input[place.byte] : nil
    return YAMLSyntaxError(
      problem: problem, line: place.line, column: place.column,
      context: context.map { ($0, parser.pointee.context_mark.line + 1) },
      character: byte.flatMap { $0 < 0x80 ? Unicode.Scalar($0) : nil })
  }
}
