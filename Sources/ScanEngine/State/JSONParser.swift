internal import CSimdjson

/// Parses JSON with simdjson.
///
/// Its values live until the next parse: use them at once. Accepts what agents really write and
/// the standard forbids: invalid UTF-8, lone surrogates, `NaN` and `Infinity`, which are mended
/// before a second try.
package final class JSONParser {
  private let parser: OpaquePointer

  /// Returns nil when memory is out.
  package init?() {
    guard let parser = scan_json_parser_create() else { return nil }
    self.parser = parser
  }

  deinit { scan_json_parser_destroy(parser) }

  /// Parses one document and hands its root to `body`; the root is valid only there.
  ///
  /// - Returns: What `body` returns; nil where the bytes are not JSON.
  package func parse<Result>(
    _ bytes: UnsafeRawBufferPointer, body: (JSONValue) throws -> Result
  ) rethrows -> Result? {
    var root = scan_json_value()
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return nil }
    let code = scan_json_parse(
      parser, start.assumingMemoryBound(to: CChar.self), bytes.count, &root)
    if code == 0 { return try body(JSONValue(value: root)) }
    guard let mended = JSONRepair.mend(bytes) else { return nil }
    return try mended.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress,
        scan_json_parse(parser, start.assumingMemoryBound(to: CChar.self), buffer.count, &root) == 0
      else { return nil }
      return try body(JSONValue(value: root))
    }
  }
}

/// A value of the document that its ``JSONParser`` parsed last.
package struct JSONValue {
  fileprivate let value: scan_json_value

  package enum Kind: Hashable, Sendable {
    case null, boolean, integer, number, string, array, object
  }

  package var kind: Kind {
    switch scan_json_kind_of(value) {
    case SCAN_JSON_BOOLEAN: .boolean
    case SCAN_JSON_INTEGER: .integer
    case SCAN_JSON_NUMBER: .number
    case SCAN_JSON_STRING: .string
    case SCAN_JSON_ARRAY: .array
    case SCAN_JSON_OBJECT: .object
    default: .null
    }
  }

  package var boolean: Bool? { kind == .boolean ? scan_json_boolean(value) : nil }

  package var integer: Int? { kind == .integer ? Int(scan_json_integer(value)) : nil }

  /// Any number, integers too.
  package var number: Double? {
    kind == .number || kind == .integer ? scan_json_number(value) : nil
  }

  package var string: String? { stringBytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The decoded text in UTF-8, valid until the next parse.
  package var stringBytes: UnsafeRawBufferPointer? {
    guard kind == .string else { return nil }
    var length = 0
    let start = scan_json_string(value, &length)
    return UnsafeRawBufferPointer(start: start, count: length)
  }

  /// The member of an object; nil where there is none, or this is no object.
  package subscript(key: StaticString) -> JSONValue? {
    var found = scan_json_value()
    let name = UnsafeRawPointer(key.utf8Start).assumingMemoryBound(to: CChar.self)
    return scan_json_find(value, name, key.utf8CodeUnitCount, &found)
      ? JSONValue(value: found) : nil
  }

  /// The string of a member; nil where it is absent, empty or no string.
  package func text(_ key: StaticString) -> String? {
    guard let bytes = self[key]?.stringBytes, !bytes.isEmpty else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether this is the string `text`; makes no String.
  package func equals(_ text: StaticString) -> Bool {
    guard let bytes = stringBytes, bytes.count == text.utf8CodeUnitCount else { return false }
    return bytes.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: bytes.count))
  }

  /// The elements of an array in order; empty for everything else.
  package var elements: JSONSequence { JSONSequence(container: value) }

  /// The members of an object in the document's order; empty for everything else.
  package var members: JSONMembers { JSONMembers(container: value) }
}

