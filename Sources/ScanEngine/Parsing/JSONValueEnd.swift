/// Finds the byte after a JSON value that comes in pieces, without parsing it.
package struct JSONValueEnd {
  private var depth = 0
  private var isInText = false
  private var isEscaped = false

  /// No piece was looked at yet.
  package init() {}

  /// How many bytes of the piece belong to the value; nil where it goes on behind the piece.
  ///
  /// Only objects and arrays end by themselves; a hook's input is an object.
  package mutating func find(in piece: ArraySlice<UInt8>) -> Int? {
    for (index, byte) in zip(1..., piece) {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return index }
      default: break
      }
    }
    return nil
  }
}
