/// What is in a manifest without mistakes.
package struct ManifestSummary: Hashable, Sendable {
  private let file: String
  private let sources: Int
  private let sets: Int
  private let rules: Int
  private let examples: Int
  private let counterexamples: Int

  package init(_ manifest: Manifest) {
    let inPlace = manifest.sources.flatMap { source in
      (source.rules ?? []).compactMap { reference in
        if case .rule(let rule) = reference { rule } else { nil }
      }
    }
    let all = manifest.ruleSets.flatMap(\.rules) + inPlace
    file = manifest.file
    sources = manifest.sources.count
    sets = manifest.ruleSets.count
    rules = all.count
    examples = all.map(\.examples.count).reduce(0, +)
    counterexamples = all.map(\.counterexamples.count).reduce(0, +)
  }

  /// `scanners.yaml: 5 sources, 280 rules in 19 sets; 400 examples and 300 counterexamples hold`.
  package var text: String {
    "\(Printable.line(file)): \(sources) sources, \(rules) rules in \(sets) sets; "
      + "\(examples) examples and \(counterexamples) counterexamples hold"
  }

  /// The same as an object.
  package var json: JSONObject {
    var object = JSONObject.versioned
    object.add("file", file)
    object.add("valid", true)
    object.add("sources", sources)
    object.add("rule_sets", sets)
    object.add("rules", rules)
    object.add("examples", examples)
    object.add("counterexamples", counterexamples)
    return object
  }
}
