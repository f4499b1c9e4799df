/// Memory that is filled at its end and used up from its beginning.
struct ReadBuffer: ~Copyable {
  private var storage: UnsafeMutableRawBufferPointer
  /// Bytes in use, from the first on.
  private(set) var count = 0

  /// Behind the bytes in use so many more can be read; they hold anything.
  static let margin = 64

  /// - `capacity`: Bytes that it holds before it grows.
  init(capacity: Int) {
    storage = Self.memory(capacity)
  }

  deinit { storage.deallocate() }

  private static func memory(_ capacity: Int) -> UnsafeMutableRawBufferPointer {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: capacity + margin, alignment: 64)
    // What is read of the margin decides nothing, and should be the same in each run all the same.
    memory[capacity...].initializeMemory(as: UInt8.self, repeating: 0)
    return memory
  }

  /// Valid until the buffer is changed.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

  /// Lets `read` write up to `length` bytes behind those in use; returns how many it says it has.
  mutating func append<Failure: Error>(
    upTo length: Int, _ read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    if count + length + Self.margin > storage.count { grow(to: count + length) }
    let target = UnsafeMutableRawBufferPointer(rebasing: storage[count..<count + length])
    let filled = try read(target)
    count += filled
    return filled
  }

  private mutating func grow(to length: Int) {
    let memory = Self.memory(max(length, 2 * storage.count))
    memory.copyMemory(from: bytes)
    storage.deallocate()
    storage = memory
  }

  /// Takes away the first bytes; what is left moves to the beginning.
  mutating func drop(_ length: Int) {
    let rest = UnsafeRawBufferPointer(rebasing: storage[length..<count])
    UnsafeMutableRawBufferPointer(rebasing: storage[..<rest.count]).copyMemory(from: rest)
    count = rest.count
  }
}
