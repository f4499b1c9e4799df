/// A record about to be handed over: what a reader of one line of JSON found in it.
struct Finding {
  enum Text {
    /// Points into the parsed JSON; valid until its parser parses again.
    case borrowed(UnsafeRawBufferPointer)
    case owned([UInt8])
  }

  var text: Text
  var role: Record.Role = .output
  var details: RecordDetails

  init(_ text: Text, role: Record.Role = .output, details: RecordDetails) {
    self.text = text
    self.role = role
    self.details = details
  }

  /// Hands the record to `consume` with its place in the document.
  func emit(
    line: Int, offset: Int64, isUnterminated: Bool, consume: (borrowing Record) -> Void
  ) {
    func hand(_ bytes: UnsafeRawBufferPointer) {
      consume(
        Record(
          text: bytes, role: role, counting: .single, line: line, offset: offset,
          isUnterminated: isUnterminated, details: details))
    }
    switch text {
    case .borrowed(let bytes): hand(bytes)
    case .owned(let bytes): bytes.withUnsafeBytes(hand)
    }
  }
}

/// What the reader of a line made of it.
enum LineReading {
  /// Of a known type; often with nothing to tell.
  case known([Finding])
  /// A line that a program printed, part of a text that earlier and later objects hold; nil where
  /// the object belongs to the text but adds nothing to it.
  case printed(UnsafeRawBufferPointer?)
  /// Of a type that the reader doesn't know.
  case unrecognised(type: String)
}

extension Finding {
  /// A finding that outlives the buffer its text was borrowed from.
  func owned() -> Finding {
    guard case .borrowed(let bytes) = text else { return self }
    return Finding(.owned(Array(bytes)), role: role, details: details)
  }
}