/// The names that an object's members have or that are looked for, as a set in which other names
/// may seem to be too.
package struct JSONNameSet: Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  fileprivate init() {}

  fileprivate init(of value: JSONValue) { words = scan_json_names(value.value).words }

  /// The place of a name in a set.
  @inline(__always)
  fileprivate static func place(of name: StaticString) -> UInt8 {
    let start = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    return scan_json_name_place(start, name.utf8CodeUnitCount)
  }

  @inline(__always)
  fileprivate func contains(_ place: UInt8) -> Bool {
    let word =
      place < 128 ? (place < 64 ? words.0 : words.1) : (place < 192 ? words.2 : words.3)
    return word & (1 << UInt64(place & 63)) != 0
  }

  fileprivate mutating func insert(_ place: UInt8) {
    let bit: UInt64 = 1 << UInt64(place & 63)
    switch place >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  package mutating func formUnion(_ other: JSONNameSet) {
    words.0 |= other.words.0
    words.1 |= other.words.1
    words.2 |= other.words.2
    words.3 |= other.words.3
  }

  /// Whether one of the names may be in this set.
  @inline(__always)
  package func intersects(_ names: JSONNames) -> Bool {
    let other = names.set.words
    return (words.0 & other.0) | (words.1 & other.1) | (words.2 & other.2) | (words.3 & other.3)
      != 0
  }
}

/// Names of which the first that an object has is looked for; to be made once and kept.
package struct JSONNames: ExpressibleByArrayLiteral, Sendable {
  fileprivate struct Name: Sendable {
    let text: StaticString
    let place: UInt8
  }

  fileprivate let names: [Name]
  fileprivate private(set) var set = JSONNameSet()

  package init(arrayLiteral texts: StaticString...) {
    names = texts.map { Name(text: $0, place: JSONNameSet.place(of: $0)) }
    for name in names { set.insert(name.place) }
  }

  /// The names, in their order.
  package var texts: [StaticString] { names.map(\.text) }

  /// All names of some lists.
  package init(joining lists: [JSONNames]) {
    names = lists.flatMap(\.names)
    for name in names { set.insert(name.place) }
  }
}

/// An object that is asked for many members which it doesn't have.
///
/// As valid as its value.
package struct JSONObjectView {
  package let value: JSONValue
  package let names: JSONNameSet

  package init(_ value: JSONValue) {
    self.value = value
    names = JSONNameSet(of: value)
  }

  /// The member of the object; nil where there is none, or this is no object.
  @inline(__always)
  package subscript(key: StaticString) -> JSONValue? {
    names.contains(JSONNameSet.place(of: key)) ? value[key] : nil
  }

  /// The string of a member; nil where it is absent, empty or no string.
  @inline(__always)
  package func text(_ key: StaticString) -> String? {
    names.contains(JSONNameSet.place(of: key)) ? value.text(key) : nil
  }

  /// The first of the members that `body` makes something of.
  @inline(__always)
  package func first<Result>(_ keys: JSONNames, _ body: (JSONValue) -> Result?) -> Result? {
    guard names.intersects(keys) else { return nil }
    for name in keys.names where names.contains(name.place) {
      if let member = value[name.text], let result = body(member) { return result }
    }
    return nil
  }
}

/// The elements of an array.
package struct JSONSequence: Sequence, IteratorProtocol {
  private var iterator = scan_json_iterator()
  private let isEmpty: Bool

  fileprivate init(container: scan_json_value) {
    isEmpty = !(scan_json_iterate(container, &iterator) && !iterator.is_object)
  }

  private init() { isEmpty = true }

  /// No elements, for where there is no array.
  package static var empty: JSONSequence { JSONSequence() }

  package mutating func next() -> JSONValue? {
    var key: UnsafePointer<CChar>?
    var length = 0
    var value = scan_json_value()
    guard !isEmpty, scan_json_next(&iterator, &key, &length, &value) else { return nil }
    return JSONValue(value: value)
  }
}

/// The members of an object.
package struct JSONMembers: Sequence, IteratorProtocol {
  private var iterator = scan_json_iterator()
  private let isEmpty: Bool

  fileprivate init(container: scan_json_value) {
    isEmpty = !(scan_json_iterate(container, &iterator) && iterator.is_object)
  }

  package mutating func next() -> (key: String, value: JSONValue)? {
    var key: UnsafePointer<CChar>?
    var length = 0
    var value = scan_json_value()
    guard !isEmpty, scan_json_next(&iterator, &key, &length, &value), let key else { return nil }
    let name = UnsafeRawBufferPointer(start: key, count: length)
    return (String(decoding: name, as: UTF8.self), JSONValue(value: value))
  }
}
