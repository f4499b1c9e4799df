extension Array {
  /// Puts at each place the element that `sources` names, each once; moves them, for they may be
  /// large.
  mutating func rearrange(_ sources: [Int]) {
    withUnsafeMutableBufferPointer { elements in
      var sources = sources
      for start in sources.indices where sources[start] != start {
        let element = elements.moveElement(from: start)
        var place = start
        while sources[place] != start {
          let source = sources[place]
          elements.initializeElement(at: place, to: elements.moveElement(from: source))
          sources[place] = place
          place = source
        }
        elements.initializeElement(at: place, to: element)
        sources[place] = place
      }
    }
  }
}
