extension KnownProject {
  /// Of this machine alone, so numbers are as the processor has them.
  private static let version = Array("scanctl files 1\n".utf8)
  private static let digestLength = 32
  /// Of documents.
  private static let plausibleCount: ClosedRange<Int64> = 0...1 << 40

  /// What a file holds of it.
  ///
  /// - `conditions`: Stands for all that it depends on; 32 bytes.
  func bytes(_ conditions: [UInt8], at time: Timestamp) -> [UInt8] {
    var content = ByteWriter()
    content.add(conditions)
    content.add(time.milliseconds)
    content.add(changes)
    content.add(state)
    content.add(Int64(sources.count))
    for (name, files) in sources {
      content.add(Array(name.utf8))
      content.add(Int64(files.withOldRules))
      content.add(files.entries)
      content.add(files.withoutFile)
    }
    return Self.version + SHA256.digest(of: content.bytes) + content.bytes
  }

  /// nil for a file that is no such, is damaged, is from a later time, or was written under other
  /// conditions.
  init?(_ bytes: [UInt8], _ conditions: [UInt8], now: Timestamp) {
    let start = Self.version.count + Self.digestLength
    guard bytes.count >= start, bytes.starts(with: Self.version) else { return nil }
    var reader = ByteReader(bytes, from: start)
    guard reader.array(of: UInt8.self) == conditions, let time = reader.number(),
      time <= now.milliseconds, let changes = reader.number(), let state = reader.state(),
      let count = reader.number(),
      count >= 0,
      // What is left is looked at only where it is ours.
      bytes[Self.version.count..<start].elementsEqual(Self.digest(of: bytes, from: start))
    else { return nil }
    var sources: [String: KnownFiles] = [:]
    for _ in 0..<count {
      guard let name = reader.array(of: UInt8.self), let withOldRules = reader.number(),
        Self.plausibleCount.contains(withOldRules),
        let entries = reader.array(of: KnownFiles.Entry.self),
        let withoutFile = reader.array(of: DocumentID.self)
      else { return nil }
      var files = KnownFiles()
      files.entries = entries
      files.withoutFile = withoutFile
      files.withOldRules = Int(withOldRules)
      sources[String(decoding: name, as: UTF8.self)] = files
    }
    self.init(sources: sources, changes: changes, state: state.first)
  }

  private static func digest(of bytes: [UInt8], from start: Int) -> [UInt8] {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[start...])) }
    return hash.digest()
  }
}

/// Adds numbers and arrays of plain values as they lie in memory.
private struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  /// Nothing, or all of it.
  mutating func add(_ state: KnownState?) {
    guard let state else { return add([Int64]()) }
    let file = state.file
    var numbers = [state.changes, file.size, file.modified, file.changed]
    numbers += [Int64(bitPattern: file.inode), Int64(bitPattern: file.device)]
    for list in StateList.allCases {
      let range = state.places.lists[list] ?? 0..<0
      numbers += [range.lowerBound, range.upperBound]
    }
    add(numbers)
  }

  /// Its length comes first.
  mutating func add<Element: BitwiseCopyable>(_ array: [Element]) {
    add(Int64(array.count))
    array.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}

/// Reads what a ``ByteWriter`` has written.
private struct ByteReader {
  private let bytes: [UInt8]
  private var position: Int

  init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// nil at the end.
  mutating func number() -> Int64? {
    guard bytes.count - position >= MemoryLayout<Int64>.size else { return nil }
    defer { position += MemoryLayout<Int64>.size }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Int64.self) }
  }

  /// One or none; nil where it is neither.
  mutating func state() -> [KnownState]? {
    let lists = StateList.allCases
    guard let numbers = array(of: Int64.self) else { return nil }
    if numbers.isEmpty { return [] }
    guard numbers.count == 6 + lists.count * 2 else { return nil }
    var places = StatePlaces()
    for (index, list) in lists.enumerated() {
      let (start, end) = (numbers[6 + index * 2], numbers[7 + index * 2])
      guard start >= 0, start <= end else { return nil }
      if start < end { places.lists[list] = start..<end }
    }
    let file = FileIdentity(
      size: numbers[1], modified: numbers[2], changed: numbers[3],
      inode: UInt64(bitPattern: numbers[4]), device: UInt64(bitPattern: numbers[5]))
    return [KnownState(file: file, places: places, changes: numbers[0])]
  }

  /// nil where there are fewer than the length says.
  mutating func array<Element: BitwiseCopyable>(of type: Element.Type) -> [Element]? {
    let stride = MemoryLayout<Element>.stride
    guard let count = number(), count >= 0, count <= (bytes.count - position) / stride else {
      return nil
    }
    let length = Int(count) * stride
    defer { position += length }
    return [Element](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: $0[position..<(position + length)]))
      }
      initialized = Int(count)
    }
  }
}
