#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An error number of the system, and its words.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  package let number: Int32

  init(_ number: Int32) { self.number = number }

  /// `Permission denied`.
  package var description: String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
  }

  /// That there is nothing of the name isn't a failure of a search.
  var isMissing: Bool { number == ENOENT || number == ENOTDIR }

  var isSymbolicLink: Bool { number == ELOOP }
}
