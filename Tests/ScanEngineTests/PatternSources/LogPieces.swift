/// Random pieces of logs: what programs print, and what is hard about it.
enum LogPieces {
  private static let words = ["amber", "birch", "cedar", "delta", "häuser", "grove"]

  static func word(_ numbers: inout SplitMix) -> String {
    words.randomElement(using: &numbers) ?? ""
  }

  /// A piece of a text log.
  static func text(_ numbers: inout SplitMix) -> String {
    let word = word(&numbers)
    let prefix = [
      "", "", "2026-01-17T12:00:00Z ERROR worker: ", "api-1  | ", "\u{1B}[31m", "    ",
    ].randomElement(using: &numbers) ?? ""
    var text = block(Int.random(in: 0..<15, using: &numbers), word)
    if prefix != "\u{1B}[31m" || Bool.random(using: &numbers) {
      text = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .map { prefix + $0 + "\n" }.joined()
    }
    if Int.random(in: 0..<8, using: &numbers) == 0 {
      text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
    return text
  }

  private static func block(_ kind: Int, _ word: String) -> String {
    switch kind {
    case 0: "TypeError: \(word) is not a function\n    at run (/srv/app/\(word).js:3:4)\n"
    case 1:
      """
      Traceback (most recent call last):
        File "app/\(word).py", line 12, in load
          return rates[region]
      KeyError: '\(word)'

      """
    case 2:
      """
      Traceback (most recent call last):
        File "app/a.py", line 1, in first
      ValueError: no \(word)

      During handling of the above exception, another exception occurred:

      Traceback (most recent call last):
        File "app/b.py", line 2, in second
      RuntimeError: lost the \(word)

      """
    case 3:
      """
      Exception in thread "main" java.lang.IllegalStateException: no \(word)
      \tat com.acme.App.run(App.java:10)
      \tat com.acme.App.main(App.java:3)
      Caused by: java.io.IOException: closed \(word)
      \tat com.acme.Net.read(Net.java:7)
      \t... 2 more

      """
    case 4:
      "panic: no \(word)\n\ngoroutine 1 [running]:\nmain.run(0x1)\n\t/srv/app/main.go:7 +0x1d\n"
    case 5:
      "thread 'main' panicked at src/main.rs:4:5:\nno \(word)\nstack backtrace:\n   0: app::run\n"
    case 6: "error[E0425]: cannot find value `\(word)` in this scope\n --> src/main.rs:4:5\n"
    case 7: "\n"
    case 8: "KeyError: '\(word)'\n"
    case 9: "fix: install the \(word)\n"
    case 10: "Traceback (most recent call last):\n"
    case 11: "    at com.acme.\(word)(App.java:3)\n"
    default: "INFO all is well with the \(word)\n"
    }
  }

  /// A line of a workflow log.
  static func entry(_ numbers: inout SplitMix) -> String {
    let word = word(&numbers)
    let number = Int.random(in: 0..<40, using: &numbers)
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: return #"{"event_type":"error","error_type":"KeyError","message":"'\#(word)'"}"# + "\n"
    case 1:
      return #"{"level":"error","message":"ValueError: no \#(word)","error_id":"e\#(number)"}"#
        + "\n"
    case 2: return #"{"event_type":"phase_start","message":"\#(word)"}"# + "\n"
    case 3: return "{broken \(word)\n"
    case 4: return "{}\r\n\n"
    default: return text(&numbers)
    }
  }

  /// A line or two of an agent's transcript.
  static func transcript(_ numbers: inout SplitMix) -> String {
    let word = word(&numbers)
    let number = Int.random(in: 0..<60, using: &numbers)
    let isError = Bool.random(using: &numbers)
    let output =
      isError
      ? #"Traceback (most recent call last):\n  File \"app/\#(word).py\", line 1, in run\nKeyError: '\#(word)'"#
      : "all is well"
    let call =
      #"{"type":"assistant","uuid":"a\#(number)","sessionId":"s","message":{"role":"assistant","content":[{"type":"tool_use","id":"toolu_\#(number)","name":"Bash","input":{"command":"make \#(word)"}}]}}"#
    let result =
      #"{"type":"user","uuid":"u\#(number)","sessionId":"s","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_\#(number)","is_error":\#(isError),"content":"\#(output)"}]}}"#
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: return call + "\n"
    case 1: return result + "\n"
    case 2: return text(&numbers)
    default: return call + "\n" + result + "\n"
    }
  }
}
