/// Finds all of many literals in one pass over the bytes.
///
/// Aho and Corasick's automaton (Communications of the ACM 18(6), 1975), made deterministic, over
/// classes of bytes so that its table stays in the cache.
package struct KeywordAutomaton: Sendable {
  /// The class of each byte; class 0 is every byte of no keyword.
  private let classes: [UInt16]
  private let classCount: Int
  /// The state that follows, multiplied by ``classCount``: `transitions[state + class]`.
  private let transitions: [UInt32]
  /// For each state, the range of its keywords in ``outputs``.
  private let outputStarts: [UInt32]
  private let outputs: [Int32]
  /// States from here on (multiplied) report keywords.
  private let firstReporting: UInt32

  /// - Parameter keywords: None empty and none with a newline; their indexes are what is reported.
  package init(_ keywords: [Keyword]) {
    var trie = KeywordTrie(keywords)
    trie.link()
    let order = trie.silentFirst
    var number = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { number[old] = new }
    classes = trie.classes
    classCount = trie.classCount
    var transitions = [UInt32](repeating: 0, count: order.count * trie.classCount)
    var starts: [UInt32] = [0]
    var outputs: [Int32] = []
    for (new, old) in order.enumerated() {
      for column in 0..<trie.classCount {
        let target = number[Int(trie.next[old * trie.classCount + column])]
        transitions[new * trie.classCount + column] = UInt32(target * trie.classCount)
      }
      outputs.append(contentsOf: trie.outputs[old])
      starts.append(UInt32(outputs.count))
    }
    self.transitions = transitions
    self.outputs = outputs
    outputStarts = starts
    let silent = order.firstIndex { !trie.outputs[$0].isEmpty } ?? order.count
    firstReporting = UInt32(silent * trie.classCount)
  }

  /// Whether a scan wants more.
  package enum Answer { case goOn, stop }

  /// Calls `report` for each keyword that ends in `bytes[start..<end]`, in the order of the ends.
  ///
  /// - `report`: Takes the keyword's index and the offset after its last byte.
  @inline(__always)
  package func scan(
    _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int,
    report: (Int, Int) -> Answer
  ) {
    transitions.withUnsafeBufferPointer { transitions in
      classes.withUnsafeBufferPointer { classes in
        var state: UInt32 = 0
        var index = start
        while index < end {
          state = transitions[Int(state) + Int(classes[Int(bytes[index])])]
          index += 1
          guard state >= firstReporting else { continue }
          let number = Int(state) / classCount
          for output in outputStarts[number]..<outputStarts[number + 1]
          where report(Int(outputs[Int(output)]), index) == .stop {
            return
          }
        }
      }
    }
  }
}

/// The automaton while it is built.
private struct KeywordTrie {
  var classes = [UInt16](repeating: 0, count: 256)
  var classCount = 1
  /// The target of each state and class; -1 where there is none yet.
  var next: [Int32] = []
  /// The keywords that end in each state.
  var outputs: [[Int32]] = []

  init(_ keywords: [Keyword]) {
    for keyword in keywords {
      for byte in keyword.bytes where classes[Int(byte)] == 0 {
        classes[Int(byte)] = UInt16(classCount)
        if keyword.ignoresCase, (0x61...0x7A).contains(byte) {
          classes[Int(byte & ~0x20)] = UInt16(classCount)
        }
        classCount += 1
      }
    }
    addState()
    for (index, keyword) in keywords.enumerated() { insert(keyword, index: Int32(index)) }
  }

  private mutating func addState() {
    next.append(contentsOf: repeatElement(-1, count: classCount))
    outputs.append([])
  }

  private mutating func insert(_ keyword: Keyword, index: Int32) {
    var state = 0
    for byte in keyword.bytes {
      let edge = state * classCount + Int(classes[Int(byte)])
      if next[edge] < 0 {
        next[edge] = Int32(outputs.count)
        addState()
      }
      state = Int(next[edge])
    }
    outputs[state].append(index)
  }

  /// Makes the automaton total: follows the longest suffix that is a prefix of a keyword.
  mutating func link() {
    var failure = [Int](repeating: 0, count: outputs.count)
    var queue: [Int] = []
    for column in 0..<classCount {
      if next[column] < 0 { next[column] = 0 } else { queue.append(Int(next[column])) }
    }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      outputs[state].append(contentsOf: outputs[failure[state]])
      for column in 0..<classCount {
        let edge = state * classCount + column
        let fallback = next[failure[state] * classCount + column]
        if next[edge] < 0 {
          next[edge] = fallback
        } else {
          failure[Int(next[edge])] = Int(fallback)
          queue.append(Int(next[edge]))
        }
      }
    }
  }

  /// The states, those that report nothing first; the start stays first.
  var silentFirst: [Int] {
    let states = Array(outputs.indices)
    return states.filter { outputs[$0].isEmpty } + states.filter { !outputs[$0].isEmpty }
  }
}
