/// Cuts the members of an object out of JSON that is known to be valid.
enum JSONSlices {
  /// The members' bytes, without the space around them.
  static func members(of json: [UInt8]) -> [String: [UInt8]] {
    var members: [String: [UInt8]] = [:]
    var position = (json.firstIndex(of: 0x7B) ?? json.count) + 1
    while let start = json[min(position, json.count)...].firstIndex(of: 0x22) {
      let end = endOfValue(in: json, from: start)
      let key = Array(json[start..<end])
      guard let colon = json[end...].firstIndex(of: 0x3A) else { break }
      let value = json[(colon + 1)...].firstIndex { !isSpace($0) } ?? json.count
      position = endOfValue(in: json, from: value)
      if let name = decoded(key) { members[name] = Array(json[value..<position]) }
    }
    return members
  }

  private static func decoded(_ key: [UInt8]) -> String? {
    // simdjson parses a string on its own as a document.
    key.withUnsafeBytes { JSONParser()?.parse($0) { $0.string } } ?? nil
  }

  /// The byte after the value that begins at `start`.
  private static func endOfValue(in json: [UInt8], from start: Int) -> Int {
    var depth = 0
    var inString = false
    var index = start
    while index < json.count {
      let byte = json[index]
      if inString {
        if byte == 0x5C { index += 1 } else if byte == 0x22 { inString = false }
        if !inString, depth == 0 { return index + 1 }
      } else {
        switch byte {
        case 0x22: inString = true
        case 0x7B, 0x5B: depth += 1
        case 0x7D, 0x5D:
          if depth == 0 { return index }
          depth -= 1
          if depth == 0 { return index + 1 }
        case 0x2C where depth == 0: return index
        case _ where depth == 0 && isSpace(byte): return index
        default: break
        }
      }
      index += 1
    }
    return json.count
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
