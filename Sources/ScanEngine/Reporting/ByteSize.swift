/// Sizes as people read them.
package enum ByteSize {
  /// `980 B`, `1.5 KiB`, `12 MiB`.
  package static func text(_ bytes: Int64) -> String {
    var value = Double(bytes)
    var unit = 0
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    while value >= 1_024, unit < units.count - 1 {
      value /= 1_024
      unit += 1
    }
    if unit == 0 || value >= 10 { return "\(Int(value.rounded())) \(units[unit])" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
