#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file, closed when it goes.
final class OpenFile: Sendable {
  let descriptor: Int32

  /// Takes the descriptor over.
  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// nil where there are fewer, or they can't be read.
  func bytes(_ range: Range<Int64>) -> [UInt8]? {
    let length = Int(range.upperBound - range.lowerBound)
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while count < length, let start = buffer.baseAddress {
        let got = pread(
          descriptor, start + count, length - count, off_t(range.lowerBound) + off_t(count))
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return }
        count += got
      }
    }
    return bytes.count == length ? bytes : nil
  }
}
