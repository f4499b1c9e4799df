/// Tries the globs that a manifest declares with the parser that discovery uses.
enum GlobCheck {
  /// What is wrong with globs and exclusions, but for those that `known` mistakes are about.
  static func mistakes(
    in sources: [SourceDeclaration], known: [ManifestMistake]
  ) -> [ManifestMistake] {
    let reported = Set(known.map(\.position))
    return sources.flatMap { source in
      source.globs.compactMap { glob in
        FileSelection.mistake(inGlob: glob.value).map { mistake($0, in: glob, key: "glob") }
      }
        + source.exclude.compactMap { glob in
          FileSelection.mistake(inExclude: glob.value).map { mistake($0, in: glob, key: "exclude") }
        }
    }
    .filter { !reported.contains($0.position) }
  }

  private static func mistake(
    _ mistake: GlobMistake, in glob: Located<String>, key: String
  ) -> ManifestMistake {
    let text = glob.value
    let kind: ManifestMistake.Kind =
      switch mistake.kind {
      case .empty: .emptyText(key, example: KeySet.source.example(for: key))
      case .absolute: .absoluteGlob(text)
      case .climbsOut: .climbingGlob(text)
      case .unclosedClass: .unbalancedGlob(text, "[")
      case .unclosedBrace: .unbalancedGlob(text, "{")
      case .badRange: .backwardsGlobRange(text)
      case .endsWithBackslash: .unfinishedGlobEscape(text)
      case .tooManyAlternatives: .tooManyGlobs(text, limit: GlobAlternatives.limit)
      case .nestedTooDeep: .globNestedTooDeep(text, limit: GlobAlternatives.depthLimit)
      case .containsNUL: .controlCharacter(key)
      case .unknownFolder(let name): .unknownGlobFolder(name, nearest: nil)
      }
    return ManifestMistake(kind, at: glob.position)
  }
}
