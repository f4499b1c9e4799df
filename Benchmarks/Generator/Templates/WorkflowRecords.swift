/// Entries of a workflow log, from after the fields that all have.
///
/// Where one ends in an open string, what a tool printed follows, and then ``end``.
enum WorkflowRecords {
  static let ordinary = #"""
    "event_type":"item_started","item_id":"{kebab}","message":"{phrase}","details":{{"attempt":1,"files":["src/{folder}/{kebab}.ts","src/{folder}/{snake}.py"]},"actor":"{agent}"}
    "event_type":"item_completed","item_id":"{kebab}","message":"{sentence}","details":{{"notes":"{sentence}","duration_ms":{milliseconds},"tokens":{{"in":{number},"out":{count}}},"actor":"{agent}"}
    "event_type":"item_completed","item_id":"{kebab}","message":"{phrase}","details":{{"success":true,"error":null,"errors":0,"files_changed":{small}},"actor":"{agent}"}
    "event_type":"phase_started","message":"{phrase}","details":{{"items":{small},"budget_usd":{small}.{small}},"actor":"orchestrator"}
    "event_type":"gate_passed","message":"all gates passed: 0 errors, 0 warnings","details":{{"gate":"{snake}","passed":true,"failed":0,"errors":[],"coverage":9{small}.{small}},"actor":"orchestrator"}
    "event_type":"verification_passed","item_id":"{kebab}","message":"{phrase}","details":{{"command":"pytest -q tests/{word}","exit_code":0,"passed":{count},"failed":0},"actor":"{agent}"}
    "event_type":"review_completed","item_id":"{kebab}","message":"{sentence}","details":{{"reviewer":"{person}","approved":true,"comments":["{sentence}","{sentence}"]},"actor":"reviewer"}
    "event_type":"checkpoint","message":"{phrase}","details":{{"commit":"{sha}","branch":"{word}/{kebab}","dirty":false},"actor":"orchestrator"}
    "event_type":"message","message":"{foreign}","details":{{"to":"{agent}","body":"{sentence}; {sentence}"},"actor":"{agent}"}
    "event_type":"retry_scheduled","item_id":"{kebab}","message":"retrying (1/3) because {word} was busy","details":{{"delay_ms":{milliseconds},"reason":"rate limit"},"actor":"orchestrator"}
    "event_type":"file_written","item_id":"{kebab}","message":"wrote src/{folder}/errors.ts","details":{{"path":"src/{folder}/errors.ts","bytes":{number},"sha256":"{sha}{hex}{hex}{hex}"},"actor":"{agent}"}
    """#

  static let ordinaryWithText = #"""
    "event_type":"tool_completed","item_id":"{kebab}","message":"{phrase}","actor":"{agent}","details":{{"tool":"Bash","command":"npm run {word} -- --filter={kebab}","exit_code":0,"success":true,"duration_ms":{milliseconds},"output":"
    "event_type":"tool_completed","item_id":"{kebab}","message":"{phrase}","actor":"{agent}","details":{{"tool":"Bash","command":"git log --oneline -n {small}","exit_code":0,"success":true,"output":"
    """#

  /// An error's text follows.
  static let failed = #"""
    "event_type":"item_failed","item_id":"{kebab}","message":"{phrase}","actor":"{agent}","details":{{"attempt":{small},"command":"npm run {word}","exit_code":1,"error":"
    "event_type":"verification_failed","item_id":"{kebab}","message":"verification of {kebab} failed","actor":"{agent}","details":{{"command":"make test","exit_code":2,"passed":{count},"failed":{small},"error":"
    "event_type":"error","item_id":"{kebab}","actor":"{agent}","details":{{"phase":"EXECUTE","retryable":false,"message":"
    "event_type":"tool_completed","item_id":"{kebab}","message":"{phrase}","actor":"{agent}","details":{{"tool":"Bash","success":false,"exit_code":1,"error":"
    "event":"failure","actor":"{agent}","details":{{"file_path":"src/{folder}/{snake}.py","line_number":{line},"description":"
    "level":"error","logger":"{dotted}","actor":"{agent}","details":{{"attempt":{small},"message":"
    """#

  static let end: StaticString = #""}}"#
}
