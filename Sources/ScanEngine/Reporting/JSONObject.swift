/// A JSON object that is written member by member, in the order of the calls.
package struct JSONObject {
  private var text: [UInt8] = [UInt8(ascii: "{")]

  /// Version of the JSON that scanctl prints.
  package static let schemaVersion = 1

  package init() {}

  /// With `schema_version` as its first member.
  package static var versioned: JSONObject {
    var object = JSONObject()
    object.add("schema_version", schemaVersion)
    return object
  }

  package mutating func add(_ key: String, _ value: String?) {
    begin(key)
    if let value { JSONText.append(value, to: &text) } else { text.append(contentsOf: "null".utf8) }
  }

  package mutating func add(_ key: String, _ value: Int?) {
    begin(key)
    text.append(contentsOf: (value.map(String.init) ?? "null").utf8)
  }

  package mutating func add(_ key: String, _ value: Bool) {
    begin(key)
    text.append(contentsOf: (value ? "true" : "false").utf8)
  }

  package mutating func add(_ key: String, _ value: JSONObject?) {
    begin(key)
    text.append(contentsOf: (value?.description ?? "null").utf8)
  }

  package mutating func add(_ key: String, _ values: [JSONObject]) {
    add(key, values) { $1 = $0 }
  }

  /// Adds a list of objects of which no more than one is kept, for there may be 100,000.
  ///
  /// - `fill`: Adds to the object what it has of an element.
  package mutating func add<Element>(
    _ key: String, _ elements: [Element], _ fill: (Element, inout JSONObject) -> Void
  ) {
    begin(key)
    text.append(UInt8(ascii: "["))
    var object = JSONObject()
    for (index, element) in elements.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      object.text.removeSubrange(1...)
      fill(element, &object)
      text.append(contentsOf: object.text)
      text.append(UInt8(ascii: "}"))
    }
    text.append(UInt8(ascii: "]"))
  }

  package mutating func add(_ key: String, _ values: [String]) {
    begin(key)
    text.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      JSONText.append(value, to: &text)
    }
    text.append(UInt8(ascii: "]"))
  }

  private mutating func begin(_ key: String) {
    if text.count > 1 { text.append(UInt8(ascii: ",")) }
    JSONText.append(key, to: &text)
    text.append(UInt8(ascii: ":"))
  }
}

extension JSONObject: CustomStringConvertible {
  /// The object on one line.
  package var description: String { String(decoding: text, as: UTF8.self) + "}" }
}
