extension GlobPattern {
  /// What a path that matched turned out to be.
  enum Target: Hashable, Sendable {
    case file
    case folder
  }

  /// What the first `*` stands for in `path`, which matched.
  ///
  /// It is without the extension of a file whose name the star takes to its end. A `**` doesn't
  /// count; nil where the glob has no other star.
  func firstStarCapture(in path: UnsafeRawBufferPointer, target: Target) -> [UInt8]? {
    let names = path.split(separator: UInt8(ascii: "/")).map(UnsafeRawBufferPointer.init(rebasing:))
    for steps in alternatives {
      guard
        let star = steps.firstIndex(where: {
          if case .name(let segment) = $0 { segment.hasStar } else { false }
        }),
        let index = name(at: star, of: steps, in: names),
        case .name(let segment) = steps[star], let range = segment.firstStar(in: names[index])
      else { continue }
      let capture = names[index][range]
      let isLast = index == names.count - 1
      guard isLast, target == .file, segment.endsWithItsFirstStar,
        let dot = capture.lastIndex(of: UInt8(ascii: ".")), dot > capture.startIndex
      else { return Array(capture) }
      return Array(capture[..<dot])
    }
    return nil
  }

  /// Which name of the path the step `wanted` matches; nil where this alternative doesn't match.
  private func name(
    at wanted: Int, of steps: [Step], in names: [UnsafeRawBufferPointer]
  ) -> Int? {
    // The path is known to match; without a choice of what does, step and name go together.
    let isOnly =
      alternatives.count == 1 && names.count == steps.count && !steps.contains(.anyFolders)
    return isOnly ? wanted : Self.name(at: wanted, of: steps[...], in: names[...])
  }

  /// Which name of the path the step `wanted` matches; a `**` takes as few folders as it can.
  private static func name(
    at wanted: Int, of steps: ArraySlice<Step>, in names: ArraySlice<UnsafeRawBufferPointer>
  ) -> Int? {
    var reachable: [(start: Int, wanted: Int?)] = [(names.startIndex, nil)]
    for (index, step) in zip(steps.indices, steps) {
      var next: [(start: Int, wanted: Int?)] = []
      for place in reachable {
        switch step {
        case .anyFolders:
          for start in place.start...names.endIndex { next.append((start, place.wanted)) }
        case .name(let segment):
          guard place.start < names.endIndex, segment.matches(names[place.start]) else { continue }
          next.append((place.start + 1, index == wanted ? place.start : place.wanted))
        }
      }
      var seen: Set<Int> = []
      reachable = next.filter { seen.insert($0.start).inserted }
    }
    return reachable.first { $0.start == names.endIndex }?.wanted
  }
}
