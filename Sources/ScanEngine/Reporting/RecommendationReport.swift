/// Shows what there is to scan, before it is scanned.
package enum RecommendationReport {
  /// A block of lines for each source.
  package static func text(_ recommendations: [SourceRecommendation]) -> String {
    recommendations.map(text).joined(separator: "\n")
  }

  private static func text(_ source: SourceRecommendation) -> String {
    let head = "  \(Printable.line(source.name)): \(Printable.line(source.recommendation))"
    guard let survey = source.survey else {
      let problem = source.problem?.text ?? "can't be looked at"
      return head + "\n      " + Printable.line(problem)
    }
    let place = Printable.line(survey.place)
    if let note = survey.note { return head + "\n      \(place): \(Printable.line(note))" }
    guard survey.documents > 0 else { return head + "\n      \(place): nothing there" }
    var parts = [
      SummaryReport.count(survey.documents, "document"), ByteSize.text(survey.size),
    ]
    if survey.new > 0 { parts.append("\(survey.new) new") }
    if survey.changed > 0 { parts.append("\(survey.changed) changed") }
    if survey.new + survey.changed == 0 { parts.append("all read") }
    return head + "\n      \(place): \(parts.joined(separator: ", "))"
  }

  /// The same as objects.
  package static func json(_ recommendations: [SourceRecommendation]) -> [JSONObject] {
    recommendations.map { source in
      var object = JSONObject()
      object.add("source", source.name)
      object.add("recommendation", source.recommendation)
      object.add("place", source.survey?.place)
      object.add("documents", source.survey?.documents)
      object.add("bytes", source.survey.map { Int($0.size) })
      object.add("new", source.survey?.new)
      object.add("changed", source.survey?.changed)
      object.add("unread_bytes", source.survey.map { Int($0.unread) })
      object.add("problem", source.problem?.text)
      return object
    }
  }
}
