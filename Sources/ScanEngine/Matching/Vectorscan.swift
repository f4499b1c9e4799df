#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Vectorscan's library (the API of Hyperscan 5, `hs.h`), loaded when there is much to scan.
///
/// It is loaded by its name and not linked: most runs have nothing to scan and would pay for
/// loading 9 MB of it, and where it can't be had a table of our own does the same work.
struct Vectorscan: Sendable {
  typealias Database = OpaquePointer
  typealias Scratch = OpaquePointer
  typealias CompileError = UnsafeMutableRawPointer
  /// Takes the literal's number, nothing, the offset after it, nothing and the caller's context;
  /// stops the scan unless it returns 0.
  typealias OnMatch =
    @convention(c) (UInt32, UInt64, UInt64, UInt32, UnsafeMutableRawPointer?) -> Int32

  private typealias Version = @convention(c) @Sendable () -> UnsafePointer<CChar>?
  private typealias CompileLiterals =
    @convention(c) @Sendable (
      UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<UInt32>?, UnsafePointer<UInt32>?,
      UnsafePointer<Int>?, UInt32, UInt32, UnsafeRawPointer?, UnsafeMutablePointer<Database?>,
      UnsafeMutablePointer<CompileError?>
    ) -> Int32
  private typealias FreeCompileError = @convention(c) @Sendable (CompileError?) -> Int32
  private typealias Serialize =
    @convention(c) @Sendable (
      Database, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, UnsafeMutablePointer<Int>
    ) -> Int32
  private typealias Deserialize =
    @convention(c) @Sendable (
      UnsafeRawPointer?, Int, UnsafeMutablePointer<Database?>
    ) -> Int32
  private typealias Free = @convention(c) @Sendable (OpaquePointer?) -> Int32
  private typealias AllocateScratch =
    @convention(c) @Sendable (Database, UnsafeMutablePointer<Scratch?>) -> Int32
  private typealias Scan =
    @convention(c) @Sendable (
      Database, UnsafeRawPointer?, UInt32, UInt32, Scratch, OnMatch, UnsafeMutableRawPointer?
    ) -> Int32

  /// As the library words it.
  let version: String
  private let compileLiterals: CompileLiterals
  private let freeCompileError: FreeCompileError
  private let serializeDatabase: Serialize
  private let deserializeDatabase: Deserialize
  private let freeDatabase: Free
  private let allocateScratch: AllocateScratch
  private let freeScratch: Free
  private let scanBlock: Scan

  /// The library of this machine; nil where there is none that runs here.
  static let library = Vectorscan()

  /// `HS_MODE_BLOCK`.
  private static let blockMode: UInt32 = 1
  /// `HS_FLAG_CASELESS`.
  private static let caseless: UInt32 = 1

  #if os(macOS)
    private static let names = [
      "libhs.5.dylib", "/opt/homebrew/lib/libhs.5.dylib", "/usr/local/lib/libhs.5.dylib",
    ]
  #else
    private static let names = ["libhs.so.5"]
  #endif

  private init?() {
    guard let handle = Self.names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first
    else { return nil }
    func symbol<Function>(_ name: String, _: Function.Type) -> Function? {
      dlsym(handle, name).map { unsafeBitCast($0, to: Function.self) }
    }
    guard let isValidPlatform = symbol("hs_valid_platform", (@convention(c) () -> Int32).self),
      isValidPlatform() == 0, let version = symbol("hs_version", Version.self)?(),
      let compileLiterals = symbol("hs_compile_lit_multi", CompileLiterals.self),
      let freeCompileError = symbol("hs_free_compile_error", FreeCompileError.self),
      let serializeDatabase = symbol("hs_serialize_database", Serialize.self),
      let deserializeDatabase = symbol("hs_deserialize_database", Deserialize.self),
      let freeDatabase = symbol("hs_free_database", Free.self),
      let allocateScratch = symbol("hs_alloc_scratch", AllocateScratch.self),
      let freeScratch = symbol("hs_free_scratch", Free.self),
      let scanBlock = symbol("hs_scan", Scan.self)
    else { return nil }
    self.version = String(cString: version)
    self.compileLiterals = compileLiterals
    self.freeCompileError = freeCompileError
    self.serializeDatabase = serializeDatabase
    self.deserializeDatabase = deserializeDatabase
    self.freeDatabase = freeDatabase
    self.allocateScratch = allocateScratch
    self.freeScratch = freeScratch
    self.scanBlock = scanBlock
  }

  /// nil where the library doesn't take the literals.
  func compile(_ keywords: [Keyword]) -> Database? {
    var lengths = keywords.map(\.bytes.count)
    var flags = keywords.map { $0.ignoresCase ? Self.caseless : 0 }
    var numbers = keywords.indices.map { UInt32($0) }
    // All in one piece of memory, that stays where it is.
    var text = keywords.flatMap(\.bytes).map { CChar(bitPattern: $0) } + [0]
    var database: Database?
    var error: CompileError?
    text.withUnsafeMutableBufferPointer { text in
      guard let start = text.baseAddress else { return }
      var starts: [UnsafePointer<CChar>?] = []
      var offset = 0
      for length in lengths {
        starts.append(UnsafePointer(start + offset))
        offset += length
      }
      _ = compileLiterals(
        &starts, &flags, &numbers, &lengths, UInt32(keywords.count), Self.blockMode, nil,
        &database, &error)
    }
    if error != nil { _ = freeCompileError(error) }
    return database
  }

  /// The database as bytes that this library on this machine can read again.
  func serialize(_ database: Database) -> [UInt8]? {
    var bytes: UnsafeMutablePointer<CChar>?
    var count = 0
    guard serializeDatabase(database, &bytes, &count) == 0, let bytes else { return nil }
    // No allocator was set, so the library's is malloc.
    defer { free(bytes) }
    return Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// nil where the bytes are damaged, or another library or machine has written them.
  func deserialize(_ bytes: [UInt8]) -> Database? {
    var database: Database?
    let result = bytes.withUnsafeBytes {
      deserializeDatabase($0.baseAddress, $0.count, &database)
    }
    return result == 0 ? database : nil
  }

  func release(database: Database) { _ = freeDatabase(database) }

  /// What a scan writes to; nil when memory is out.
  func makeScratch(for database: Database) -> Scratch? {
    var scratch: Scratch?
    return allocateScratch(database, &scratch) == 0 ? scratch : nil
  }

  func release(scratch: Scratch) { _ = freeScratch(scratch) }

  /// Whether the scan came to its end.
  func scan(
    _ bytes: UnsafeRawBufferPointer, _ database: Database, _ scratch: Scratch,
    context: UnsafeMutableRawPointer, onMatch: OnMatch
  ) -> Bool {
    scanBlock(database, bytes.baseAddress, UInt32(bytes.count), 0, scratch, onMatch, context) == 0
  }
}
