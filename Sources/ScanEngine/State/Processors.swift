internal import CGNU

#if canImport(Darwin)
  internal import Darwin
#endif

/// The processors of this machine.
package enum Processors {
  /// How many this process may use, at least 1.
  package static var usable: Int {
    #if os(Linux)
      return max(1, Int(scan_usable_processors()))
    #else
      return max(1, sysconf(_SC_NPROCESSORS_ONLN))
    #endif
  }
}
