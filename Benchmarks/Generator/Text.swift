#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes that are being written, in a room that is never left and never grows.
struct Text: ~Copyable {
  private let room: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    room = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { room.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: room, count: count) }

  /// Forgets what comes after the first `count` bytes.
  mutating func cut(to count: Int) { self.count = count }

  mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    precondition(count + length <= capacity, "a text of more than \(capacity) bytes")
    memcpy(room + count, bytes, length)
    count += length
  }

  mutating func append(_ string: StaticString) {
    append(string.utf8Start, string.utf8CodeUnitCount)
  }

  mutating func append(byte: UInt8) {
    precondition(count < capacity, "a text of more than \(capacity) bytes")
    room[count] = byte
    count += 1
  }

  mutating func append(_ other: borrowing Text) { append(other.bytes) }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    append(start, bytes.count)
  }

  /// Makes the letter at `place` a capital.
  mutating func capitalize(at place: Int) { room[place] &= 0xDF }

  mutating func capitalize(from place: Int) {
    for index in place..<count where room[index] >= 0x61 && room[index] <= 0x7A {
      room[index] &= 0xDF
    }
  }

  /// Appends a number with at least `width` digits, filled with `fill`.
  mutating func append(_ number: Int, width: Int = 1, fill: UInt8 = 0x30) {
    var length = 1
    var rest = number / 10
    while rest > 0 {
      length += 1
      rest /= 10
    }
    for _ in 0..<max(0, width - length) { append(byte: fill) }
    precondition(count + length <= capacity, "a text of more than \(capacity) bytes")
    rest = number
    for index in stride(from: count + length - 1, through: count, by: -1) {
      room[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += length
  }

  /// Appends the lowest `digits` hexadecimal digits.
  mutating func append(hexadecimal bits: UInt64, digits: Int) {
    for digit in stride(from: digits - 1, through: 0, by: -1) {
      let value = UInt8(truncatingIfNeeded: bits >> UInt64(digit * 4)) & 0xF
      append(byte: value < 10 ? 0x30 + value : 0x57 + value)
    }
  }

  /// Appends what stands in `other` from `place` on, as JSON has it in a string.
  mutating func append(escaped other: borrowing Text, from place: Int = 0) {
    let bytes = other.bytes
    precondition(count + (other.count - place) * 6 <= capacity, "a text of \(capacity) bytes")
    for index in place..<other.count {
      let byte = bytes[index]
      if byte >= 0x20, byte != 0x22, byte != 0x5C {
        room[count] = byte
        count += 1
        continue
      }
      switch byte {
      case 0x0A: append(#"\n"#)
      case 0x09: append(#"\t"#)
      case 0x22: append(#"\""#)
      case 0x5C: append(#"\\"#)
      default:
        append(#"\u00"#)
        append(hexadecimal: UInt64(byte), digits: 2)
      }
    }
  }
}
