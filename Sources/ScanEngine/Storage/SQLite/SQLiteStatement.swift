internal import CSQLite

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A value that SQLite takes.
enum SQLiteValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  init(_ number: Int) { self = .integer(Int64(number)) }

  init(_ number: Int64) { self = .integer(number) }

  init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }

  init(_ time: Timestamp?) { self = time.map { .integer($0.milliseconds) } ?? .null }

  init(_ text: String?) { self = text.map(Self.text) ?? .null }
}

/// A prepared statement; its ``SQLiteConnection`` keeps it to be used again.
final class SQLiteStatement {
  private let handle: OpaquePointer
  private unowned let connection: SQLiteConnection

  /// Makes SQLite copy what is bound: the memory is only lent.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(handle: OpaquePointer, connection: SQLiteConnection) {
    self.handle = handle
    self.connection = connection
  }

  /// Gives the handle back to SQLite; the statement must not be used any more.
  func finalize() { sqlite3_finalize(handle) }

  /// Binds all parameters, in order.
  func bind(_ values: [SQLiteValue]) throws(StoreError) {
    sqlite3_reset(handle)
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(index + 1))
      guard code == SQLITE_OK else { throw connection.error(code) }
    }
  }

  /// Binds all parameters, in order, of a statement that is run very often, and runs it to its end.
  func run(_ numbers: Int64?...) throws(StoreError) {
    sqlite3_reset(handle)
    for (index, number) in numbers.enumerated() {
      let place = Int32(index + 1)
      let code =
        number.map { sqlite3_bind_int64(handle, place, $0) } ?? sqlite3_bind_null(handle, place)
      guard code == SQLITE_OK else { throw connection.error(code) }
    }
    while try step() {}
  }

  /// Binds a fingerprint to the only parameter.
  func bind(_ fingerprint: Fingerprint) throws(StoreError) {
    sqlite3_reset(handle)
    let code = fingerprint.withDigest {
      sqlite3_bind_blob(handle, 1, $0.baseAddress, Int32($0.count), Self.copied)
    }
    guard code == SQLITE_OK else { throw connection.error(code) }
  }

  private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          // Without an address SQLite would bind NULL.
          guard let start = $0.baseAddress else {
            return sqlite3_bind_text(handle, index, "", 0, Self.copied)
          }
          return sqlite3_bind_text(handle, index, start, Int32($0.count), Self.copied)
        }
      }
    case .blob(let bytes):
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
      return bytes.withUnsafeBytes {
        sqlite3_bind_blob(handle, index, $0.baseAddress, Int32($0.count), Self.copied)
      }
    }
  }

  /// Goes to the next row; false when there is none.
  func step() throws(StoreError) -> Bool {
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    default:
      let error = connection.error(code)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Goes through all rows.
  func run() throws(StoreError) {
    while try step() {}
  }

  /// Ends reading before the last row, so that no lock is held.
  func reset() { sqlite3_reset(handle) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func flag(_ column: Int32) -> Bool { sqlite3_column_int64(handle, column) != 0 }

  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let length = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
  }

  /// The bytes of a text, valid until the next step; nil where they are no UTF-8, which only a store
  /// has that somebody else has written to.
  func textBytes(_ column: Int32) -> UnsafeRawBufferPointer? {
    let bytes = bytes(column)
    return bytes.isUTF8 ? bytes : nil
  }

  /// The order of a text's UTF-8 and another's: negative, 0 or positive.
  func compare(_ column: Int32, with text: String) -> Int {
    ByteOrder.compare(bytes(column), text)
  }

  /// The same of another statement's text in that column.
  func compare(_ column: Int32, with other: SQLiteStatement) -> Int {
    ByteOrder.compare(bytes(column), other.bytes(column))
  }

  /// The bytes of a text, valid until the next step.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_text(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  func blob(_ column: Int32) -> [UInt8] { withBlob(column) { [UInt8]($0) } }

  /// Uses the bytes of a blob, which are the store's.
  func withBlob<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let start = sqlite3_column_blob(handle, column)
    return body(
      UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  func timestamp(_ column: Int32) -> Timestamp { Timestamp(milliseconds: int64(column)) }

  func optionalTimestamp(_ column: Int32) -> Timestamp? {
    isNull(column) ? nil : timestamp(column)
  }

  /// nil where the store holds something else: a damaged row.
  func fingerprint(_ column: Int32) -> Fingerprint? { Fingerprint(digest: blob(column)) }
}
