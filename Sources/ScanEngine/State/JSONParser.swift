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

/// An object that is asked for many members which it doesn't have.
package struct JSONObjectView {
  private let object: JSONValue
  /// A bit for each member's name, so that most names that are not there need no search.
  private let names: UInt64

  package init(_ value: JSONValue) {
    object = value
    names = scan_json_names(value.value)
  }

  /// The member of the object; nil where there is none, or this is no object.
  package subscript(key: StaticString) -> JSONValue? {
    let name = UnsafeRawPointer(key.utf8Start).assumingMemoryBound(to: CChar.self)
    let bit = scan_json_name_bit(name, key.utf8CodeUnitCount)
    return names & bit == 0 ? nil : object[key]
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
